// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"
#include "core/kg/source_names.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace akv {

namespace fs = std::filesystem;

namespace {

using Role = Neo4jColumn::Role;

constexpr std::string_view kNames[] = {"name", "label", "title"};
constexpr const char* kType = "type"; ///< relation of a node to its :LABEL

std::vector<std::string> itemsOf(std::string_view text, bool array) {
    std::vector<std::string> items;
    for (std::size_t at = 0; at <= text.size();) {
        const auto stop = array ? std::min(text.find(';', at), text.size()) : text.size();
        if (const auto item = trimmed(text.substr(at, stop - at)); !item.empty()) items.emplace_back(item);
        at = stop + 1;
    }
    return items;
}

std::optional<std::size_t> columnWith(const Neo4jTable& table, Role role) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].role == role) return i;
    return std::nullopt;
}

std::optional<std::size_t> propertyOf(const Neo4jTable& table, std::string_view name) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].role == Role::Property && asciiLower(table.columns[i].name) == name) return i;
    return std::nullopt;
}

/// Node files, then relationship files, in one pass; holds the names of the nodes.
/// - A node is called by its property name, label or title, else by its id; the second of one name by "NAME (id)".
/// - Its other properties become (node, property, value), each item of an array one; its labels (node, "type", label),
///   a label of Entity, Event or Concept is the node's type instead. Nodes without edges become entities.
/// - A relationship becomes (start, relation, end) with the relation of its column relation, else its :TYPE, else the
///   name of its file. Its properties are not read. Where there are no node files at all, ids are names.
class Neo4jReader : public TripleReader {
public:
    /// `lookAhead`: nodes are taken from that many bytes of each file only.
    Neo4jReader(Neo4jFiles files, std::uint64_t lookAhead) : m_files(std::move(files)), m_lookAhead(lookAhead) {
        std::error_code ignored;
        for (const auto* tables : {&m_files.nodes, &m_files.edges})
            for (const auto& table : *tables) m_total += fs::file_size(table.path, ignored);
    }

    Result<std::optional<RawTriple>> next() override {
        while (m_queue.empty()) {
            if (m_poll && m_records) AKV_CHECK(m_poll());
            AKV_ASSIGN(const bool more, nextRecord());
            if (!more) return std::optional<RawTriple>();
            if (m_fields.size() != m_table->columns.size())
                reject(std::to_string(m_table->columns.size()) + " columns expected, " +
                       std::to_string(m_fields.size()) + " found");
            else if (inNodes())
                AKV_CHECK(readNode());
            else
                readEdge();
        }
        RawTriple triple = std::move(m_queue.front());
        m_queue.pop_front();
        return std::optional<RawTriple>(std::move(triple));
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    void onSide(std::function<Result<void>(const SideRecord&)> callback) override { m_side = std::move(callback); }
    void onPoll(std::function<Result<void>()> callback) override { m_poll = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_done + (m_records ? m_records->bytesRead() : 0); }
    std::uint64_t bytesTotal() const override { return m_total; }
    std::string encoding() const override { return m_encoding; }

    /// Opens the next file and finds its columns; without one left nothing is open.
    Result<void> openNext() {
        if (m_records) m_done += m_records->bytesRead();
        m_records.reset();
        if (m_next == m_files.nodes.size() + m_files.edges.size()) return {};
        const bool nodes = m_next < m_files.nodes.size();
        m_table = nodes ? &m_files.nodes[m_next] : &m_files.edges[m_next - m_files.nodes.size()];
        ++m_next;
        AKV_ASSIGN(m_records, DelimitedReader::open(m_table->path, m_table->delimiter, true, m_files.encoding));
        m_encoding = m_records->encoding();
        m_name = m_relation = std::nullopt;
        for (const auto name : kNames)
            if (!m_name) m_name = propertyOf(*m_table, name);
        m_id = columnWith(*m_table, nodes ? Role::Id : Role::Start).value_or(0);
        m_end = columnWith(*m_table, Role::End).value_or(0);
        m_relation = propertyOf(*m_table, "relation");
        if (!m_relation) m_relation = columnWith(*m_table, Role::Type);
        if (m_table->ownHeader) AKV_CHECK(m_records->next(m_fields));
        return {};
    }
    bool inNodes() const { return m_next <= m_files.nodes.size(); }
    std::uint64_t nodes() const { return m_nodeCount; }
    std::uint64_t edges() const { return m_edgeCount; }

private:
    Result<bool> nextRecord() {
        while (m_records) {
            if (!inNodes() || m_records->bytesRead() < m_lookAhead) {
                AKV_ASSIGN(const bool more, m_records->next(m_fields));
                if (more) return true;
            }
            AKV_CHECK(openNext());
        }
        return false;
    }

    Hash128 keyOf(std::size_t column) const {
        return hash128(m_table->columns[column].group + '\x1f' + std::string(trimmed(m_fields[column])));
    }

    Result<void> readNode() {
        const std::string id(trimmed(m_fields[m_id]));
        const Hash128 key = keyOf(m_id);
        if (id.empty() || m_names.contains(key)) {
            reject(id.empty() ? "node without an id" : "node with the id of an earlier node");
            return {};
        }
        auto given = m_name ? itemsOf(m_fields[*m_name], m_table->columns[*m_name].array) : std::vector<std::string>();
        if (given.empty()) given = {id};
        const std::string& group = m_table->columns[m_id].group;
        const std::string& name = m_names[key] = m_owners.claim(
            group + '\x1f' + id, {given[0], given[0] + " (" + id + ")", given[0] + " (" + id + ", " + group + ")"});
        ++m_nodeCount;
        if (m_files.namesOnly) return {};
        const EntityType type = typeOf();
        if (m_side) AKV_CHECK(m_side({SideRecord::Kind::Entity, name, {}, type}));
        for (std::size_t c = 0; c < m_fields.size(); ++c) {
            const Neo4jColumn& column = m_table->columns[c];
            if (column.role != Role::Property && column.role != Role::Label) continue;
            const bool label = column.role == Role::Label;
            for (auto& item : itemsOf(m_fields[c], column.array || label)) {
                if (label ? entityTypeFromName(item) != EntityType::Unknown : item == given[0]) continue;
                push({name, label ? kType : column.name, std::move(item), type, EntityType::Unknown, {}, 0});
            }
        }
        return {};
    }

    EntityType typeOf() const {
        const auto column = columnWith(*m_table, Role::Label);
        for (const auto& label : column ? itemsOf(m_fields[*column], true) : std::vector<std::string>())
            if (const auto type = entityTypeFromName(label); type != EntityType::Unknown) return type;
        return EntityType::Unknown;
    }

    void readEdge() {
        ++m_edgeCount;
        const std::string *start = nameOf(m_id), *end = nameOf(m_end);
        if (!start || !end)
            return reject(start ? "edge to an id that no node has" : "edge from an id that no node has");
        push({*start, m_relation ? m_fields[*m_relation] : m_table->name, *end, {}, {}, {}, 0});
    }
    const std::string* nameOf(std::size_t column) const {
        if (m_files.nodes.empty()) return &m_fields[column];
        const auto found = m_names.find(keyOf(column));
        return found == m_names.end() ? nullptr : &found->second;
    }

    void push(RawTriple triple) {
        triple.line = m_records->line();
        if (auto reason = refuseTriple(triple))
            reject(std::move(*reason));
        else
            m_queue.push_back(std::move(triple));
    }
    void reject(std::string reason) const {
        if (m_reject)
            m_reject({m_records->line(), std::move(reason),
                      shortened(collapseSpaces(m_table->path.filename().string() + ": " + joinWords(m_fields)), 120)});
    }

    Neo4jFiles m_files;
    std::uint64_t m_lookAhead, m_done = 0, m_total = 0, m_nodeCount = 0, m_edgeCount = 0;
    std::size_t m_next = 0; ///< of the files
    const Neo4jTable* m_table = nullptr;
    std::unique_ptr<DelimitedReader> m_records;
    std::string m_encoding;
    std::vector<std::string> m_fields;
    std::size_t m_id = 0, m_end = 0; ///< columns; m_id also of a start
    std::optional<std::size_t> m_name, m_relation;
    std::unordered_map<Hash128, std::string> m_names;
    NameOwners m_owners;
    std::deque<RawTriple> m_queue;
    std::function<void(const Rejection&)> m_reject;
    std::function<Result<void>(const SideRecord&)> m_side;
    std::function<Result<void>()> m_poll;
};

std::string namesOf(const std::vector<Neo4jTable>& tables) {
    std::string names;
    for (std::size_t i = 0; i < std::min<std::size_t>(tables.size(), 5); ++i)
        names += (i ? ", " : "") + tables[i].path.filename().string();
    return names + (tables.size() > 5 ? " and " + std::to_string(tables.size() - 5) + " more" : "");
}

/// What the files hold; with `count` the numbers are those of all of them.
std::string describe(const Neo4jFiles& files, const Neo4jReader& reader, bool count, std::uint64_t refused) {
    const auto number = [&](std::uint64_t n) { return count ? grouped(n) + " " : std::string(); };
    std::string text = files.edges.empty() ? "Neo4j CSV, nodes only: " : "Neo4j CSV: ";
    if (!files.nodes.empty()) text += number(reader.nodes()) + "nodes (" + namesOf(files.nodes) + ")";
    if (!files.edges.empty())
        text +=
            (files.nodes.empty() ? "" : ", ") + number(reader.edges()) + "relationships (" + namesOf(files.edges) + ")";
    if (files.namesOnly && !files.nodes.empty())
        text += "; of the nodes only their names are read, their properties with the folder";
    if (files.nodes.empty()) text += "; no node files, so ids are names";
    if (count && refused > 0) text += "; " + grouped(refused) + " records are refused";
    std::string others;
    for (const auto& file : files.leftOut)
        others += (others.empty() ? "; not read: " : ", ") + file.filename().string();
    return text + others;
}

} // namespace

Result<std::unique_ptr<TripleReader>> openNeo4jReader(const Neo4jFiles& files) {
    auto reader = std::make_unique<Neo4jReader>(files, ~std::uint64_t(0));
    AKV_CHECK(reader->openNext());
    return std::unique_ptr<TripleReader>(std::move(reader));
}

Result<SourceProposal> proposeNeo4j(const Neo4jFiles& files) {
    constexpr std::uint64_t kCountLimit = std::uint64_t(32) << 20, kLookAhead = std::uint64_t(4) << 20;
    constexpr std::size_t kPreview = 10;
    SourceProposal proposal;
    proposal.format = SourceFormat::Neo4j;
    proposal.hasHeader = true;
    proposal.columnNames = {"start or node", "type or property", "end or value"};
    Neo4jReader whole(files, ~std::uint64_t(0));
    const bool count = whole.bytesTotal() <= kCountLimit; // larger sets are not read just for a preview
    Neo4jReader reader(files, count ? ~std::uint64_t(0) : kLookAhead);
    AKV_CHECK(reader.openNext());
    proposal.encoding = reader.encoding();
    std::uint64_t refused = 0;
    reader.onReject([&](const Rejection&) { ++refused; });
    std::vector<std::vector<std::string>> ofNodes, ofEdges; // half of the preview each, if there are as many
    while (count || ofEdges.size() < kPreview) {
        const bool more = count || reader.inNodes() || reader.edges() < 100'000;
        AKV_ASSIGN(auto triple, more ? reader.next() : Result(std::optional<RawTriple>()));
        if (!triple) break;
        auto& part = reader.inNodes() ? ofNodes : ofEdges;
        if (part.size() < kPreview) part.push_back({triple->head, triple->relation, triple->tail});
    }
    const std::size_t edges = std::min(ofEdges.size(), kPreview - std::min(ofNodes.size(), kPreview / 2));
    ofNodes.resize(std::min(ofNodes.size(), kPreview - edges));
    proposal.preview = std::move(ofNodes);
    proposal.preview.insert(proposal.preview.end(), ofEdges.begin(),
                            ofEdges.begin() + static_cast<std::ptrdiff_t>(edges));
    proposal.description = describe(files, reader, count, refused);
    return proposal;
}

} // namespace akv
