// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/packed_matrix.h"

#include "core/base/safetensors.h"
#include "core/base/simd_math.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace akv {
namespace {

std::vector<float> randomNumbers(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> out(count);
    for (float& x : out) x = normal(random);
    return out;
}

/// W packed in that type, and its numbers as the type keeps them.
struct Sample {
    PackedMatrix packed;
    std::vector<float> numbers;
};
Sample sampleOf(NumberType type, std::size_t outputs, std::size_t inputs) {
    Sample out;
    out.numbers = randomNumbers(outputs * inputs, unsigned(outputs * 31 + inputs));
    if (type == NumberType::Fp32) {
        out.packed = PackedMatrix(out.numbers.data(), type, outputs, inputs);
        return out;
    }
    std::vector<std::uint16_t> bits(out.numbers.size());
    for (std::size_t i = 0; i < bits.size(); ++i) {
        bits[i] = type == NumberType::Fp16 ? floatToHalf(out.numbers[i]) : floatToBf16(out.numbers[i]);
        out.numbers[i] = type == NumberType::Fp16 ? halfToFloat(bits[i]) : bf16ToFloat(bits[i]);
    }
    out.packed = PackedMatrix(bits.data(), type, outputs, inputs);
    return out;
}

class PackedMatrixTypes : public testing::TestWithParam<NumberType> {};

TEST_P(PackedMatrixTypes, ProductsEqualSumsInFp64) {
    for (const std::size_t outputs : {1, 15, 16, 17, 100, 384})
        for (const std::size_t inputs : {1, 7, 320, 1'300}) // the last in several blocks
            for (const std::size_t rows : {1, 2, 3, 5, 8, 15, 23}) {
                const Sample w = sampleOf(GetParam(), outputs, inputs);
                const std::size_t xStride = inputs + 3, yStride = outputs + 5;
                const auto x = randomNumbers(rows * xStride, 7);
                std::vector<float> y(rows * yStride, -77.0F);
                w.packed.multiply(x.data(), xStride, rows, y.data(), yStride);
                double worst = 0.0;
                for (std::size_t t = 0; t < rows; ++t) {
                    for (std::size_t n = 0; n < outputs; ++n) {
                        double sum = 0.0;
                        for (std::size_t i = 0; i < inputs; ++i)
                            sum += double(x[t * xStride + i]) * double(w.numbers[n * inputs + i]);
                        worst = std::max(worst, std::abs(sum - double(y[t * yStride + n])));
                    }
                    for (std::size_t n = outputs; n < yStride; ++n)
                        EXPECT_EQ(y[t * yStride + n], -77.0F) << "written beyond the last output";
                }
                EXPECT_LT(worst, 2e-5 * std::sqrt(double(inputs))) << outputs << " x " << inputs << ", " << rows;
                std::vector<float> portable(y.size(), -77.0F);
                multiplyPortable(w.packed.view(), x.data(), xStride, rows, portable.data(), yStride);
                for (std::size_t i = 0; i < y.size(); ++i)
                    ASSERT_NEAR(portable[i], y[i], 2e-5 * std::sqrt(double(inputs)));
            }
}

/// A token's numbers may not depend on what else is in the prompt, nor on how many threads share the panels.
TEST_P(PackedMatrixTypes, ARowHasTheSameBitsAloneAndAmongOthers) {
    const std::size_t outputs = 203, inputs = 777, rows = 29;
    const Sample w = sampleOf(GetParam(), outputs, inputs);
    const auto x = randomNumbers(rows * inputs, 3);
    std::vector<float> together(rows * outputs), alone(outputs), parts(rows * outputs);
    w.packed.multiply(x.data(), inputs, rows, together.data(), outputs);
    for (std::size_t t = 0; t < rows; ++t) {
        w.packed.multiply(x.data() + t * inputs, inputs, 1, alone.data(), outputs);
        for (std::size_t n = 0; n < outputs; ++n) EXPECT_EQ(alone[n], together[t * outputs + n]);
    }
    const PanelView view = w.packed.view();
    for (std::size_t p = 0; p < view.panels(); p += 5)
        multiplyPanels(view, x.data(), inputs, rows, parts.data(), outputs, p, std::min(p + 5, view.panels()));
    EXPECT_EQ(parts, together);
}

TEST_P(PackedMatrixTypes, RowsComeBackAndBytesAreCounted) {
    const Sample w = sampleOf(GetParam(), 37, 50);
    std::vector<float> row(50);
    for (std::size_t n = 0; n < 37; ++n) {
        w.packed.row(n, row.data());
        for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(row[i], w.numbers[n * 50 + i]);
    }
    EXPECT_EQ(w.packed.bytes(), 48 * 50 * numberBytes(GetParam())); // 37 outputs are three panels
}

INSTANTIATE_TEST_SUITE_P(Types, PackedMatrixTypes,
                         testing::Values(NumberType::Fp32, NumberType::Fp16, NumberType::Bf16));

} // namespace
} // namespace akv
