// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/triple_reader.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"
#include "core/kg/delimiter.h"
#include "core/kg/source_kind.h"
#include "core/kg/source_set.h"

#include <algorithm>
#include <set>

namespace akv {

namespace fs = std::filesystem;

namespace {

/// Role of a column by its header name: 0 head, 1 relation, 2 tail.
std::optional<int> roleOf(const std::string& name) {
    static const std::set<std::string> kNames[3] = {
        {"head", "subject", "subj", "source", "from", "h", "s", ":start_id", "head_entity", "start", "entity1", "src"},
        {"relation", "predicate", "pred", "property", "edge", "r", "p", "rel", "relationship", ":type", "label",
         "relation_type"},
        {"tail", "object", "obj", "target", "to", "t", "o", ":end_id", "tail_entity", "end", "entity2", "dst",
         "value"}};
    const std::string lower = asciiLower(trimmed(name));
    for (int role = 0; role < 3; ++role)
        if (kNames[role].contains(lower)) return role;
    return std::nullopt;
}

} // namespace

std::optional<ColumnOrder> headerOrder(const std::vector<std::string>& record) {
    ColumnOrder order = {-1, -1, -1};
    for (std::size_t i = 0; i < record.size(); ++i) {
        const auto role = roleOf(record[i]);
        if (!role) continue;
        auto& place = order[static_cast<std::size_t>(*role)];
        const bool better = asciiLower(trimmed(record[i])) == "relation"; // wins over Neo4j's ":TYPE"
        if (place < 0 || better) place = static_cast<int>(i);
    }
    if (*std::min_element(order.begin(), order.end()) < 0) return std::nullopt;
    return order;
}

namespace {

constexpr std::size_t kSniffRecords = 2000, kSampleBytes = 4096;

bool isTable(SourceFormat format) {
    return format == SourceFormat::Auto || format == SourceFormat::Tsv || format == SourceFormat::Csv;
}

/// Up to `limit` records of a table; the proposal learns the encoding.
Result<std::vector<std::vector<std::string>>> firstRecords(const fs::path& path, const std::string& encoding,
                                                           SourceProposal& proposal, std::size_t limit) {
    const bool quoting = proposal.format != SourceFormat::Tsv;
    const std::string delimiter = proposal.delimiter.empty() ? "," : proposal.delimiter;
    AKV_ASSIGN(auto reader, DelimitedReader::open(path, delimiter, quoting, encoding));
    proposal.encoding = reader->encoding();
    std::vector<std::vector<std::string>> records;
    std::vector<std::string> fields;
    while (records.size() < limit) {
        AKV_ASSIGN(const bool more, reader->next(fields));
        if (!more) break;
        records.push_back(fields);
    }
    return records;
}

/// Without a header: the column with by far the fewest distinct values is the relation. The middle one is kept unless
/// its values hardly repeat (more distinct ones than 30 % of the records) while another column has at most half as
/// many: a small file about one head, or with few different tails, is no reason to turn the columns.
ColumnOrder orderByDistinct(const std::vector<std::vector<std::string>>& records) {
    std::set<std::string_view> values[3];
    for (const auto& record : records)
        for (std::size_t c = 0; c < 3 && record.size() >= 3; ++c) values[c].insert(record[c]);
    const std::size_t first = values[0].size(), middle = values[1].size(), last = values[2].size();
    const bool varied = 10 * middle > 3 * records.size();
    if (varied && 2 * last <= middle && last <= first) return {0, 2, 1};
    return {0, 1, 2};
}

std::string sniffDelimiter(const std::string& sample, const fs::path& path, SourceFormat format) {
    const std::string line = sample.substr(0, sample.find('\n'));
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    const bool csv = format == SourceFormat::Csv;
    if (format == SourceFormat::Tsv || (count('\t') >= 2 && !csv)) return "\t";
    if (count('|') >= 2 && count('|') > std::max(count(','), count(';'))) return "|";
    if (count(';') >= 2 && count(';') > count(',')) return ";";
    return count(',') >= 2 || csv || path.extension() == ".csv" ? "," : "\t";
}

Error notTriples(const fs::path& path, const std::vector<std::string>& first, const std::string& delimiter) {
    return Error(ErrorCode::FileFormat,
                 "'" + path.string() + "' does not look like triples: the first record has " +
                     std::to_string(first.size()) + " column(s) separated by " + delimiterText(delimiter) +
                     ", 3 are needed (head, relation, tail); it begins: " + shortened(joinWords(first), 80) +
                     "; if something else separates them, choose that (on the command line: --delimiter NAME)");
}

Result<SourceProposal> proposeTable(const fs::path& path, const ReaderOptions& options, const std::string& sample) {
    SourceProposal proposal;
    AKV_ASSIGN(proposal.delimiter, delimiterOf(options.delimiter));
    proposal.detectedDelimiter = sniffDelimiter(sample, path, options.format);
    proposal.delimiterChosen = !proposal.delimiter.empty();
    if (!proposal.delimiterChosen) proposal.delimiter = proposal.detectedDelimiter;
    proposal.format = options.format;
    if (options.format == SourceFormat::Auto)
        proposal.format = proposal.delimiter == "\t" ? SourceFormat::Tsv : SourceFormat::Csv;
    AKV_ASSIGN(auto records, firstRecords(path, options.encoding, proposal, kSniffRecords));
    if (records.empty()) return Error(ErrorCode::FileFormat, "'" + path.string() + "' holds only blank lines");
    const auto& first = records.front();
    if (first.size() < 3) return notTriples(path, first, proposal.delimiter);
    const auto byName = headerOrder(first);
    proposal.hasHeader = byName.has_value();
    if (options.columns) {
        for (const int column : *options.columns)
            if (column < 0 || column >= static_cast<int>(first.size()))
                return Error(ErrorCode::InvalidInput, "column " + std::to_string(column + 1) + " was asked for, but '" +
                                                          path.string() + "' has " + std::to_string(first.size()));
        proposal.columns = *options.columns;
    } else {
        proposal.columns = byName ? *byName : orderByDistinct(records);
    }
    for (std::size_t i = 0; i < first.size(); ++i)
        proposal.columnNames.push_back(proposal.hasHeader ? first[i] : "column " + std::to_string(i + 1));
    const auto begin = records.begin() + (proposal.hasHeader ? 1 : 0);
    const auto end = records.begin() +
                     static_cast<std::ptrdiff_t>(std::min<std::size_t>(records.size(), proposal.hasHeader ? 11 : 10));
    proposal.preview.assign(begin, end);
    const auto name = [&](int c) { return proposal.columnNames[static_cast<std::size_t>(c)]; };
    const bool tsv = proposal.format == SourceFormat::Tsv;
    const bool usual = proposal.delimiter == (tsv ? "\t" : ",");
    proposal.description = std::string(tsv ? "TSV" : "CSV") + " triples" +
                           (usual ? "" : " separated by " + delimiterText(proposal.delimiter)) + ", " +
                           std::to_string(first.size()) + " columns" + (proposal.hasHeader ? " with a header" : "") +
                           ": head = " + name(proposal.columns[0]) + ", relation = " + name(proposal.columns[1]) +
                           ", tail = " + name(proposal.columns[2]);
    return proposal;
}

Result<std::uint64_t> countRecords(const fs::path& path, const std::string& encoding) {
    if (path.empty()) return std::uint64_t(0);
    AKV_ASSIGN(auto reader, DelimitedReader::open(path, ",", true, encoding));
    std::vector<std::string> fields;
    std::uint64_t records = 0;
    for (;;) {
        AKV_ASSIGN(const bool more, reader->next(fields));
        if (!more) break;
        ++records;
    }
    return records > 0 ? records - 1 : 0;
}

Result<SourceProposal> proposeAtlas(const AtlasFiles& files) {
    constexpr std::uintmax_t kCountLimit = std::uintmax_t(64) << 20; // larger dumps are not read just for a preview
    SourceProposal proposal;
    proposal.format = SourceFormat::Atlas;
    proposal.hasHeader = true;
    proposal.columns = {0, 2, 1};
    AKV_ASSIGN(auto records, firstRecords(files.edges, files.encoding, proposal, 11));
    if (records.empty()) return Error(ErrorCode::FileFormat, "'" + files.edges.string() + "' holds no header line");
    proposal.columnNames = records.front();
    proposal.preview.assign(records.begin() + 1, records.end());
    std::error_code ignored;
    if (fs::file_size(files.edges, ignored) > kCountLimit) {
        proposal.description = "ATLAS CSV folder: " + files.edges.filename().string();
        return proposal;
    }
    AKV_ASSIGN(const auto edges, countRecords(files.edges, files.encoding));
    AKV_ASSIGN(const auto nodes, countRecords(files.nodes, files.encoding));
    AKV_ASSIGN(const auto passages, countRecords(files.passages, files.encoding));
    AKV_ASSIGN(const auto concepts, countRecords(files.conceptNodes, files.encoding));
    proposal.description = "ATLAS CSV folder: " + grouped(edges) + " edges, " + grouped(nodes) + " nodes, " +
                           grouped(passages) + " passages, " + grouped(concepts) + " concepts";
    return proposal;
}

Result<SourceProposal> proposeSet(const SourceSet& set) {
    if (const auto* atlas = std::get_if<AtlasFiles>(&set)) return proposeAtlas(*atlas);
    if (const auto* neo4j = std::get_if<Neo4jFiles>(&set)) return proposeNeo4j(*neo4j);
    return proposeSplits(std::get<SplitsFiles>(set));
}

Result<std::unique_ptr<TripleReader>> openSet(const SourceSet& set) {
    if (const auto* atlas = std::get_if<AtlasFiles>(&set)) return openAtlasReader(*atlas);
    if (const auto* neo4j = std::get_if<Neo4jFiles>(&set)) return openNeo4jReader(*neo4j);
    return openSplitsReader(std::get<SplitsFiles>(set));
}

/// Of what is not a set.
Result<SourceProposal> proposeFile(const fs::path& path, const ReaderOptions& options) {
    AKV_ASSIGN(const std::string sample, readSample(path, kSampleBytes, options.encoding));
    const auto text = trimmed(sample);
    if (text.empty()) return Error(ErrorCode::FileFormat, "'" + path.string() + "' holds only blank space");
    SourceFormat format = options.format;
    if (format == SourceFormat::Auto) { AKV_ASSIGN(format, sourceKind(text, path)); }
    if (isTable(format)) return proposeTable(path, options, sample);
    if (!options.delimiter.empty()) return noDelimiter(path, format);
    if (format == SourceFormat::Qkv) return proposeJson(path, options);
    return proposeGraph(path, format, options.encoding);
}

} // namespace

Result<SourceProposal> detectSource(const fs::path& path, const ReaderOptions& options) {
    AKV_ASSIGN(const auto set, findSourceSet(path, options));
    return set ? proposeSet(*set) : proposeFile(path, options);
}

std::string detectedDelimiter(const fs::path& path, const ReaderOptions& options) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return {};
    const auto sample = readSample(path, kSampleBytes, options.encoding);
    if (!sample.ok() || trimmed(*sample).empty()) return {};
    const auto format =
        options.format == SourceFormat::Auto ? sourceKind(trimmed(*sample), path) : Result(options.format);
    return format.ok() && isTable(*format) ? sniffDelimiter(*sample, path, options.format) : std::string();
}

Result<std::unique_ptr<TripleReader>> openReader(const fs::path& path, const ReaderOptions& options) {
    AKV_ASSIGN(const auto set, findSourceSet(path, options));
    if (set) return openSet(*set);
    AKV_ASSIGN(const SourceProposal proposal, proposeFile(path, options));
    constexpr auto kAll = ~std::uint64_t(0);
    switch (proposal.format) {
    case SourceFormat::Qkv: return openJsonReader(path, proposal, options.encoding);
    case SourceFormat::NTriples:
    case SourceFormat::Turtle:
    case SourceFormat::NQuads:
    case SourceFormat::TriG:
    case SourceFormat::RdfXml:
    case SourceFormat::JsonLd: return openRdfReader(path, proposal.format, options.encoding, kAll);
    case SourceFormat::GraphMl:
    case SourceFormat::Gexf: return openGraphMlReader(path, proposal.format, options.encoding, kAll);
    default: return openTableReader(path, proposal, options.encoding);
    }
}

} // namespace akv
