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
    const auto loss = targets.loss(GroundingTargets::goldLog(logits, targets.goldByPosition(batch.gold)));
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

TEST(CopyTargets, SayWhatTheCopyPathSays) {
    // Sentences "6 7 8 1" and "6 7 5 1" with the value from the second token on, and "4 9 1". The answer is 6 7 8 1,
    // token 1 the full stop; position 0 says its first token.
    Batch b;
    b.examples = 1;
    b.length = 5;
    b.ids = {3, 6, 7, 8, 1};
    b.target = {6, 7, 8, 1, 2};
    b.answerBegin = {1};
    b.sentences = {{{6, 7, 8, 1}, 1}, {{6, 7, 5, 1}, 1}, {{4, 9, 1}, 1}};
    const auto kept = at::tensor(std::vector<std::int64_t>{0, 1, 2}, at::kLong).expand({5, 3});
    const auto weights = at::tensor({0.5F, 0.3F, 0.2F}).expand({5, 3});
    const auto c = copyTargets(b, {0, 1, 2, 3, 4}, kept, weights);
    const auto share = (weights * c.proposes).sum(-1) / (weights * c.takesPart).sum(-1).clamp_min(1e-9);
    const std::vector<double> expected = {0.0,               // the first token is the language model's
                                          1.0,               // both sentences that begin with 6 go on with 7
                                          0.5 / (0.5 + 0.3), // 8 or 5
                                          1.0, 0.0};         // the full stop; then nothing
    const std::vector<double> taking = {0.0, 0.8, 0.8, 0.5, 0.0};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto at = std::int64_t(i);
        EXPECT_NEAR(share[at].item<double>(), expected[i], 1e-6) << i;
        EXPECT_NEAR(c.state[at][1].item<double>(), taking[i], 1e-6) << i;
        EXPECT_EQ(c.some[at].item<double>(), taking[i] > 0 ? 1.0 : 0.0) << i;
    }
    EXPECT_EQ(c.state[2][0].item<double>(), 1.0) << "in line";
}

at::Tensor logitsOf(const at::Tensor& logits, const at::Tensor& rows) {
    return logits.gather(-1, rows.view({1, -1, 1}).expand({logits.size(0), -1, 1})).squeeze(-1);
}

/// Two prompts of two positions; the gold row weighs most where lambda is large.
TEST(GroundingTargets, TheJointLossCountsAPositionByItsLambda) {
    const Batch batch = smallBatch();
    const GroundingTargets targets(batch);
    const auto positions = batch.examples * batch.length;
    const auto known = at::randn({2, positions, 4});
    const auto sequence = at::randn({2, positions, 3});
    const auto together = at::cat({known, sequence}, -1);
    const auto joint = at::softmax(together, -1).narrow(-1, 0, 4);
    const auto kept = at::arange(4, at::kLong).expand({positions, 4});
    const auto goldRow = targets.goldByPosition(batch.gold);
    const auto loss = targets.jointLoss(logitsOf(known, goldRow), at::logsumexp(together, at::IntArrayRef{-1}),
                                        joint.sum(-1), kept, goldRow);
    const auto mass = targets.pooledMass(joint); // [1, 4]
    const auto gold = mass[0][targets.goldRows().item<std::int64_t>()].item<double>();
    EXPECT_NEAR(loss.item<double>(), -std::log(gold / mass.sum().item<double>()), 1e-5);
}

TEST(GroundingTargets, AGoldRowThatWasNotKeptHasALossAndAGradient) {
    const Batch batch = smallBatch();
    const GroundingTargets targets(batch);
    const auto positions = batch.examples * batch.length;
    auto known = at::zeros({2, positions, 4}).requires_grad_(true);
    const auto kept = at::tensor(std::vector<std::int64_t>{0, 1}, at::kLong).expand({positions, 2}); // gold is row 2
    const auto together = at::cat({known.narrow(-1, 0, 2), at::zeros({2, positions, 1})}, -1);
    const auto lambda = at::softmax(together, -1).narrow(-1, 0, 2).sum(-1);
    const auto goldRow = targets.goldByPosition(batch.gold);
    const auto loss = targets.jointLoss(logitsOf(known, goldRow), at::logsumexp(together, at::IntArrayRef{-1}), lambda,
                                        kept, goldRow);
    EXPECT_NEAR(loss.item<double>(), std::log(3.0), 1e-5) << "one part in three";
    loss.backward();
    EXPECT_LT(known.grad().select(-1, 2).sum().item<double>(), 0.0);
}

} // namespace
} // namespace akv
