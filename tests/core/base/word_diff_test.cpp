// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/word_diff.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using Kind = WordChange::Kind;

TEST(WordDiff, AReplacedWordIsRemovedThenAdded) {
    const std::vector<WordChange> expected = {
        {Kind::Same, "It"}, {Kind::Same, "is"}, {Kind::Removed, "Paris."}, {Kind::Added, "Lyon."}};
    EXPECT_EQ(wordChanges("It is Paris.", "It  is\nLyon."), expected);
}

TEST(WordDiff, BothTextsCanBeReadOffIt) {
    const std::string a = "a b c d e f g", b = "b x d e y g h";
    std::string before, after;
    for (const auto& change : wordChanges(a, b)) {
        if (change.kind != Kind::Added) before += (before.empty() ? "" : " ") + change.word;
        if (change.kind != Kind::Removed) after += (after.empty() ? "" : " ") + change.word;
    }
    EXPECT_EQ(before, a);
    EXPECT_EQ(after, b);
}

TEST(WordDiff, EmptyAndLongTexts) {
    EXPECT_TRUE(wordChanges("", " \n").empty());
    EXPECT_EQ(wordChanges("", "x"), (std::vector<WordChange>{{Kind::Added, "x"}}));
    EXPECT_EQ(wordChanges("a b c", "a b d", 2).size(), 2U);
}

} // namespace
} // namespace akv
