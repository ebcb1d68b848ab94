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
    EXPECT_NEAR(expFast(89.0F), std::exp(88.0), 1e-6 * std::exp(88.0));
    EXPECT_EQ(expFast(std::numeric_limits<float>::infinity()), expFast(89.0F));
    for (float x = -6.0F; x < 6.0F; x += 0.0031F) EXPECT_NEAR(erfFast(x), std::erf(x), 5e-7);
}

TEST(SimdMath, HalfDecoderIsExactForFiniteValues) {
    for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
        if ((bits & 0x7C00U) == 0x7C00U) continue;
        ASSERT_EQ(halfToFloatFinite(std::uint16_t(bits)), halfToFloat(std::uint16_t(bits)));
    }
}

TEST(VectorKernels, DotsEqualAPlainLoopAndDoNotDependOnTheTile) {
    const std::size_t stride = 400, keys = 16, queries = 12;
    const auto q = test::randomMatrix(queries, stride, 1), k = test::randomMatrix(keys, stride, 2);
    std::vector<float> out(queries * 16, -1.0F);
    kernels::dots(q.data.data(), queries, k.data.data(), keys, stride, out.data(), 16);
    for (std::size_t i = 0; i < queries; ++i)
        for (std::size_t j = 0; j < keys; ++j) {
            double want = 0, size = 0;
            for (std::size_t x = 0; x < stride; ++x) {
                want += double(q.row(i)[x]) * k.row(j)[x];
                size += std::abs(double(q.row(i)[x]) * k.row(j)[x]);
            }
            EXPECT_NEAR(out[i * 16 + j], want, 1e-6 * size);
            Matrix oneQuery(4, stride), oneKey(4, stride);
            std::copy_n(q.row(i).data(), stride, oneQuery.row(3).data());
            std::copy_n(k.row(j).data(), stride, oneKey.row(1).data());
            float alone[16] = {};
            kernels::dots(oneQuery.data.data(), 4, oneKey.data.data(), 4, stride, alone, 4);
            EXPECT_EQ(out[i * 16 + j], alone[13]); // the same bits from another place in a block
        }
}

TEST(VectorKernels, DotsInPlaceEqualThoseOfCopiesBitByBit) {
    const std::size_t stride = 384, count = 16;
    const auto q = test::randomMatrix(4, stride, 1), k = test::randomMatrix(count, stride, 2);
    std::vector<float> want(4 * 16), queryScale(4);
    std::vector<std::int16_t> q16(4 * stride), k16(count * stride);
    std::vector<std::int8_t> codes(count * stride);
    std::vector<float> keyScale(count);
    for (std::size_t i = 0; i < 4; ++i)
        queryScale[i] =
            kernels::quantise16(q.row(i).data(), stride, kernels::int16Limit(stride), q16.data() + i * stride);
    for (std::size_t i = 0; i < count; ++i) {
        keyScale[i] = kernels::quantise16(k.row(i).data(), stride, 127, k16.data() + i * stride);
        std::copy_n(k16.data() + i * stride, stride, codes.data() + i * stride);
    }
    const float* rows[count];
    const std::int8_t* codeRows[count];
    for (std::size_t i = 0; i < count; ++i) // another order than they lie in
        rows[i] = k.row((i * 5) % count).data(), codeRows[i] = codes.data() + (i * 5) % count * stride;
    std::vector<float> scales(count), want8(4 * 16);
    for (std::size_t i = 0; i < count; ++i) scales[i] = keyScale[(i * 5) % count];
    kernels::dots(q.data.data(), 4, k.data.data(), count, stride, want.data(), 16);
    kernels::dots16(q16.data(), queryScale.data(), 4, k16.data(), keyScale.data(), count, stride, want8.data(), 16);
    for (std::size_t queries = 1; queries <= 4; ++queries) {
        std::vector<float> out(4 * 16, -1.0F), out8 = out;
        const bool here = kernels::dotsInPlace(q.data.data(), queries, stride, rows, count, stride, out.data(), 16);
        ASSERT_EQ(here, kernels::dots8InPlace(q16.data(), queryScale.data(), queries, stride, codeRows, scales.data(),
                                              count, stride, out8.data(), 16));
        if (!here) { // a processor with another best way: nothing is written
            EXPECT_EQ(out, std::vector<float>(4 * 16, -1.0F));
            EXPECT_EQ(out8, out);
            continue;
        }
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = 0; j < count; ++j) {
                EXPECT_EQ(out[i * 16 + j], i < queries ? want[i * 16 + (j * 5) % count] : -1.0F);
                EXPECT_EQ(out8[i * 16 + j], i < queries ? want8[i * 16 + (j * 5) % count] : -1.0F);
            }
    }
    std::vector<float> out(8 * 16, -1.0F);
    EXPECT_FALSE(kernels::dotsInPlace(q.data.data(), 5, stride, rows, count, stride, out.data(), 16));
    EXPECT_FALSE(kernels::dotsInPlace(q.data.data(), 2, stride, rows, count, 100, out.data(), 16));
}

TEST(VectorKernels, IntegerDotsAreExactAtTheLimits) {
    for (const std::size_t stride : {32U, 384U, 3072U}) {
        const auto limit = kernels::int16Limit(stride);
        std::mt19937 rng(unsigned(stride) + 1);
        std::vector<std::int16_t> queries(8 * stride), keys(16 * stride);
        for (auto& v : queries) v = std::int16_t(int(rng() % (2 * limit + 1)) - limit);
        for (auto& v : keys) v = std::int16_t(int(rng() % 255) - 127);
        std::fill_n(queries.begin(), stride, std::int16_t(limit)); // the largest sums of both signs
        std::fill_n(keys.begin(), stride, std::int16_t(127));
        std::fill_n(keys.begin() + std::ptrdiff_t(stride), stride, std::int16_t(-127));
        std::vector<float> queryScale(8), keyScale(16), out(8 * 16), portable(8 * 16);
        for (std::size_t i = 0; i < 8; ++i) queryScale[i] = 1e-4F * float(i + 1);
        for (std::size_t i = 0; i < 16; ++i) keyScale[i] = 1e-3F * float(i + 1);
        kernels::dots16(queries.data(), queryScale.data(), 8, keys.data(), keyScale.data(), 16, stride, out.data(), 16);
        kernels::dots16Portable(queries.data(), queryScale.data(), 8, keys.data(), keyScale.data(), 16, stride,
                                portable.data(), 16);
        EXPECT_EQ(out, portable);
        for (std::size_t q = 0; q < 8; ++q)
            for (std::size_t k = 0; k < 16; ++k) {
                std::int64_t want = 0;
                for (std::size_t j = 0; j < stride; ++j)
                    want += std::int64_t(queries[q * stride + j]) * keys[k * stride + j];
                ASSERT_LE(std::abs(want), std::int64_t(0x7FFFFFFF));
                EXPECT_EQ(out[q * 16 + k], float(std::int32_t(want)) * (queryScale[q] * keyScale[k]));
            }
    }
}

TEST(VectorKernels, QuantisedQueriesStayWithinHalfAStep) {
    const auto row = test::randomMatrix(1, 100, 4);
    std::vector<std::int16_t> out(100);
    const float scale = kernels::quantise16(row.data.data(), 100, 32'767, out.data());
    for (std::size_t j = 0; j < 100; ++j) EXPECT_NEAR(float(out[j]) * scale, row.data[j], 0.51F * scale);
    const std::vector<float> zeros(8, 0.0F);
    EXPECT_EQ(kernels::quantise16(zeros.data(), 8, 100, out.data()), 0.0F);
    EXPECT_EQ(out[3], 0);
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

TEST(VectorKernels, MixAddsWeightedRowsForAnyNumberOfQueries) {
    const std::size_t stride = 48, weightStride = 20;
    const auto rows = test::randomMatrix(kernels::kTile, stride, 4);
    for (const std::size_t queries : {1U, 2U, 4U, 7U, 8U, 13U}) {
        const auto weights = test::randomMatrix(queries, weightStride, 5),
                   start = test::randomMatrix(queries, stride, 6);
        auto out = start;
        kernels::mix(weights.data.data(), weightStride, queries, rows.data.data(), stride, out.data.data());
        for (std::size_t q = 0; q < queries; ++q)
            for (std::size_t j = 0; j < stride; ++j) {
                double want = start.row(q)[j], size = std::abs(want);
                for (std::size_t r = 0; r < kernels::kTile; ++r) {
                    const double part = double(weights.row(q)[r]) * double(rows.row(r)[j]);
                    want += part, size += std::abs(part);
                }
                EXPECT_NEAR(out.row(q)[j], want, 1e-6 * size) << queries << " queries, " << q << ", " << j;
            }
    }
}

} // namespace
} // namespace akv
