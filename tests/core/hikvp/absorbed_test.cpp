// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/absorbed.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace akv {
namespace {

struct Projector {
    std::size_t d, slots, heads, headDim;
    std::vector<float> weight, bias;
    std::size_t outputs() const { return slots * heads * headDim; }
};

Projector randomProjector(std::size_t d, std::size_t slots, std::size_t heads, std::size_t headDim, unsigned seed,
                          float biasScale) {
    std::mt19937 rng(seed);
    std::normal_distribution<float> normal;
    Projector out{d, slots, heads, headDim, {}, {}};
    for (std::size_t i = 0; i < out.outputs() * d; ++i) out.weight.push_back(normal(rng) + 0.3F);
    for (std::size_t i = 0; i < out.outputs(); ++i) out.bias.push_back(biasScale * normal(rng));
    return out;
}

/// k = LayerNorm(W e + b) over all P outputs, in fp64, without absorption.
std::vector<double> projectKey(const Projector& p, std::span<const float> e, double epsilon) {
    std::vector<double> z(p.outputs());
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        z[i] = p.bias[i];
        for (std::size_t j = 0; j < p.d; ++j) z[i] += double(p.weight[i * p.d + j]) * e[j];
        mean += z[i];
    }
    mean /= double(z.size());
    for (const double v : z) variance += (v - mean) * (v - mean);
    variance /= double(z.size());
    for (double& v : z) v = (v - mean) / std::sqrt(variance + epsilon);
    return z;
}

void expectEqualLogits(const Projector& p, unsigned seed) {
    const auto keys = AbsorbedKeys::build(p.weight, p.bias, p.d, p.slots, p.heads, p.headDim);
    ASSERT_TRUE(keys.ok());
    std::mt19937 rng(seed);
    std::normal_distribution<float> normal;
    std::vector<float> query(p.heads * p.headDim), u(p.heads * p.d), beta(p.heads), e(p.d);
    for (int key = 0; key < 12; ++key) {
        for (float& v : e) v = normal(rng) / std::sqrt(float(p.d));
        const auto k = projectKey(p, e, keys->epsilon);
        const float s = keys->scale(e);
        for (std::size_t slot = 0; slot < p.slots; ++slot) {
            for (float& v : query) v = normal(rng);
            keys->absorb(slot, query, u, beta);
            for (std::size_t h = 0; h < p.heads; ++h) {
                double expected = 0, dot = 0, size = 0;
                for (std::size_t c = 0; c < p.headDim; ++c) {
                    const double term = double(query[h * p.headDim + c]) * k[(slot * p.heads + h) * p.headDim + c];
                    expected += term / std::sqrt(double(p.headDim));
                    size += std::abs(term) / std::sqrt(double(p.headDim));
                }
                for (std::size_t j = 0; j < p.d; ++j) dot += double(u[h * p.d + j]) * e[j];
                EXPECT_NEAR(s * (dot + beta[h]), expected, 1e-5 * size);
            }
        }
    }
}

TEST(AbsorbedKeys, EqualProjectionAndLayerNormOfEveryKey) {
    expectEqualLogits(randomProjector(24, 3, 4, 16, 1, 1.0F), 2);
    expectEqualLogits(randomProjector(384, 2, 2, 8, 3, 0.1F), 4);
    expectEqualLogits(randomProjector(7, 1, 1, 3, 5, 5.0F), 6);
}

TEST(AbsorbedKeys, BetaAndBiasCount) {
    auto p = randomProjector(16, 2, 2, 8, 7, 2.0F);
    const auto keys = AbsorbedKeys::build(p.weight, p.bias, p.d, p.slots, p.heads, p.headDim).value();
    std::vector<float> query(16, 1.0F), u(32), beta(2), e(16, 0.25F);
    keys.absorb(1, query, u, beta);
    EXPECT_GT(std::abs(beta[0]) + std::abs(beta[1]), 0.05F);
    std::fill(p.bias.begin(), p.bias.end(), 0.0F);
    const auto without = AbsorbedKeys::build(p.weight, p.bias, p.d, p.slots, p.heads, p.headDim).value();
    EXPECT_GT(std::abs(without.scale(e) / keys.scale(e) - 1.0F), 0.01F);
    std::vector<float> zero(2);
    without.absorb(1, query, u, zero);
    EXPECT_EQ(zero, (std::vector<float>{0, 0}));
}

TEST(AbsorbedKeys, WrongSizesAndNonFiniteWeightsAreErrors) {
    const std::vector<float> weight(8 * 3, 1.0F), bias(8, 0.0F);
    EXPECT_TRUE(AbsorbedKeys::build(weight, bias, 3, 2, 2, 2).ok());
    auto wrong = AbsorbedKeys::build(weight, bias, 4, 2, 2, 2);
    ASSERT_FALSE(wrong.ok());
    EXPECT_NE(wrong.error().message.find("24 weights"), std::string::npos);
    EXPECT_FALSE(AbsorbedKeys::build(weight, bias, 3, 0, 2, 2).ok());
    auto broken = weight;
    broken[5] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(AbsorbedKeys::build(broken, bias, 3, 2, 2, 2).ok());
}

} // namespace
} // namespace akv
