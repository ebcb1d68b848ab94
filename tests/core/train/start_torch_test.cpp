// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/start_torch.h"

#include "core/train/network_torch.h"
#include "tests/support/toy_training.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

/// Share of the attention of layer `layer`, head 1, that position t gives to position s, from the start's weights.
at::Tensor attentionOf(const ModelWeights& w, std::size_t layer, const at::Tensor& x) {
    const auto& c = w.config;
    const auto T = x.size(0), D = c.headDim;
    const auto rope = ropeTables(c, T);
    const auto normed = rmsNorm(x, w.decoder.layers[layer].inputNorm, c.rmsEpsilon);
    const auto head = [&](const at::Tensor& weight) {
        return applyRope(at::linear(normed, weight.narrow(0, D, D)), rope.cos, rope.sin);
    };
    const auto scores =
        at::matmul(head(w.decoder.layers[layer].q), head(w.decoder.layers[layer].k).t()) / std::sqrt(double(D));
    return at::softmax(scores + at::full({T, T}, -1e30).triu(1), -1);
}

TEST(ClosedFormStart, SecondHeadsArePreviousTokenAndInductionHeads) {
    const auto data = std::filesystem::path(testing::TempDir()) / "start_data";
    ASSERT_TRUE(test::writeToyTraining(data).ok());
    const auto folder = TrainingFolder::load(data);
    ASSERT_TRUE(folder.ok()) << folder.error().text();
    auto config = test::toyConfig(data, data / "out");
    config.model.hidden = 320;
    config.model.headDim = 192;
    config.model.vocabulary = 400;
    config.knowledge.encoderWidth = std::int64_t(folder->width);
    auto weights = randomStart(config, 1);
    const auto report = closedFormStart(weights, *folder, 1);
    ASSERT_TRUE(report.ok()) << report.error().text();
    // 100 101 102 103 ... 100 101 102: after the second 101 the induction head must look at the first 102.
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(100 + i);
    for (int i = 0; i < 10; ++i) ids.push_back(100 + i);
    const auto tokens = at::tensor(ids, at::kLong);
    const auto x = weights.decoder.embed.index_select(0, tokens);
    const auto previous = attentionOf(weights, 0, x);
    for (std::int64_t t = 3; t < 30; ++t) EXPECT_GT(previous[t][t - 1].item<double>(), 0.9) << t;
    // The residual stream after layer 0, head by head (the output projection reads both).
    const auto& w = weights.decoder.layers[0];
    const auto normed = rmsNorm(x, w.inputNorm, config.model.rmsEpsilon);
    const auto v = at::linear(normed, w.v);
    const auto average = at::ones({30, 30}).tril() / at::arange(1, 31).unsqueeze(1);
    const auto mixed =
        at::cat({at::matmul(average, v.narrow(1, 0, 192)), at::matmul(previous, v.narrow(1, 192, 192))}, 1);
    const auto after = x + at::linear(mixed, w.o);
    const auto induction = attentionOf(weights, 1, after);
    for (std::int64_t t = 21; t < 29; ++t) EXPECT_GT(induction[t][t - 19].item<double>(), 0.5) << t;
}

} // namespace
} // namespace akv
