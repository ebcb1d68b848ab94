// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/encoder/sentence_encoder.h"
#include "core/kg/triple_reader.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace akv {

class ChatEndpoint;

/// What an import did: read == kept + sum of rejected; triples that were there already count as rejected "duplicate".
struct ImportReport {
    std::uint64_t read = 0, kept = 0;
    std::map<std::string, std::uint64_t> rejected; ///< by reason
    std::vector<Rejection> examples;               ///< the first 1,000 rejected records
    std::map<std::string, std::string> encodings;  ///< of the text, by source
    std::map<std::string, NamedGraphs> graphs;     ///< of quads, by source; only of sources that name some
    TripleCounts counts;                           ///< of the workspace afterwards
    double seconds = 0.0;
};
/// Reads files or folders into the workspace in one transaction: on error or cancel the workspace is as it was.
Result<ImportReport> importSources(Workspace& workspace, std::span<const std::filesystem::path> sources,
                                   const ReaderOptions& options, const JobContext& context);

/// The same for triples in memory; `name` is what the manifest says about their source.
Result<ImportReport> importTriples(Workspace& workspace, std::span<const RawTriple> triples, const std::string& name,
                                   const JobContext& context);

struct Kg2kvOptions {
    enum class Sides { Tail, Head, Both } sides = Sides::Tail;
    enum class Names { Any, Entity, Event } names = Names::Any;
    std::size_t maxNameLength = 120, maxDescriptionLength = 400; ///< in bytes; longer is rejected and counted
    std::vector<std::string> excludedRelations;
    double testShare = 0.0; ///< share of identical-key groups that is held out
    std::uint64_t seed = 0;
    /// Who makes the relation nouns: the rules, or nouns.json of the workspace (makeNouns()) and the rules for
    /// relations that it lacks.
    enum class Nouns { Rules, Endpoint } nouns = Nouns::Rules;
};
/// The options with which the rows of a workspace were made; the defaults when there are none.
Kg2kvOptions kg2kvOptionsOf(const Manifest& manifest);

/// The acceptance funnel: candidates == accepted + sum of rejected.
struct FunnelReport {
    std::uint64_t triples = 0, candidates = 0, accepted = 0;
    std::map<std::string, std::uint64_t> rejected;
    std::uint64_t groups = 0, rowsInSharedGroups = 0, largestGroup = 0; ///< identical keys
    std::map<std::string, std::uint64_t> nounSources;
    struct RelationRow {
        std::string relation, noun, source;
        std::uint64_t rows = 0;
    };
    std::vector<RelationRow> relations; ///< by descending count
};
struct NounReport {
    std::uint64_t relations = 0; ///< relations and sides asked for
    std::uint64_t refused = 0;   ///< replies that were no noun
    std::uint64_t requests = 0, cached = 0;
};
/// Asks a chat endpoint for the nouns of all relations of the workspace and stores them as its nouns.json.
Result<NounReport> makeNouns(Workspace& workspace, ChatEndpoint& endpoint, Kg2kvOptions::Sides sides,
                             const JobContext& context);

Result<FunnelReport> buildRows(Workspace& workspace, const Kg2kvOptions& options, const JobContext& context);

struct EmbedReport {
    std::uint64_t rows = 0, strings = 0; ///< distinct strings encoded
    std::string encoder;
    std::vector<ImportedFile> files; ///< taken over instead; `type` is what they hold
    std::string type;
    double seconds = 0.0;
};
/// Resumable: strings that were embedded before by the same encoder are taken over, those of imported embeddings only
/// with `keepImported` (when a few rows changed).
Result<EmbedReport> embedRows(Workspace& workspace, SentenceEncoder& encoder, const JobContext& context,
                              bool keepImported = false);
/// Takes ready-made embeddings of all rows instead, from a file that findReadyEmbeddings() understands, or from both of
/// a split (rowParts()); `encoder` names who made them, empty: as the file's name says. Errors: another number of rows,
/// widths that do not fit each other or the encoder, values that are not finite, not readable as .npy; the workspace is
/// as it was then.
Result<EmbedReport> takeEmbeddings(Workspace& workspace, const std::filesystem::path& file, const std::string& encoder,
                                   const JobContext& context);

struct BuildReport {
    std::uint32_t rows = 0, inter = 0, root = 0;
    double balance = 0.0;    ///< largest over mean leaves per inter cluster
    std::uint64_t bytes = 0; ///< of the store on disk
    PruneK k;                ///< recommended
    double recall = 0.0;     ///< top-k_L mass kept by pruning with k, measured
    std::uint32_t recallQueries = 0;
    std::string recallNote;          ///< why no model was asked although one was to be; empty: nothing to say
    std::vector<ImportedFile> files; ///< of the hierarchy, where it was taken over
    int levels = 3;                  ///< that these files have; of more those between inter1 and root were left out
    std::string recallModel;         ///< whose attention was measured; empty: keys with noise stood for the queries
    double seconds = 0.0;
};
/// `hierarchy`: a file of a ready-made one (readReadyHierarchy()) that is taken instead of clustering; empty: none.
Result<BuildReport> buildStore(Workspace& workspace, LeafType type, const JobContext& context,
                               const std::filesystem::path& hierarchy = {});

} // namespace akv
