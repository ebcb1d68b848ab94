// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/explain.h"

#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "the colour of Name2";

/// Every weight of the trace, put together again from its parts.
void expectTracedWeights(std::optional<float> scaleFactor) {
    const auto toy = ToyEngine::scaled(scaleFactor);
    for (const Mode mode : {Mode::Atlas, Mode::Kblam, Mode::Hybrid}) {
        const auto answer = toy->ask(kQuestion, toy->options(mode));
        ASSERT_TRUE(answer.ok()) << answer.error().text();
        for (const int step : {0, 3})
            for (const int layer : toy->engine->info().kbLayers) {
                const auto inside = explainLayer(*toy->engine, *toy->workspace, answer->trace, step, layer, {});
                ASSERT_TRUE(inside.ok()) << inside.error().text();
                const LayerRecord& record = *answer->trace.find(step, layer);
                ASSERT_EQ(inside->probe.leaves, record.leaf.kept);
                const std::size_t n = record.leaf.kept.size();
                for (int head = 0; head < record.heads; ++head) {
                    double sum = 0.0;
                    for (std::size_t j = 0; j < n; ++j) {
                        const auto w = inside->of(head, LeafId(record.leaf.kept[j]));
                        ASSERT_TRUE(w.ok());
                        EXPECT_EQ(w->row, toy->engine->store()->rowOf(w->leaf));
                        EXPECT_EQ(w->kept, n);
                        const double shift = scaleFactor ? std::log(double(*scaleFactor)) - std::log(double(n)) : 0.0;
                        EXPECT_NEAR(w->logit, w->keyScale * (w->dot + w->beta) + shift, 1e-9);
                        EXPECT_NEAR(w->logit, w->engineLogit, 2e-3) << "codes of the query are rounded";
                        EXPECT_NEAR(w->weight, double(record.headWeights[std::size_t(head) * n + j]), 2e-4);
                        EXPECT_FLOAT_EQ(float(w->engineWeight), record.headWeights[std::size_t(head) * n + j]);
                        EXPECT_EQ(float(*w->traced), record.headWeights[std::size_t(head) * n + j]);
                        EXPECT_NEAR(w->share() * w->lambda, w->weight, 1e-12);
                        sum += w->weight;
                    }
                    EXPECT_NEAR(sum, double(record.lambdaKg[std::size_t(head)]), 1e-3);
                    EXPECT_NEAR(inside->of(head, LeafId(record.leaf.kept[0]))->lambda, sum, 1e-9);
                }
            }
    }
}

TEST(Explain, TheDefinitionGivesTheTracedWeights) { expectTracedWeights(std::nullopt); }

TEST(Explain, TheDefinitionGivesTheTracedWeightsUnderTheShift) { expectTracedWeights(100.0F); }

/// Keys score along the head-summed query: what the map of the hierarchy draws.
TEST(Explain, TheDirectionIsTheSumOfTheQueries) {
    const auto toy = ToyEngine::scaled();
    const auto answer = toy->ask(kQuestion, toy->options(Mode::Atlas));
    ASSERT_TRUE(answer.ok());
    const auto inside = explainLayer(*toy->engine, *toy->workspace, answer->trace, 1, 1, {});
    ASSERT_TRUE(inside.ok());
    ASSERT_EQ(inside->width(), toy->engine->store()->width());
    std::vector<float> key(inside->width());
    for (const auto leaf : inside->probe.leaves) {
        toy->engine->store()->key(LeafId(leaf), key);
        double along = 0.0, heads = 0.0;
        for (std::size_t i = 0; i < key.size(); ++i) along += double(inside->direction[i]) * double(key[i]);
        for (int head = 0; head < inside->probe.heads; ++head) heads += inside->of(head, LeafId(leaf))->dot;
        EXPECT_NEAR(along, heads, 1e-4);
    }
}

TEST(Explain, WhatCannotBeExplained) {
    const auto toy = ToyEngine::scaled();
    const auto answer = toy->ask(kQuestion, toy->options(Mode::Atlas));
    ASSERT_TRUE(answer.ok());
    const auto explain = [&](const Trace& trace, int step, int layer) {
        return explainLayer(*toy->engine, *toy->workspace, trace, step, layer, {});
    };
    EXPECT_FALSE(explain(answer->trace, 0, 0).ok()) << "no KB layer";
    EXPECT_FALSE(explain(answer->trace, 99, 1).ok());
    Trace other = answer->trace;
    other.card.storeHash = "0";
    EXPECT_FALSE(explain(other, 0, 1).ok());
    other = answer->trace;
    other.layers.front().leaf.kept.front() += 1; // a trace that is not of this answer
    EXPECT_FALSE(explain(other, 0, 1).ok());
    other = answer->trace;
    other.layers.clear(); // dropped: the size cap
    const auto untraced = explain(other, 0, 1);
    ASSERT_TRUE(untraced.ok());
    const LeafId kept(untraced->probe.leaves.front());
    EXPECT_FALSE(untraced->of(0, kept)->traced);
    EXPECT_FALSE(untraced->of(99, kept).ok());
    EXPECT_FALSE(untraced->of(0, LeafId(99999)).ok());
    auto options = toy->options(Mode::Atlas);
    options.interventions.ablated = {{1, 0}};
    const auto ablated = toy->ask(kQuestion, options);
    const auto inside = explain(ablated->trace, 0, 1);
    ASSERT_TRUE(inside.ok()) << inside.error().text();
    const auto silent = inside->of(0, LeafId(inside->probe.leaves.front()));
    EXPECT_TRUE(silent->ablated);
    EXPECT_EQ(silent->weight, 0.0);
    EXPECT_EQ(*silent->traced, 0.0);
    EXPECT_EQ(silent->lambda, 0.0);
}

} // namespace
} // namespace akv
