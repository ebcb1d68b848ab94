// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/training_words.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {

namespace {

using test::TempFolder;

TEST(TrainingWords, CountsTheValuesThatHoldAWord) {
    std::vector<std::string> values;
    for (int i = 0; i < 5; ++i) values.push_back("Port of Kobe " + std::string(std::size_t(i), 'x'));
    values.push_back(values.back());    // the same value again counts once
    values.push_back("kobe, KOBE (b)"); // a word twice in one value counts once
    EXPECT_EQ(valueWordList(values), "kobe\t6\nof\t5\nport\t5\n");
    EXPECT_EQ(nounList(std::vector<std::string>{"team", "capital", "team"}), "capital\nteam\n");
}

TEST(TrainingWords, TheRarestWordOfAValueCounts) {
    TempFolder folder;
    folder.file("nouns.txt", "Capital\n\nteam\n");
    folder.file("value_words.txt", "kobe\t6\nport\t80\n");
    const auto words = TrainingWords::read(folder.path());
    ASSERT_TRUE(words.ok()) << words.error().text();
    EXPECT_EQ(words->nounSeen("capital"), true);
    EXPECT_EQ(words->nounSeen("mayor"), false);
    EXPECT_FALSE(words->nounSeen(""));
    EXPECT_EQ(words->rarestWord("Port Kobe"), 6U);
    EXPECT_EQ(words->rarestWord("port PORT"), 80U);
    EXPECT_EQ(words->rarestWord("Port Tsugaru"), 0U);
    EXPECT_FALSE(words->rarestWord("?"));
}

TEST(TrainingWords, WithoutListsNothingIsKnownAndABadLineIsNamed) {
    TempFolder folder;
    const auto none = TrainingWords::read(folder.path());
    ASSERT_TRUE(none.ok());
    EXPECT_FALSE(none->nounSeen("capital") || none->rarestWord("Kobe"));
    folder.file("value_words.txt", "kobe\t6\nport\n");
    const auto bad = TrainingWords::read(folder.path());
    ASSERT_FALSE(bad.ok());
    for (const char* part : {"value_words.txt", "'port'", "a tab"})
        EXPECT_NE(bad.error().text().find(part), std::string::npos) << bad.error().text();
}

} // namespace

} // namespace akv
