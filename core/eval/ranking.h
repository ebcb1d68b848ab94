// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/items.h"
#include "core/eval/pool.h"
#include "core/trace/trace.h"

namespace akv {

/// A row of a cell that some ranking scored.
struct ScoredRow {
    std::uint32_t row = 0; ///< of the pool
    double score = 0.0;
};

/// Weight of every leaf that a prefill (step 0) kept in the joint softmax over knowledge and sequence, summed over
/// heads, prompt positions and `layers`: a position counts as much as its lambda_kg. (KBLaM's and AtlasKV's released
/// evaluation sums the same saved weights.)
std::vector<ScoredRow> attentionRanking(const Trace& trace, const Cell& cell, std::span<const int> layers);
/// KB layers with a record of the prefill, ascending.
std::vector<int> prefillLayers(const Trace& trace);
/// Cosine of a question's embedding with the key of every row of the cell: what a RAG retriever ranks by.
std::vector<ScoredRow> retrieverRanking(std::span<const float> question, const EvalPool& pool, const Cell& cell);

/// Expected ranks of the gold row and of the first row of its group; empty when they are not in the ranking.
GoldRank goldRank(std::span<const ScoredRow> ranking, const EvalPool& pool, std::uint32_t gold);
/// The `limit` best rows, ties by the lower row. `gold` may be empty.
std::vector<ItemEvidence> topEvidence(std::vector<ScoredRow> ranking, const EvalPool& pool,
                                      std::optional<std::uint32_t> gold, std::size_t limit);

} // namespace akv
