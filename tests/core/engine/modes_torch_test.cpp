// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer.h"

#include "tests/support/toy_engine_torch.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "the capital of Name3";

class Modes : public testing::Test {
protected:
    static ToyEngine& toy() {
        static const auto made = ToyEngine::make();
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
        return **made;
    }
    static Answer ask(const AskOptions& options) {
        auto answer = toy().ask(kQuestion, options);
        EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.error().text());
        return answer.ok() ? std::move(answer).value() : Answer();
    }
    static std::string errorOf(const AskOptions& options) {
        const auto answer = toy().ask(kQuestion, options);
        EXPECT_FALSE(answer.ok());
        return answer.ok() ? "" : answer.error().message;
    }
};

TEST_F(Modes, NamesComeBack) {
    for (const auto mode :
         {Mode::ZeroShot, Mode::InContext, Mode::Rag, Mode::Kblam, Mode::Atlas, Mode::AtlasCopy, Mode::Hybrid}) {
        const auto parsed = parseMode(modeName(mode));
        ASSERT_TRUE(parsed.ok());
        EXPECT_EQ(*parsed, mode);
    }
    EXPECT_FALSE(parseMode("magic").ok());
}

/// The trainer puts the tokens of the parts one behind the other (core/train/batch.cpp); the prompt must do the same.
TEST_F(Modes, ThePromptIsWrittenAsTheTrainerWritesIt) {
    const auto& engine = *toy().engine;
    const auto pieces = SentencePiece::open(toy().model / "tokenizer.model");
    ASSERT_TRUE(pieces.ok());
    const std::vector<FactText> facts = {{"capital", "Barin", "red stone."}, {"mouth", "Dogal", "old river"}};
    const auto prompt = engine.promptWithFacts(kQuestion, facts);
    ASSERT_TRUE(prompt.ok()) << prompt.error().text();
    std::vector<int> expected = {1};
    const auto add = [&](const std::string& text) {
        for (const int id : (*pieces)->encode(text)) expected.push_back(id);
    };
    for (const auto& fact : facts) {
        expected.push_back(*(*pieces)->id("<fact>"));
        add("The"), add(fact.noun), add("of"), add(fact.name), add("is"), add(fact.value);
        expected.push_back(*(*pieces)->id("."));
    }
    expected.push_back(*(*pieces)->id("<q>"));
    add(kQuestion);
    expected.push_back(*(*pieces)->id("<a>"));
    EXPECT_EQ(*prompt, expected);
    EXPECT_EQ(*engine.promptWithFacts(kQuestion, {}), engine.prompt(kQuestion));
}

TEST_F(Modes, RagTakesTheNearestKeysWithTheirGroups) {
    auto options = toy().options(Mode::Rag);
    const Answer answer = ask(options);
    // The oracle: cosines of the fp32 embeddings. The key "the capital of Name3" has three values.
    const auto query = toy().encoder.encode(std::vector<std::string>{kQuestion}, {});
    const auto [keys, values] = toy().workspace->embeddings().value();
    std::map<std::uint32_t, double> cosine;
    for (std::uint32_t row = 0; row < keys.rows; ++row)
        for (std::size_t j = 0; j < keys.cols; ++j) cosine[row] += double(keys.row(row)[j]) * query->row(0)[j];
    ASSERT_EQ(answer.evidence.size(), std::size_t(kDefaultTriples));
    double last = 2.0;
    for (const auto& e : answer.evidence) {
        EXPECT_TRUE(e.inPrompt);
        EXPECT_NEAR(*e.score, cosine[e.row.value()], 0.02) << "int8 keys";
        EXPECT_LE(*e.score, last);
        last = *e.score;
    }
    for (int i = 0; i < 3; ++i) EXPECT_EQ(answer.evidence[std::size_t(i)].key, "the capital of Name3");
    std::size_t better = 0;
    for (const auto& [row, c] : cosine) better += c > cosine[answer.evidence.back().row.value()] + 0.02;
    EXPECT_LT(better, answer.evidence.size()) << "no key that is clearly nearer was left out";
    EXPECT_TRUE(answer.levels.empty());
    EXPECT_EQ(answer.lambdaKg, 0.0);
    EXPECT_EQ(answer.promptTokens, int(toy().engine->prompt(kQuestion).size()) + answer.context->tokens);
    EXPECT_EQ(answer.prefillTokens, answer.promptTokens);

    options.contextTriples = 1;
    EXPECT_EQ(ask(options).evidence.size(), 3U) << "the group stays whole";
    options.masked = {answer.evidence[0].triple, answer.evidence[1].triple};
    const Answer masked = ask(options);
    ASSERT_EQ(masked.evidence.size(), 1U);
    EXPECT_EQ(masked.evidence[0].triple, answer.evidence[2].triple);
    EXPECT_EQ(masked.context->available, 64U);
}

TEST_F(Modes, RagNeedsTheEncoderOfTheGraph) {
    auto options = toy().options(Mode::Rag);
    options.encoder = nullptr;
    EXPECT_NE(errorOf(options).find("encoder toy"), std::string::npos);
    test::FakeEncoder other(24, "another");
    options.encoder = &other;
    EXPECT_NE(errorOf(options).find("another"), std::string::npos);
}

TEST_F(Modes, IclTakesAllRowsInOrderOrASample) {
    auto options = toy().options(Mode::InContext);
    const Answer sampled = ask(options);
    ASSERT_TRUE(sampled.context->sampled) << "66 lines do not fit 512 tokens";
    EXPECT_EQ(sampled.context->available, 66U);
    EXPECT_EQ(sampled.context->triples, sampled.evidence.size());
    EXPECT_LE(sampled.promptTokens + options.maxTokens, 512);
    EXPECT_GT(sampled.promptTokens + options.maxTokens, 450) << "the context is used";
    const auto rowsOf = [](const Answer& answer) {
        std::vector<std::uint32_t> rows;
        for (const auto& e : answer.evidence) rows.push_back(e.row.value());
        return rows;
    };
    const auto rows = rowsOf(sampled);
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
    EXPECT_EQ(std::set<std::uint32_t>(rows.begin(), rows.end()).size(), rows.size()) << "without replacement";
    EXPECT_EQ(rowsOf(ask(options)), rows) << "seeded";
    options.seed = 1;
    EXPECT_NE(rowsOf(ask(options)), rows);

    options.contextTriples = 4;
    EXPECT_EQ(ask(options).evidence.size(), 4U);
    options.contextTriples = 0;
    for (int id = 1; id <= 60; ++id) options.masked.emplace_back(id);
    const Answer few = ask(options);
    EXPECT_FALSE(few.context->sampled);
    EXPECT_EQ(rowsOf(few), (std::vector<std::uint32_t>{60, 61, 62, 63, 64, 65}));
}

TEST_F(Modes, HybridWritesWhatItsFirstPrefillChose) {
    auto options = toy().options(Mode::Hybrid);
    options.contextTriples = 2;
    const Answer answer = ask(options);
    std::map<std::uint32_t, double> pooled;
    for (const auto& record : answer.trace.selection)
        for (std::size_t j = 0; j < record.leaf.kept.size(); ++j) pooled[record.leaf.kept[j]] += record.leafMass[j];
    ASSERT_FALSE(pooled.empty());
    double most = 0;
    for (const auto& [leaf, score] : pooled) most = std::max(most, score);
    ASSERT_GE(answer.evidence.size(), 2U);
    EXPECT_NEAR(*answer.evidence[0].score, most, 1e-6);
    EXPECT_GE(*answer.evidence[0].score, *answer.evidence[1].score);
    // The selection is what atlaskv's own prefill keeps.
    const Answer plain = ask(toy().options(Mode::Atlas));
    for (const auto& record : answer.trace.selection)
        EXPECT_EQ(record.leaf.kept, plain.trace.find(0, record.layer)->leaf.kept);
    EXPECT_EQ(answer.prefillTokens, answer.promptTokens + int(toy().engine->prompt(kQuestion).size()));
    EXPECT_GT(answer.lambdaKg, 0.0);
    EXPECT_FALSE(answer.levels.empty());
    EXPECT_EQ(answer.trace.promptTokens.size(), std::size_t(answer.promptTokens));

    options.hybridAttention = false;
    const Answer off = ask(options);
    EXPECT_EQ(off.lambdaKg, 0.0);
    EXPECT_TRUE(off.levels.empty());
    ASSERT_EQ(off.evidence.size(), answer.evidence.size());
    EXPECT_EQ(off.evidence[0].row, answer.evidence[0].row);

    options.masked = {answer.evidence[0].triple};
    for (const auto& e : ask(options).evidence) EXPECT_NE(e.triple, answer.evidence[0].triple);
}

TEST_F(Modes, EvidenceSaysWhereTheWordsAreFrom) {
    const Answer answer = ask(toy().options(Mode::Rag));
    for (const auto& e : answer.evidence) {
        EXPECT_DOUBLE_EQ(e.overlap, tokenF1(valuePart(answer.text), e.value));
        EXPECT_EQ(e.used(), e.overlap >= 0.5);
    }
}

TEST_F(Modes, ScoringRepeatsTheAnswer) {
    for (const auto mode : {Mode::ZeroShot, Mode::InContext, Mode::Rag, Mode::Kblam, Mode::Atlas, Mode::Hybrid}) {
        const auto options = toy().options(mode);
        const Answer answer = ask(options);
        double expected = 0;
        std::vector<int> ids;
        for (const auto& token : answer.tokens) ids.push_back(token.id), expected += double(token.logprob);
        const auto score =
            scoreAnswer(*toy().engine, *toy().session, toy().workspace.get(), kQuestion, options, ids, {});
        ASSERT_TRUE(score.ok()) << score.error().text();
        EXPECT_NEAR(*score, expected, 1e-3) << modeName(mode);
    }
}

TEST_F(Modes, TracesKeepThePromptsTriples) {
    const Answer answer = ask(toy().options(Mode::Hybrid));
    const auto file = toy().folder.path() / "hybrid.akvtrace";
    ASSERT_TRUE(saveTrace(answer.trace, file).ok());
    const auto back = loadTrace(file);
    ASSERT_TRUE(back.ok()) << back.error().text();
    ASSERT_EQ(back->facts.size(), answer.evidence.size());
    EXPECT_EQ(back->facts[0].score, answer.evidence[0].score);
    EXPECT_EQ(back->selection.size(), answer.trace.selection.size());
    EXPECT_TRUE(back->leaves.contains(back->facts[0].leaf));
}

TEST_F(Modes, WithoutAGraphTheyAreErrors) {
    const auto engine = Engine::load(toy().model, nullptr);
    ASSERT_TRUE(engine.ok());
    const auto session = (*engine)->createSession();
    for (const auto mode : {Mode::InContext, Mode::Rag, Mode::Kblam, Mode::Atlas, Mode::Hybrid}) {
        const auto answer = akv::ask(**engine, *session, nullptr, kQuestion, toy().options(mode), {});
        ASSERT_FALSE(answer.ok());
        EXPECT_NE(answer.error().message.find("needs a prepared workspace"), std::string::npos);
    }
}

} // namespace
} // namespace akv
