// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/judge.h"
#include "core/eval/metrics.h"
#include "core/eval/published.h"
#include "core/eval/time_left.h"

#include <cmath>
#include <gtest/gtest.h>

namespace akv {
namespace {

TEST(Metrics, AnswerValueDropsTheKeyAndTheFullStop) {
    EXPECT_EQ(answerValue("The capital of Peru is Lima.", "the capital of Peru"), "Lima");
    EXPECT_EQ(answerValue("Lima.", "the capital of Peru"), "Lima");
    EXPECT_EQ(answerValue("The capital of Chile is Santiago.", "the capital of Peru"),
              "The capital of Chile is Santiago");
    EXPECT_EQ(answerValue("", "the capital of Peru"), "");
    EXPECT_TRUE(exactMatch("The  Hague!", "hague"));
    EXPECT_FALSE(exactMatch("Hague", "Haag"));
}

// By hand: "the cat sat on the mat" (6 tokens) against "the cat lay on a mat" (6 tokens).
TEST(Metrics, RougeOfHandCountedSentences) {
    const Rouge r = rouge("The cat sat on the mat.", "the cat lay on a mat");
    EXPECT_NEAR(r.one, 2.0 * 4 / 12, 1e-12); // the, cat, on, mat
    EXPECT_NEAR(r.two, 2.0 * 1 / 10, 1e-12); // "the cat"
    EXPECT_NEAR(r.l, 2.0 * 4 / 12, 1e-12);   // the cat on mat
}

TEST(Metrics, RougeCountsRepeatsOnceAndKeepsOrderApart) {
    const Rouge repeated = rouge("a a a b", "a b c"); // overlap: a (1 of 3), b
    EXPECT_NEAR(repeated.one, 2.0 * 2 / 7, 1e-12);
    EXPECT_NEAR(repeated.two, 2.0 * 1 / 5, 1e-12); // "a b"
    const Rouge turned = rouge("police killed the gunman", "the gunman police killed");
    EXPECT_NEAR(turned.one, 1.0, 1e-12);
    EXPECT_NEAR(turned.two, 2.0 * 2 / 6, 1e-12); // "police killed", "the gunman"
    EXPECT_NEAR(turned.l, 0.5, 1e-12);           // two of four in order
}

TEST(Metrics, RougeOfShortAndEmptyTexts) {
    EXPECT_EQ(rouge("Lima", "lima").two, 1.0);
    EXPECT_EQ(rouge("Lima", "Quito").two, 0.0);
    EXPECT_EQ(rouge("", "Quito").one, 0.0);
    EXPECT_EQ(rouge("", "Quito").l, 0.0);
    EXPECT_EQ(rouge("", "...").l, 1.0);
    EXPECT_EQ(rouge("Lima", "Lima city").two, 0.0);
    EXPECT_EQ(rouge("Zürich", "zürich").one, 1.0);
}

Matrix matrix(std::size_t rows, std::vector<float> data) {
    Matrix out(rows, data.size() / rows);
    out.data = std::move(data);
    return out;
}

// Tokens x, y against x, 45 degrees: precision (1 + cos 45) / 2, recall (1 + cos 45) / 2.
TEST(Metrics, BertScoreOfHandMadeTokens) {
    const float s = std::sqrt(0.5F);
    const auto a = matrix(2, {1, 0, 0, 1}), b = matrix(3, {2, 0, s, s, 1, 0});
    const BertScore score = bertScore(a, b);
    EXPECT_NEAR(score.precision, (1 + s) / 2, 1e-6); // x -> x, y -> the diagonal
    EXPECT_NEAR(score.recall, (1 + s + 1) / 3, 1e-6);
    EXPECT_NEAR(score.f1, 2 * score.precision * score.recall / (score.precision + score.recall), 1e-12);
    EXPECT_NEAR(bertScore(a, a).f1, 1.0, 1e-6);
    EXPECT_EQ(bertScore(Matrix(0, 2), a).f1, 0.0);
}

// All orders of one gold among two ties have its mean rank; with two golds the first of three comes at 4/3.
TEST(Metrics, ExpectedRankIsTheMeanOverTheOrdersOfTies) {
    EXPECT_EQ(expectedRank(0, 0, 1), 1.0);
    EXPECT_EQ(expectedRank(3, 0, 1), 4.0);
    EXPECT_EQ(expectedRank(0, 1, 1), 1.5);
    EXPECT_EQ(expectedRank(0, 2, 1), 2.0);
    EXPECT_NEAR(expectedRank(0, 1, 2), 4.0 / 3, 1e-12);
    EXPECT_EQ(expectedRank(2, 0, 5), 3.0);
}

TEST(Metrics, IntervalIsStudents) {
    const Figure f = figureOf({0.4, 0.5, 0.6});
    EXPECT_NEAR(f.mean, 0.5, 1e-12);
    EXPECT_NEAR(f.half, 4.303 * 0.1 / std::sqrt(3.0), 1e-9);
    EXPECT_EQ(figureOf({0.7}).half, 0.0);
}

TEST(Metrics, JudgeScoreInAReply) {
    EXPECT_EQ(scoreIn("0.75"), 0.75);
    EXPECT_EQ(scoreIn("Score: 1"), 1.0);
    EXPECT_EQ(scoreIn("I would say .5 here"), 0.5);
    EXPECT_EQ(scoreIn("0.8/1"), 0.8);
    EXPECT_FALSE(scoreIn("7 out of 10"));
    EXPECT_FALSE(scoreIn("-0.5"));
    EXPECT_FALSE(scoreIn("NaN"));
    EXPECT_FALSE(scoreIn("the same fact"));
}

TEST(Metrics, PublishedFiguresAreMultiplesOfTheirQuestions) {
    EXPECT_EQ(publishedFigures().size(), 36U);
    for (const auto& p : publishedFigures()) {
        const double questions = p.size == 10 ? 10 : 55;
        for (const double value : {p.acc1, p.acc5})
            EXPECT_NEAR(value, std::round(value / 100 * questions) / questions * 100, 0.11)
                << p.set << " " << p.method << " " << p.size;
        EXPECT_LE(p.acc1, p.acc5);
    }
}

TEST(Metrics, TimeLeftInWords) {
    EXPECT_EQ(TimeLeft::phrase(12.4), "about 12 s left");
    EXPECT_EQ(TimeLeft::phrase(200), "about 3 min left");
    EXPECT_EQ(TimeLeft::phrase(7200), "about 2 h left");
}

} // namespace
} // namespace akv
