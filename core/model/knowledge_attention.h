// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/knowledge_pass.h"
#include "core/model/packed_decoder.h"

namespace akv {

/// The knowledge side of one KB layer in one forward call (method.md section 3): absorbed scores, the choice that all
/// heads share, one softmax over [knowledge, sequence], no rotary embedding on knowledge queries.
class KnowledgeAttention {
public:
    KnowledgeAttention(const PackedDecoder& weights, std::size_t layer, std::size_t threads, KnowledgePass& pass);

    /// x [T, H]: the layer's normed input. `sequence` [n_h, T, S]: logits of the sequence, minus infinity where masked;
    /// becomes its part of the joint softmax. `knowledge` [T, n_h, D]: the mixed values of the kept leaves. Reports to
    /// the pass and its sink. Errors: those of KnowledgeScorer::select().
    Result<void> run(const float* x, std::size_t T, std::size_t S, float* sequence, float* knowledge);

private:
    Result<void> choose(const float* x, std::size_t T);
    void ablate(std::size_t T);
    LayerProbe probe(std::size_t T, std::size_t S, const float* sequence) const;
    void report(std::size_t T, std::vector<float> lambda);
    void keepLast(const float* last, const float* lambda);
    std::vector<float> valueNorms(const float* lastWeights) const;

    const PackedDecoder& m_weights;
    std::size_t m_layer, m_slot, m_heads, m_width; ///< m_width: of the embeddings
    std::size_t m_threads;
    KnowledgePass& m_pass;
    std::vector<std::uint8_t> m_ablated; ///< [n_h]; 1: reads nothing
    std::vector<float> m_u, m_beta;      ///< absorbed queries [T, n_h, d] and [T, n_h]
    KnowledgeSelection m_selection;
    std::vector<std::uint32_t> m_pinned; ///< kept leaves that a what-if put there
    std::vector<float> m_weight;         ///< [T, n_h, n]: logits, then joint attention on the kept leaves
};

} // namespace akv
