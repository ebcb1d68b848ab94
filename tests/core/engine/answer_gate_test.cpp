// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer_gate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace akv {
namespace {

TEST(AnswerGate, FeaturesAreThoseOfTheKeyThatTheQuestionNamesBest) {
    const std::vector<KeyWords> keys = {
        {"capital", "Peru", 0.7F}, {"atomic mass", "Radon", 0.2F}, {"location", "2011 German Grand Prix", 0.1F}};
    const auto x = answerFeatures("What is the atomic number of RADON?", keys, 0.5);
    EXPECT_EQ(x, (AnswerFeatures{1.0F, 0.0F, 1.0F, 1.0F, 0.5F, 0.2F, 0.0F, 0.0F}));
    EXPECT_EQ(answerFeatures("What is the atomic mass of radon?", keys, 0.5),
              (AnswerFeatures{1.0F, 0.0F, 1.0F, 1.0F, 1.0F, 0.2F, 1.0F, 0.0F}));
    EXPECT_EQ(answerFeatures("What is the capital of Radon?", keys, 0.5),
              (AnswerFeatures{1.0F, 0.0F, 1.0F, 1.0F, 0.0F, 0.2F, 0.0F, 1.0F}))
        << "the graph knows capitals, but not of this one";
    const auto y = answerFeatures("Where was the 1983 German Grand Prix?", keys, 1e-9);
    EXPECT_FLOAT_EQ(y[1], -4.0F) << "odds are bounded";
    EXPECT_FLOAT_EQ(y[2], 0.75F);
    EXPECT_FLOAT_EQ(y[3], 0.0F) << "another year is another race";
    EXPECT_FLOAT_EQ(y[5], 0.1F);
    EXPECT_FLOAT_EQ(answerFeatures("What is the location of the German Grand Prix?", keys, 0.5)[4], 0.0F);
    const auto none = answerFeatures("Who?", {}, 0.5);
    EXPECT_EQ(none, (AnswerFeatures{1.0F}));
    const std::vector<KeyWords> equal = {{"a", "x", 0.1F}, {"b", "x", 0.4F}, {"c", "x", 0.3F}};
    EXPECT_FLOAT_EQ(answerFeatures("x", equal, 0.5)[5], 0.4F) << "of equals the one with most attention";
}

TEST(AnswerGate, NamedKeysHaveTheWholeNameAndTheBestNoun) {
    const std::vector<KeyWords> keys = {{"atomic mass", "Radon", 0.2F},
                                        {"atomic number", "Radon", 0.1F},
                                        {"symbol", "Radon", 0.5F},
                                        {"atomic number", "Radon", 0.1F},
                                        {"atomic number", "Noble Radon", 0.1F}};
    using Positions = std::vector<std::size_t>;
    EXPECT_EQ(namedKeys("What is the atomic number of radon?", keys), (Positions{1, 3}));
    EXPECT_EQ(namedKeys("How heavy is radon?", keys), (Positions{0, 1, 2, 3})) << "attention has to choose";
    EXPECT_TRUE(namedKeys("What is the atomic number of krypton?", keys).empty());
    EXPECT_EQ(namedKeys("Is the atomic number of a noble radon known?", keys), (Positions{4}));
}

/// Refusals are drawn with a known logistic; the fit has to find its weights.
TEST(AnswerGate, TheFitFindsTheWeightsThatMadeTheExamples) {
    const std::array<double, kAnswerFeatures> truth = {0.3, 0.8, -1.0, -2.0, -0.5, 1.0, -0.7, 0.9};
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> uniform;
    std::vector<AnswerExample> examples;
    std::size_t refusals = 0;
    for (int i = 0; i < 40'000; ++i) {
        AnswerExample e;
        e.features = {1.0F,
                      float(4 * uniform(random) - 2),
                      float(uniform(random)),
                      uniform(random) < 0.5 ? 1.0F : 0.0F,
                      float(uniform(random)),
                      float(uniform(random)),
                      uniform(random) < 0.4 ? 1.0F : 0.0F,
                      uniform(random) < 0.3 ? 1.0F : 0.0F};
        double logit = 0;
        for (std::size_t k = 0; k < kAnswerFeatures; ++k) logit += truth[k] * double(e.features[k]);
        e.refuse = uniform(random) < 1 / (1 + std::exp(-logit));
        refusals += e.refuse;
        examples.push_back(e);
    }
    const auto fit = fitAnswerGate(examples);
    // Both kinds weigh the same, which moves the constant by the log odds of the refusals.
    const double odds = std::log(double(refusals) / double(examples.size() - refusals));
    EXPECT_NEAR(fit[0], truth[0] - odds, 0.2);
    for (std::size_t k = 1; k < kAnswerFeatures; ++k) EXPECT_NEAR(fit[k], truth[k], 0.2) << k;
}

TEST(AnswerGate, SeparableAndOneSidedExamplesStayFinite) {
    std::vector<AnswerExample> examples;
    for (int i = 0; i < 20; ++i) {
        const bool refuse = i % 2 == 0;
        examples.push_back(
            {{1.0F, refuse ? 8.0F : -8.0F, refuse ? 0.0F : 1.0F, refuse ? 0.0F : 1.0F, 0, 0, 0, 0}, refuse});
    }
    const auto fit = fitAnswerGate(examples);
    for (const float w : fit) EXPECT_TRUE(std::isfinite(w));
    EXPECT_GT(refusalProbability(examples[0].features, fit), 0.9);
    EXPECT_LT(refusalProbability(examples[1].features, fit), 0.1);
    EXPECT_EQ(fitAnswerGate(std::span(examples).first(1)), (std::array<float, kAnswerFeatures>{}));
}

} // namespace
} // namespace akv
