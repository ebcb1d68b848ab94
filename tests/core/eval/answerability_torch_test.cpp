// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/answerability.h"

#include "tests/support/toy_engine_torch.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace akv {
namespace {

using test::ToyEngine;

AnswerabilityItem item(bool answerable, double lambda) { return {RowId(0), "?", answerable, lambda, false}; }

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
    // Hanley and McNeil by hand: A 0.75, two against two.
    const auto four = rocCurve({item(true, 0.9), item(false, 0.8), item(true, 0.7), item(false, 0.1)});
    const double q1 = 0.75 / 1.25, q2 = 2 * 0.75 * 0.75 / 1.75;
    EXPECT_NEAR(four->half, 1.96 * std::sqrt((0.75 * 0.25 + (q1 - 0.5625) + (q2 - 0.5625)) / 4.0), 1e-12);
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
