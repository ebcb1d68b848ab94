// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/encoder/sentence_encoder.h"
#include "core/eval/questions.h"

#include <span>

namespace akv {

/// A row as cells need it.
struct PoolRow {
    std::string name, noun, value;
    std::uint32_t group = 0; ///< identical-key group
    std::string keyString() const { return "the " + noun + " of " + name; }
};

/// Everything that cells can be drawn from: the rows of the workspace in question first (row id = position), then
/// distractor rows.
struct EvalPool {
    std::vector<PoolRow> rows;
    Matrix keys, values; ///< base embeddings [rows, d]
    std::uint32_t workspaceRows = 0;
    std::uint32_t sharedKeys = 0; ///< distractor rows left out because the workspace has their key
    std::string encoder;
};

/// The rows and base embeddings of a workspace. Error when it is not embedded.
Result<EvalPool> loadPool(const Workspace& workspace);
/// Adds the rows of another workspace as distractors, without those whose key string occurs in the pool's workspace.
/// Error when it was embedded with another encoder.
Result<void> addDistractors(EvalPool& pool, const Workspace& workspace);

/// Opens or prepares what `--distractors` names: a workspace (NAME.akv) is opened as it is; files of triples are
/// imported, made into rows and embedded below `cache`, once: a second run finds them there.
Result<std::unique_ptr<Workspace>> openDistractors(const std::vector<std::filesystem::path>& sources,
                                                   const std::filesystem::path& cache, SentenceEncoder* encoder,
                                                   const JobContext& context);

/// What one (size, seed) asks about.
struct CellDraw {
    std::vector<std::uint32_t> rows;          ///< pool rows, without repeats
    std::vector<std::size_t> present, absent; ///< questions whose row was drawn / that the drawn rows cannot answer
};

struct DrawOptions {
    std::uint32_t size = 0;
    std::size_t questions = 100;             ///< at most so many about drawn rows
    std::optional<std::size_t> unanswerable; ///< at most so many others; empty: equally many
    std::uint64_t seed = 0;
};

/// method.md section 8: rows without replacement, in random order: those of the drawn questions, then others of the
/// workspace, then distractors until the cell is full. Unanswerable questions are those that the file calls so, then
/// questions about rows that are kept out of the cell with their whole identical-key group; when the pool has no rows
/// to spare for that, fewer are asked. Error when `size` exceeds the pool, or is 0.
Result<CellDraw> drawCell(const EvalPool& pool, std::span<const EvalQuestion> questions, const DrawOptions& options);

/// A drawn sub-graph: its store in memory, and the pool row of each of its rows.
struct Cell {
    std::shared_ptr<const LeafStore> store;
    std::vector<std::uint32_t> rows;
    PruneK k;
};
/// Clusters the drawn rows (int8 leaves). k is not set.
Result<Cell> buildCell(const EvalPool& pool, std::vector<std::uint32_t> rows, std::uint64_t seed,
                       const JobContext& context);

} // namespace akv
