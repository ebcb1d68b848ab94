// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace akv {

enum class ExportKind {
    Triples,   ///< TSV head, relation, tail, with a header
    Rows,      ///< TSV of all row fields, with a header
    Qkv,       ///< Q-K-V JSON array; with a test split two files, `train_NAME` and `test_NAME`
    NTriples,  ///< IRIs under urn:atlaskv: with rdfs:label for every entity and relation
    GraphMl,   ///< directed, parallel edges kept
    Gexf,      ///< GEXF 1.3, likewise
    Npy,       ///< the reference's file set (export_arrays.h)
    Hierarchy, ///< JSON: which inter clusters a root has, which rows an inter cluster
    Embeddings ///< base embeddings of all rows, NAME_key.npy and NAME_value.npy
};
/// Names as on the command line.
const std::vector<std::pair<std::string, ExportKind>>& exportKinds();
Result<ExportKind> parseExportKind(const std::string& name);

struct ExportReport {
    std::vector<std::filesystem::path> files;
    std::uint64_t records = 0;
};

/// Writes one export; each file appears whole or not at all. Streams: memory does not grow with the graph.
Result<ExportReport> exportWorkspace(const Workspace& workspace, ExportKind kind, const std::filesystem::path& target,
                                     const JobContext& context);

/// Writes some triples and the entities that they name as Triples, NTriples, GraphMl or Gexf. Errors: no triples,
/// another kind, an id that the graph does not hold.
Result<ExportReport> exportTriples(const Workspace& workspace, std::span<const TripleId> triples, ExportKind kind,
                                   const std::filesystem::path& target, const JobContext& context);

} // namespace akv
