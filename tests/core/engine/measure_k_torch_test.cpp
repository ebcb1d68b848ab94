// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measure_k.h"

#include "core/workspace/recommend_k.h"
#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace akv {
namespace {

TEST(MeasureK, FindsTheCheapestKThatKeepsEnoughOfTheFlatAttention) {
    const auto toy = test::ToyEngine::make();
    ASSERT_TRUE(toy.ok()) << toy.error().text();
    const Engine& engine = *(*toy)->engine;
    const auto questions = sampleQuestions(*(*toy)->workspace, 6);
    ASSERT_TRUE(questions.ok()) << questions.error().text();
    ASSERT_EQ(questions->size(), 12U) << "six rows, each in the plain form and in another";
    EXPECT_EQ(std::set<std::string>(questions->begin(), questions->end()).size(), 12U);
    const auto& tree = engine.store()->hierarchy();
    const auto ladder = kLadder(std::uint32_t(tree.root.rows), std::uint32_t(tree.inter.rows), 66);
    MeasureKOptions options;
    options.smallTarget = 0.0;
    const auto cheapest = measureK(engine, *questions, options, {});
    ASSERT_TRUE(cheapest.ok()) << cheapest.error().text();
    EXPECT_EQ(cheapest->questions, 12U);
    EXPECT_GT(cheapest->recall, 0.0);
    EXPECT_LE(cheapest->recall, 1.0);
    options.smallTarget = 1.0; // as little lost as the ladder allows
    const auto most = measureK(engine, *questions, options, {});
    ASSERT_TRUE(most.ok());
    EXPECT_GE(most->recall, cheapest->recall);
    EXPECT_GE(most->scanned, cheapest->scanned);
    EXPECT_GT(most->recall, 0.9) << "so few rows may all be scored";
    EXPECT_FALSE(alwaysPrunes(tree, {std::uint32_t(tree.root.rows), 1, 1}));
    EXPECT_TRUE(alwaysPrunes(tree, {1, 1, 1}));
    EXPECT_NE(std::find(ladder.begin(), ladder.end(), most->k), ladder.end());
    std::vector<Asked> many(rowsForK(1000), {"capital", "Peru"});
    EXPECT_EQ(questionsForK(many).size(), many.size());
    for (std::size_t i = 1; i < ladder.size(); ++i) EXPECT_GE(ladder[i].inter, ladder[i - 1].inter);
}

TEST(MeasureK, DoesNotDependOnTheOrderOfTheQuestions) {
    const auto toy = test::ToyEngine::make();
    ASSERT_TRUE(toy.ok()) << toy.error().text();
    auto questions = sampleQuestions(*(*toy)->workspace, 8);
    ASSERT_TRUE(questions.ok()) << questions.error().text();
    for (const double target : {0.5, 0.9, 1.0}) {
        MeasureKOptions options;
        options.smallTarget = target;
        const auto forth = measureK(*(*toy)->engine, *questions, options, {});
        std::ranges::reverse(*questions);
        const auto back = measureK(*(*toy)->engine, *questions, options, {});
        ASSERT_TRUE(forth.ok() && back.ok());
        EXPECT_EQ(forth->k, back->k) << target;
        EXPECT_NEAR(forth->recall, back->recall, 1e-9) << target;
        EXPECT_NEAR(forth->scanned, back->scanned, 1e-9) << target;
        EXPECT_EQ(forth->questions, questions->size()) << "the figures are those of all questions";
    }
}

TEST(MeasureK, KeepsToTheShareOfLeavesOfALargeGraph) {
    const auto toy = test::ToyEngine::make();
    ASSERT_TRUE(toy.ok()) << toy.error().text();
    const auto questions = sampleQuestions(*(*toy)->workspace, 6);
    ASSERT_TRUE(questions.ok()) << questions.error().text();
    MeasureKOptions options;
    options.smallTarget = 1.0;
    const auto free = measureK(*(*toy)->engine, *questions, options, {});
    options.largeFrom = 1;
    options.maximumScanned = 1e-9; // nothing scans so little: the cheapest
    const auto none = measureK(*(*toy)->engine, *questions, options, {});
    ASSERT_TRUE(free.ok() && none.ok());
    const auto& tree = (*toy)->engine->store()->hierarchy();
    EXPECT_EQ(none->k, kLadder(std::uint32_t(tree.root.rows), std::uint32_t(tree.inter.rows), 66).front());
    EXPECT_EQ(none->questions, questions->size());
    options.maximumScanned = (none->scanned + free->scanned) / 2;
    const auto half = measureK(*(*toy)->engine, *questions, options, {});
    ASSERT_TRUE(half.ok());
    EXPECT_LE(half->scanned, options.maximumScanned);
    EXPECT_GE(half->recall, none->recall);
}

TEST(MeasureK, IsKeptInTheWorkspace) {
    const auto toy = test::ToyEngine::make();
    ASSERT_TRUE(toy.ok()) << toy.error().text();
    const auto measured = measureRecommendedK(*(*toy)->workspace, *(*toy)->engine, {});
    ASSERT_TRUE(measured.ok()) << measured.error().text();
    EXPECT_EQ((*toy)->workspace->manifest().k, measured->k);
    EXPECT_EQ((*toy)->workspace->manifest().recall, measured->recall);
    EXPECT_FALSE(measureK(*(*toy)->engine, {}, {}, {}).ok());
}

} // namespace
} // namespace akv
