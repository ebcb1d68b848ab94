// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/variant_store.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace akv {
namespace {

constexpr std::uint32_t kRows = 300, kWidth = 16;

Matrix units(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<float> normal;
    Matrix m(kRows, kWidth);
    for (std::size_t r = 0; r < m.rows; ++r) {
        float sum = 0;
        for (float& x : m.row(r)) x = normal(random), sum += x * x;
        for (float& x : m.row(r)) x /= std::sqrt(sum);
    }
    return m;
}

std::shared_ptr<const LeafStore> original() {
    const Matrix keys = units(1);
    return makeMemoryStore(keys, units(2), clusterKeys(keys, {}, {}).value(), LeafType::Fp32, "test").value();
}

std::vector<float> keyOf(const LeafStore& s, std::uint32_t row) {
    std::vector<float> out(kWidth);
    s.key(s.leafOf(RowId(row)), out);
    return out;
}
std::vector<float> valueOf(const LeafStore& s, std::uint32_t row) {
    std::vector<float> out(kWidth);
    s.value(s.leafOf(RowId(row)), out);
    return out;
}

TEST(VariantStore, replacesOneValueAndNothingElse) {
    const auto store = original();
    StoreVariant variant;
    variant.replaced = {RowId(7)};
    variant.values = Matrix(1, kWidth);
    variant.values.row(0)[3] = 1.0F;
    const auto made = makeVariantStore(*store, variant, {});
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made->store->hierarchy().leafBegin, store->hierarchy().leafBegin);
    for (std::uint32_t row = 0; row < kRows; ++row) {
        EXPECT_EQ(keyOf(*made->store, row), keyOf(*store, row));
        EXPECT_EQ(valueOf(*made->store, row) == valueOf(*store, row), row != 7);
    }
    EXPECT_EQ(valueOf(*made->store, 7)[3], 1.0F);
}

TEST(VariantStore, shuffledValuesAreAllThereButNoneAtItsPlace) {
    const auto store = original();
    StoreVariant variant;
    variant.kind = StoreVariant::Kind::ShuffleValues;
    const auto made = makeVariantStore(*store, variant, {});
    ASSERT_TRUE(made.ok());
    std::set<std::uint32_t> seen(made->valueRow.begin(), made->valueRow.end());
    EXPECT_EQ(seen.size(), kRows);
    for (std::uint32_t row = 0; row < kRows; ++row) {
        EXPECT_NE(made->valueRow[row], row);
        EXPECT_EQ(valueOf(*made->store, row), valueOf(*store, made->valueRow[row]));
        EXPECT_EQ(keyOf(*made->store, row), keyOf(*store, row));
    }
}

TEST(VariantStore, randomVectorsShareNothing) {
    const auto store = original();
    StoreVariant variant;
    variant.kind = StoreVariant::Kind::RandomVectors;
    variant.seed = 5;
    const auto made = makeVariantStore(*store, variant, {});
    ASSERT_TRUE(made.ok());
    double worst = 0.0;
    for (std::uint32_t row = 0; row < kRows; ++row) {
        const auto a = keyOf(*made->store, row), b = keyOf(*store, row);
        double dot = 0, length = 0;
        for (std::uint32_t i = 0; i < kWidth; ++i) dot += a[i] * b[i], length += a[i] * a[i];
        EXPECT_NEAR(length, 1.0, 1e-5);
        worst = std::max(worst, dot);
    }
    EXPECT_LT(worst, 0.95);
}

TEST(VariantStore, refusesWhatDoesNotFit) {
    const auto store = original();
    StoreVariant variant;
    variant.replaced = {RowId(kRows)};
    variant.values = Matrix(1, kWidth);
    EXPECT_FALSE(makeVariantStore(*store, variant, {}).ok());
    variant.replaced = {RowId(1)};
    variant.values = Matrix(1, kWidth + 1);
    EXPECT_FALSE(makeVariantStore(*store, variant, {}).ok());
}

} // namespace
} // namespace akv
