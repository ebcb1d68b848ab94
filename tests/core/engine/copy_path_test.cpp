// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/copy_path.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

constexpr int kPeriod = 9;
const std::vector<int> kA = {10, 11, 12}, kB = {10, 11, 13}, kC = {20};

std::vector<CopyCandidate> candidates() {
    return {{LeafId(5), 0.2F, kA}, {LeafId(6), 0.3F, kB}, {LeafId(7), 0.5F, kC}};
}

TEST(CopyPath, BeginsWithTheFirstTokensOfAllValues) {
    const auto c = copyDistribution(candidates(), std::vector<int>{1, 2, 3}, kPeriod);
    ASSERT_EQ(c.size(), 2U);
    EXPECT_EQ(c[0].token, 10);
    EXPECT_FLOAT_EQ(c[0].share, 0.5F);
    EXPECT_EQ(c[0].leaf, LeafId(6)) << "the stronger of the two";
    EXPECT_EQ(c[0].offset, 0);
    EXPECT_EQ(c[1].token, 20);
    EXPECT_FLOAT_EQ(c[1].share, 0.5F);
}

TEST(CopyPath, OnlyTheValuesThatWereBegunGoOn) {
    const auto c = copyDistribution(candidates(), std::vector<int>{1, 10, 11}, kPeriod);
    ASSERT_EQ(c.size(), 2U);
    EXPECT_EQ(c[0].token, 12);
    EXPECT_FLOAT_EQ(c[0].share, 0.4F) << "0.2 of 0.2 + 0.3";
    EXPECT_EQ(c[1].token, 13);
    EXPECT_EQ(c[1].offset, 2);
}

TEST(CopyPath, ASaidValueEndsWithThePeriod) {
    const auto c = copyDistribution(candidates(), std::vector<int>{20}, kPeriod);
    ASSERT_EQ(c.size(), 1U);
    EXPECT_EQ(c[0].token, kPeriod);
    EXPECT_FLOAT_EQ(c[0].share, 1.0F);
    EXPECT_EQ(c[0].offset, 1);
}

TEST(CopyPath, ARepeatedBeginningTakesTheLongestMatch) {
    const std::vector<int> value = {4, 4, 5};
    const std::vector<CopyCandidate> one = {{LeafId(1), 1.0F, value}};
    EXPECT_EQ(copyDistribution(one, std::vector<int>{4, 4, 4}, kPeriod)[0].offset, 2);
    EXPECT_EQ(copyDistribution(one, std::vector<int>{4, 4, 4}, kPeriod)[0].token, 5);
}

TEST(CopyPath, WithoutWeightOrCandidatesThereIsNothing) {
    EXPECT_TRUE(copyDistribution({}, std::vector<int>{1}, kPeriod).empty());
    const std::vector<CopyCandidate> none = {{LeafId(1), 0.0F, kA}};
    EXPECT_TRUE(copyDistribution(none, {}, kPeriod).empty());
}

} // namespace
} // namespace akv
