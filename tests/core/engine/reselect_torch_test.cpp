// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reselect.h"

#include "core/engine/whatif.h"
#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "the colour of Name2";

double meanOf(const std::vector<float>& values) {
    double sum = 0.0;
    for (const float value : values) sum += double(value);
    return sum / double(values.size());
}

/// The prefill of an answer's first KB layer, opened.
class FirstLayer : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(toy);
        answer = toy->ask(kQuestion, toy->options(Mode::Atlas));
        ASSERT_TRUE(answer.ok()) << answer.error().text();
        first = toy->engine->info().kbLayers.front();
        opened = Reselector::open(toy->engine, *toy->workspace, answer->trace, 0, first, {});
        ASSERT_TRUE(opened.ok()) << opened.error().text();
    }
    std::unique_ptr<ToyEngine> toy = ToyEngine::scaled();
    Result<Answer> answer = Error(ErrorCode::Internal, "not asked");
    int first = 0;
    Result<std::shared_ptr<const Reselector>> opened = Error(ErrorCode::Internal, "not opened");
};

/// With its own k a word keeps what its record says, weight by weight; also the prefill, whose positions choose
/// together.
TEST(Reselect, ItsOwnKGivesTheRecord) {
    for (const auto scale : {std::optional<float>(), std::optional(100.0F)}) {
        const auto toy = ToyEngine::scaled(scale);
        for (const Mode mode : {Mode::Atlas, Mode::Kblam})
            for (const int step : {0, 3}) {
                const auto answer = toy->ask(kQuestion, toy->options(mode));
                ASSERT_TRUE(answer.ok()) << answer.error().text();
                for (const int layer : toy->engine->info().kbLayers) {
                    const auto opened = Reselector::open(toy->engine, *toy->workspace, answer->trace, step, layer, {});
                    ASSERT_TRUE(opened.ok()) << opened.error().text();
                    const auto made = (*opened)->select(*toy->workspace, (*opened)->asked(), {});
                    ASSERT_TRUE(made.ok()) << made.error().text();
                    const LayerRecord &now = made->layers.front(), &was = *answer->trace.find(step, layer);
                    EXPECT_EQ(now.root.kept, was.root.kept);
                    EXPECT_EQ(now.inter.kept, was.inter.kept);
                    EXPECT_EQ(now.leaf.kept, was.leaf.kept);
                    EXPECT_EQ(now.leaf.runnersUp, was.leaf.runnersUp);
                    EXPECT_EQ(now.leaf.keptScore, was.leaf.keptScore);
                    ASSERT_EQ(now.headWeights.size(), was.headWeights.size());
                    for (std::size_t i = 0; i < was.headWeights.size(); ++i)
                        EXPECT_NEAR(now.headWeights[i], was.headWeights[i], 1e-5);
                    for (std::size_t h = 0; h < was.lambdaKg.size(); ++h)
                        EXPECT_NEAR(now.lambdaKg[h], was.lambdaKg[h], 1e-5);
                }
            }
    }
}

/// A layer below which nothing changes keeps what a whole answer with that k keeps: the first KB layer, in the prefill.
TEST_F(FirstLayer, AnotherKIsThatOfAWholeAnswer) {
    for (const PruneK k : {PruneK{1, 1, 1}, PruneK{1, 3, 2}, PruneK{3, 8, 9}, PruneK{99, 99, 99}}) {
        auto options = toy->options(Mode::Atlas);
        options.k = k;
        const auto other = toy->ask(kQuestion, options);
        ASSERT_TRUE(other.ok());
        const auto made = (*opened)->select(*toy->workspace, k, {});
        ASSERT_TRUE(made.ok()) << made.error().text();
        const LayerRecord &now = made->layers.front(), &whole = *other->trace.find(0, first);
        EXPECT_EQ(now.root.kept, whole.root.kept);
        EXPECT_EQ(now.inter.kept, whole.inter.kept);
        EXPECT_EQ(now.leaf.kept, whole.leaf.kept);
        EXPECT_NEAR(meanOf(now.lambdaKg), meanOf(whole.lambdaKg), 1e-5);
        for (const auto* leaves : {&now.leaf.kept, &now.leaf.runnersUp})
            for (const auto leaf : *leaves)
                EXPECT_TRUE(made->leaves.contains(leaf) && !made->leaves.at(leaf).key.empty()) << leaf;
        for (const auto root : now.root.kept) EXPECT_TRUE(made->rootNames.contains(root));
    }
}

/// kb_scale_factor chooses nothing; it moves mass between the graph and the sequence, as a whole answer has it.
TEST_F(FirstLayer, TheScaleFactorMovesLambda) {
    double before = 0.0;
    for (const float factor : {0.01F, 1.0F, 100.0F, 10000.0F}) {
        const auto made = (*opened)->select(*toy->workspace, (*opened)->asked(), ScaleChange{factor});
        ASSERT_TRUE(made.ok());
        EXPECT_EQ(made->layers.front().leaf.kept, answer->trace.find(0, first)->leaf.kept);
        const double lambda = meanOf(made->layers.front().lambdaKg);
        EXPECT_GT(lambda, before);
        before = lambda;
        auto options = toy->options(Mode::Atlas);
        options.interventions.scale = ScaleChange{factor};
        const auto whole = toy->ask(kQuestion, options);
        ASSERT_TRUE(whole.ok()) << whole.error().text();
        EXPECT_NEAR(lambda, meanOf(whole->trace.find(0, first)->lambdaKg), 1e-5);
        EXPECT_EQ(whole->trace.card.scaleFactor, scaleText({factor}));
        const auto again = askedWith(whole->trace.card);
        ASSERT_TRUE(again.ok());
        EXPECT_EQ(again->interventions.scale, ScaleChange{factor});
    }
}

/// "none" takes away the shift of a model that has one.
TEST(Reselect, NoneTakesTheModelsFactorAway) {
    const auto with = ToyEngine::scaled(100.0F), without = ToyEngine::scaled();
    auto options = with->options(Mode::Atlas);
    options.interventions.scale = ScaleChange{};
    const auto taken = with->ask(kQuestion, options);
    const auto plain = without->ask(kQuestion, without->options(Mode::Atlas));
    const auto shifted = with->ask(kQuestion, with->options(Mode::Atlas));
    ASSERT_TRUE(taken.ok() && plain.ok() && shifted.ok());
    EXPECT_EQ(taken->trace.card.scaleFactor, "none");
    EXPECT_EQ(taken->text, plain->text);
    EXPECT_NEAR(taken->lambdaKg, plain->lambdaKg, 1e-6);
    EXPECT_GT(std::abs(shifted->lambdaKg - plain->lambdaKg), 1e-3);
}

TEST(Reselect, WhatCannotBeWorkedOut) {
    const auto toy = ToyEngine::scaled();
    auto options = toy->options(Mode::Atlas);
    options.interventions.maskedClusters = {{ClusterRef::Level::Root, ClusterId(0)}};
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok());
    const int first = toy->engine->info().kbLayers.front();
    EXPECT_FALSE(Reselector::open(toy->engine, *toy->workspace, answer->trace, 0, first, {}).ok());
    auto retrieval = toy->options(Mode::Rag);
    retrieval.interventions.scale = ScaleChange{5.0F};
    const auto refused = toy->ask(kQuestion, retrieval);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().find("scaled"), std::string::npos) << refused.error().text();
    for (const char* text : {"", "0", "-1", "many", "1x", "inf", "nan", "None"})
        EXPECT_FALSE(parseScale(text).ok()) << text;
    EXPECT_EQ(parseScale("0.5")->factor, 0.5F);
    EXPECT_FALSE(parseScale("none")->factor);
}

} // namespace
} // namespace akv
