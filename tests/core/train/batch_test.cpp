// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch.h"

#include "tests/support/toy_training.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace akv {
namespace {

/// What stands between the fact marks of an example's prompt, without the value.
std::vector<std::string> factsOf(const Batch& batch, std::int64_t example, const ChatTokens& chat,
                                 const SentencePiece& pieces) {
    std::vector<std::string> out;
    std::vector<int> open;
    const auto close = [&] {
        if (open.empty()) return;
        const auto text = pieces.decode(open);
        out.push_back(text.substr(0, text.find(" is ")));
        open.clear();
    };
    bool inside = false;
    for (std::int64_t t = 0; t < batch.length; ++t) {
        const auto id = batch.ids[std::size_t(example * batch.length + t)];
        if (id == chat.fact || id == chat.question) {
            close();
            inside = id == chat.fact;
        } else if (inside) {
            open.push_back(int(id));
        }
    }
    return out;
}

struct Prompts {
    int examples = 0, distinct = 0, sameName = 0, with = 0;
};

/// Prompts with facts of 60 batches; `sameName`: two other facts or more share the name that is asked for.
Prompts countPrompts(const BatchMaker& maker, const ChatTokens& chat, const SentencePiece& pieces) {
    Prompts out;
    for (std::uint64_t step = 0; step < 60; ++step) {
        const Batch batch = maker.train(step, 0, 8, 20);
        for (std::int64_t b = 0; b < batch.examples; ++b) {
            const auto facts = factsOf(batch, b, chat, pieces);
            ++out.examples;
            out.distinct += std::set(facts.begin(), facts.end()).size() == facts.size();
            out.with += !facts.empty();
            std::map<std::string, int> names;
            for (const auto& fact : facts) ++names[fact.substr(fact.find(" of "))];
            out.sameName += std::any_of(names.begin(), names.end(), [](const auto& n) { return n.second >= 3; });
        }
    }
    return out;
}

TEST(BatchMaker, PromptsWithFactsHoldLookAlikesAsRetrievalFindsThem) {
    const auto data = std::filesystem::path(testing::TempDir()) / "batch_data";
    ASSERT_TRUE(test::writeToyTraining(data).ok());
    const auto folder = TrainingFolder::load(data);
    const auto pieces = SentencePiece::open(data / "tokenizer.model");
    ASSERT_TRUE(folder.ok() && pieces.ok());
    const auto chat = chatTokens(**pieces);
    ASSERT_TRUE(chat.ok());
    auto config = test::toyConfig(data, data / "out");
    config.textShare = config.questionShare = 0;
    config.contextShare = 1;
    const BatchMaker maker(*folder, *chat, (*pieces)->encode("I cannot say."), config);
    const auto seen = countPrompts(maker, *chat, **pieces);
    EXPECT_EQ(seen.examples, 60 * 4);
    EXPECT_EQ(seen.with, seen.examples) << "no prompt without facts";
    EXPECT_EQ(seen.distinct, seen.examples) << "no fact twice";
    // Three facts about one entity (of the four there are): rows of this folder drawn at random hardly ever give that.
    EXPECT_GT(seen.sameName, seen.examples / 5);
    EXPECT_LT(seen.sameName, seen.examples * 9 / 10) << "not all prompts are of the hard kind";
    const Batch again = maker.train(7, 0, 8, 20);
    EXPECT_EQ(again.ids, maker.train(7, 0, 8, 20).ids) << "the same step gives the same batch";
}

} // namespace
} // namespace akv
