// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/answerability.h"

#include "tests/support/toy_engine_torch.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace akv {
namespace {

using test::ToyEngine;

AnswerabilityItem item(bool answerable, double lambda, int row = 0) {
    return {RowId(row), "?", answerable, lambda, false};
}

/// P(answerable > held back) + half of P(equal), over all pairs.
double pairArea(const std::vector<AnswerabilityItem>& items) {
    double sum = 0.0, pairs = 0.0;
    for (const auto& a : items)
        for (const auto& b : items) {
            if (!a.answerable || b.answerable) continue;
            sum += a.lambdaKg > b.lambdaKg ? 1.0 : a.lambdaKg == b.lambdaKg ? 0.5 : 0.0;
            ++pairs;
        }
    return sum / pairs;
}

TEST(Roc, AreaIsTheShareOfPairsInOrder) {
    std::mt19937 random(5);
    for (int round = 0; round < 30; ++round) {
        std::vector<AnswerabilityItem> items = {item(true, 0.5), item(false, 0.5)};
        for (int i = 0; i < 20; ++i)
            items.push_back(item(random() % 2 == 0, double(random() % 7) / 7.0 + (round % 2) * double(i) * 1e-4));
        const auto curve = rocCurve(items);
        ASSERT_TRUE(curve.ok());
        EXPECT_NEAR(curve->area, pairArea(items), 1e-12);
        EXPECT_EQ(curve->answerable + curve->heldBack, items.size());
        EXPECT_EQ(curve->points.front().truePositives, 0.0);
        EXPECT_TRUE(std::isinf(curve->points.front().threshold));
        EXPECT_EQ(curve->points.back().truePositives, 1.0);
        EXPECT_EQ(curve->points.back().falsePositives, 1.0);
        for (const auto& point : curve->points) {
            double right = 0, wrong = 0;
            for (const auto& i : items) (i.answerable ? right : wrong) += i.lambdaKg >= point.threshold ? 1 : 0;
            EXPECT_NEAR(point.truePositives, right / double(curve->answerable), 1e-12);
            EXPECT_NEAR(point.falsePositives, wrong / double(curve->heldBack), 1e-12);
        }
    }
    EXPECT_EQ(rocCurve({item(true, 0.9), item(false, 0.1)})->area, 1.0);
    EXPECT_EQ(rocCurve({item(true, 0.1), item(false, 0.9)})->area, 0.0);
    EXPECT_EQ(rocCurve({item(true, 0.4), item(false, 0.4)})->area, 0.5);
    EXPECT_FALSE(rocCurve({item(true, 0.4)}).ok());
    EXPECT_FALSE(rocCurve({}).ok());
    EXPECT_EQ(rocCurve({item(true, 0.9), item(false, 0.1)})->half, 1.0) << "one question says nothing of others";
    // By hand: A 0.75; question 1 deviates by (1 - A)/2 + (0.5 - A)/2 = 0, question 2 by (0.5 - A)/2 + (1 - A)/2 = 0.
    const auto four = rocCurve({item(true, 0.9, 1), item(false, 0.8, 1), item(true, 0.7, 2), item(false, 0.1, 2)});
    EXPECT_EQ(four->area, 0.75);
    EXPECT_NEAR(four->half, 0.0, 1e-12);
    // The same scores paired the other way: (1 - A)/2 + (1 - A)/2 = 0.25 and -0.25.
    const auto crossed = rocCurve({item(true, 0.9, 1), item(false, 0.1, 1), item(true, 0.7, 2), item(false, 0.8, 2)});
    EXPECT_EQ(crossed->area, 0.75);
    EXPECT_NEAR(crossed->half, 1.96 * std::sqrt(2 * 0.0625 * 2), 1e-12);
}

/// The interval is that of drawing questions anew, whether the two askings of one go together or against each other.
TEST(Roc, TheIntervalIsThatOfOtherQuestions) {
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    for (const double together : {0.9, -0.9, 0.0}) {
        const int questions = 60;
        std::vector<AnswerabilityItem> items;
        for (int q = 0; q < questions; ++q) {
            const double x = normal(random), y = normal(random);
            items.push_back(item(true, 0.8 + x, q));
            items.push_back(item(false, together * x + std::sqrt(1 - together * together) * y, q));
        }
        std::vector<double> areas;
        for (int draw = 0; draw < 1500; ++draw) {
            std::vector<AnswerabilityItem> again;
            for (int q = 0; q < questions; ++q) {
                const auto pick = std::size_t(random() % questions);
                again.push_back(items[2 * pick]), again.push_back(items[2 * pick + 1]);
            }
            areas.push_back(rocCurve(again)->area);
        }
        double mean = 0, square = 0;
        for (const double area : areas) mean += area / double(areas.size());
        for (const double area : areas) square += (area - mean) * (area - mean) / double(areas.size() - 1);
        const double half = rocCurve(items)->half;
        EXPECT_NEAR(half / (1.96 * std::sqrt(square)), 1.0, 0.12) << together;
    }
}

TEST(Answerability, AsksEachQuestionWithAndWithoutItsRow) {
    auto made = ToyEngine::make();
    ASSERT_TRUE(made.ok()) << made.error().text();
    ToyEngine& toy = **made;
    AnswerabilityOptions options;
    options.rows = 5;
    options.ask = toy.options(Mode::Atlas);
    std::size_t told = 0;
    const auto items = measureAnswerability(*toy.engine, *toy.workspace, options,
                                            [&](const AnswerabilityItem&, std::size_t done, std::size_t total) {
                                                EXPECT_EQ(done, ++told);
                                                EXPECT_EQ(total, 10U);
                                            },
                                            {});
    ASSERT_TRUE(items.ok()) << items.error().text();
    ASSERT_EQ(items->size(), 10U);
    EXPECT_EQ(told, 10U);
    for (std::size_t i = 0; i < items->size(); i += 2) {
        const auto &with = (*items)[i], &without = (*items)[i + 1];
        EXPECT_TRUE(with.answerable);
        EXPECT_FALSE(without.answerable);
        EXPECT_EQ(with.row, without.row);
        EXPECT_EQ(with.question, without.question);
        EXPECT_EQ(with.lambdaKg, toy.ask(with.question, options.ask)->lambdaKg);
        auto masked = options.ask;
        const auto group = toy.workspace->rowsOfGroup(toy.workspace->row(with.row)->group);
        ASSERT_TRUE(group.ok());
        for (const auto& member : group.value()) masked.masked.push_back(member.triple);
        const auto held = toy.ask(with.question, masked);
        EXPECT_EQ(without.lambdaKg, held->lambdaKg);
        for (const auto& e : held->evidence) EXPECT_NE(e.row, with.row);
    }
    EXPECT_TRUE(rocCurve(*items).ok());
    options.rows = 100000; // more than there are: every row once
    JobContext cancelled;
    cancelled.cancel.cancel();
    EXPECT_TRUE(measureAnswerability(*toy.engine, *toy.workspace, options, {}, cancelled)->empty());
    options.ask.mode = Mode::Rag;
    EXPECT_FALSE(measureAnswerability(*toy.engine, *toy.workspace, options, {}, {}).ok());
}

} // namespace
} // namespace akv
