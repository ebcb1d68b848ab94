// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/knowledge_scorer.h"
#include "core/hikvp/variant_store.h"
#include "core/model/head_ref.h"
#include "core/trace/attention_sink.h"

#include <optional>
#include <span>
#include <vector>

namespace akv {

/// Selects among what is left of a store when clusters are masked; what it selects has the ids of the whole store.
struct ReducedScorer {
    ReducedStore left;
    KnowledgeScorer scorer;
    /// `options.masked`: leaves of the whole store.
    Result<KnowledgeSelection> select(const KnowledgeQuery& query, SelectOptions options) const;
};

/// Knowledge for one forward call. `selection` of every KB layer is made inside the attention and reported to `sink`.
struct KnowledgePass {
    const KnowledgeScorer* scorer = nullptr;
    SelectOptions select;
    AttentionSink* sink = nullptr; ///< null: no record is assembled
    int step = 0;
    // What-if; nothing of it costs anything where it is not used.
    const ReducedScorer* reduced = nullptr; ///< chooses in place of `scorer`
    std::span<const LeafId> pinned;         ///< ascending; see keepPinned()
    /// Ablated heads read nothing: their knowledge logits are minus infinity, so that their softmax runs over the
    /// sequence alone. The choice of the layer's leaves is made with their scores all the same.
    std::span<const HeadRef> ablated;
    /// The layer whose choice is the last thing wanted of the call: nothing behind it is computed.
    std::optional<std::size_t> endsAt;
    // Out:
    std::vector<float> lambdaByLayer;      ///< [KB layers], mean over heads at the last position
    std::uint64_t stagedLeafBytes = 0;     ///< base embeddings of the kept leaves that were read, all KB layers
    std::vector<std::uint32_t> lastLeaves; ///< leaves that the last KB layer kept
    /// Softmax over these leaves alone at the last position, mean over the heads that are not ablated; empty, as
    /// lastLeaves, when all of that layer are.
    std::vector<float> lastLeafWeights;
    std::vector<float> hidden; ///< [H]: final normed hidden state of the last position
};

} // namespace akv
