// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/kg2kv/noun_table.h"
#include "core/kg2kv/synthetic.h"
#include "core/workspace/pipeline.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <set>

namespace akv {
namespace {

using test::TempFolder;

TEST(NounTable, ReadsNounsOutOfReplies) {
    EXPECT_EQ(nounInReply("participant"), "participant");
    EXPECT_EQ(nounInReply("  \"The founding member\".\nBecause it is passive."), "founding member");
    EXPECT_EQ(nounInReply("**author**"), "author");
    EXPECT_EQ(nounInReply(""), "");
    EXPECT_EQ(nounInReply("\n"), "");
    EXPECT_EQ(nounInReply("I am sorry, but I cannot tell you that"), "");
    EXPECT_EQ(nounInReply("bad \xFF bytes"), "");
}

TEST(NounTable, SurvivesItsFile) {
    TempFolder folder;
    NounTable table;
    table.model = "m";
    table.set("is founded by", MaskedSide::Tail, "founder");
    table.set("is founded by", MaskedSide::Head, "foundation");
    ASSERT_TRUE(table.write(folder.path() / "nouns.json").ok());
    const auto back = NounTable::read(folder.path() / "nouns.json");
    ASSERT_TRUE(back.ok()) << back.error().text();
    EXPECT_EQ(back->size(), 2U);
    EXPECT_EQ(*back->find("is founded by", MaskedSide::Head), "foundation");
    EXPECT_EQ(back->find("founds", MaskedSide::Head), nullptr);
    EXPECT_FALSE(NounTable::read(folder.file("bad.json", "{\"model\": 1}")).ok());
    EXPECT_FALSE(NounTable::read(folder.path() / "missing.json").ok());
}

TEST(NounTable, RowsTakeItsNounsAndTheRulesTheRest) {
    TempFolder folder;
    auto workspace = std::move(Workspace::openOrCreate(folder.path() / "w.akv")).value();
    const auto source = folder.file("g.tsv", "a\tis founded by\tb\na\tcapital\tc\n");
    ASSERT_TRUE(importSources(*workspace, std::span(&source, 1), {}, {}).ok());
    Kg2kvOptions options;
    options.nouns = Kg2kvOptions::Nouns::Endpoint;
    const auto none = buildRows(*workspace, options, {});
    EXPECT_FALSE(none.ok()) << "there is no table yet";
    NounTable table;
    table.set("is founded by", MaskedSide::Tail, "originator");
    ASSERT_TRUE(table.write(workspace->folder() / "nouns.json").ok());
    const auto report = buildRows(*workspace, options, {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    const auto rows = workspace->rows(0, 10);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[0].descriptionType, "originator");
    EXPECT_EQ((*rows)[0].nounSource, NounSource::Endpoint);
    EXPECT_EQ((*rows)[1].descriptionType, "capital");
    EXPECT_NE((*rows)[1].nounSource, NounSource::Endpoint);
    EXPECT_EQ(report->nounSources.at("endpoint"), 1U);
    EXPECT_EQ(kg2kvOptionsOf(workspace->manifest()).nouns, Kg2kvOptions::Nouns::Endpoint) << "an edit keeps them";
}

TEST(Synthetic, IsSeededAndItsNamesDoNotRepeat) {
    const auto triples = syntheticTriples(3001, 5);
    ASSERT_EQ(triples.size(), 3001U);
    std::set<std::string> names, relations;
    for (const auto& t : triples) {
        names.insert(t.head), relations.insert(t.relation);
        EXPECT_FALSE(t.tail.empty());
    }
    EXPECT_EQ(names.size(), 1001U);
    EXPECT_EQ(relations, (std::set<std::string>{"description", "objectives", "purpose"}));
    const auto again = syntheticTriples(30, 5), other = syntheticTriples(30, 6);
    for (std::size_t i = 0; i < 30; ++i) EXPECT_EQ(again[i].tail, triples[i].tail);
    EXPECT_NE(other[0].head, again[0].head);
    EXPECT_EQ(syntheticTriples(0, 1).size(), 0U);
}

TEST(Synthetic, BecomesRows) {
    TempFolder folder;
    auto workspace = std::move(Workspace::openOrCreate(folder.path() / "w.akv")).value();
    const auto triples = syntheticTriples(300, 1);
    const auto report = importTriples(*workspace, triples, "synthetic", {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->kept, 300U);
    const auto rows = buildRows(*workspace, {}, {});
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(rows->accepted, 300U);
    EXPECT_EQ(rows->groups, 300U);
    EXPECT_EQ(importTriples(*workspace, triples, "synthetic", {})->kept, 0U) << "the same triples again";
}

} // namespace
} // namespace akv
