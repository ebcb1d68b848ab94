// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/workspace/row_review.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <numeric>

namespace akv {
namespace {

TEST(RowReview, NounsKeysAndClustersAreThoseOfTheRows) {
    test::TempFolder folder;
    auto opened = Workspace::openOrCreate(folder.path() / "w.akv");
    ASSERT_TRUE(opened.ok());
    auto& workspace = **opened;
    EXPECT_TRUE(reviewRows(workspace, 10, {})->nouns.empty()) << "no rows yet is no error";
    std::string text = "head\trelation\ttail\n";
    for (int i = 0; i < 40; ++i) text += "c" + std::to_string(i) + "\tis governed by\tp" + std::to_string(i) + "\n";
    text += "c1\tis governed by\tq\nc1\tis governed by\tr\nc2\tcapital\tx\nbroken, \"line\"\n";
    const auto source = folder.file("s.tsv", text);
    const auto imported = importSources(workspace, std::span(&source, 1), {}, {});
    ASSERT_TRUE(imported.ok());
    ASSERT_TRUE(writeRejections(*imported, folder.path() / "r.csv").ok());
    EXPECT_EQ(*readFile(folder.path() / "r.csv"),
              "line,reason,record\n45,\"3 columns expected, 1 found\",\"broken, \"\"line\"\"\"\n");
    ASSERT_TRUE(buildRows(workspace, {}, {}).ok());
    auto review = reviewRows(workspace, 10, {});
    ASSERT_TRUE(review.ok()) << review.error().text();
    ASSERT_EQ(review->nouns.size(), 2U);
    EXPECT_EQ(review->nouns[0].relation, "is governed by");
    EXPECT_EQ(review->nouns[0].rows, 42U);
    ASSERT_EQ(review->groups.size(), 1U);
    EXPECT_EQ(review->groups[0].rows, 3U);
    EXPECT_EQ(review->groups[0].values, (std::vector<std::string>{"p1", "q", "r"}));
    EXPECT_TRUE(review->clusterSizes.empty());

    EXPECT_FALSE(chooseNoun(workspace, "is governed by", MaskedSide::Tail, "one two three four five six").ok());
    ASSERT_TRUE(chooseNoun(workspace, "is governed by", MaskedSide::Tail, " ruling  prince ").ok());
    EXPECT_EQ(reviewRows(workspace, 10, {})->nouns[0].chosen, "ruling prince");
    ASSERT_TRUE(buildRows(workspace, {}, {}).ok());
    review = reviewRows(workspace, 10, {});
    EXPECT_EQ(review->nouns[0].noun, "ruling prince");
    EXPECT_EQ(review->nouns[0].source, NounSource::User);
    EXPECT_EQ(review->nouns[0].chosen, "");
    test::FakeEncoder encoder;
    ASSERT_TRUE(embedRows(workspace, encoder, {}).ok());
    ASSERT_TRUE(buildStore(workspace, LeafType::Int8, {}).ok());
    review = reviewRows(workspace, 10, {});
    EXPECT_EQ(std::accumulate(review->clusterSizes.begin(), review->clusterSizes.end(), 0U), workspace.manifest().rows);
    ASSERT_TRUE(chooseNoun(workspace, "is governed by", MaskedSide::Tail, "").ok()) << "back to the rules";
    ASSERT_TRUE(buildRows(workspace, {}, {}).ok());
    EXPECT_NE(reviewRows(workspace, 10, {})->nouns[0].source, NounSource::User);
}

} // namespace
} // namespace akv
