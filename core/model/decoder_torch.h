// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/knowledge_scorer.h"
#include "core/hikvp/variant_store.h"
#include "core/model/head_ref.h"
#include "core/model/weights_torch.h"
#include "core/trace/attention_sink.h"

#include <memory>
#include <span>
#include <vector>

namespace akv {

/// Keys and values of the sequence so far, per layer [n_kv, capacity, D]; grows by doubling.
class KvCache {
public:
    explicit KvCache(const ModelConfig& config);
    std::int64_t length() const { return m_length; }
    std::uint64_t bytes() const;
    void clear() { m_length = 0; }
    /// Stores k, v [n_kv, T, D] of layer `layer` behind the present length and returns the views over everything.
    std::pair<at::Tensor, at::Tensor> append(std::size_t layer, const at::Tensor& k, const at::Tensor& v);
    void advance(std::int64_t count) { m_length += count; }

private:
    std::vector<at::Tensor> m_keys, m_values;
    std::int64_t m_length = 0;
};

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
    // Out:
    std::vector<float> lambdaByLayer;      ///< [KB layers], mean over heads at the last position
    std::uint64_t stagedLeafBytes = 0;     ///< base embeddings of the kept leaves that were read, all KB layers
    std::vector<std::uint32_t> lastLeaves; ///< leaves that the last KB layer kept
    /// Softmax over these leaves alone at the last position, mean over the heads that are not ablated; empty, as
    /// lastLeaves, when all of that layer are.
    std::vector<float> lastLeafWeights;
    at::Tensor hidden; ///< [H]: final normed hidden state of the last position
};

/// A Llama-family decoder with knowledge attention in its KB layers (method.md section 3: absorbed scores, one softmax
/// over [knowledge, sequence], no rotary embedding on knowledge queries). Immutable; forward() may run on several
/// threads with different caches.
class Decoder {
public:
    explicit Decoder(std::shared_ptr<const ModelWeights> weights);

    /// Runs tokens [T] behind the cache; logits [1, V] of the last position, or [T, V] with `all`. `knowledge` may be
    /// null. Throws on errors of the knowledge selection (callers use guarded()).
    at::Tensor forward(std::span<const int> tokens, KvCache& cache, KnowledgePass* knowledge, bool all = false) const;

    const ModelWeights& weights() const { return *m_weights; }
    /// The adapter's key side in absorbed form; null without an adapter.
    std::shared_ptr<const AbsorbedKeys> absorbedKeys() const { return m_absorbed; }

private:
    at::Tensor attention(std::size_t layer, const at::Tensor& x, KvCache& cache, KnowledgePass* knowledge) const;
    at::Tensor jointAttention(std::size_t layer, const at::Tensor& x, const at::Tensor& sequenceLogits,
                              const at::Tensor& values, KnowledgePass& knowledge) const;
    void report(std::size_t layer, KnowledgeSelection selection, std::vector<std::uint32_t> pinned,
                const at::Tensor& weights, KnowledgePass& pass) const;
    std::vector<std::uint8_t> ablatedHeads(std::size_t layer, const KnowledgePass& pass) const;
    std::vector<float> valueNorms(std::size_t slot, const LevelRecord& leaf, const at::Tensor& lastWeights,
                                  const KnowledgeScorer& scorer) const;

    std::shared_ptr<const ModelWeights> m_weights;
    std::shared_ptr<const AbsorbedKeys> m_absorbed;
    at::Tensor
        m_absorbKey; ///< [slots, n_h, D, d + 1]: centred key projector with its bias as last column, over sqrt(D)
    at::Tensor m_valueWeight; ///< [slots, n_h, d, D]
    at::Tensor m_valueBias;   ///< [slots, n_h, D]
    RopeTables m_rope;
};

} // namespace akv
