// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/kg/triple.h"

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// What a source says beside its triples. Name and text by kind: Entity = name of a node (and its type), Passage = id
/// and full text, Mention = entity name and passage id, Concept = entity name and the concept that it has.
struct SideRecord {
    enum class Kind { Entity, Passage, Mention, Concept } kind = Kind::Entity;
    std::string name, text;
    EntityType type = EntityType::Unknown;
};

/// The named graphs of a source of quads: their triples are read as those of one graph, the names are only counted.
struct NamedGraphs {
    static constexpr std::size_t kNames = 20;
    std::uint64_t graphs = 0, statements = 0;
    std::vector<std::pair<std::string, std::uint64_t>> first; ///< the first kNames, each with its statements
};

/// One pass over a source; nothing holds the whole graph in memory.
class TripleReader {
public:
    virtual ~TripleReader() = default;
    /// Next triple; nullopt at the end. A refused record goes to the rejection callback and reading goes on; an
    /// unreadable source (truncated quote, not UTF-8 throughout, I/O) is an Error.
    virtual Result<std::optional<RawTriple>> next() = 0;
    virtual void onReject(std::function<void(const Rejection&)> callback) = 0;
    /// Receives nodes, passages, mentions and concepts while next() reads on; an Error of the callback ends the
    /// reading.
    virtual void onSide(std::function<Result<void>(const SideRecord&)> callback) { (void)callback; }
    /// Called now and then while a source is looked through before its first triple; an Error ends the reading.
    virtual void onPoll(std::function<Result<void>()> callback) { (void)callback; }
    virtual std::uint64_t bytesRead() const = 0;
    virtual std::uint64_t bytesTotal() const = 0;
    /// The encoding of the text: "UTF-8", "UTF-16LE", "WINDOWS-1252", …
    virtual std::string encoding() const = 0;
    /// Of what was read so far.
    virtual NamedGraphs namedGraphs() const { return {}; }
};

enum class SourceFormat {
    Auto,
    Tsv,
    Csv,
    Atlas,
    Qkv,
    NTriples,
    Turtle,
    NQuads,
    TriG,
    GraphMl,
    Gexf,
    RdfXml,
    JsonLd,
    Splits,
    Neo4j
};
/// As on the command line: auto, tsv, csv, atlas, qkv, nt, ttl, nquads, trig, graphml, gexf, rdfxml,
/// jsonld, splits, neo4j.
const std::vector<std::pair<std::string, SourceFormat>>& sourceFormats();

/// Positions of head, relation and tail among the columns of a delimited file, e.g. {0, 1, 2}.
using ColumnOrder = std::array<int, 3>;

struct ReaderOptions {
    SourceFormat format = SourceFormat::Auto;
    std::optional<ColumnOrder> columns; ///< empty: detected (header names, else fewest distinct values = relation)
    std::string encoding;               ///< as for encodingName(); empty: a byte-order mark decides, else UTF-8
    std::string delimiter;              ///< of a table, as for delimiterOf(); empty: detected
};

/// What a source looks like: shown in the mapping preview before anything is imported.
struct SourceProposal {
    SourceFormat format = SourceFormat::Auto;
    std::string description;       ///< "ATLAS CSV folder: 492 edges, 500 nodes, 10 passages"
    std::string encoding;          ///< that the text is read with
    std::string delimiter;         ///< one character; empty: the format has none to choose
    std::string detectedDelimiter; ///< what it would be if none was chosen
    bool delimiterChosen = false;
    bool hasHeader = false;
    ColumnOrder columns = {0, 1, 2};
    bool unsure = false; ///< nothing says which columns these are: a reader wants them chosen, also these three
    std::vector<std::string> columnNames;
    std::vector<std::vector<std::string>> preview; ///< first ten records
};

/// Looks at a file or folder (content first, then names). Errors: missing, empty, not UTF-8, Git-LFS pointer,
/// nothing recognised, several graphs in a folder, a delimiter chosen for a format that has none.
Result<SourceProposal> detectSource(const std::filesystem::path& path, const ReaderOptions& options = {});
/// The delimiter that is detected for what is taken for a table, even where that cannot be read; empty: it is no table.
std::string detectedDelimiter(const std::filesystem::path& path, const ReaderOptions& options = {});
Result<std::unique_ptr<TripleReader>> openReader(const std::filesystem::path& path, const ReaderOptions& options = {});

} // namespace akv
