// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/memory_estimate.h"
#include "tests/support/knowledge.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

MemoryShape smallShape() {
    MemoryShape s;
    s.parameters = 1'000'000, s.adapterParameters = 50'000;
    s.layers = 6, s.hidden = 64, s.ffn = 128, s.heads = 2, s.kvHeads = 1, s.headDim = 32;
    s.kbLayers = 3, s.width = 24;
    return s;
}

TEST(MemoryEstimate, keysAndFilesAreThoseOfARealStore) {
    const MemoryShape shape = smallShape();
    for (const std::size_t rows : {std::size_t(1), std::size_t(30), std::size_t(700)})
        for (const LeafType type : {LeafType::Int8, LeafType::Fp16, LeafType::Fp32}) {
            const Matrix keys = test::clusteredRows(rows, shape.width, 5, 3);
            const auto clustering = clusterKeys(keys, {}, {});
            ASSERT_TRUE(clustering.ok());
            const test::TempFolder folder;
            ASSERT_TRUE(LeafStore::write(folder.path(), keys, keys, clustering.value(), type, "toy", {}).ok());
            const auto store = LeafStore::open(folder.path()).value();
            MemoryPlan plan;
            plan.rows = rows, plan.type = type;
            const MemoryEstimate estimate = estimateMemory(shape, plan);
            const auto centroids = store->hierarchy().root.rows + store->hierarchy().inter.rows;
            EXPECT_EQ(estimate.keys, store->residentKeyBytes() + 4 * centroids) << rows;
            EXPECT_EQ(estimate.mapped, store->bytesOnDisk()) << rows;
            EXPECT_EQ(estimate.leafScales, 4 * rows);
        }
}

TEST(MemoryEstimate, eachPartFollowsItsFormula) {
    MemoryPlan plan;
    plan.rows = 1'000, plan.k = {3, 12, 8}, plan.contextTokens = 100;
    const MemoryEstimate e = estimateMemory(smallShape(), plan);
    EXPECT_EQ(e.kvCache, 2U * 4 * 6 * 1 * 32 * 128); // 100 tokens need 128 places
    EXPECT_EQ(e.stagedLeaves, 3U * 8 * 2 * 24);
    EXPECT_EQ(e.resident(), e.weights + e.kvCache + e.keys + e.leafScales + e.stagedLeaves + e.activations);
    plan.flat = true;
    EXPECT_EQ(estimateMemory(smallShape(), plan).stagedLeaves, 3U * 1'000 * 2 * 24);
    plan.rows = 0;
    EXPECT_EQ(estimateMemory(smallShape(), plan).graph(), 0U);
}

/// The method's promise: what must be held grows with M^(2/3), apart from four bytes a row; not with d * M.
TEST(MemoryEstimate, keysGrowBySublinearLaw) {
    MemoryPlan plan;
    plan.rows = 1'000'000;
    const std::uint64_t small = estimateMemory(smallShape(), plan).keys;
    plan.rows = 1'000'000'000;
    const std::uint64_t large = estimateMemory(smallShape(), plan).keys;
    EXPECT_NEAR(double(large) / double(small), 100.0, 2.0);
}

TEST(MemoryEstimate, aFolderWithoutAModelIsAnError) {
    const test::TempFolder folder;
    const auto shape = readMemoryShape(folder.path());
    ASSERT_FALSE(shape.ok());
    EXPECT_NE(shape.error().text().find("config.json"), std::string::npos);
}

} // namespace
} // namespace akv
