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

    const PackedDecoder& weights() const { return *m_weights; }

private:
    Result<std::vector<float>> embed(std::span<const int> tokens, const KvCache& cache) const;
    Result<void> layers(std::vector<float>& x, std::size_t T, KvCache& cache, KnowledgePass* knowledge) const;
    Result<std::vector<float>> attention(std::size_t layer, const float* x, std::size_t T, KvCache& cache,
                                         const rows::Rotation& rotation, KnowledgePass* knowledge) const;
    std::vector<float> product(const PackedMatrix& w, const float* x, std::size_t T,
                               const std::vector<float>& bias = {}) const;

    std::shared_ptr<const PackedDecoder> m_weights;
    std::size_t m_threads;
};

} // namespace akv
