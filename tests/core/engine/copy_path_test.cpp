// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/copy_path.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

// "1 2 x 3 value 9": two triples about the same thing, and another one.
const CopySentence kA = {{1, 2, 5, 3, 10, 11, 12, 9}, 4}, kB = {{1, 2, 5, 3, 10, 11, 13, 9}, 4},
                   kC = {{1, 2, 6, 3, 20, 9}, 4};

std::vector<CopyCandidate> candidates() {
    return {{LeafId(5), 0.2F, &kA}, {LeafId(6), 0.3F, &kB}, {LeafId(7), 0.5F, &kC}};
}

TEST(CopyPath, TheFirstTokenIsNotProposed) {
    const auto c = copyDistribution(candidates(), {});
    EXPECT_TRUE(c.tokens.empty());
    EXPECT_FALSE(c.inLine);
}

TEST(CopyPath, SentencesThatBeginAsTheAnswerDoesGoOn) {
    const auto two = copyDistribution(candidates(), std::vector<int>{1, 2});
    ASSERT_EQ(two.tokens.size(), 2U);
    EXPECT_TRUE(two.inLine);
    EXPECT_FLOAT_EQ(two.weight, 1.0F);
    EXPECT_EQ(two.tokens[0].token, 5);
    EXPECT_FLOAT_EQ(two.tokens[0].share, 0.5F);
    EXPECT_EQ(two.tokens[0].leaf, LeafId(6)) << "the stronger of the two";
    EXPECT_EQ(two.tokens[0].offset, 2);
    const auto value = copyDistribution(candidates(), std::vector<int>{1, 2, 5, 3, 10, 11});
    ASSERT_EQ(value.tokens.size(), 2U);
    EXPECT_FLOAT_EQ(value.weight, 0.5F) << "the third sentence is another one";
    EXPECT_EQ(value.tokens[0].token, 12);
    EXPECT_FLOAT_EQ(value.tokens[0].share, 0.4F) << "0.2 of 0.2 + 0.3";
    EXPECT_EQ(value.tokens[1].token, 13);
    EXPECT_EQ(value.tokens[1].offset, 6);
}

TEST(CopyPath, AFullStopInsideAValueDoesNotEndIt) {
    const CopySentence s = {{1, 3, 7, 9, 8, 9}, 2}; // "7 . 8" is the value
    const std::vector<CopyCandidate> one = {{LeafId(1), 1.0F, &s}};
    EXPECT_EQ(copyDistribution(one, std::vector<int>{1, 3, 7, 9}).tokens[0].token, 8);
    EXPECT_TRUE(copyDistribution(one, std::vector<int>{1, 3, 7, 9, 8, 9}).tokens.empty()) << "said to its end";
}

TEST(CopyPath, InOtherWordsOnlyTheValueIsCopied) {
    const auto begun = copyDistribution(candidates(), std::vector<int>{1, 77, 3});
    EXPECT_FALSE(begun.inLine);
    ASSERT_EQ(begun.tokens.size(), 2U);
    EXPECT_EQ(begun.tokens[0].token, 10);
    EXPECT_EQ(begun.tokens[1].token, 20);
    const auto on = copyDistribution(candidates(), std::vector<int>{1, 77, 3, 10, 11});
    ASSERT_EQ(on.tokens.size(), 2U);
    EXPECT_EQ(on.tokens[0].token, 12);
    EXPECT_FLOAT_EQ(on.weight, 0.5F);
    const auto end = copyDistribution(candidates(), std::vector<int>{77, 20});
    ASSERT_EQ(end.tokens.size(), 1U);
    EXPECT_EQ(end.tokens[0].token, 9) << "the full stop behind the value";
}

TEST(CopyPath, ARepeatedBeginningTakesTheLongestMatch) {
    const CopySentence s = {{1, 4, 4, 5, 9}, 1};
    const std::vector<CopyCandidate> one = {{LeafId(1), 1.0F, &s}};
    EXPECT_EQ(copyDistribution(one, std::vector<int>{7, 4, 4, 4}).tokens[0].token, 5);
}

TEST(CopyPath, WithoutWeightOrCandidatesThereIsNothing) {
    EXPECT_TRUE(copyDistribution({}, std::vector<int>{1}).tokens.empty());
    const std::vector<CopyCandidate> none = {{LeafId(1), 0.0F, &kA}};
    EXPECT_TRUE(copyDistribution(none, std::vector<int>{1}).tokens.empty());
}

} // namespace
} // namespace akv
