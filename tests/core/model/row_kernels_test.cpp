// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/row_kernels.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace akv {
namespace {

TEST(RowKernels, JointSoftmaxSharesOneSumAndMinusInfinityIsZero) {
    const float never = -std::numeric_limits<float>::infinity();
    std::vector<float> known = {1.0F, never, 3.5F}, sequence = {0.25F, -2.0F, never, 2.0F, 60.0F};
    const double top = 60.0;
    double sum = 0.0;
    for (const auto* part : {&known, &sequence})
        for (const float x : *part) sum += std::exp(double(x) - top);
    auto p = known, q = sequence;
    rows::jointSoftmax(p.data(), p.size(), q.data(), q.size());
    for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(p[i], std::exp(double(known[i]) - top) / sum, 1e-7);
    for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], std::exp(double(sequence[i]) - top) / sum, 1e-6);
    EXPECT_EQ(p[1], 0.0F);
    EXPECT_EQ(q[2], 0.0F);
    std::vector<float> alone = {never, 5.0F};
    rows::jointSoftmax(nullptr, 0, alone.data(), alone.size());
    EXPECT_EQ(alone, (std::vector<float>{0.0F, 1.0F}));
}

TEST(RowKernels, NormGateAndRotationFollowTheirDefinitions) {
    std::vector<float> x(2 * 35), weight(35), out(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sin(float(i)) * 3.0F;
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = 0.5F + float(i) / 35.0F;
    rows::rmsNorm(x.data(), 2, 35, weight.data(), 1e-5, out.data());
    for (std::size_t r = 0; r < 2; ++r) {
        double squares = 0.0;
        for (std::size_t i = 0; i < 35; ++i) squares += double(x[r * 35 + i]) * double(x[r * 35 + i]);
        for (std::size_t i = 0; i < 35; ++i)
            EXPECT_NEAR(out[r * 35 + i], double(x[r * 35 + i]) / std::sqrt(squares / 35 + 1e-5) * double(weight[i]),
                        1e-5);
    }
    std::vector<float> gate = {-90.0F, -3.0F, 0.0F, 0.5F, 4.0F, 90.0F}, up = {2.0F, -1.0F, 5.0F, 3.0F, 0.5F, 1.0F};
    const auto before = gate;
    rows::gateSilu(gate.data(), up.data(), gate.size());
    for (std::size_t i = 0; i < gate.size(); ++i)
        EXPECT_NEAR(gate[i], double(before[i]) / (1 + std::exp(-double(before[i]))) * double(up[i]), 1e-5);

    ModelConfig config;
    config.headDim = 8, config.ropeTheta = 100.0;
    const auto turned = rows::rotation(config, 5, 2);
    std::vector<float> heads = {1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8}; // T = 2, one head
    const auto plain = heads;
    rows::rotate(heads.data(), 2, 1, 8, turned, 2.0F);
    for (std::size_t t = 0; t < 2; ++t)
        for (std::size_t i = 0; i < 4; ++i) {
            const double angle = double(5 + t) * std::pow(100.0, -2.0 * double(i) / 8.0);
            const double a = double(plain[t * 8 + i]), b = double(plain[t * 8 + 4 + i]);
            EXPECT_NEAR(heads[t * 8 + i], 2 * (a * std::cos(angle) - b * std::sin(angle)), 1e-5);
            EXPECT_NEAR(heads[t * 8 + 4 + i], 2 * (b * std::cos(angle) + a * std::sin(angle)), 1e-5);
        }
}

} // namespace
} // namespace akv
