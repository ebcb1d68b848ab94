// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/balanced_kmeans.h"
#include "core/hikvp/leaf_store.h"
#include "tests/support/knowledge.h"

#include <gtest/gtest.h>
#include <limits>

namespace akv {
namespace {

Clustering cluster(const Matrix& keys) {
    auto out = clusterKeys(keys, ClusterOptions{}, JobContext{});
    EXPECT_TRUE(out.ok()) << out.error().text();
    return out.ok() ? *out : Clustering{};
}

double imbalance(const std::vector<std::uint32_t>& begin) {
    std::uint32_t largest = 0;
    for (std::size_t i = 0; i + 1 < begin.size(); ++i) {
        EXPECT_GT(begin[i + 1], begin[i]) << "cluster " << i << " is empty";
        largest = std::max(largest, begin[i + 1] - begin[i]);
    }
    return double(largest) * double(begin.size() - 1) / double(begin.back());
}

/// Sizes, a permutation, and the definitions of both kinds of centroids.
void expectSound(const Matrix& keys, const Clustering& c) {
    const auto& h = c.hierarchy;
    const std::size_t M = keys.rows;
    ASSERT_EQ(h.root.rows, cubeRootUp(M));
    ASSERT_EQ(h.inter.rows, cubeRootSquaredUp(M));
    ASSERT_EQ(h.interBegin.size(), h.root.rows + 1);
    ASSERT_EQ(h.leafBegin.size(), h.inter.rows + 1);
    ASSERT_EQ(h.leafCount(), M);
    auto sorted = c.order;
    std::sort(sorted.begin(), sorted.end());
    for (std::uint32_t i = 0; i < M; ++i) ASSERT_EQ(sorted[i], i);
    // Where the mean is so small that 1.25 times it is no whole number above it, one more than the mean is allowed.
    const auto limit = [](double mean) { return std::max(1.25, std::ceil(mean) / mean); };
    EXPECT_LE(imbalance(h.leafBegin), limit(double(M) / double(h.inter.rows)) + 1e-9);
    EXPECT_LE(imbalance(h.interBegin), limit(double(h.inter.rows) / double(h.root.rows)) + 1e-9);
    for (std::size_t i = 0; i < h.inter.rows; ++i)
        for (std::size_t j = 0; j < keys.cols; j += 5) {
            double mean = 0;
            for (auto l = h.leafBegin[i]; l < h.leafBegin[i + 1]; ++l) mean += keys.row(c.order[l])[j];
            ASSERT_NEAR(h.inter.row(i)[j], mean / double(h.leafBegin[i + 1] - h.leafBegin[i]), 1e-5);
        }
    for (std::size_t r = 0; r < h.root.rows; ++r)
        for (std::size_t j = 0; j < keys.cols; j += 5) {
            double mean = 0;
            for (auto i = h.interBegin[r]; i < h.interBegin[r + 1]; ++i) mean += h.inter.row(i)[j];
            ASSERT_NEAR(h.root.row(r)[j], mean / double(h.interBegin[r + 1] - h.interBegin[r]), 1e-5);
        }
}

/// Mean squared distance of a row to its inter centroid.
double inertia(const Matrix& keys, const Clustering& c) {
    double total = 0;
    for (std::size_t i = 0; i < c.hierarchy.inter.rows; ++i)
        for (auto l = c.hierarchy.leafBegin[i]; l < c.hierarchy.leafBegin[i + 1]; ++l)
            for (std::size_t j = 0; j < keys.cols; ++j)
                total += std::pow(keys.row(c.order[l])[j] - c.hierarchy.inter.row(i)[j], 2);
    return total / double(keys.rows);
}

TEST(Cluster, CubeRoots) {
    for (std::uint64_t m = 0; m < 20'000; ++m) {
        const std::uint64_t r = cubeRootUp(m), t = cubeRootSquaredUp(m);
        ASSERT_TRUE(r * r * r >= m && (r == 0 || (r - 1) * (r - 1) * (r - 1) < m)) << m;
        ASSERT_TRUE(t * t * t >= m * m && (t == 0 || (t - 1) * (t - 1) * (t - 1) < m * m)) << m;
    }
    EXPECT_EQ(cubeRootUp(1'000'000), 100U);
    EXPECT_EQ(cubeRootSquaredUp(1'000'000), 10'000U);
    EXPECT_EQ(cubeRootSquaredUp(1'000'000'000), 1'000'000U);
}

TEST(Cluster, EverySmallSizeIsSound) {
    for (std::size_t M = 1; M <= 40; ++M) {
        SCOPED_TRACE(M);
        const auto keys = test::clusteredRows(M, 11, 4, unsigned(M));
        expectSound(keys, cluster(keys));
    }
    for (const std::size_t M : {64U, 100U, 343U, 1000U, 1500U}) {
        SCOPED_TRACE(M);
        const auto keys = test::clusteredRows(M, 11, 20, unsigned(M));
        expectSound(keys, cluster(keys));
    }
}

TEST(Cluster, EmptyInput) {
    const auto c = cluster(Matrix(0, 8));
    EXPECT_EQ(c.hierarchy.leafCount(), 0U);
    EXPECT_EQ(c.hierarchy.root.cols, 8U);
    EXPECT_TRUE(makeMemoryStore(Matrix(0, 8), Matrix(0, 8), c, LeafType::Int8, "x").ok());
}

TEST(Cluster, DuplicatesAndEqualVectors) {
    Matrix equal(200, 6);
    std::fill(equal.data.begin(), equal.data.end(), 0.4F);
    expectSound(equal, cluster(equal));
    Matrix zero(50, 6);
    expectSound(zero, cluster(zero));
    auto twice = test::clusteredRows(300, 9, 10, 4);
    for (std::size_t i = 0; i < 150; ++i) std::copy_n(twice.row(i).data(), 9, twice.row(i + 150).data());
    expectSound(twice, cluster(twice));
}

TEST(Cluster, DeterministicFromTheSeed) {
    const auto keys = test::clusteredRows(700, 16, 30, 1);
    const auto a = cluster(keys), b = cluster(keys);
    EXPECT_EQ(a.order, b.order);
    EXPECT_EQ(a.hierarchy.root.data, b.hierarchy.root.data);
    const auto many = test::clusteredRows(30'000, 80, 900, 2); // shared out over threads
    const auto c = cluster(many), d = cluster(many);
    EXPECT_EQ(c.order, d.order);
    EXPECT_EQ(c.hierarchy.inter.data, d.hierarchy.inter.data);
    expectSound(many, c);
}

TEST(Cluster, FindsPlantedClusters) {
    // 512 rows in 64 tight groups of 8: the inter clusters are the groups.
    const auto centres = test::randomMatrix(64, 24, 7);
    Matrix keys = test::randomMatrix(512, 24, 8, 0.02F);
    for (std::size_t i = 0; i < 512; ++i)
        for (std::size_t j = 0; j < 24; ++j) keys.row(i)[j] += centres.row(i % 64)[j];
    const auto c = cluster(keys);
    expectSound(keys, c);
    const auto random = test::randomClustering(keys, 64, 8, 3);
    EXPECT_LT(inertia(keys, c), 0.15 * inertia(keys, random));
}

TEST(Cluster, UnusableInputIsAnErrorThatNamesTheRow) {
    auto keys = test::clusteredRows(30, 4, 3, 1);
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e30F}) {
        auto broken = keys;
        broken.row(17)[2] = bad;
        const auto out = clusterKeys(broken, {}, {});
        ASSERT_FALSE(out.ok());
        EXPECT_NE(out.error().message.find("row 17"), std::string::npos);
    }
    ClusterOptions options;
    options.maxImbalance = 0.5;
    EXPECT_FALSE(clusterKeys(keys, options, {}).ok());
    JobContext context;
    context.cancel.cancel();
    EXPECT_EQ(clusterKeys(keys, {}, context).error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace akv
