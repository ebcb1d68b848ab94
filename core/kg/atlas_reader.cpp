// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"
#include "core/kg/python_list.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace akv {

namespace fs = std::filesystem;

namespace {

/// A CSV file whose columns are found by the names of its header.
class NamedCsv {
public:
    static Result<NamedCsv> open(const fs::path& path, const std::string& encoding) {
        NamedCsv csv;
        AKV_ASSIGN(csv.m_records, DelimitedReader::open(path, ",", true, encoding));
        csv.m_path = path;
        AKV_ASSIGN(const bool any, csv.m_records->next(csv.m_header));
        if (!any) return Error(ErrorCode::FileFormat, "'" + path.string() + "' holds no header line");
        for (auto& name : csv.m_header) name = asciiLower(trimmed(name));
        return csv;
    }
    /// Position of a column that must be there.
    Result<std::size_t> column(std::string_view name) const {
        const auto found = std::find(m_header.begin(), m_header.end(), name);
        if (found == m_header.end())
            return Error(ErrorCode::FileFormat, "'" + m_path.string() + "' has no column '" + std::string(name) +
                                                    "'; its header is: " + joinWords(m_header) +
                                                    "; is this an ATLAS CSV file?");
        return static_cast<std::size_t>(found - m_header.begin());
    }
    std::optional<std::size_t> optionalColumn(std::string_view name) const {
        const auto found = column(name);
        return found.ok() ? std::optional(found.value()) : std::nullopt;
    }
    Result<bool> next() { return m_records->next(fields); }
    bool complete() const { return fields.size() == m_header.size(); }
    std::size_t columns() const { return m_header.size(); }
    const DelimitedReader& records() const { return *m_records; }

    std::vector<std::string> fields;

private:
    std::unique_ptr<DelimitedReader> m_records;
    std::vector<std::string> m_header;
    fs::path m_path;
};

/// Reads nodes and passages first, then gives the triples one by one, then mentions and concepts. Columns:
/// edges `:START_ID,:END_ID,relation,…` (head, tail, relation), nodes `name:ID,type,concepts,…`, passages
/// `text_id:ID,original_text,…`, mentions `:START_ID,:END_ID` (node name -> passage id), concept nodes
/// `concept_id:ID,name`, concept edges `:START_ID,:END_ID,relation` (node name -> concept id).
class AtlasReader : public TripleReader {
public:
    AtlasReader(AtlasFiles files, NamedCsv edges) : m_files(std::move(files)), m_edges(std::move(edges)) {
        for (const auto* path : {&m_files.edges, &m_files.nodes, &m_files.passages, &m_files.mentions,
                                 &m_files.conceptNodes, &m_files.conceptEdges}) {
            std::error_code ignored;
            if (!path->empty()) m_total += fs::file_size(*path, ignored);
        }
    }

    Result<void> findColumns() {
        AKV_ASSIGN(m_head, m_edges.column(":start_id"));
        AKV_ASSIGN(m_tail, m_edges.column(":end_id"));
        AKV_ASSIGN(m_relation, m_edges.column("relation"));
        return {};
    }

    Result<std::optional<RawTriple>> next() override {
        if (!std::exchange(m_started, true)) AKV_CHECK(readBefore());
        for (;;) {
            AKV_ASSIGN(const bool more, m_edges.next());
            if (!more) break;
            if (!m_edges.complete()) {
                reject(std::to_string(m_edges.columns()) + " columns expected, " +
                       std::to_string(m_edges.fields.size()) + " found");
                continue;
            }
            RawTriple triple;
            triple.head = m_edges.fields[m_head];
            triple.relation = m_edges.fields[m_relation];
            triple.tail = m_edges.fields[m_tail];
            triple.line = m_edges.records().line();
            if (auto reason = refuseTriple(triple)) {
                reject(std::move(*reason));
                continue;
            }
            return std::optional<RawTriple>(std::move(triple));
        }
        if (!std::exchange(m_finished, true)) AKV_CHECK(readAfter());
        return std::optional<RawTriple>();
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    void onSide(std::function<Result<void>(const SideRecord&)> callback) override { m_side = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_done + m_edges.records().bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_total; }
    std::string encoding() const override { return m_edges.records().encoding(); }

private:
    using Row = std::function<Result<void>(const std::vector<std::string>&)>;

    /// Calls `row` with the two named columns of every complete record.
    Result<void> readPairs(const fs::path& path, std::array<std::string_view, 2> names, const Row& row) {
        if (path.empty() || !m_side) return {};
        AKV_ASSIGN(NamedCsv csv, NamedCsv::open(path, m_files.encoding));
        AKV_ASSIGN(const std::size_t first, csv.column(names[0]));
        AKV_ASSIGN(const std::size_t second, csv.column(names[1]));
        const auto concepts = csv.optionalColumn("concepts");
        std::vector<std::string> values(3);
        for (;;) {
            AKV_ASSIGN(const bool more, csv.next());
            if (!more) break;
            if (!csv.complete()) continue;
            values[0] = trimmed(csv.fields[first]);
            values[1] = trimmed(csv.fields[second]);
            values[2] = concepts ? csv.fields[*concepts] : std::string();
            if (!values[0].empty() && !values[1].empty()) AKV_CHECK(row(values));
        }
        m_done += csv.records().bytesRead();
        return {};
    }

    Result<void> readBefore() {
        using Kind = SideRecord::Kind;
        AKV_CHECK(readPairs(m_files.nodes, {"name:id", "type"}, [&](const auto& row) -> Result<void> {
            AKV_CHECK(m_side({Kind::Entity, row[0], {}, entityTypeFromName(row[1])}));
            for (const auto& item : parsePythonList(row[2])) AKV_CHECK(m_side({Kind::Concept, row[0], item, {}}));
            return {};
        }));
        return readPairs(m_files.passages, {"text_id:id", "original_text"}, [&](const auto& row) {
            return m_side({Kind::Passage, row[0], row[1], {}});
        });
    }

    Result<void> readAfter() {
        using Kind = SideRecord::Kind;
        AKV_CHECK(readPairs(m_files.mentions, {":start_id", ":end_id"}, [&](const auto& row) {
            return m_side({Kind::Mention, row[0], row[1], {}});
        }));
        // Concept names are few (hundreds to thousands per graph), so this map stays small.
        std::unordered_map<std::string, std::string> names;
        AKV_CHECK(readPairs(m_files.conceptNodes, {"concept_id:id", "name"}, [&](const auto& row) -> Result<void> {
            names[row[0]] = row[1];
            return m_side({Kind::Concept, {}, row[1], {}});
        }));
        return readPairs(m_files.conceptEdges, {":start_id", ":end_id"}, [&](const auto& row) -> Result<void> {
            const auto name = names.find(row[1]);
            if (name == names.end()) return {}; // an edge to a concept that the node file does not name
            return m_side({Kind::Concept, row[0], name->second, {}});
        });
    }

    void reject(std::string reason) const {
        if (m_reject)
            m_reject({m_edges.records().line(), std::move(reason), shortened(joinWords(m_edges.fields), 120)});
    }

    AtlasFiles m_files;
    NamedCsv m_edges;
    std::size_t m_head = 0, m_relation = 0, m_tail = 0;
    std::uint64_t m_done = 0, m_total = 0;
    bool m_started = false, m_finished = false;
    std::function<void(const Rejection&)> m_reject;
    std::function<Result<void>(const SideRecord&)> m_side;
};

/// First file (by name) of `folder` that starts with `prefix` and is no numeric-id copy unless there is nothing else.
fs::path findFile(const fs::path& folder, std::string_view prefix, std::string_view without = {}) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(".csv") && entry.is_regular_file(ignored) &&
            (without.empty() || name.find(without) == std::string::npos))
            found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        const auto rank = [](const fs::path& path) { return path.string().find("numeric_id") != std::string::npos; };
        return std::pair(rank(a), a) < std::pair(rank(b), b);
    });
    return found.empty() ? fs::path() : found.front();
}

std::optional<AtlasFiles> filesIn(const fs::path& triples, const fs::path& concepts) {
    AtlasFiles files;
    files.edges = findFile(triples, "triple_edges_");
    if (files.edges.empty()) return std::nullopt;
    files.nodes = findFile(triples, "triple_nodes_");
    files.passages = findFile(triples, "text_nodes_");
    files.mentions = findFile(triples, "text_edges_");
    files.conceptNodes = findFile(concepts, "concept_nodes_");
    files.conceptEdges = findFile(concepts, "concept_edges_");
    return files;
}

} // namespace

std::optional<AtlasFiles> findAtlasFiles(const fs::path& folder) {
    if (auto files = filesIn(folder / "triples_csv", folder / "concept_csv")) return files;
    if (auto files = filesIn(folder, folder.parent_path() / "concept_csv")) return files;
    std::optional<AtlasFiles> only;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (!entry.is_directory(ignored)) continue;
        auto files = filesIn(entry.path() / "triples_csv", entry.path() / "concept_csv");
        if (files && only) return std::nullopt; // two graphs: the caller must say which one
        if (files) only = std::move(files);
    }
    return only;
}

Result<std::unique_ptr<TripleReader>> openAtlasReader(const AtlasFiles& files) {
    AKV_ASSIGN(NamedCsv edges, NamedCsv::open(files.edges, files.encoding));
    auto reader = std::make_unique<AtlasReader>(files, std::move(edges));
    AKV_CHECK(reader->findColumns());
    return std::unique_ptr<TripleReader>(std::move(reader));
}

} // namespace akv
