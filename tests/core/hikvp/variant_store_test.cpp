// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/variant_store.h"

#include <algorithm>
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

TEST(VariantStore, withoutClustersLeavesTheRestAsItWas) {
    const auto base = original();
    const Hierarchy& h = base->hierarchy();
    ASSERT_GE(h.root.rows, 3U);
    const ClusterRef gone[] = {{ClusterRef::Level::Root, ClusterId(1)}, {ClusterRef::Level::Inter, ClusterId(0)}};
    const auto leaves = leavesOfClusters(h, gone);
    ASSERT_TRUE(leaves.ok());
    const auto left = withoutClusters(base, gone);
    ASSERT_TRUE(left.ok()) << left.error().text();
    EXPECT_EQ(left->store->leafCount(), kRows - leaves->size());
    EXPECT_EQ(left->root.size(), h.root.rows - 1);
    EXPECT_EQ(left->inter.size(), h.inter.rows - 1 - (h.interBegin[2] - h.interBegin[1]));
    EXPECT_NE(left->store->hash(), base->hash());
    const Hierarchy& r = left->store->hierarchy();
    EXPECT_EQ(r.leafCount(), left->store->leafCount());
    std::vector<float> a(kWidth), b(kWidth);
    for (std::uint32_t id = 0; id < left->leaf.size(); ++id) {
        const LeafId here(id), there(left->leaf[id]);
        EXPECT_FALSE(std::ranges::binary_search(*leaves, there));
        EXPECT_EQ(left->store->rowOf(here), base->rowOf(there));
        EXPECT_EQ(left->store->leafOf(base->rowOf(there)), here);
        left->store->key(here, a), base->key(there, b);
        EXPECT_EQ(a, b);
        left->store->value(here, a), base->value(there, b);
        EXPECT_EQ(a, b);
        const auto inter = r.interOf(here);
        EXPECT_EQ(left->inter[inter.value()], h.interOf(there).value());
        EXPECT_EQ(left->root[r.rootOf(inter).value()], h.rootOf(h.interOf(there)).value());
        EXPECT_TRUE(std::ranges::equal(r.inter.row(inter.value()), h.inter.row(left->inter[inter.value()])));
    }
    const LeafId missing = leaves->front();
    EXPECT_EQ(left->store->leafOf(base->rowOf(missing)).value(), left->store->leafCount()) << "no leaf has this id";
    const LeafId mixed[] = {missing, LeafId(left->leaf[5])};
    std::vector<LeafId> ordered(std::begin(mixed), std::end(mixed));
    std::ranges::sort(ordered);
    EXPECT_EQ(left->leavesOf(ordered), std::vector{LeafId(5)});
}

TEST(VariantStore, clustersThatAreNotThere) {
    const auto base = original();
    const ClusterRef wrong{ClusterRef::Level::Inter, ClusterId(100000)};
    EXPECT_FALSE(withoutClusters(base, std::span(&wrong, 1)).ok());
    std::vector<ClusterRef> all;
    for (std::uint32_t root = 0; root < base->hierarchy().root.rows; ++root)
        all.push_back({ClusterRef::Level::Root, ClusterId(root)});
    EXPECT_FALSE(withoutClusters(base, all).ok());
    all.pop_back();
    const auto one = withoutClusters(base, all);
    ASSERT_TRUE(one.ok());
    EXPECT_EQ(one->root, std::vector{std::uint32_t(base->hierarchy().root.rows - 1)});
}

} // namespace
} // namespace akv
