// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/knowledge_scorer.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace akv::test {

/// One point of the randomised grid over which the scorer is compared with Reference.
struct Case {
    std::size_t leaves, d, heads, positions, inters, roots;
    PruneK k;
    LeafType type;
    bool flat;
    std::vector<LeafId> masked;
    std::optional<float> scaleFactor;
    unsigned seed;
};

inline Case randomCase(unsigned seed) {
    std::mt19937 rng(seed);
    const auto pick = [&](std::size_t low, std::size_t high) { return low + rng() % (high - low + 1); };
    Case c{};
    c.leaves = pick(1, 400);
    c.d = pick(3, 80);
    c.heads = pick(1, 9);
    c.positions = pick(1, 6);
    c.inters = pick(1, std::min<std::size_t>(c.leaves, 50));
    c.roots = pick(1, std::min<std::size_t>(c.inters, 8));
    c.k = {std::uint32_t(pick(1, 9)), std::uint32_t(pick(1, 40)), std::uint32_t(pick(1, 40))};
    c.type = static_cast<LeafType>(rng() % 3);
    c.flat = rng() % 4 == 0;
    c.scaleFactor = rng() % 5 == 0 ? std::nullopt : std::optional<float>(100.0F);
    if (rng() % 2 == 0)
        for (std::uint32_t i = 0; i < c.leaves; ++i)
            if (rng() % 3 == 0) c.masked.push_back(LeafId(i));
    c.seed = seed;
    return c;
}

/// Everything in fp64 from the projector, key by key: LayerNorm of the projection, no absorption.
struct Reference {
    const Case& c;
    std::vector<float> weight, bias, query; ///< one slot; query [positions, heads, headDim]
    static constexpr std::size_t kHeadDim = 8;

    std::vector<double> logits(std::span<const float> e) const {
        const std::size_t P = bias.size();
        std::vector<double> z(P), out(c.positions * c.heads, 0.0);
        double mean = 0, variance = 0;
        for (std::size_t i = 0; i < P; ++i) {
            z[i] = bias[i];
            for (std::size_t j = 0; j < c.d; ++j) z[i] += double(weight[i * c.d + j]) * e[j];
            mean += z[i] / double(P);
        }
        for (const double v : z) variance += (v - mean) * (v - mean) / double(P);
        for (std::size_t q = 0; q < out.size(); ++q)
            for (std::size_t x = 0; x < kHeadDim; ++x)
                out[q] += query[q * kHeadDim + x] * (z[q % c.heads * kHeadDim + x] - mean) /
                          std::sqrt(variance + 1e-5) / std::sqrt(double(kHeadDim));
        return out;
    }
    std::shared_ptr<const AbsorbedKeys> absorbedKeys() const {
        return std::make_shared<AbsorbedKeys>(AbsorbedKeys::build(weight, bias, c.d, 1, c.heads, kHeadDim).value());
    }
    std::pair<std::vector<float>, std::vector<float>> absorbedQueries(const AbsorbedKeys& keys) const {
        std::vector<float> u(c.positions * c.heads * c.d), beta(c.positions * c.heads);
        const std::size_t P = c.heads * kHeadDim;
        for (std::size_t p = 0; p < c.positions; ++p)
            keys.absorb(0, std::span<const float>(query).subspan(p * P, P),
                        std::span(u).subspan(p * c.heads * c.d, c.heads * c.d),
                        std::span(beta).subspan(p * c.heads, c.heads));
        return {std::move(u), std::move(beta)};
    }
    /// Softmax per query over the candidates, summed over the queries.
    std::vector<double> pooled(const std::vector<std::vector<double>>& logits) const {
        std::vector<double> score(logits.size(), 0.0);
        for (std::size_t q = 0; q < c.positions * c.heads; ++q) {
            double top = -1e300, total = 0;
            for (const auto& l : logits) top = std::max(top, l[q]);
            for (const auto& l : logits) total += std::exp(l[q] - top);
            for (std::size_t i = 0; i < logits.size(); ++i) score[i] += std::exp(logits[i][q] - top) / total;
        }
        return score;
    }
};

} // namespace akv::test
