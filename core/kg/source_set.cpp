// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_set.h"

#include "core/kg/source_kind.h"

namespace akv {

namespace fs = std::filesystem;

namespace {

using Found = Result<std::optional<SourceSet>>;

bool isWanted(SourceFormat asked, SourceFormat format) { return asked == SourceFormat::Auto || asked == format; }

Found unknownFolder(const fs::path& path, SourceFormat format) {
    const std::string folder = "'" + path.string() + "' is a folder, ";
    if (format == SourceFormat::Auto)
        return Error(ErrorCode::FileFormat,
                     folder + "but of no known kind: looked for were one AutoSchemaKG graph "
                              "(triples_csv/triple_edges_*.csv), Neo4j CSV files (headers with :ID, or :START_ID and "
                              ":END_ID) and a benchmark (train, valid or test, .txt or .tsv); give a file, or the "
                              "folder of one graph");
    if (format == SourceFormat::Atlas)
        return Error(ErrorCode::FileFormat, folder +
                                                "but holds no (or more than one) AutoSchemaKG graph: no "
                                                "triples_csv/triple_edges_*.csv was found; give the folder of one");
    if (format == SourceFormat::Neo4j)
        return Error(ErrorCode::FileFormat, folder + "but no .csv or .tsv file in it has a header of Neo4j: :ID for "
                                                     "nodes, :START_ID and :END_ID for relationships");
    if (format == SourceFormat::Splits)
        return Error(ErrorCode::FileFormat, folder + "but holds no split of a benchmark: train, valid or test, .txt or "
                                                     ".tsv, with or without the name of its set before it");
    return Error(ErrorCode::InvalidInput, folder + "a file was expected");
}

Found inFolder(const fs::path& path, const ReaderOptions& options) {
    if (isWanted(options.format, SourceFormat::Atlas)) {
        if (auto atlas = findAtlasFiles(path)) {
            atlas->encoding = options.encoding;
            return std::optional<SourceSet>(std::move(*atlas));
        }
    }
    if (isWanted(options.format, SourceFormat::Neo4j))
        if (auto neo4j = findNeo4jFiles(path, options.encoding)) return std::optional<SourceSet>(std::move(*neo4j));
    if (isWanted(options.format, SourceFormat::Splits)) {
        AKV_ASSIGN(auto splits, findSplits(path));
        if (splits) return std::optional<SourceSet>(std::move(*splits));
    }
    return unknownFolder(path, options.format);
}

/// A file that was chosen as, or looks like, a part of something.
Found besideFile(const fs::path& path, const ReaderOptions& options) {
    if (options.format == SourceFormat::Atlas)
        return Error(ErrorCode::InvalidInput,
                     "'" + path.string() + "' is a file; an ATLAS source is the folder with triples_csv/ inside");
    if (options.format == SourceFormat::Splits) return std::optional<SourceSet>(splitsOfFile(path));
    const bool chosen = options.columns || !options.delimiter.empty(); // so it is a table
    if (options.format == SourceFormat::Neo4j || (options.format == SourceFormat::Auto && !chosen)) {
        AKV_ASSIGN(auto neo4j, findNeo4jFile(path, options.encoding, options.format == SourceFormat::Neo4j));
        if (neo4j) return std::optional<SourceSet>(std::move(*neo4j));
    }
    if (options.format == SourceFormat::Neo4j)
        return Error(ErrorCode::FileFormat, "'" + path.string() +
                                                "' has no header of Neo4j, and none stands beside it: :ID for nodes, "
                                                ":START_ID and :END_ID for relationships");
    if (options.format == SourceFormat::Auto && !chosen && hasLabelsBeside(path, options.encoding))
        return std::optional<SourceSet>(splitsOfFile(path));
    return std::optional<SourceSet>();
}

} // namespace

Result<std::optional<SourceSet>> findSourceSet(const fs::path& path, const ReaderOptions& options) {
    std::error_code ignored;
    const bool folder = fs::is_directory(path, ignored);
    if (!folder && !fs::is_regular_file(path, ignored)) return std::optional<SourceSet>(); // said when it is opened
    AKV_ASSIGN(auto set, folder ? inFolder(path, options) : besideFile(path, options));
    if (!set) return set;
    if (!options.delimiter.empty()) {
        constexpr SourceFormat kFormats[] = {SourceFormat::Atlas, SourceFormat::Neo4j, SourceFormat::Splits};
        return noDelimiter(path, kFormats[set->index()]);
    }
    if (auto* splits = std::get_if<SplitsFiles>(&*set)) {
        splits->encoding = options.encoding;
        splits->columns = options.columns;
    }
    return set;
}

std::vector<fs::path> filesOf(const SourceSet& set) {
    if (const auto* neo4j = std::get_if<Neo4jFiles>(&set)) return neo4j->all();
    if (const auto* splits = std::get_if<SplitsFiles>(&set)) return splits->all();
    const auto& atlas = std::get<AtlasFiles>(set);
    std::vector<fs::path> files;
    for (const auto* file :
         {&atlas.edges, &atlas.nodes, &atlas.passages, &atlas.mentions, &atlas.conceptNodes, &atlas.conceptEdges})
        if (!file->empty()) files.push_back(*file);
    return files;
}

Error noDelimiter(const fs::path& path, SourceFormat format) {
    return Error(ErrorCode::InvalidInput,
                 "'" + path.string() + "' is " + formatText(format) +
                     ", which has no delimiter to choose: leave it as detected (on the command line: without "
                     "--delimiter), or say that it is a table (--format csv or tsv)");
}

} // namespace akv
