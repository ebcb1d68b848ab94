// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/knowledge_scorer.h"

namespace akv {

/// Makes `selection` keep the leaves `pinned` (ascending) whatever was chosen. One that is not kept takes a free place
/// (fewer leaves than `k` are kept) or that of the last kept leaf that is not pinned, so that no more than max(k,
/// number of pinned leaves) are kept; its logits are s (u . e + beta) with the same shift as all others, for the n that
/// is kept in the end. It stands behind the others with the score that it had as a runner-up; 0 where it was not scored
/// because its cluster had been pruned or because it lay below the runners-up. Clusters above it are not touched.
/// Returns the leaves that were put in.
std::vector<std::uint32_t> keepPinned(KnowledgeSelection& selection, const KnowledgeQuery& query,
                                      const KnowledgeScorer& scorer, std::span<const LeafId> pinned, std::size_t k,
                                      std::optional<float> scaleFactor);

} // namespace akv
