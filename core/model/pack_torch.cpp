// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/pack_torch.h"

#include <cmath>

namespace akv {

namespace {

PackedMatrix packed(const at::Tensor& matrix) {
    const auto whole = matrix.contiguous();
    const auto type = whole.scalar_type() == at::kHalf       ? NumberType::Fp16
                      : whole.scalar_type() == at::kBFloat16 ? NumberType::Bf16
                                                             : NumberType::Fp32;
    return PackedMatrix(whole.data_ptr(), type, std::size_t(whole.size(0)), std::size_t(whole.size(1)));
}

/// Packs a matrix, if there is one, and drops it.
PackedMatrix taken(at::Tensor& matrix) {
    if (!matrix.defined()) return {};
    auto out = packed(matrix);
    matrix = at::Tensor();
    return out;
}

std::vector<float> numbers(const at::Tensor& vector) {
    if (!vector.defined()) return {};
    const auto whole = vector.to(at::kFloat).contiguous();
    return {whole.data_ptr<float>(), whole.data_ptr<float>() + whole.numel()};
}

PackedLayer packedLayer(LayerWeights& w) {
    PackedLayer out;
    out.inputNorm = numbers(w.inputNorm), out.postNorm = numbers(w.postNorm);
    out.qBias = numbers(w.qBias), out.kBias = numbers(w.kBias), out.vBias = numbers(w.vBias);
    out.qNorm = numbers(w.qNorm), out.kNorm = numbers(w.kNorm);
    out.q = taken(w.q), out.k = taken(w.k), out.v = taken(w.v), out.o = taken(w.o);
    out.gate = taken(w.gate), out.up = taken(w.up), out.down = taken(w.down);
    out.queryKg = taken(w.queryKg);
    return out;
}

Result<std::shared_ptr<const AbsorbedKeys>> absorbedKeys(const ModelWeights& weights) {
    const auto& kb = *weights.knowledge;
    const auto weight = numbers(weights.adapter.keyWeight), bias = numbers(weights.adapter.keyBias);
    AKV_ASSIGN(auto built, AbsorbedKeys::build(weight, bias, std::size_t(kb.encoderWidth), kb.kbLayers.size(),
                                               std::size_t(weights.config.heads), std::size_t(weights.config.headDim),
                                               kb.keyEpsilon));
    return std::make_shared<const AbsorbedKeys>(std::move(built));
}

PackedSlot packedSlot(const ModelWeights& weights, const AbsorbedKeys& absorbed, std::int64_t slot) {
    PackedSlot out;
    const auto& c = weights.config;
    const auto d = weights.knowledge->encoderWidth, D = c.headDim, slots = std::int64_t(absorbed.slots);
    const auto keyWeight = at::from_blob(const_cast<float*>(absorbed.weight.data()), {slots, c.heads, D, d});
    const auto keyBias = at::from_blob(const_cast<float*>(absorbed.bias.data()), {slots, c.heads, D});
    const auto valueWeight = weights.adapter.valueWeight.view({slots, c.heads, D, d});
    const auto valueBias = weights.adapter.valueBias.view({slots, c.heads, D});
    for (std::int64_t h = 0; h < c.heads; ++h) {
        out.key.push_back(packed(keyWeight[slot][h].t() / std::sqrt(double(D))));
        out.keyBias.push_back(numbers(keyBias[slot][h] / std::sqrt(double(D))));
        out.value.push_back(packed(valueWeight[slot][h]));
        out.valueBias.push_back(numbers(valueBias[slot][h]));
    }
    return out;
}

} // namespace

Result<std::shared_ptr<const PackedDecoder>> packDecoder(ModelWeights& weights) {
    auto out = std::make_shared<PackedDecoder>();
    out->config = weights.config;
    out->knowledge = weights.knowledge;
    auto& d = weights.decoder;
    if (!d.head.is_same(d.embed)) out->embed = packed(d.embed);
    d.embed = at::Tensor();
    out->head = taken(d.head);
    out->norm = numbers(d.norm);
    for (auto& w : d.layers) out->layers.push_back(packedLayer(w));
    if (weights.knowledge) {
        AKV_ASSIGN(out->absorbed, absorbedKeys(weights));
        for (std::size_t slot = 0; slot < weights.knowledge->kbLayers.size(); ++slot)
            out->slots.push_back(packedSlot(weights, *out->absorbed, std::int64_t(slot)));
        weights.adapter.valueWeight = at::Tensor();
        weights.adapter.valueBias = at::Tensor();
    }
    return std::shared_ptr<const PackedDecoder>(std::move(out));
}

} // namespace akv
