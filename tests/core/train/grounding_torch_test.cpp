// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/grounding_torch.h"

#include "core/train/copying_torch.h"

#include <gtest/gtest.h>

#include <cmath>

namespace akv {
namespace {

/// Two examples of five positions; the second one has no gold row. The prompt of the first is positions 1 and 2.
Batch smallBatch() {
    Batch b;
    b.examples = 2;
    b.length = 5;
    b.gold = {2, -1};
    b.promptBegin = {1, 1};
    b.answerBegin = {3, 3};
    b.groundPosition = {2, 3};
    b.groundExample = {0, 0};
    b.groundWeight = {1.0F, 0.5F};
    return b;
}

TEST(GroundingTargets, PoolsHeadsAndPromptPositionsAsAccDoes) {
    const Batch batch = smallBatch();
    at::manual_seed(3);
    const auto logits = at::randn({2, 10, 4}).set_requires_grad(true); // heads, B*T, rows
    const GroundingTargets targets(batch);
    const auto p = at::softmax(logits.detach().to(at::kDouble), -1).mean(0); // [10, 4]
    const auto at2 = [&](std::int64_t position, std::int64_t row) { return p[position][row].item<double>(); };
    const double pooled = (at2(1, 2) + at2(2, 2)) / 2;
    const double single = (-std::log(at2(2, 2)) - 0.5 * std::log(at2(3, 2))) / 1.5;
    const auto loss = targets.loss(logits, batch.gold);
    EXPECT_NEAR(loss.item<double>(), -std::log(pooled) + single, 1e-5);
    loss.backward();
    const auto gradient = logits.grad().abs().sum(at::IntArrayRef{0, 2});
    EXPECT_EQ(gradient.slice(0, 4).sum().item<double>(), 0.0) << "only grounded positions move";
    EXPECT_EQ(gradient[0].item<double>(), 0.0) << "the begin-of-sequence token is no query token";
    EXPECT_GT(gradient[1].item<double>(), 0.0);
    const auto share = targets.pooled(logits.detach());
    ASSERT_EQ(share.sizes().vec(), (std::vector<std::int64_t>{1, 4}));
    EXPECT_NEAR(share[0][2].item<double>(), 2 * 2 * pooled, 1e-5);
    EXPECT_EQ(targets.goldRows().item<std::int64_t>(), 2);
}

TEST(GroundingTargets, ABatchWithoutGoldRowsHasNone) {
    Batch batch = smallBatch();
    batch.gold = {-1, -1};
    EXPECT_TRUE(GroundingTargets(batch).empty());
}

TEST(CopyShare, ContinuesTheLongestPrefixAndEndsWithThePeriod) {
    // Row 0 is "7 8 9", row 1 "7 5", row 2 "4". The answer begins at position 1; token 1 is the period.
    const std::vector<std::uint16_t> first = {7, 8, 9}, second = {7, 5}, third = {4};
    Batch b;
    b.examples = 1;
    b.length = 6;
    b.ids = {3, 6, 7, 8, 9, 1};
    b.target = {6, 7, 8, 9, 1, 2};
    b.answerBegin = {1};
    b.valueTokens = {first, second, third};
    const auto kept = at::tensor(std::vector<std::int64_t>{0, 1, 2}, at::kLong).expand({6, 3});
    const auto weights = at::tensor({0.5F, 0.3F, 0.2F}).expand({6, 3});
    const auto c = copyShare(b, {0, 1, 2, 3, 4, 5}, kept, weights, 1);
    const std::vector<double> expected = {0.0,               // no value begins with 6
                                          0.8,               // 7 begins rows 0 and 1
                                          0.5 / (0.5 + 0.3), // after 7: row 0 proposes 8, row 1 proposes 5
                                          1.0,
                                          1.0, // 9, then the period
                                          0.0};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(c[std::int64_t(i)].item<double>(), expected[i], 1e-6) << i;
}

} // namespace
} // namespace akv
