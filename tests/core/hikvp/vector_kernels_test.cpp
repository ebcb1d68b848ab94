// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/vector_kernels.h"

#include "core/base/safetensors.h"
#include "core/base/simd_math.h"
#include "tests/support/knowledge.h"

#include <gtest/gtest.h>
#include <limits>

namespace akv {
namespace {

TEST(SimdMath, ExpAndErfStayWithinTheirBounds) {
    for (float x = -86.9F; x < 80.0F; x += 0.0137F) {
        const double want = std::exp(double(x));
        EXPECT_NEAR(expFast(x), want, 3e-7 * want);
    }
    EXPECT_EQ(expFast(-200.0F), 0.0F);
    EXPECT_EQ(expFast(-std::numeric_limits<float>::infinity()), 0.0F);
    EXPECT_EQ(expFast(0.0F), 1.0F);
    for (float x = -6.0F; x < 6.0F; x += 0.0031F) EXPECT_NEAR(erfFast(x), std::erf(x), 5e-7);
}

TEST(SimdMath, HalfDecoderIsExactForFiniteValues) {
    for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
        if ((bits & 0x7C00U) == 0x7C00U) continue;
        ASSERT_EQ(halfToFloatFinite(std::uint16_t(bits)), halfToFloat(std::uint16_t(bits)));
    }
}

TEST(VectorKernels, DotsEqualAPlainLoopAndDoNotDependOnTheTile) {
    const std::size_t stride = 400, keys = 16, queries = 11;
    const auto q = test::randomMatrix(queries, stride, 1), k = test::randomMatrix(keys, stride, 2);
    for (std::size_t nq : {1U, 3U, 4U, 11U})
        for (std::size_t nk : {1U, 5U, 16U}) {
            std::vector<float> out(nq * 16, -1.0F);
            kernels::dots(q.data.data(), nq, k.data.data(), nk, stride, out.data(), 16);
            for (std::size_t i = 0; i < nq; ++i)
                for (std::size_t j = 0; j < nk; ++j) {
                    double want = 0, size = 0;
                    for (std::size_t x = 0; x < stride; ++x) {
                        want += double(q.row(i)[x]) * k.row(j)[x];
                        size += std::abs(double(q.row(i)[x]) * k.row(j)[x]);
                    }
                    EXPECT_NEAR(out[i * 16 + j], want, 1e-6 * size);
                    float alone = 0;
                    kernels::dots(q.row(i).data(), 1, k.row(j).data(), 1, stride, &alone, 1);
                    EXPECT_EQ(out[i * 16 + j], alone);
                }
        }
}

TEST(VectorKernels, SoftmaxStatisticsEqualFp64) {
    const std::size_t queries = 70, tiles = 5;
    auto logits = test::randomMatrix(tiles * queries, kernels::kTile, 3, 6.0F);
    std::vector<float> top(queries * kernels::kTile, -std::numeric_limits<float>::infinity()), sum(top.size(), 0.0F);
    for (std::size_t t = 0; t < tiles; ++t)
        kernels::updateSoftmax(logits.data.data() + t * queries * kernels::kTile, queries, top.data(), sum.data());
    std::vector<float> rowTop(queries), inverse(queries);
    std::vector<double> want(tiles * kernels::kTile, 0.0), score(want.size(), 0.0);
    for (std::size_t q = 0; q < queries; ++q) {
        double biggest = -1e300, total = 0;
        for (std::size_t t = 0; t < tiles; ++t)
            for (const float v : logits.row(t * queries + q)) biggest = std::max(biggest, double(v));
        for (std::size_t t = 0; t < tiles; ++t)
            for (const float v : logits.row(t * queries + q)) total += std::exp(v - biggest);
        double lanes = 0;
        for (std::size_t k = 0; k < kernels::kTile; ++k)
            lanes += sum[q * kernels::kTile + k] * std::exp(top[q * kernels::kTile + k] - biggest);
        EXPECT_NEAR(lanes, total, 1e-5 * total);
        rowTop[q] = float(biggest);
        inverse[q] = float(1.0 / total);
        for (std::size_t t = 0; t < tiles; ++t)
            for (std::size_t k = 0; k < kernels::kTile; ++k)
                want[t * kernels::kTile + k] += std::exp(logits.row(t * queries + q)[k] - biggest) / total;
    }
    for (std::size_t t = 0; t < tiles; ++t)
        kernels::addSoftmax(logits.data.data() + t * queries * kernels::kTile, queries, rowTop.data(), inverse.data(),
                            score.data() + t * kernels::kTile);
    for (std::size_t i = 0; i < want.size(); ++i) EXPECT_NEAR(score[i], want[i], 2e-6 * queries);
}

} // namespace
} // namespace akv
