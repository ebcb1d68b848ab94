// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/level_scan.h"

#include "tests/support/knowledge.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace akv {
namespace {

class Rows final : public KeySource {
public:
    explicit Rows(Matrix rows, bool inPlace) : m_rows(std::move(rows)), m_inPlace(inPlace) {}
    void key(std::uint32_t id, std::span<float> out) const override {
        std::copy_n(m_rows.row(id).data(), out.size(), out.data());
    }
    void locate(KeyTile& tile) const override {
        for (std::size_t k = 0; k < kernels::paddedRows(tile.count); ++k) {
            const std::uint32_t id = tile.ids[std::min(k, tile.count - 1)];
            tile.scale[k] = scale(id);
            tile.rows[k] = m_inPlace ? m_rows.row(id).data() : nullptr;
        }
    }
    static float scale(std::uint32_t id) { return 1.0F + 0.001F * float(id % 7); }

private:
    Matrix m_rows;
    bool m_inPlace;
};

/// softmax over the candidates per query, summed over the queries, in fp64.
std::vector<double> reference(const Matrix& u, const std::vector<float>& beta, const Matrix& keys) {
    std::vector<double> score(keys.rows, 0.0);
    for (std::size_t q = 0; q < u.rows; ++q) {
        std::vector<double> logit(keys.rows);
        for (std::size_t i = 0; i < keys.rows; ++i)
            logit[i] = double(Rows::scale(std::uint32_t(i))) *
                       (std::inner_product(u.row(q).begin(), u.row(q).end(), keys.row(i).begin(), 0.0) + beta[q]);
        const double top = *std::max_element(logit.begin(), logit.end());
        double sum = 0.0;
        for (double& x : logit) sum += x = std::exp(x - top);
        for (std::size_t i = 0; i < keys.rows; ++i) score[i] += logit[i] / sum;
    }
    return score;
}

TEST(LevelScan, EveryWayGivesTheSoftmaxSummedOverTheQueries) {
    const std::size_t width = 48;
    for (const std::size_t queries : {1U, 2U, 3U, 4U, 20U})
        for (const std::size_t count : {1U, 5U, 16U, 300U, 1003U}) {
            const auto u = test::randomMatrix(queries, width, 1), keys = test::randomMatrix(count, width, 2);
            const std::vector<float> beta = test::randomMatrix(1, queries, 3).data;
            std::vector<std::uint32_t> all(count);
            std::iota(all.begin(), all.end(), 0U);
            const auto padded = padQueries(u.data, beta, width, false);
            const Rows inPlace(keys, true), copied(keys, false);
            const auto want = reference(u, beta, keys);
            LevelScan kept(padded, inPlace, all), passes(padded, inPlace, all, 0), copies(padded, copied, all);
            const auto a = kept.pooled(), b = passes.pooled(), c = copies.pooled();
            ASSERT_EQ(a.size(), count);
            for (std::size_t i = 0; i < count; ++i) {
                EXPECT_NEAR(a[i], want[i], 1e-5 * double(queries)) << queries << " queries, key " << i;
                EXPECT_NEAR(b[i], want[i], 1e-5 * double(queries));
            }
            EXPECT_EQ(a, c);
            const std::vector<std::uint32_t> chosen{0, std::uint32_t(count - 1)};
            EXPECT_EQ(kept.logits(chosen), passes.logits(chosen));
        }
}

TEST(LevelScan, TheBestAreThoseOfAWholeSortHoweverFewAreWanted) {
    std::vector<float> score(1000);
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = float(i * 37 % 101); // ten or so of each: many ties
    std::vector<std::uint32_t> order(score.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return score[a] > score[b]; });
    for (const std::size_t k : {1U, 16U, 120U, 125U, 500U, 1000U, 2000U}) {
        std::vector<std::uint32_t> best, next;
        bestOf(score, k, 5, best, next);
        const auto cut = order.begin() + std::ptrdiff_t(std::min<std::size_t>(k, 1000));
        EXPECT_EQ(best, std::vector<std::uint32_t>(order.begin(), cut)) << k;
        EXPECT_EQ(next, std::vector<std::uint32_t>(cut, cut + std::min<std::ptrdiff_t>(5, order.end() - cut))) << k;
    }
}

TEST(LevelScan, NothingToScoreIsNoScores) {
    const auto u = test::randomMatrix(2, 16, 1);
    const std::vector<float> beta(2, 0.0F);
    const auto padded = padQueries(u.data, beta, 16, false);
    const Rows source(Matrix(0, 16), true);
    EXPECT_TRUE(LevelScan(padded, source, {}).pooled().empty());
    EXPECT_TRUE(LevelScan(padded, source, {}, 0).pooled().empty());
}

} // namespace
} // namespace akv
