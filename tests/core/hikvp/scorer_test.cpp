// SPDX-License-Identifier: GPL-3.0-or-later
// The scorer against a brute-force fp64 reference over a randomised grid, and its rules one by one.
#include "core/hikvp/knowledge_scorer.h"
#include "tests/support/brute_scorer.h"
#include "tests/support/knowledge.h"

#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <set>

namespace akv {
namespace {

using test::Case, test::randomCase, test::Reference;

/// The kept ids are the best k of the candidates by the reference's scores, in order, up to rounding.
void expectLevel(const LevelRecord& level, std::size_t k, const std::vector<std::uint32_t>& candidates,
                 const std::vector<double>& score) {
    ASSERT_EQ(level.available, candidates.size());
    ASSERT_EQ(level.kept.size(), std::min(k, candidates.size()));
    std::vector<std::size_t> order(candidates.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return score[a] > score[b]; });
    std::set<std::uint32_t> distinct;
    for (std::size_t i = 0; i < level.kept.size(); ++i) {
        const auto at = std::find(candidates.begin(), candidates.end(), level.kept[i]);
        ASSERT_NE(at, candidates.end());
        const double mine = score[std::size_t(at - candidates.begin())];
        EXPECT_NEAR(level.keptScore[i], mine, 2e-5);
        EXPECT_NEAR(mine, score[order[i]], 2e-5);
        distinct.insert(level.kept[i]);
        const bool clear = (i == 0 || score[order[i - 1]] - score[order[i]] > 1e-4) &&
                           (i + 1 == order.size() || score[order[i]] - score[order[i + 1]] > 1e-4);
        EXPECT_TRUE(!clear || level.kept[i] == candidates[order[i]]);
    }
    EXPECT_EQ(distinct.size(), level.kept.size());
    for (std::size_t i = 0; i < level.runnersUp.size(); ++i)
        EXPECT_NEAR(level.runnersUpScore[i], score[order[level.kept.size() + i]], 2e-5);
    EXPECT_EQ(level.runnersUp.size(), std::min(kRunnersUp, candidates.size() - level.kept.size()));
}

std::vector<std::uint32_t> members(std::vector<std::uint32_t> clusters, const std::vector<std::uint32_t>& begin) {
    std::sort(clusters.begin(), clusters.end());
    std::vector<std::uint32_t> out;
    for (const auto c : clusters)
        for (auto i = begin[c]; i < begin[c + 1]; ++i) out.push_back(i);
    return out;
}

void expectValues(const Case& c, const KnowledgeScorer& scorer, const KnowledgeSelection& got, const Matrix& values) {
    const std::size_t n = got.leaf.kept.size(), rows = c.positions * c.heads;
    std::vector<float> weights(rows * n), mixed(rows * c.d, 7.0F);
    std::mt19937 rng(c.seed);
    for (float& w : weights) w = float(rng() % 1000) / 1000.0F;
    scorer.mixValues(got.leaf.kept, weights, c.positions, c.heads, mixed);
    const double tolerance = c.type == LeafType::Fp32 ? 1e-6 : c.type == LeafType::Fp16 ? 1e-3 : 1.2e-2;
    for (std::size_t q = 0; q < rows; ++q)
        for (std::size_t j = 0; j < c.d; ++j) {
            double want = 0, size = 1e-6;
            for (std::size_t i = 0; i < n; ++i) {
                const auto row = scorer.store().rowOf(LeafId(got.leaf.kept[i])).value();
                const double top =
                    std::abs(*std::max_element(values.row(row).begin(), values.row(row).end(),
                                               [](float a, float b) { return std::abs(a) < std::abs(b); }));
                want += double(weights[q * n + i]) * values.row(row)[j];
                size += double(weights[q * n + i]) * top;
            }
            ASSERT_NEAR(mixed[q * c.d + j], want, tolerance * size);
        }
}

void runCase(const Case& c) {
    const Matrix keys = test::clusteredRows(c.leaves, c.d, 12, c.seed),
                 values = test::randomMatrix(c.leaves, c.d, c.seed + 9);
    const auto clustering = test::randomClustering(keys, c.inters, c.roots, c.seed);
    const auto store = makeMemoryStore(keys, values, clustering, c.type, "grid").value();
    const std::size_t P = c.heads * Reference::kHeadDim;
    const Reference reference{c, test::randomMatrix(P, c.d, c.seed + 2).data, test::randomMatrix(1, P, c.seed + 3).data,
                              test::randomMatrix(c.positions * c.heads, Reference::kHeadDim, c.seed + 4).data};
    const auto absorbed = reference.absorbedKeys();
    const auto [u, beta] = reference.absorbedQueries(*absorbed);
    const KnowledgeScorer scorer(store, absorbed);
    SelectOptions options;
    options.k = c.k;
    options.flat = c.flat;
    options.masked = c.masked;
    options.scaleFactor = c.scaleFactor;
    options.runnersUp = kRunnersUp;
    const auto got = scorer.select({c.positions, c.heads, u, beta}, options);

    const auto scoreAll = [&](const std::vector<std::uint32_t>& ids, auto&& key) {
        std::vector<std::vector<double>> out;
        for (const auto id : ids) out.push_back(reference.logits(key(id)));
        return out;
    };
    const auto& tree = store->hierarchy();
    std::vector<std::uint32_t> leaves(c.leaves);
    std::iota(leaves.begin(), leaves.end(), 0U);
    if (!c.flat && got.ok()) {
        std::vector<std::uint32_t> roots(c.roots);
        std::iota(roots.begin(), roots.end(), 0U);
        expectLevel(got->root, c.k.root, roots,
                    reference.pooled(scoreAll(roots, [&](auto i) { return tree.root.row(i); })));
        const auto inters = members(got->root.kept, tree.interBegin);
        expectLevel(got->inter, c.k.inter, inters,
                    reference.pooled(scoreAll(inters, [&](auto i) { return tree.inter.row(i); })));
        leaves = members(got->inter.kept, tree.leafBegin);
    }
    std::erase_if(leaves, [&](auto l) { return std::binary_search(c.masked.begin(), c.masked.end(), LeafId(l)); });
    if (!got.ok()) {
        EXPECT_EQ(got.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(leaves.empty() || (!c.flat && !c.masked.empty())) << got.error().text();
        return;
    }
    std::vector<float> e(c.d);
    const auto logits = scoreAll(leaves, [&](auto l) {
        store->key(LeafId(l), e);
        return std::span<const float>(e);
    });
    const std::size_t n = got->leaf.kept.size();
    expectLevel(got->leaf, c.flat ? leaves.size() : c.k.leaf, leaves, reference.pooled(logits));
    const double shift = c.scaleFactor ? std::log(*c.scaleFactor) - std::log(double(n)) : 0.0;
    for (std::size_t j = 0; j < n; ++j) {
        const auto at = std::size_t(std::find(leaves.begin(), leaves.end(), got->leaf.kept[j]) - leaves.begin());
        for (std::size_t q = 0; q < c.positions * c.heads; ++q)
            ASSERT_NEAR(got->logits[q * n + j], logits[at][q] + shift, c.type == LeafType::Int8 ? 3e-4 : 2e-5);
    }
    expectValues(c, scorer, *got, values);
}

TEST(KnowledgeScorer, RandomGridEqualsBruteForce) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        runCase(randomCase(seed));
        if (testing::Test::HasFatalFailure()) return;
    }
}

/// 12 leaves in 4 inter and 2 root clusters; duplicates: leaves 0-5 have the same key.
struct Small {
    std::shared_ptr<const LeafStore> store;
    std::shared_ptr<const AbsorbedKeys> keys;
    std::vector<float> u, beta;
    KnowledgeQuery query() const { return {1, 2, u, beta}; }
};

Small small() {
    Matrix keys = test::clusteredRows(12, 16, 4, 5);
    for (std::size_t i = 1; i < 6; ++i) std::copy(keys.row(0).begin(), keys.row(0).end(), keys.row(i).begin());
    const std::vector<std::uint32_t> inter{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}, root{0, 0, 1, 1};
    const auto clustering = test::clusteringFromLabels(keys, inter, root);
    Small out;
    out.store = makeMemoryStore(keys, test::randomMatrix(12, 16, 8), clustering, LeafType::Int8, "small").value();
    const auto weight = test::randomMatrix(8, 16, 3).data, bias = test::randomMatrix(1, 8, 4).data;
    out.keys = std::make_shared<AbsorbedKeys>(AbsorbedKeys::build(weight, bias, 16, 1, 2, 4).value());
    out.u.resize(32);
    out.beta.resize(2);
    out.keys->absorb(0, test::randomMatrix(1, 8, 6).data, out.u, out.beta);
    return out;
}

TEST(KnowledgeScorer, EqualScoresAreBrokenByTheLowerId) {
    const auto s = small();
    const KnowledgeScorer scorer(s.store, s.keys);
    SelectOptions options;
    options.flat = true;
    const auto got = scorer.select(s.query(), options).value();
    std::vector<std::uint32_t> equal;
    for (const auto leaf : got.leaf.kept)
        if (leaf < 6) equal.push_back(leaf);
    EXPECT_EQ(equal, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}));
    options.flat = false;
    options.k = {2, 2, 3};
    const auto pruned = scorer.select(s.query(), options).value();
    // Inter clusters 0 and 1 have the same centroid: both stay or, when only one stays, it is the lower.
    std::vector<std::uint32_t> twins;
    for (const auto i : pruned.inter.kept)
        if (i < 2) twins.push_back(i);
    EXPECT_TRUE(twins.empty() || twins[0] == 0U);
    EXPECT_EQ(pruned.inter.available, 4U);
}

/// One position and head: log ratios of the scores are differences of logits, which the temperature divides. Leaves
/// keep theirs.
TEST(KnowledgeScorer, ClusterTemperatureDividesTheLogitsOfRootAndInterKeysAlone) {
    const auto s = small();
    const KnowledgeScorer scorer(s.store, s.keys);
    SelectOptions options;
    options.k = {99, 99, 99};
    const std::span<const float> u = std::span(s.u).first(s.store->width()), beta = std::span(s.beta).first(1);
    const KnowledgeQuery query{1, 1, u, beta};
    const auto sharp = scorer.select(query, options).value();
    options.clusterTemperature = 2.5F;
    const auto flat = scorer.select(query, options).value();
    const auto compare = [](const LevelRecord& a, const LevelRecord& b, double temperature) {
        ASSERT_EQ(a.kept, b.kept) << "the order stays";
        for (std::size_t i = 1; i < a.kept.size(); ++i)
            EXPECT_NEAR(std::log(a.keptScore[i] / a.keptScore[0]),
                        temperature * std::log(b.keptScore[i] / b.keptScore[0]), 1e-3);
    };
    compare(sharp.root, flat.root, 2.5);
    compare(sharp.inter, flat.inter, 2.5);
    compare(sharp.leaf, flat.leaf, 1.0);
    options.clusterTemperature = 0.0F;
    EXPECT_NE(scorer.select(query, options).error().message.find("temperature"), std::string::npos);
}

TEST(KnowledgeScorer, MaskedLeavesLeaveTheSoftmaxAndTheCount) {
    const auto s = small();
    const KnowledgeScorer scorer(s.store, s.keys);
    SelectOptions options;
    options.flat = true;
    const std::vector<LeafId> masked{LeafId(0), LeafId(1), LeafId(2), LeafId(3)};
    const auto all = scorer.select(s.query(), options).value();
    options.masked = masked;
    const auto some = scorer.select(s.query(), options).value();
    EXPECT_EQ(some.leaf.available, 8U);
    for (const auto leaf : some.leaf.kept) EXPECT_GE(leaf, 4U);
    float total = 0;
    for (const float v : some.leaf.keptScore) total += v;
    EXPECT_NEAR(total, 2.0F, 1e-5F); // the softmax of two heads
    const auto at = [](const KnowledgeSelection& sel, std::uint32_t leaf) {
        return std::size_t(std::find(sel.leaf.kept.begin(), sel.leaf.kept.end(), leaf) - sel.leaf.kept.begin());
    };
    EXPECT_NEAR(some.logits[at(some, 7)] - all.logits[at(all, 7)], std::log(12.0F / 8.0F), 1e-5F);
    std::vector<LeafId> everything;
    for (std::uint32_t i = 0; i < 12; ++i) everything.push_back(LeafId(i));
    options.masked = everything;
    EXPECT_NE(scorer.select(s.query(), options).error().message.find("masked"), std::string::npos);
}

TEST(KnowledgeScorer, EveryLeafHasItsOwnScale) {
    const Matrix keys = test::clusteredRows(5000, 8, 50, 3); // enough for several threads
    const auto clustering = clusterKeys(keys, {}, {}).value();
    const auto store = makeMemoryStore(keys, keys, clustering, LeafType::Int8, "x").value();
    const auto absorbed = std::make_shared<AbsorbedKeys>(
        AbsorbedKeys::build(test::randomMatrix(8, 8, 3).data, test::randomMatrix(1, 8, 4).data, 8, 1, 2, 4).value());
    const KnowledgeScorer scorer(store, absorbed);
    std::vector<float> e(8);
    for (std::uint32_t i = 0; i < 5000; ++i) {
        store->key(LeafId(i), e);
        ASSERT_EQ(scorer.scaleOf(LeafId(i)), absorbed->scale(e));
    }
}

/// Pruning to a tenth of the leaves keeps the best key of a query near some row: a floor, not a measurement.
TEST(KnowledgeScorer, PrunedRecallFloor) {
    const std::size_t M = 4096, d = 32;
    const Matrix keys = test::clusteredRows(M, d, 200, 3), noise = test::randomMatrix(200, d, 9, 0.08F);
    const auto store = makeMemoryStore(keys, keys, clusterKeys(keys, {}, {}).value(), LeafType::Int8, "x").value();
    Matrix identity(d, d);
    for (std::size_t i = 0; i < d; ++i) identity.row(i)[i] = 1.0F;
    const auto absorbed =
        std::make_shared<AbsorbedKeys>(AbsorbedKeys::build(identity.data, std::vector<float>(d), d, 1, 1, d).value());
    const KnowledgeScorer scorer(store, absorbed);
    SelectOptions pruned, flat;
    pruned.k = {8, 24, 16};
    flat.flat = true;
    std::size_t found = 0;
    for (std::size_t i = 0; i < 200; ++i) {
        std::vector<float> query(d), u(d), beta(1);
        for (std::size_t j = 0; j < d; ++j) query[j] = 40.0F * (keys.row(i * 20)[j] + noise.row(i)[j]);
        absorbed->absorb(0, query, u, beta);
        const auto some = scorer.select({1, 1, u, beta}, pruned).value(),
                   all = scorer.select({1, 1, u, beta}, flat).value();
        EXPECT_LE(some.leaf.available, M / 8);
        found += some.leaf.kept[0] == all.leaf.kept[0] ? 1 : 0;
    }
    EXPECT_GE(found, 190U);
}

/// Big enough for several threads and for logits that are computed twice: still the plain definition.
TEST(KnowledgeScorer, LargeScansEqualSmallOnes) {
    const std::size_t M = 3000, d = 24, heads = 8, positions = 800;
    const Matrix keys = test::clusteredRows(M, d, 60, 3), values = test::randomMatrix(M, d, 5);
    const auto store = makeMemoryStore(keys, values, clusterKeys(keys, {}, {}).value(), LeafType::Fp32, "x").value();
    const auto absorbed =
        std::make_shared<AbsorbedKeys>(AbsorbedKeys::build(test::randomMatrix(heads * 4, d, 3).data,
                                                           test::randomMatrix(1, heads * 4, 4).data, d, 1, heads, 4)
                                           .value());
    const KnowledgeScorer scorer(store, absorbed);
    const auto u = test::randomMatrix(positions * heads, d, 6).data,
               beta = test::randomMatrix(positions * heads, 1, 7).data;
    SelectOptions options;
    options.flat = true;
    const auto all = scorer.select({positions, heads, u, beta}, options).value(); // 19 M logits
    std::vector<double> score(M, 0.0);
    for (std::size_t p = 0; p < positions; p += 80) {
        const std::span<const float> someU(u.data() + p * heads * d, 80 * heads * d),
            someBeta(beta.data() + p * heads, 80 * heads);
        const auto part = scorer.select({80, heads, someU, someBeta}, options).value();
        for (std::size_t i = 0; i < M; ++i) score[part.leaf.kept[i]] += part.leaf.keptScore[i];
        if (p > 0) continue;
        std::vector<std::size_t> at(M);
        for (std::size_t i = 0; i < M; ++i) at[part.leaf.kept[i]] = i;
        for (std::size_t q = 0; q < 80 * heads; q += 37)
            for (std::size_t j = 0; j < M; j += 11)
                ASSERT_NEAR(all.logits[q * M + j], part.logits[q * M + at[all.leaf.kept[j]]], 1e-6);
    }
    for (std::size_t i = 0; i < M; ++i)
        ASSERT_NEAR(all.leaf.keptScore[i], score[all.leaf.kept[i]], 1e-5 * score[all.leaf.kept[i]]);

    const std::size_t n = 200, rows = 100;
    const auto weights = test::randomMatrix(rows, n, 8);
    std::vector<std::uint32_t> leaves(all.leaf.kept.begin(), all.leaf.kept.begin() + n);
    std::vector<float> mixed(rows * d), one(d);
    scorer.mixValues(leaves, weights.data, 10, 10, mixed);
    for (std::size_t q = 0; q < rows; ++q) {
        scorer.mixValues(leaves, weights.row(q), 1, 1, one);
        for (std::size_t j = 0; j < d; ++j) ASSERT_NEAR(mixed[q * d + j], one[j], 1e-4);
    }
}

TEST(KnowledgeScorer, BadQueriesAreErrors) {
    const auto s = small();
    const KnowledgeScorer scorer(s.store, s.keys);
    EXPECT_FALSE(scorer.select({1, 3, s.u, s.beta}, {}).ok());
    EXPECT_FALSE(scorer.select({0, 2, s.u, s.beta}, {}).ok());
    auto broken = s.u;
    broken[3] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(scorer.select({1, 2, broken, s.beta}, {}).ok());
    SelectOptions options;
    options.k.inter = 0;
    EXPECT_FALSE(scorer.select(s.query(), options).ok());
    options = {};
    options.scaleFactor = 0.0F;
    EXPECT_FALSE(scorer.select(s.query(), options).ok());
    const auto other = std::make_shared<AbsorbedKeys>(
        AbsorbedKeys::build(test::randomMatrix(8, 17, 3).data, std::vector<float>(8), 17, 1, 2, 4).value());
    EXPECT_NE(KnowledgeScorer(s.store, other).select(s.query(), {}).error().message.find("width 17"),
              std::string::npos);
    const auto empty =
        makeMemoryStore(Matrix(0, 16), Matrix(0, 16), Clustering{{Matrix(0, 16), Matrix(0, 16), {0}, {0}}, {}},
                        LeafType::Int8, "empty");
    ASSERT_TRUE(empty.ok()) << empty.error().text();
    EXPECT_NE(KnowledgeScorer(*empty, s.keys).select(s.query(), {}).error().message.find("no rows"), std::string::npos);
}

} // namespace
} // namespace akv
