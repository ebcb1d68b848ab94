// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/packed_decoder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace akv {

void PackedSlot::absorb(const float* query, std::size_t T, float* u, float* beta) const {
    const std::size_t heads = key.size(), d = key.front().outputs(), D = key.front().inputs();
    for (std::size_t h = 0; h < heads; ++h) {
        key[h].multiply(query + h * D, heads * D, T, u + h * d, heads * d);
        for (std::size_t t = 0; t < T; ++t)
            beta[t * heads + h] =
                std::inner_product(keyBias[h].begin(), keyBias[h].end(), query + (t * heads + h) * D, 0.0F);
    }
}

void PackedSlot::project(const float* mixed, const float* lambda, std::size_t T, float* out) const {
    const std::size_t heads = value.size(), d = value.front().inputs(), D = value.front().outputs();
    for (std::size_t h = 0; h < heads; ++h) {
        value[h].multiply(mixed + h * d, heads * d, T, out + h * D, heads * D);
        for (std::size_t t = 0; t < T; ++t) {
            float* to = out + (t * heads + h) * D;
            for (std::size_t i = 0; i < D; ++i) to[i] += lambda[t * heads + h] * valueBias[h][i];
        }
    }
}

void PackedSlot::valueNorms(std::size_t head, const float* values, std::size_t n, float* out) const {
    const std::size_t d = value[head].inputs(), D = value[head].outputs();
    std::vector<float> projected(n * D);
    value[head].multiply(values, d, n, projected.data(), D);
    for (std::size_t j = 0; j < n; ++j) {
        double squares = 0.0;
        for (std::size_t i = 0; i < D; ++i) {
            const double x = double(projected[j * D + i]) + double(valueBias[head][i]);
            squares += x * x;
        }
        out[j] = float(std::sqrt(squares));
    }
}

std::uint64_t PackedDecoder::bytes() const {
    std::uint64_t out = embed.bytes() + head.bytes();
    for (const auto& w : layers)
        for (const auto* m : {&w.q, &w.k, &w.v, &w.o, &w.gate, &w.up, &w.down, &w.queryKg}) out += m->bytes();
    for (const auto& s : slots)
        for (const auto* matrices : {&s.key, &s.value})
            for (const auto& m : *matrices) out += m.bytes();
    if (absorbed)
        out +=
            (absorbed->weight.size() + absorbed->bias.size()) * sizeof(float) + absorbed->gram.size() * sizeof(double);
    return out;
}

std::size_t PackedDecoder::slotOf(std::size_t layer) const {
    const auto& layers = knowledge->kbLayers;
    return std::size_t(std::find(layers.begin(), layers.end(), int(layer)) - layers.begin());
}

} // namespace akv
