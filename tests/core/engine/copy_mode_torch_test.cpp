// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer.h"

#include "tests/support/toy_engine_torch.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "What is the capital of Name3?";

/// A gate that is open as far as `bias` says, whatever the hidden state.
std::unique_ptr<ToyEngine> withGate(float bias) {
    auto made = ToyEngine::make([&](ModelWeights& weights) {
        weights.adapter.copyWeight = at::zeros({weights.config.hidden});
        weights.adapter.copyBias = at::full({1}, bias);
        weights.adapter.copyState = at::zeros({2});
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

/// Whatever the noise of the model says first, an open gate copies everything behind it.
TEST(CopyMode, AnOpenGateSaysTheWordsOfTriples) {
    const auto toy = withGate(30.0F);
    EXPECT_TRUE(toy->engine->info().copyGate);
    const auto answer = toy->ask(kQuestion, keepAll(*toy, Mode::AtlasCopy));
    ASSERT_TRUE(answer.ok()) << answer.error().text();
    ASSERT_GT(answer->tokens.size(), 2U);
    EXPECT_FALSE(answer->tokens[0].copied.has_value()) << "the first token is the model's own";
    const auto period = toy->engine->tokenize("a.").back();
    std::size_t t = 1;
    for (; t < answer->tokens.size() && answer->tokens[t].id != period; ++t) {
        const auto& token = answer->tokens[t];
        ASSERT_TRUE(token.copied.has_value()) << t;
        EXPECT_GT(token.copied->share, 0.99F);
        const auto row = toy->workspace->row(token.copied->row);
        ASSERT_TRUE(row.ok());
        const auto sentence = toy->engine->sentence({row->descriptionType, row->name, row->description});
        ASSERT_TRUE(sentence.ok());
        EXPECT_EQ(sentence->tokens[std::size_t(token.copied->offset)], token.id);
    }
    ASSERT_LT(t, answer->tokens.size()) << "no sentence came to its end";
    EXPECT_TRUE(answer->tokens[t].copied.has_value());
    EXPECT_EQ(answer->trace.tokens[1].copied->leaf,
              toy->engine->store()->leafOf(answer->tokens[1].copied->row).value());
}

/// sigmoid(30) is 1 in fp32: what such a gate leaves to the other tokens must still be a number, also in a file.
TEST(CopyMode, ASureGateLeavesFiniteProbabilities) {
    const auto toy = withGate(30.0F);
    const auto answer = toy->ask(kQuestion, keepAll(*toy, Mode::AtlasCopy));
    ASSERT_TRUE(answer.ok()) << answer.error().text();
    for (const auto& token : answer->trace.tokens)
        for (const auto& [id, logprob] : token.alternatives) EXPECT_TRUE(std::isfinite(logprob)) << id;
    const auto file = std::filesystem::path(testing::TempDir()) / "sure.akvtrace";
    ASSERT_TRUE(saveTrace(answer->trace, file).ok());
    const auto read = loadTrace(file);
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(read->tokens.size(), answer->trace.tokens.size());
}

TEST(CopyMode, HybridCopies) {
    const auto toy = withGate(30.0F);
    auto options = keepAll(*toy, Mode::HybridCopy);
    options.contextTriples = 3;
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok()) << answer.error().text();
    ASSERT_GT(answer->tokens.size(), 1U);
    EXPECT_TRUE(answer->tokens[1].copied.has_value());
    EXPECT_EQ(answer->trace.facts.size(), 3U);
    options.hybridAttention = false; // nothing is attended to, so nothing can be copied
    const auto alone = toy->ask(kQuestion, options);
    ASSERT_TRUE(alone.ok()) << alone.error().text();
    for (const auto& token : alone->tokens) EXPECT_FALSE(token.copied.has_value());
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

/// p of the second token by hand: the gate is a half, the leaf weights come from the trace. The first token is noise,
/// so no sentence is in line and the values begin.
TEST(CopyMode, HalfAGateMixesBothDistributions) {
    const auto toy = withGate(0.0F);
    const auto options = keepAll(*toy, Mode::AtlasCopy);
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok()) << answer.error().text();
    ASSERT_GT(answer->tokens.size(), 1U);
    const LayerRecord& last = *answer->trace.find(1, 2);
    const int first = answer->tokens[0].id, second = answer->tokens[1].id;
    double copied = 0.0;
    const auto n = last.leaf.kept.size();
    for (std::size_t j = 0; j < n; ++j) {
        double weight = 0.0;
        for (int h = 0; h < last.heads; ++h)
            weight +=
                double(last.headWeights[std::size_t(h) * n + j]) / double(last.lambdaKg[std::size_t(h)]) / last.heads;
        const auto row = toy->workspace->row(toy->engine->store()->rowOf(LeafId(last.leaf.kept[j])));
        const auto value = toy->engine->tokenize(row->description);
        ASSERT_NE(first, toy->engine->tokenize("The").front());
        ASSERT_NE(first, value.front());
        if (value.front() == second) copied += weight;
    }
    const auto logOf = [&](const std::vector<int>& ids) {
        const auto score = scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion,
                                       keepAll(*toy, Mode::Atlas), ids, {});
        EXPECT_TRUE(score.ok());
        return *score;
    };
    const double model = logOf({first, second}) - logOf({first});
    EXPECT_NEAR(double(answer->tokens[0].logprob), logOf({first}), 1e-4);
    EXPECT_NEAR(std::exp(double(answer->tokens[1].logprob)), 0.5 * std::exp(model) + 0.5 * copied, 1e-4);
    std::vector<int> ids;
    double sum = 0.0;
    for (const auto& token : answer->tokens) ids.push_back(token.id), sum += double(token.logprob);
    const auto score = scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion, options, ids, {});
    ASSERT_TRUE(score.ok());
    EXPECT_NEAR(*score, sum, 1e-3);
}

/// A toy whose copy gate is closed and whose answer gate refuses unless a kept triple has the question's name.
auto answeringByNames() {
    return ToyEngine::make([](ModelWeights& weights) {
        weights.adapter.copyWeight = at::zeros({weights.config.hidden});
        weights.adapter.copyBias = at::full({1}, -40.0F);
        weights.adapter.copyState = at::zeros({2});
        weights.adapter.answerGate = at::tensor(std::vector<float>{20, 0, 0, -40, 0, 0, 0, 0});
    });
}

/// The gate alone decides the first token: here it refuses unless a kept triple has the question's name.
TEST(CopyMode, TheAnswerGateDecidesBetweenAnswerAndRefusal) {
    auto made = answeringByNames();
    ASSERT_TRUE(made.ok()) << made.error().text();
    const auto toy = std::move(made).value();
    ASSERT_TRUE(toy->engine->info().answerGate);
    const auto refusal = toy->engine->tokenize(toy->engine->info().refusal).front();
    const auto first = [&](const char* question, Mode mode) {
        const auto answer = toy->ask(question, keepAll(*toy, mode));
        EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.error().text());
        return answer->tokens.front();
    };
    EXPECT_EQ(first("What is the capital of Nowhere?", Mode::AtlasCopy).id, refusal);
    EXPECT_NEAR(first("What is the capital of Nowhere?", Mode::AtlasCopy).logprob, 0.0, 1e-5);
    EXPECT_NE(first(kQuestion, Mode::AtlasCopy).id, refusal);
    EXPECT_EQ(first("What is the capital of Nowhere?", Mode::Hybrid).id, refusal);
    EXPECT_NE(first(kQuestion, Mode::Hybrid).id, refusal);
    const auto alone = first("What is the capital of Nowhere?", Mode::Atlas), with = first(kQuestion, Mode::AtlasCopy);
    EXPECT_LT(alone.logprob, -1e-3) << "without copying the language model decides";
    EXPECT_GE(with.logprob, first(kQuestion, Mode::Atlas).logprob - 1e-5) << "what is not refused is shared out";
}

/// A closed copy gate stays open for the sentence of the triple that the question names, once the answer begins as it.
TEST(CopyMode, TheSentenceOfTheNamedTripleIsSaidToItsEnd) {
    auto made = answeringByNames();
    ASSERT_TRUE(made.ok()) << made.error().text();
    const auto toy = std::move(made).value();
    const auto row = toy->workspace->row(RowId(3));
    ASSERT_TRUE(row.ok());
    const std::string question = "What is the " + row->descriptionType + " of " + row->name + "?";
    const auto sentence = toy->engine->sentence({row->descriptionType, row->name, row->description});
    ASSERT_TRUE(sentence.ok());
    GenerateOptions options;
    options.k = PruneK{99, 99, 99};
    options.sentence = [&](LeafId leaf) -> Result<CopySentence> {
        AKV_ASSIGN(const auto r, toy->workspace->row(toy->engine->store()->rowOf(leaf)));
        return toy->engine->sentence({r.descriptionType, r.name, r.description});
    };
    const auto session = toy->engine->createSession();
    const auto score = [&](Mode mode) {
        options.mode = mode;
        const auto whole = session->score(toy->engine->prompt(question), sentence->tokens, options);
        EXPECT_TRUE(whole.ok()) << (whole.ok() ? "" : whole.error().text());
        const auto first = session->score(toy->engine->prompt(question), std::span(sentence->tokens).first(1), options);
        EXPECT_TRUE(first.ok());
        return *whole - *first; // of everything behind the first token
    };
    EXPECT_GT(score(Mode::AtlasCopy), -1e-3);
    EXPECT_LT(score(Mode::Atlas), -1.0) << "the language model alone is noise";
}

/// What stands in the prompt is evidence for the gate and can be copied, also where the last KB layer does not keep it.
TEST(CopyMode, TriplesOfThePromptCountAlsoWhereTheyAreNotKept) {
    auto made = answeringByNames();
    ASSERT_TRUE(made.ok()) << made.error().text();
    const auto toy = std::move(made).value();
    GenerateOptions options;
    options.k = PruneK{1, 1, 1};
    std::set<RowId> asked;
    options.sentence = [&](LeafId leaf) -> Result<CopySentence> {
        AKV_ASSIGN(const auto r, toy->workspace->row(toy->engine->store()->rowOf(leaf)));
        asked.insert(r.id);
        return toy->engine->sentence({r.descriptionType, r.name, r.description});
    };
    const auto session = toy->engine->createSession();
    const auto score = [&](const std::string& question, const std::vector<int>& answer, Mode mode) {
        asked.clear();
        options.mode = mode;
        const auto out = session->score(toy->engine->prompt(question), answer, options);
        EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().text());
        return out.ok() ? *out : 0.0;
    };
    int looked = 0;
    for (std::uint32_t id = 0; id < toy->engine->store()->leafCount(); ++id) {
        const auto row = toy->workspace->row(RowId(id));
        ASSERT_TRUE(row.ok());
        const auto sentence = toy->engine->sentence({row->descriptionType, row->name, row->description});
        ASSERT_TRUE(sentence.ok());
        const std::string question = "What is the " + row->descriptionType + " of " + row->name + "?";
        options.told.clear();
        const double without = score(question, sentence->tokens, Mode::HybridCopy);
        if (without > -15.0 || asked.contains(row->id)) continue; // kept, or named by what is kept
        options.told = {toy->engine->store()->leafOf(row->id)};
        EXPECT_GT(score(question, {sentence->tokens.front()}, Mode::Hybrid), without);
        EXPECT_GT(score(question, sentence->tokens, Mode::HybridCopy) -
                      score(question, {sentence->tokens.front()}, Mode::HybridCopy),
                  -1e-3)
            << question;
        ++looked;
    }
    EXPECT_GT(looked, 3);
}

TEST(CopyMode, MaskedRowsAreNotCopied) {
    const auto toy = withGate(30.0F);
    auto options = keepAll(*toy, Mode::AtlasCopy);
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok());
    ASSERT_GT(answer->tokens.size(), 1U);
    const auto row = toy->workspace->row(answer->tokens[1].copied->row);
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
