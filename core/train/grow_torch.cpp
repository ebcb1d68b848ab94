// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/grow_torch.h"

#include <ATen/CPUGeneratorImpl.h>
#include <algorithm>
#include <cmath>

namespace akv {

namespace {

at::Tensor drawn(at::IntArrayRef shape, at::Generator generator) {
    return at::randn(shape, generator, at::TensorOptions(at::kFloat)) / std::sqrt(double(shape[1]));
}

LayerWeights newLayer(const ModelConfig& c, const LayerWeights& like, const at::Generator& generator) {
    LayerWeights out;
    out.inputNorm = at::ones_like(like.inputNorm);
    out.postNorm = at::ones_like(like.postNorm);
    out.q = drawn({c.heads * c.headDim, c.hidden}, generator);
    out.k = drawn({c.kvHeads * c.headDim, c.hidden}, generator);
    out.v = drawn({c.kvHeads * c.headDim, c.hidden}, generator);
    out.o = at::zeros({c.hidden, c.heads * c.headDim});
    out.gate = drawn({c.ffn, c.hidden}, generator);
    out.up = drawn({c.ffn, c.hidden}, generator);
    out.down = at::zeros({c.hidden, c.ffn});
    return out;
}

/// Every number of a layer goes up by the new layers that stand before it.
void renumber(std::vector<int>& layers, const std::vector<int>& before) {
    for (int& layer : layers)
        layer += int(std::count_if(before.begin(), before.end(), [&](int place) { return place <= layer; }));
}

} // namespace

Result<void> grow(ModelWeights& weights, const TrainConfig::Growth& growth, std::uint64_t seed) {
    auto& c = weights.config;
    auto& layers = weights.decoder.layers;
    const auto count = int(layers.size());
    for (const int place : growth.layers)
        if (place < 0 || place > count)
            return Error(ErrorCode::InvalidInput, "grow: a layer before layer " + std::to_string(place) +
                                                      " was asked for, the model has " + std::to_string(count));
    if (growth.ffn > 0 && growth.ffn < c.ffn)
        return Error(ErrorCode::InvalidInput, "grow: an inner width of " + std::to_string(growth.ffn) +
                                                  " was asked for, the model already has " + std::to_string(c.ffn));
    if (layers.front().qBias.defined() || layers.front().qNorm.defined())
        return Error(ErrorCode::Unsupported, "grow: models with attention biases or query norms are not grown");
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    if (const auto more = growth.ffn - c.ffn; growth.ffn > 0 && more > 0) {
        for (auto& layer : layers) {
            layer.gate = at::cat({layer.gate, drawn({more, c.hidden}, generator)});
            layer.up = at::cat({layer.up, drawn({more, c.hidden}, generator)});
            layer.down = at::cat({layer.down, at::zeros({c.hidden, more})}, 1);
        }
        c.ffn = growth.ffn;
    }
    auto places = growth.layers;
    std::sort(places.begin(), places.end());
    for (auto place = places.rbegin(); place != places.rend(); ++place)
        layers.insert(layers.begin() + *place, newLayer(c, layers.front(), generator));
    c.layers = std::int64_t(layers.size());
    if (weights.knowledge) {
        renumber(weights.knowledge->kbLayers, places);
        renumber(weights.knowledge->metricLayers, places);
    }
    return {};
}

} // namespace akv
