// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_parser.h"

#include "core/base/strings.h"

#include <cstdarg>
#include <cstdio>
#include <optional>
#include <serd/serd.h>

namespace akv {

namespace {

SerdSyntax syntaxOf(SourceFormat format) {
    switch (format) {
    case SourceFormat::Turtle: return SERD_TURTLE;
    case SourceFormat::NQuads: return SERD_NQUADS;
    case SourceFormat::TriG: return SERD_TRIG;
    default: return SERD_NTRIPLES;
    }
}

/// The piece as the grammar has it: what stands in a block of TriG gets its block around it.
std::string wholeText(const RdfPiece& piece) {
    if (!piece.graph) return std::string(piece.text);
    return std::string(*piece.graph) + "{" + std::string(piece.text) +
           " }"; // a dot right before '}' would count as part of a name
}

} // namespace

struct RdfParser::State {
    SerdReader* reader = nullptr;
    SerdEnv* prefixes = serd_env_new(nullptr);
    bool prefixed = false; ///< Turtle and TriG
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
            if (!prefixed) return RdfTerm{RdfTerm::Kind::Iri, text(node), {}};
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

    /// Leaves `name` empty for the default graph; false when its prefix is unknown.
    bool graphName(const SerdNode* graph, std::string& name) {
        if (!graph || !graph->buf) return true;
        auto known = term(*graph);
        if (known) name = (known->kind == RdfTerm::Kind::Blank ? "_:" : "") + known->text;
        return known.has_value();
    }

    static SerdStatus onBase(void* self, const SerdNode* uri) {
        return serd_env_set_base_uri(static_cast<State*>(self)->prefixes, uri);
    }
    static SerdStatus onPrefix(void* self, const SerdNode* name, const SerdNode* uri) {
        return serd_env_set_prefix(static_cast<State*>(self)->prefixes, name, uri);
    }
    static SerdStatus onStatement(void* self, SerdStatementFlags, const SerdNode* graph, const SerdNode* subject,
                                  const SerdNode* predicate, const SerdNode* object, const SerdNode*,
                                  const SerdNode* language) {
        auto& state = *static_cast<State*>(self);
        auto s = state.term(*subject), p = state.term(*predicate), o = state.term(*object);
        std::string name;
        if (!s || !p || !o || !state.graphName(graph, name)) return SERD_SUCCESS;
        if (language && language->buf)
            o->language.assign(reinterpret_cast<const char*>(language->buf), language->n_bytes);
        state.statements->push_back({std::move(*s), std::move(*p), std::move(*o), std::move(name)});
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

RdfParser::RdfParser(SourceFormat format) : m_state(std::make_unique<State>()) {
    State& s = *m_state;
    s.prefixed = format == SourceFormat::Turtle || format == SourceFormat::TriG;
    s.reader =
        serd_reader_new(syntaxOf(format), &s, nullptr, State::onBase, State::onPrefix, State::onStatement, nullptr);
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
    const std::string text = wholeText(piece); // ends with a zero
    const std::size_t before = statements.size();
    const SerdStatus status = serd_reader_read_string(s.reader, reinterpret_cast<const std::uint8_t*>(text.c_str()));
    for (std::string& problem : s.problems) refuse(piece.line, std::move(problem));
    // Without a word, as at the end of a file: a line of N-Quads whose first letter begins no term.
    const bool nothing = !s.prefixed && status == SERD_FAILURE && statements.size() == before;
    const bool wrong = !s.mistake.empty() || status > SERD_FAILURE || nothing;
    if (wrong && !s.prefixed) statements.resize(before); // a line counts as a whole: a term too many is a mistake
    if (!s.mistake.empty())
        refuse(piece.line + (s.mistakeLine > 0 ? s.mistakeLine - 1 : 0), "syntax: " + s.mistake);
    else if (nothing)
        refuse(piece.line, "syntax: a subject was expected");
    else if (wrong)
        refuse(piece.line, std::string("syntax: ") + reinterpret_cast<const char*>(serd_strerror(status)));
}

} // namespace akv
