// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer.h"

#include "tests/support/toy_engine_torch.h"

#include <cmath>
#include <gtest/gtest.h>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "What is the capital of Name3?";

/// A gate that is open as far as `bias` says, whatever the hidden state.
std::unique_ptr<ToyEngine> withGate(float bias) {
    auto made = ToyEngine::make([&](ModelWeights& weights) {
        weights.adapter.copyWeight = at::zeros({weights.config.hidden});
        weights.adapter.copyBias = at::full({1}, bias);
    });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
    return std::move(made).value();
}

AskOptions keepAll(ToyEngine& toy, Mode mode) {
    auto options = toy.options(mode);
    options.k = PruneK{99, 99, 99};
    options.maxTokens = 40;
    return options;
}

TEST(CopyMode, AnOpenGateSaysWholeValues) {
    const auto toy = withGate(30.0F);
    EXPECT_TRUE(toy->engine->info().copyGate);
    const auto answer = toy->ask(kQuestion, keepAll(*toy, Mode::AtlasCopy));
    ASSERT_TRUE(answer.ok()) << answer.error().text();
    const int period = toy->engine->tokenize("a.").back();
    std::vector<int> said;
    std::size_t t = 0;
    for (; t < answer->tokens.size() && answer->tokens[t].id != period; ++t) {
        const auto& token = answer->tokens[t];
        ASSERT_TRUE(token.copied.has_value()) << t;
        EXPECT_EQ(token.copied->offset, int(t));
        EXPECT_GT(token.copied->share, 0.99F);
        said.push_back(token.id);
    }
    ASSERT_LT(t, answer->tokens.size()) << "no value came to its end";
    const auto& stop = answer->tokens[t].copied;
    ASSERT_TRUE(stop.has_value());
    EXPECT_EQ(stop->offset, int(said.size()));
    const auto row = toy->workspace->row(stop->row);
    ASSERT_TRUE(row.ok());
    EXPECT_EQ(toy->engine->tokenize(row->description), said);
    EXPECT_EQ(answer->trace.tokens[0].copied->leaf,
              toy->engine->store()->leafOf(answer->tokens[0].copied->row).value());
}

TEST(CopyMode, AClosedGateIsAtlas) {
    const auto toy = withGate(-40.0F);
    const auto plain = toy->ask(kQuestion, toy->options(Mode::Atlas));
    const auto closed = toy->ask(kQuestion, toy->options(Mode::AtlasCopy));
    ASSERT_TRUE(plain.ok() && closed.ok());
    ASSERT_EQ(plain->tokens.size(), closed->tokens.size());
    for (std::size_t t = 0; t < plain->tokens.size(); ++t) {
        EXPECT_EQ(plain->tokens[t].id, closed->tokens[t].id);
        EXPECT_NEAR(plain->tokens[t].logprob, closed->tokens[t].logprob, 1e-4);
        EXPECT_FALSE(closed->tokens[t].copied.has_value());
    }
}

/// p of the first token by hand: the gate is a half, the leaf weights come from the trace.
TEST(CopyMode, HalfAGateMixesBothDistributions) {
    const auto toy = withGate(0.0F);
    const auto options = keepAll(*toy, Mode::AtlasCopy);
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok()) << answer.error().text();
    const LayerRecord& last = *answer->trace.find(0, 2);
    const int first = answer->tokens[0].id;
    double copied = 0.0;
    const auto n = last.leaf.kept.size();
    for (std::size_t j = 0; j < n; ++j) {
        double weight = 0.0;
        for (int h = 0; h < last.heads; ++h)
            weight +=
                double(last.headWeights[std::size_t(h) * n + j]) / double(last.lambdaKg[std::size_t(h)]) / last.heads;
        const auto row = toy->workspace->row(toy->engine->store()->rowOf(LeafId(last.leaf.kept[j])));
        if (toy->engine->tokenize(row->description).front() == first) copied += weight;
    }
    const auto model = scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion,
                                   keepAll(*toy, Mode::Atlas), std::vector<int>{first}, {});
    ASSERT_TRUE(model.ok());
    EXPECT_NEAR(std::exp(double(answer->tokens[0].logprob)), 0.5 * std::exp(*model) + 0.5 * copied, 1e-4);
    std::vector<int> ids;
    double sum = 0.0;
    for (const auto& token : answer->tokens) ids.push_back(token.id), sum += double(token.logprob);
    const auto score = scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion, options, ids, {});
    ASSERT_TRUE(score.ok());
    EXPECT_NEAR(*score, sum, 1e-3);
}

TEST(CopyMode, MaskedRowsAreNotCopied) {
    const auto toy = withGate(30.0F);
    auto options = keepAll(*toy, Mode::AtlasCopy);
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok());
    const auto row = toy->workspace->row(answer->tokens[0].copied->row);
    options.masked = {row->triple};
    const auto masked = toy->ask(kQuestion, options);
    ASSERT_TRUE(masked.ok());
    for (const auto& token : masked->tokens)
        if (token.copied) { EXPECT_NE(token.copied->row, row->id); }
}

TEST(CopyMode, AModelWithoutAGateIsAnError) {
    const auto toy = ToyEngine::make();
    ASSERT_TRUE(toy.ok());
    const auto answer = (*toy)->ask(kQuestion, (*toy)->options(Mode::AtlasCopy));
    ASSERT_FALSE(answer.ok());
    EXPECT_NE(answer.error().message.find("no copy gate"), std::string::npos);
}

} // namespace
} // namespace akv
