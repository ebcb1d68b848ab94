// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layers_torch.h"

namespace akv {

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    const auto wide = x.to(at::kFloat);
    const auto scale = (wide * wide).mean(-1, true).add(epsilon).rsqrt();
    return (wide * scale * weight).to(x.scalar_type());
}

RopeTables ropeTables(const ModelConfig& config, std::int64_t count) {
    const auto frequency = ropeFrequencies(config);
    const auto inverse = at::tensor(frequency, at::kDouble).to(at::kFloat);
    const auto angle = at::arange(count, at::kFloat).unsqueeze(1) * inverse.unsqueeze(0);
    return {angle.cos(), angle.sin()};
}

at::Tensor applyRope(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin) {
    const auto half = x.size(-1) / 2;
    const auto first = x.narrow(-1, 0, half);
    const auto second = x.narrow(-1, half, half);
    return at::cat({first * cos - second * sin, second * cos + first * sin}, -1);
}

at::Tensor feedForward(const LayerWeights& layer, const at::Tensor& x) {
    return at::linear(at::silu(at::linear(x, layer.gate)) * at::linear(x, layer.up), layer.down);
}

} // namespace akv
