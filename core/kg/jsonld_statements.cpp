// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_statements.h"

#include "core/base/strings.h"
#include "core/kg/json_objects.h"
#include "core/kg/jsonld_document.h"
#include "core/kg/jsonld_expander.h"
#include "core/kg/jsonld_rdf.h"

#include <algorithm>
#include <utility>

namespace akv {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxDocument = std::size_t(256) << 20, kMaxPiece = std::size_t(32) << 20;
/// Documents of an array, which share their blank nodes, of JSON Lines, which do not, or a single one.
class JsonLdStatements : public RdfStatements {
public:
    JsonLdStatements(JsonObjects objects, std::filesystem::path path)
        : m_objects(std::move(objects)), m_path(std::move(path)), m_initial(JsonLdContext::initial(baseIri(m_path))) {}

    Result<const RdfStatement*> next(std::vector<Rejection>& refused) override {
        if (m_next == m_statements.size()) {
            m_statements.clear();
            m_next = 0;
            AKV_ASSIGN(const auto piece, nextPiece(refused));
            if (!piece) return nullptr;
            AKV_CHECK(read(*piece, refused));
            if (m_statements.empty()) return nothing();
        }
        return &m_statements[m_next++];
    }
    std::uint64_t line() const override { return m_line; }
    std::uint64_t bytesRead() const override {
        const std::uint64_t left = m_document ? m_document->left() : 0;
        return m_objects.bytesRead() - std::min(left, m_objects.bytesRead());
    }
    std::uint64_t bytesTotal() const override { return m_objects.bytesTotal(); }
    std::string encoding() const override { return m_objects.encoding(); }

private:
    Error fail(const Error& error, std::uint64_t line) const {
        return Error(error.code, "'" + m_path.string() + "' line " + std::to_string(line) + ": " + error.message);
    }

    Result<std::optional<JsonLdDocument::Piece>> nextPiece(std::vector<Rejection>& refused) {
        for (;;) {
            if (m_document) {
                if (auto piece = m_document->next()) return std::optional(*piece);
                m_document.reset();
            }
            AKV_ASSIGN(const bool more, nextObject());
            if (!more) return std::optional<JsonLdDocument::Piece>();
            if (m_objects.array() == 0 || m_objects.array() != m_array) m_rdf.beginDocument();
            m_array = m_objects.array();
            m_document.emplace(m_text, m_objects.line());
            AKV_CHECK(readShell(refused));
        }
    }
    Result<bool> nextObject() {
        auto more = m_objects.next(m_text);
        if (more.ok() || more.error().message.find("longer than") == std::string::npos) return more;
        return Error(more.error().code, more.error().message +
                                            "; a JSON-LD document is held in memory: convert it to N-Quads, for "
                                            "example with riot --output=nquads");
    }

    /// The context and the name of the graph of a document that is cut.
    Result<void> readShell(std::vector<Rejection>& refused) {
        m_context = m_initial;
        m_graph.clear();
        if (m_document->shell().empty()) return {};
        m_line = m_objects.line();
        if (const std::string problem = jsonLdProblem(m_document->shell()); !problem.empty())
            return m_objects.fail(problem);
        AKV_ASSIGN(const Json shell, parsed({m_document->shell(), m_line}));
        if (shell.contains("@context")) {
            auto context = JsonLdContext::apply(m_initial, shell["@context"], {});
            if (!context.ok()) return fail(context.error(), m_line);
            m_context = std::move(context).value();
        }
        if (!shell.contains("@id")) return {};
        const auto& id = shell["@id"];
        const auto iri = id.is_string() ? m_context->expand(id.get<std::string>(), false, true) : std::nullopt;
        if (iri) m_graph = m_rdf.graphName(Json{{"@id", *iri}});
        if (m_graph.empty()) refuse(refused, "the graph has no name: its @id is no IRI", m_document->shell());
        return {};
    }

    Result<Json> parsed(const JsonLdDocument::Piece& piece) const {
        if (piece.text.size() > kMaxPiece)
            return m_objects.fail("a node longer than 32 MiB; convert the file to N-Quads, for example with riot "
                                  "--output=nquads");
        try {
            return Json::parse(piece.text);
        } catch (const Json::parse_error& problem) {
            const std::string_view before = piece.text.substr(0, problem.byte);
            const auto breaks = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
            return notJson(problem.what(), piece.line + breaks);
        } catch (const Json::exception& problem) {
            return notJson(problem.what(), piece.line); // a number beyond all
        }
    }
    /// Without the parser's own name and place.
    Error notJson(const std::string& what, std::uint64_t line) const {
        const auto name = what.find("] "), place = what.find("syntax error");
        const std::size_t begin = place != std::string::npos ? place : name != std::string::npos ? name + 2 : 0;
        return fail(Error(ErrorCode::FileFormat, "not valid JSON: " + what.substr(begin)), line);
    }

    Result<void> read(const JsonLdDocument::Piece& piece, std::vector<Rejection>& refused) {
        m_line = piece.line;
        std::vector<std::string> dropped;
        if (std::string problem = jsonLdProblem(piece.text); !problem.empty()) {
            dropped.push_back(std::move(problem));
        } else {
            AKV_ASSIGN(Json json, parsed(piece));
            const auto nodes = m_expander.document(m_context, json);
            json = nullptr; // both may be large
            dropped = m_expander.takeDropped();
            if (!nodes.ok() && nodes.error().code == ErrorCode::Unsupported) return fail(nodes.error(), piece.line);
            if (nodes.ok())
                m_rdf.write(*nodes, m_graph, m_statements, dropped);
            else
                dropped = {nodes.error().message};
        }
        for (std::string& reason : dropped) refuse(refused, std::move(reason), piece.text);
        return {};
    }
    void refuse(std::vector<Rejection>& refused, std::string reason, std::string_view text) const {
        refused.push_back({m_line, std::move(reason), shortened(collapseSpaces(shortened(text, 500)), 120)});
    }

    JsonObjects m_objects;
    std::filesystem::path m_path;
    JsonLdContext::Pointer m_initial, m_context;
    std::string m_text, m_graph;
    std::optional<JsonLdDocument> m_document;
    JsonLdExpander m_expander;
    JsonLdRdf m_rdf;
    std::vector<RdfStatement> m_statements;
    std::size_t m_next = 0;
    std::uint64_t m_line = 1, m_array = 0;
};

} // namespace

Result<std::unique_ptr<RdfStatements>> openJsonLdStatements(const std::filesystem::path& path,
                                                            const std::string& encoding) {
    AKV_ASSIGN(JsonObjects objects, JsonObjects::open(path, encoding, kMaxDocument));
    return std::unique_ptr<RdfStatements>(std::make_unique<JsonLdStatements>(std::move(objects), path));
}

} // namespace akv
