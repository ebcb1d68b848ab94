// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/knowledge_pass.h"
#include "core/model/kv_cache.h"
#include "core/model/packed_decoder.h"
#include "core/model/row_kernels.h"

#include <memory>
#include <span>
#include <vector>

namespace akv {

/// A Llama-family decoder with knowledge attention in its KB layers. Immutable; forward() may run on several threads
/// with different caches. Matrices are read in the type of their file, everything else is fp32.
class Decoder {
public:
    /// `threads`: the most that one matrix product uses; small ones use one.
    explicit Decoder(std::shared_ptr<const PackedDecoder> weights, std::size_t threads = 1)
        : m_weights(std::move(weights)), m_threads(threads) {}

    /// Runs tokens [T] behind the cache; logits [V] of the last position, or [T, V] with `all`. `knowledge` may be
    /// null. Errors: no tokens, one outside the vocabulary, more than the context holds, and those of the selection;
    /// the cache is then as before.
    Result<std::vector<float>> forward(std::span<const int> tokens, KvCache& cache, KnowledgePass* knowledge,
                                       bool all = false) const;

    /// The residual stream [T, H] where `layer` begins, without knowledge: what the layers before the first KB layer
    /// make of a prompt, whatever graph is attended to. Errors: as forward().
    Result<std::vector<float>> hiddenBefore(std::size_t layer, std::span<const int> tokens) const;
    /// The KB layers of a prompt from `hidden` [T, H] = hiddenBefore(first KB layer) on, told to the pass's sink, up to
    /// `knowledge.endsAt`. Errors: those of the selection.
    Result<void> observe(std::span<const float> hidden, KnowledgePass& knowledge) const;

    const PackedDecoder& weights() const { return *m_weights; }

private:
    Result<std::vector<float>> embed(std::span<const int> tokens, const KvCache& cache) const;
    /// Layers [first, end), or up to the attention of `knowledge->endsAt`.
    Result<void> layers(std::vector<float>& x, std::size_t first, std::size_t end, KvCache& cache,
                        KnowledgePass* knowledge) const;
    Result<std::vector<float>> attention(std::size_t layer, const float* x, std::size_t T, KvCache& cache,
                                         const rows::Rotation& rotation, KnowledgePass* knowledge) const;
    std::vector<float> product(const PackedMatrix& w, const float* x, std::size_t T,
                               const std::vector<float>& bias = {}) const;

    std::shared_ptr<const PackedDecoder> m_weights;
    std::size_t m_threads;
};

} // namespace akv
