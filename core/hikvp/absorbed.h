// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <vector>

namespace akv {

/// The key side of an adapter in absorbed form (method.md section 3): with W^ and b^ centred over all P outputs,
/// logit_h(i) = s_i * (u_h . e_i + beta_h), s(e) = 1 / sqrt([e;1]' G [e;1] + eps). Shared by all layers and heads.
struct AbsorbedKeys {
    std::size_t width = 0;   ///< d, width of the base embeddings
    std::size_t outputs = 0; ///< P = slots * heads * headDim
    std::size_t slots = 0, heads = 0, headDim = 0;
    double epsilon = 1e-5;
    std::vector<float> weight; ///< W^ [P, d], centred over P
    std::vector<float> bias;   ///< b^ [P], centred
    std::vector<double> gram;  ///< G [(d+1), (d+1)]

    /// From the raw projector W_k [P, d] row-major and b_k [P]. The centring and G are computed in fp64.
    static Result<AbsorbedKeys> build(std::span<const float> weight, std::span<const float> bias, std::size_t width,
                                      std::size_t slots, std::size_t heads, std::size_t headDim, double epsilon = 1e-5);

    /// s(e) of one base embedding [d].
    float scale(std::span<const float> embedding) const;
    /// s of `count` embeddings [count, d], row-major; many times faster per key than one by one.
    void scales(const float* embeddings, std::size_t count, float* out) const;

    /// Absorbs knowledge queries of one KB slot: query [heads, headDim] -> u [heads, d], beta [heads] (both over
    /// sqrt(D)).
    void absorb(std::size_t slot, std::span<const float> query, std::span<float> u, std::span<float> beta) const;
};

} // namespace akv
