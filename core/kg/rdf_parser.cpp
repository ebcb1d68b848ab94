// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_parser.h"

#include "core/base/strings.h"

#include <cstdarg>
#include <cstdio>
#include <optional>
#include <serd/serd.h>

namespace akv {

struct RdfParser::State {
    SerdReader* reader = nullptr;
    SerdEnv* prefixes = serd_env_new(nullptr);
    bool turtle = false;
    std::vector<RdfStatement>* statements = nullptr;
    std::vector<std::string> problems; ///< of the names in the piece
    std::string mistake;               ///< of the grammar; the first one, the others follow from it
    std::uint64_t mistakeLine = 0;     ///< within the piece, from 1

    ~State() {
        if (reader) serd_reader_free(reader);
        serd_env_free(prefixes);
    }

    std::optional<RdfTerm> term(const SerdNode& node) {
        const auto text = [](const SerdNode& n) {
            return std::string(reinterpret_cast<const char*>(n.buf), n.n_bytes);
        };
        switch (node.type) {
        case SERD_LITERAL: return RdfTerm{RdfTerm::Kind::Literal, text(node), {}};
        case SERD_BLANK: return RdfTerm{RdfTerm::Kind::Blank, text(node), {}};
        case SERD_URI:
            if (!turtle) return RdfTerm{RdfTerm::Kind::Iri, text(node), {}};
            [[fallthrough]];
        case SERD_CURIE: {
            SerdNode whole = serd_env_expand_node(prefixes, &node);
            if (!whole.buf) {
                const std::string name = text(node);
                problems.push_back("prefix '" + shortened(name.substr(0, name.find(':')), 40) + "' is not declared");
                return std::nullopt;
            }
            RdfTerm out{RdfTerm::Kind::Iri, text(whole), {}};
            serd_node_free(&whole);
            return out;
        }
        default: return std::nullopt;
        }
    }

    static SerdStatus onBase(void* self, const SerdNode* uri) {
        return serd_env_set_base_uri(static_cast<State*>(self)->prefixes, uri);
    }
    static SerdStatus onPrefix(void* self, const SerdNode* name, const SerdNode* uri) {
        return serd_env_set_prefix(static_cast<State*>(self)->prefixes, name, uri);
    }
    static SerdStatus onStatement(void* self, SerdStatementFlags, const SerdNode*, const SerdNode* subject,
                                  const SerdNode* predicate, const SerdNode* object, const SerdNode*,
                                  const SerdNode* language) {
        auto& state = *static_cast<State*>(self);
        auto s = state.term(*subject), p = state.term(*predicate), o = state.term(*object);
        if (!s || !p || !o) return SERD_SUCCESS;
        if (language && language->buf)
            o->language.assign(reinterpret_cast<const char*>(language->buf), language->n_bytes);
        state.statements->push_back({std::move(*s), std::move(*p), std::move(*o)});
        return SERD_SUCCESS;
    }
    static SerdStatus onError(void* self, const SerdError* error) {
        auto& state = *static_cast<State*>(self);
        if (!state.mistake.empty()) return SERD_SUCCESS;
        char text[256];
        std::va_list arguments;
        va_copy(arguments, *error->args);
        std::vsnprintf(text, sizeof text, error->fmt, arguments);
        va_end(arguments);
        state.mistake = wellFormedUtf8(collapseSpaces(text));
        state.mistakeLine = error->line;
        return SERD_SUCCESS;
    }
};

RdfParser::RdfParser(bool turtle) : m_state(std::make_unique<State>()) {
    State& s = *m_state;
    s.turtle = turtle;
    s.reader = serd_reader_new(turtle ? SERD_TURTLE : SERD_NTRIPLES, &s, nullptr, State::onBase, State::onPrefix,
                               State::onStatement, nullptr);
    serd_reader_set_strict(s.reader, true);
    serd_reader_set_error_sink(s.reader, State::onError, &s);
}
RdfParser::RdfParser(RdfParser&&) noexcept = default;
RdfParser::~RdfParser() = default;

void RdfParser::parse(const RdfPiece& piece, std::vector<RdfStatement>& statements, std::vector<Rejection>& refused) {
    State& s = *m_state;
    const auto refuse = [&](std::uint64_t line, std::string reason) {
        refused.push_back({line, std::move(reason), shortened(collapseSpaces(piece.text), 120)});
    };
    if (!piece.problem.empty()) return refuse(piece.line, piece.problem);
    if (piece.text.find('\0') != std::string_view::npos) return refuse(piece.line, "holds a zero byte");
    s.statements = &statements;
    s.problems.clear();
    s.mistake.clear();
    const std::string text(piece.text); // ends with a zero
    const std::size_t before = statements.size();
    const SerdStatus status = serd_reader_read_string(s.reader, reinterpret_cast<const std::uint8_t*>(text.c_str()));
    for (std::string& problem : s.problems) refuse(piece.line, std::move(problem));
    const bool wrong = !s.mistake.empty() || status > SERD_FAILURE;
    if (wrong && !s.turtle) statements.resize(before); // a line counts as a whole: a fourth term is a mistake
    if (!s.mistake.empty())
        refuse(piece.line + (s.mistakeLine > 0 ? s.mistakeLine - 1 : 0), "syntax: " + s.mistake);
    else if (wrong)
        refuse(piece.line, std::string("syntax: ") + reinterpret_cast<const char*>(serd_strerror(status)));
}

} // namespace akv
