// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/graphml_nodes.h"
#include "core/kg/xml_prolog.h"

#include <deque>
#include <utility>

namespace akv {

namespace {

constexpr std::string_view kRelationNames[] = {"relation", "label", "predicate", "relationship", "name", "type"};
constexpr const char* kUnlabelled = "connected to"; ///< relation of an edge that names none

/// GraphML and GEXF in two passes: keys and node names, then triples.
/// - An edge becomes (source, relation, target) with the relation of its data relation, label, predicate, relationship,
///   name or type (in this order, then by the key's default), else "connected to"; in GEXF the label of the edge, then
///   its kind, stand for data of that name. Other data of edges are not read; a
///   triple has no attributes. Undirected edges are read as they are written.
/// - Data of a node other than its name become (node, key, value); a type of entity, event or concept is the node's
///   type instead. Empty data and data that repeat the name are left out. Nodes without edges become entities.
/// - Edges to nodes that are not declared, hyperedges, nodes without or with a used id are refused.
class GraphMlReader : public TripleReader {
public:
    using Dialect = XmlPieces::Dialect;
    GraphMlReader(std::filesystem::path path, std::string encoding, std::uint64_t lookAhead, Dialect dialect,
                  XmlPieces pieces)
        : m_path(std::move(path)), m_encoding(std::move(encoding)), m_lookAhead(lookAhead), m_dialect(dialect),
          m_pieces(std::move(pieces)) {}

    Result<std::optional<RawTriple>> next() override {
        if (!std::exchange(m_started, true)) AKV_CHECK(readNodes());
        while (m_queue.empty()) {
            AKV_ASSIGN(const auto piece, m_pieces.next());
            if (!piece) return std::optional<RawTriple>();
            AKV_CHECK(read(*piece));
        }
        RawTriple triple = std::move(m_queue.front());
        m_queue.pop_front();
        return std::optional<RawTriple>(std::move(triple));
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    void onSide(std::function<Result<void>(const SideRecord&)> callback) override { m_side = std::move(callback); }
    void onPoll(std::function<Result<void>()> callback) override { m_poll = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_looked + m_pieces.reader().bytesRead(); }
    std::uint64_t bytesTotal() const override { return 2 * m_pieces.reader().bytesTotal(); }
    std::string encoding() const override { return m_pieces.reader().encoding(); }

private:
    using Visit = std::function<Result<void>(const pugi::xml_node&)>;

    /// The node or edge itself and all within the graphs (of GEXF: nodes and edges) that it holds.
    static Result<void> each(const pugi::xml_node& element, const Visit& visit) {
        AKV_CHECK(visit(element));
        for (const auto& graph : element.children())
            if (const auto tag = localTag(graph); tag == "graph" || tag == "nodes" || tag == "edges")
                for (const auto& inner : graph.children()) AKV_CHECK(each(inner, visit));
        return {};
    }

    Result<void> readNodes() {
        AKV_ASSIGN(XmlPieces pieces, XmlPieces::open(m_path, m_encoding, m_dialect));
        while (pieces.reader().bytesRead() < m_lookAhead) {
            m_looked = pieces.reader().bytesRead();
            if (m_poll) AKV_CHECK(m_poll());
            AKV_ASSIGN(const auto piece, pieces.next());
            if (!piece) break;
            pugi::xml_document document;
            const bool declares = piece->name == "key" || piece->name == "attributes";
            if ((!declares && piece->name != "node") || !parseXml(*piece, document).ok()) continue;
            AKV_CHECK(each(document.first_child(), [&](const pugi::xml_node& n) -> Result<void> {
                if (localTag(n) == "key") m_nodes.addKey(n);
                if (localTag(n) == "attributes") m_nodes.addAttributes(n);
                if (localTag(n) == "node" && *n.attribute("id").value() != '\0') m_nodes.add(n);
                return {};
            }));
        }
        m_looked = m_pieces.reader().bytesTotal();
        return {};
    }

    Result<void> read(const XmlPiece& piece) {
        m_line = piece.line;
        m_text = piece.text;
        if (piece.name == "hyperedge") reject("hyperedges are not read");
        if (piece.name != "node" && piece.name != "edge") return {};
        pugi::xml_document document;
        if (const auto parsed = parseXml(piece, document); !parsed.ok()) {
            reject(parsed.error().message);
            return {};
        }
        return each(document.first_child(), [&](const pugi::xml_node& n) -> Result<void> {
            if (localTag(n) == "node") return readNode(n);
            if (localTag(n) == "edge") readEdge(n);
            return {};
        });
    }

    Result<void> readNode(const pugi::xml_node& element) {
        const std::string id = element.attribute("id").value();
        auto* node = m_nodes.find(id);
        if (!node) node = id.empty() ? nullptr : m_nodes.add(element); // beyond what was looked through
        if (!node || std::exchange(node->read, true)) {
            reject(node ? "node with the id of an earlier node" : "node without an id");
            return {};
        }
        if (m_side) AKV_CHECK(m_side({SideRecord::Kind::Entity, node->name, {}, node->type}));
        const auto values = graphMlValues(element, m_nodes.nodeKeys());
        const auto name = nameValue(values), type = typeValue(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i == name || i == type || values[i].text == node->name) continue;
            push({node->name, values[i].name, values[i].text, node->type, EntityType::Unknown, {}, m_line});
        }
        return {};
    }

    void readEdge(const pugi::xml_node& element) {
        const auto *source = m_nodes.find(element.attribute("source").value()),
                   *target = m_nodes.find(element.attribute("target").value());
        if (!source || !target) return reject(source ? "edge to an undeclared node" : "edge from an undeclared node");
        const auto values = graphMlValues(element, m_nodes.edgeKeys());
        const auto found = firstNamed(values, kRelationNames);
        std::string relation = found ? values[*found].text : fallbackNamed(m_nodes.edgeKeys(), kRelationNames);
        if (relation.empty()) relation = kUnlabelled;
        push({source->name, std::move(relation), target->name, source->type, target->type, {}, m_line});
    }

    void push(RawTriple triple) {
        if (auto reason = refuseTriple(triple))
            reject(std::move(*reason));
        else
            m_queue.push_back(std::move(triple));
    }
    void reject(std::string reason) const {
        if (m_reject) m_reject({m_line, std::move(reason), shortened(collapseSpaces(m_text), 120)});
    }

    std::filesystem::path m_path;
    std::string m_encoding;
    std::uint64_t m_lookAhead, m_looked = 0, m_line = 0;
    Dialect m_dialect;
    XmlPieces m_pieces;
    std::string_view m_text;
    GraphMlNodes m_nodes;
    std::deque<RawTriple> m_queue;
    bool m_started = false;
    std::function<void(const Rejection&)> m_reject;
    std::function<Result<void>(const SideRecord&)> m_side;
    std::function<Result<void>()> m_poll;
};

} // namespace

Result<std::unique_ptr<TripleReader>> openGraphMlReader(const std::filesystem::path& path, SourceFormat format,
                                                        const std::string& encoding, std::uint64_t lookAhead) {
    const auto dialect = format == SourceFormat::Gexf ? XmlPieces::Dialect::Gexf : XmlPieces::Dialect::GraphMl;
    AKV_ASSIGN(std::string chosen, xmlEncoding(path, encoding));
    AKV_ASSIGN(XmlPieces pieces, XmlPieces::open(path, chosen, dialect));
    return std::unique_ptr<TripleReader>(
        std::make_unique<GraphMlReader>(path, std::move(chosen), lookAhead, dialect, std::move(pieces)));
}

} // namespace akv
