// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"

#include "core/base/parallel.h"
#include "core/model/knowledge_attention.h"
#include "core/model/row_kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace akv {

std::vector<float> Decoder::product(const PackedMatrix& w, const float* x, std::size_t T,
                                    const std::vector<float>& bias) const {
    std::vector<float> out(T * w.outputs());
    multiply(w, x, T, out.data(), m_threads);
    if (!bias.empty())
        for (std::size_t t = 0; t < T; ++t) rows::add(out.data() + t * w.outputs(), bias.data(), bias.size());
    return out;
}

namespace {

/// Minus infinity where a position may not look: beyond itself, and before its window.
void mask(float* logits, std::size_t T, std::size_t past, std::optional<std::int64_t> window) {
    const std::size_t S = past + T;
    for (std::size_t t = 0; t < T; ++t) {
        float* row = logits + t * S;
        constexpr float kNever = -std::numeric_limits<float>::infinity();
        std::fill(row + past + t + 1, row + S, kNever);
        if (window && past + t + 1 > std::size_t(*window))
            std::fill_n(row, past + t + 1 - std::size_t(*window), kNever);
    }
}

} // namespace

Result<std::vector<float>> Decoder::attention(std::size_t layer, const float* x, std::size_t T, KvCache& cache,
                                              const rows::Rotation& rotation, KnowledgePass* knowledge) const {
    const ModelConfig& c = m_weights->config;
    const PackedLayer& w = m_weights->layers[layer];
    const std::size_t heads = std::size_t(c.heads), kvHeads = std::size_t(c.kvHeads), D = std::size_t(c.headDim);
    const std::size_t past = cache.length(), S = past + T, shared = heads / kvHeads;
    auto q = product(w.q, x, T, w.qBias), k = product(w.k, x, T, w.kBias);
    const auto v = product(w.v, x, T, w.vBias);
    if (!w.qNorm.empty()) rows::rmsNorm(q.data(), T * heads, D, w.qNorm.data(), c.rmsEpsilon, q.data());
    if (!w.kNorm.empty()) rows::rmsNorm(k.data(), T * kvHeads, D, w.kNorm.data(), c.rmsEpsilon, k.data());
    rows::rotate(q.data(), T, heads, D, rotation, 1.0F / std::sqrt(float(D)));
    rows::rotate(k.data(), T, kvHeads, D, rotation, 1.0F);
    cache.append(layer, k.data(), v.data(), T);

    std::vector<float> p(heads * T * S), mixed(T * heads * D), known;
    const std::size_t threads = std::min(m_threads, threadsFor(double(heads * T * S) * double(D)));
    parallelFor(heads, threads, [&](std::size_t h) {
        const auto keys = cache.keys(layer, h / shared, S);
        float* logits = p.data() + h * T * S;
        multiplyPanels(keys, q.data() + h * D, heads * D, T, logits, S, 0, keys.panels());
        mask(logits, T, past, c.slidingWindow);
    });
    if (knowledge && knowledge->scorer && !w.queryKg.empty()) {
        known.resize(T * heads * D);
        AKV_CHECK(KnowledgeAttention(*m_weights, layer, m_threads, *knowledge).run(x, T, S, p.data(), known.data()));
        if (knowledge->endsAt == layer) return known;
    } else {
        for (std::size_t row = 0; row < heads * T; ++row) rows::jointSoftmax(nullptr, 0, p.data() + row * S, S);
    }
    parallelFor(heads, threads, [&](std::size_t h) {
        const auto values = cache.values(layer, h / shared, S);
        multiplyPanels(values, p.data() + h * T * S, S, T, mixed.data() + h * D, heads * D, 0, values.panels());
    });
    if (!known.empty()) rows::add(mixed.data(), known.data(), mixed.size());
    return product(w.o, mixed.data(), T);
}

Result<std::vector<float>> Decoder::embed(std::span<const int> tokens, const KvCache& cache) const {
    const ModelConfig& c = m_weights->config;
    const std::size_t H = std::size_t(c.hidden);
    if (tokens.empty()) return Error(ErrorCode::InvalidInput, "no tokens to read");
    if (cache.length() + tokens.size() > std::size_t(c.maxPositions))
        return Error(ErrorCode::InvalidInput, std::to_string(cache.length() + tokens.size()) +
                                                  " tokens do not fit the context of " +
                                                  std::to_string(c.maxPositions) + "; ask for less");
    std::vector<float> x(tokens.size() * H);
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        if (tokens[t] < 0 || tokens[t] >= c.vocabulary)
            return Error(ErrorCode::InvalidInput, "token " + std::to_string(tokens[t]) +
                                                      " is outside the vocabulary of " + std::to_string(c.vocabulary));
        m_weights->embedding(std::size_t(tokens[t]), x.data() + t * H);
    }
    return x;
}

Result<void> Decoder::layers(std::vector<float>& x, std::size_t first, std::size_t end, KvCache& cache,
                             KnowledgePass* knowledge) const {
    const ModelConfig& c = m_weights->config;
    const std::size_t H = std::size_t(c.hidden), T = x.size() / H;
    std::vector<float> normed(x.size());
    const auto rotation = rows::rotation(c, cache.length(), T);
    for (std::size_t i = first; i < end; ++i) {
        const PackedLayer& w = m_weights->layers[i];
        rows::rmsNorm(x.data(), T, H, w.inputNorm.data(), c.rmsEpsilon, normed.data());
        AKV_ASSIGN(const auto attended, attention(i, normed.data(), T, cache, rotation, knowledge));
        if (knowledge && knowledge->endsAt == i) return {};
        rows::add(x.data(), attended.data(), x.size());
        rows::rmsNorm(x.data(), T, H, w.postNorm.data(), c.rmsEpsilon, normed.data());
        auto gate = product(w.gate, normed.data(), T);
        const auto up = product(w.up, normed.data(), T);
        rows::gateSilu(gate.data(), up.data(), gate.size());
        const auto down = product(w.down, gate.data(), T);
        rows::add(x.data(), down.data(), x.size());
    }
    return {};
}

Result<std::vector<float>> Decoder::forward(std::span<const int> tokens, KvCache& cache, KnowledgePass* knowledge,
                                            bool all) const {
    const std::size_t T = tokens.size(), H = std::size_t(m_weights->config.hidden);
    AKV_ASSIGN(auto x, embed(tokens, cache));
    AKV_CHECK(layers(x, 0, m_weights->layers.size(), cache, knowledge));
    cache.advance(T);
    const std::size_t first = all ? 0 : T - 1;
    rows::rmsNorm(x.data() + first * H, T - first, H, m_weights->norm.data(), m_weights->config.rmsEpsilon,
                  x.data() + first * H);
    if (knowledge) knowledge->hidden.assign(x.end() - std::ptrdiff_t(H), x.end());
    return product(m_weights->head, x.data() + first * H, T - first);
}

Result<std::vector<float>> Decoder::hiddenBefore(std::size_t layer, std::span<const int> tokens) const {
    KvCache cache(m_weights->config);
    AKV_ASSIGN(auto x, embed(tokens, cache));
    AKV_CHECK(layers(x, 0, layer, cache, nullptr));
    return x;
}

Result<void> Decoder::observe(std::span<const float> hidden, KnowledgePass& knowledge) const {
    KvCache cache(m_weights->config);
    std::vector<float> x(hidden.begin(), hidden.end());
    const auto first = std::size_t(m_weights->knowledge->kbLayers.front());
    return layers(x, first, m_weights->layers.size(), cache, &knowledge);
}

} // namespace akv
