// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/whatif.h"

#include "core/engine/token_effect.h"
#include "core/hikvp/value_overlay.h"
#include "core/workspace/edit.h"
#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "the capital of Name5";

std::unique_ptr<ToyEngine> makeToy() {
    auto made = ToyEngine::make();
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
    return std::move(made).value();
}

Result<WhatIfResult> run(ToyEngine& toy, const AskOptions& options, const WhatIfChange& change) {
    return whatIf(*toy.engine, *toy.workspace, kQuestion, options, change, {});
}

TEST(WhatIf, MaskingIsAskingWithTheMask) {
    const auto toy = makeToy();
    const auto options = toy->options(Mode::Atlas);
    const auto plain = toy->ask(kQuestion, options);
    ASSERT_TRUE(plain.ok());
    WhatIfChange change;
    change.masked = {plain->evidence[0].triple};
    const auto result = run(*toy, options, change);
    ASSERT_TRUE(result.ok()) << result.error().text();
    EXPECT_EQ(result->before.text, plain->text);
    auto masked = options;
    masked.masked = change.masked;
    EXPECT_EQ(result->after.text, toy->ask(kQuestion, masked)->text);
    for (const auto& e : result->after.evidence) EXPECT_NE(e.triple, change.masked[0]);
    double sum = 0;
    for (const auto& token : plain->tokens) sum += double(token.logprob);
    EXPECT_NEAR(result->logprobBefore, sum, 1e-3);
    EXPECT_NE(result->logprobAfter, result->logprobBefore);
    EXPECT_EQ(result->diff, wordChanges(result->before.text, result->after.text));
}

/// A value that is put over the graph answers as a workspace does whose triple was edited, and changes nothing on disk.
TEST(WhatIf, AReplacedValueAnswersLikeAnEditedWorkspace) {
    const auto toy = makeToy();
    for (const auto mode : {Mode::Kblam, Mode::Rag}) {
        const auto options = toy->options(mode);
        const auto hash = toy->workspace->manifest().storeHash;
        const auto plain = toy->ask(kQuestion, options);
        ASSERT_TRUE(plain.ok());
        const Evidence top = plain->evidence[0];
        WhatIfChange change;
        change.values = {{top.triple, "new light"}};
        const auto result = run(*toy, options, change);
        ASSERT_TRUE(result.ok()) << result.error().text();
        EXPECT_EQ(result->before.text, plain->text);
        EXPECT_EQ(toy->workspace->manifest().storeHash, hash);
        EXPECT_EQ(toy->ask(kQuestion, options)->text, plain->text) << "nothing was stored";
        const auto shown = std::ranges::find(result->after.evidence, top.row, &Evidence::row);
        ASSERT_NE(shown, result->after.evidence.end());
        EXPECT_EQ(shown->value, "new light");

        const TripleEdit edit{TripleEdit::Kind::Set, top.triple, top.head, top.relation, "new light"};
        ASSERT_TRUE(editTriples(*toy->workspace, std::span(&edit, 1)).ok());
        ASSERT_TRUE(refresh(*toy->workspace, &toy->encoder, {}).ok());
        const auto edited = Engine::load(toy->model, toy->workspace->openStore().value());
        ASSERT_TRUE(edited.ok());
        const auto session = (*edited)->createSession();
        const auto expected = ask(**edited, *session, toy->workspace.get(), kQuestion, options, {});
        ASSERT_TRUE(expected.ok());
        EXPECT_EQ(result->after.text, expected->text) << modeName(mode);
        ASSERT_EQ(result->after.tokens.size(), expected->tokens.size());
        for (std::size_t t = 0; t < expected->tokens.size(); ++t)
            EXPECT_NEAR(result->after.tokens[t].logprob, expected->tokens[t].logprob, 1e-3);
        const TripleEdit back{TripleEdit::Kind::Set, top.triple, top.head, top.relation, top.tail};
        ASSERT_TRUE(editTriples(*toy->workspace, std::span(&back, 1)).ok());
        ASSERT_TRUE(refresh(*toy->workspace, &toy->encoder, {}).ok());
    }
}

TEST(WhatIf, CausesAreRankedByTheDropTheyMake) {
    const auto toy = makeToy();
    const auto options = toy->options(Mode::Atlas);
    const auto ranking = rankByCause(*toy->engine, *toy->workspace, kQuestion, options, 3, {});
    ASSERT_TRUE(ranking.ok()) << ranking.error().text();
    ASSERT_EQ(ranking->causes.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& cause = ranking->causes[i];
        if (i > 0) { EXPECT_LE(ranking->causes[i - 1].logprobChange, cause.logprobChange); }
        WhatIfChange change;
        change.masked = {cause.evidence.triple};
        const auto alone = run(*toy, options, change);
        ASSERT_TRUE(alone.ok());
        EXPECT_NEAR(alone->logprobChange(), cause.logprobChange, 1e-6);
        EXPECT_EQ(alone->after.text, cause.after.text);
        EXPECT_EQ(cause.sameText, alone->sameText());
    }
}

TEST(WhatIf, AnAnswerThatIsThereIsNotAskedAgain) {
    const auto toy = makeToy();
    const auto plain = toy->ask(kQuestion, toy->options(Mode::Atlas));
    ASSERT_TRUE(plain.ok());
    WhatIfChange change;
    change.k = PruneK{2, 6, 1};
    const auto result = whatIf(*toy->engine, *toy->workspace, *plain, nullptr, change, {});
    ASSERT_TRUE(result.ok()) << result.error().text();
    EXPECT_FALSE(result->askedAgain);
    EXPECT_EQ(result->before.text, plain->text);
    for (const auto& record : result->after.trace.layers) EXPECT_EQ(record.leaf.kept.size(), 1U);
    Answer old = *plain;
    old.trace.card.storeHash = "another";
    const auto again = whatIf(*toy->engine, *toy->workspace, old, nullptr, change, {});
    ASSERT_TRUE(again.ok()) << again.error().text();
    EXPECT_TRUE(again->askedAgain);
    EXPECT_NEAR(again->logprobChange(), result->logprobChange(), 1e-6);
    change = {};
    change.mode = Mode::ZeroShot;
    const auto off = whatIf(*toy->engine, *toy->workspace, *plain, nullptr, change, {});
    ASSERT_TRUE(off.ok()) << off.error().text();
    EXPECT_TRUE(off->after.trace.layers.empty());
    change.mode = Mode::Atlas;
    EXPECT_FALSE(whatIf(*toy->engine, *toy->workspace, *plain, nullptr, change, {}).ok());
}

/// Under shuffled values the same keys are found and say other things; random vectors name no triple.
TEST(WhatIf, ControlsTakeTheGraphAway) {
    const auto toy = makeToy();
    const auto options = toy->options(Mode::Kblam);
    WhatIfChange change;
    change.control = WhatIfChange::Control::ShuffledValues;
    const auto shuffled = run(*toy, options, change);
    ASSERT_TRUE(shuffled.ok()) << shuffled.error().text();
    EXPECT_NE(shuffled->logprobAfter, shuffled->logprobBefore);
    for (const auto& e : shuffled->after.evidence) {
        const auto row = toy->workspace->row(e.row);
        ASSERT_TRUE(row.ok());
        EXPECT_EQ(e.head, row->name);
    }
    const auto moved = std::ranges::count_if(shuffled->after.evidence, [&](const Evidence& e) {
        return e.value != toy->workspace->row(e.row)->description;
    });
    EXPECT_GT(moved, 0);
    change.control = WhatIfChange::Control::RandomGraph;
    const auto random = run(*toy, options, change);
    ASSERT_TRUE(random.ok()) << random.error().text();
    EXPECT_TRUE(random->after.evidence.empty());
    EXPECT_FALSE(random->after.trace.layers.empty());
    EXPECT_FALSE(run(*toy, toy->options(Mode::InContext), change).ok());
    change.values = {{TripleId(1), "x"}};
    EXPECT_FALSE(run(*toy, options, change).ok());
}

TEST(TokenEffect, SumsToTheScoresOfTheAnswer) {
    const auto toy = makeToy();
    const auto options = toy->options(Mode::Atlas);
    const auto plain = toy->ask(kQuestion, options);
    ASSERT_TRUE(plain.ok());
    const auto effects = measureTokenEffects(*toy->engine, *plain, {});
    ASSERT_TRUE(effects.ok()) << effects.error().text();
    ASSERT_EQ(effects->size(), plain->trace.tokens.size());
    double with = 0.0, without = 0.0;
    for (const auto& effect : *effects) {
        with += effect.with, without += effect.without;
        ASSERT_EQ(effect.choicesWithout.size(), 5U);
        EXPECT_LE(effect.without, effect.choicesWithout.front().logprob + 1e-5);
        EXPECT_NEAR(effect.with, effect.choicesWith.front().logprob, 1e-5) << "greedy";
    }
    std::vector<int> ids;
    for (const auto& token : plain->trace.tokens) ids.push_back(token.id);
    const auto score = [&](Mode mode) {
        return scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion, toy->options(mode), ids, {});
    };
    EXPECT_NEAR(with, *score(Mode::Atlas), 1e-3);
    EXPECT_NEAR(without, *score(Mode::ZeroShot), 1e-3);
    Answer other = *plain;
    other.trace.card.modelHash = "another";
    EXPECT_FALSE(measureTokenEffects(*toy->engine, other, {}).ok());
}

TEST(WhatIf, BadChangesAreErrors) {
    const auto toy = makeToy();
    auto options = toy->options(Mode::Atlas);
    EXPECT_FALSE(run(*toy, options, {}).ok());
    WhatIfChange unknown;
    unknown.values = {{TripleId(9999), "x"}};
    EXPECT_FALSE(run(*toy, options, unknown).ok());
    WhatIfChange empty;
    empty.values = {{TripleId(1), " "}};
    EXPECT_FALSE(run(*toy, options, empty).ok());
    WhatIfChange value;
    value.values = {{TripleId(1), "x"}};
    options.encoder = nullptr;
    const auto without = run(*toy, options, value);
    ASSERT_FALSE(without.ok());
    EXPECT_NE(without.error().message.find("encoder"), std::string::npos);
    EXPECT_FALSE(run(*toy, toy->options(Mode::ZeroShot), value).ok());
    JobContext cancelled;
    cancelled.cancel.cancel();
    WhatIfChange mask;
    mask.masked = {TripleId(1)};
    const auto stopped = whatIf(*toy->engine, *toy->workspace, kQuestion, toy->options(Mode::Atlas), mask, cancelled);
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(ValueOverlay, ReplacesValuesAndNothingElse) {
    const auto toy = makeToy();
    const auto base = toy->workspace->openStore().value();
    Matrix values(1, 24);
    for (std::size_t j = 0; j < 24; ++j) values.row(0)[j] = float(j) / 24.0F;
    const std::vector<LeafId> leaves = {LeafId(7)};
    const auto over = overlayValues(base, leaves, values);
    ASSERT_TRUE(over.ok()) << over.error().text();
    EXPECT_NE((*over)->hash(), base->hash());
    std::vector<float> a(24), b(24);
    for (std::uint32_t leaf = 0; leaf < base->leafCount(); ++leaf) {
        base->key(LeafId(leaf), a), (*over)->key(LeafId(leaf), b);
        EXPECT_EQ(a, b);
        base->value(LeafId(leaf), a), (*over)->value(LeafId(leaf), b);
        EXPECT_EQ(a == b, leaf != 7) << leaf;
    }
    (*over)->value(LeafId(7), b);
    for (std::size_t j = 0; j < 24; ++j) EXPECT_NEAR(b[j], float(j) / 24.0F, 0.005F);
    const std::vector<LeafId> outside = {LeafId(999)};
    EXPECT_FALSE(overlayValues(base, outside, values).ok());
    EXPECT_FALSE(overlayValues(base, leaves, Matrix(1, 23)).ok());
}

} // namespace
} // namespace akv
