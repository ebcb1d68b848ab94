// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knowledge_scores_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

/// The plain graph over all logits, which scoreKnowledge() must equal in values and gradients.
KnowledgeScores plainScores(const at::Tensor& query, const at::Tensor& keys, const at::Tensor& goldRow,
                            std::int64_t k) {
    const auto z = at::matmul(query, keys.transpose(-1, -2)); // [h, P, N]
    const auto rows = std::get<1>(at::softmax(z.detach(), -1).sum(0).topk(k, -1));
    const auto pick = [&](const at::Tensor& index) {
        return z.gather(-1, index.unsqueeze(0).expand({z.size(0), -1, -1}));
    };
    return {at::logsumexp(z, at::IntArrayRef{-1}), pick(goldRow.unsqueeze(-1)).squeeze(-1), pick(rows), rows};
}

/// A number that every part has a share in, each with its own weights.
at::Tensor mixed(const KnowledgeScores& s) {
    at::manual_seed(8);
    return (s.normaliser * at::randn(s.normaliser.sizes())).sum() + (s.gold * at::randn(s.gold.sizes())).sum() +
           (s.kept * at::randn(s.kept.sizes())).sum();
}

TEST(KnowledgeScores, EqualThePlainGraphOverSeveralBlocks) {
    at::manual_seed(4);
    constexpr std::int64_t kHeads = 2, kPositions = 301, kRows = 700, kWidth = 16, kKept = 5;
    const auto query = at::randn({kHeads, kPositions, kWidth}), keys = at::randn({kHeads, kRows, kWidth});
    const auto goldRow = at::randint(kRows, {kPositions}, at::kLong);
    const auto run = [&](bool plain) {
        const auto q = query.clone().requires_grad_(true), k = keys.clone().requires_grad_(true);
        const auto scores = plain ? plainScores(q, k, goldRow, kKept) : scoreKnowledge(q, k, goldRow, kKept, false);
        mixed(scores).backward();
        return std::tuple(scores, q.grad(), k.grad());
    };
    const auto [expected, expectedQuery, expectedKeys] = run(true);
    const auto [scores, queryGradient, keyGradient] = run(false);
    const auto apart = [](const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().max().item<double>(); };
    EXPECT_TRUE(scores.rows.equal(expected.rows));
    EXPECT_LT(apart(scores.normaliser, expected.normaliser), 1e-4);
    EXPECT_LT(apart(scores.gold, expected.gold), 1e-4);
    EXPECT_LT(apart(scores.kept, expected.kept), 1e-4);
    EXPECT_LT(apart(queryGradient, expectedQuery), 1e-3);
    EXPECT_LT(apart(keyGradient, expectedKeys), 1e-3);
    EXPECT_GT(keyGradient.abs().max().item<double>(), 1.0);
}

TEST(KnowledgeScores, AnUnusedPartHasNoGradient) {
    const auto query = at::randn({1, 20, 8}).requires_grad_(true), keys = at::randn({1, 30, 8});
    const auto goldRow = at::full({20}, 3, at::kLong);
    scoreKnowledge(query, keys, goldRow, 2, false).gold.sum().backward();
    const auto expected = keys.select(1, 3).unsqueeze(1).expand({1, 20, 8});
    EXPECT_LT((query.grad() - expected).abs().max().item<double>(), 1e-5);
}

} // namespace
} // namespace akv
