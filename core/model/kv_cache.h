// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"
#include "core/model/packed_matrix.h"

#include <vector>

namespace akv {

/// Keys and values of the sequence so far, per layer and KV head, in panels (packed_matrix.h), so that logits are
/// products with the keys [length, D] and mixtures are products with the values transposed [D, length]. Room grows by
/// doubling, from 64 positions on.
class KvCache {
public:
    explicit KvCache(const ModelConfig& config);

    std::size_t length() const { return m_length; }
    std::uint64_t bytes() const;
    void clear() { m_length = 0; }
    /// Stores k and v [T, n_kv, D] of layer `layer` behind the present length.
    void append(std::size_t layer, const float* k, const float* v, std::size_t T);
    void advance(std::size_t T) { m_length += T; }

    /// Keys of the first `length` positions, as stored: a matrix [length, D].
    PanelView keys(std::size_t layer, std::size_t head, std::size_t length) const;
    /// Values of the first `length` positions: a matrix [D, length].
    PanelView values(std::size_t layer, std::size_t head, std::size_t length) const;

private:
    /// One KV head of one layer.
    struct Head {
        std::size_t room = 0;
        std::vector<float> keys;   ///< [room / 16][D][16]
        std::vector<float> values; ///< [ceil(D / 16)][room][16]
    };
    void grow(Head& head, std::size_t positions) const;

    std::size_t m_width, m_heads;
    std::vector<Head> m_parts; ///< [layers, n_kv]
    std::size_t m_length = 0;
};

} // namespace akv
