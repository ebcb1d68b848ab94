// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/invented.h"

#include "core/corpus/training_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace akv {
namespace {

TEST(Phrases, NamesClausesAndGroupsOfAParagraph) {
    Phrases out;
    collectPhrases(
        "In 1869 Dmitri Mendeleev published the first periodic table. The Bay of Biscay lies north of Spain, "
        "and a very long coastal road, it follows. Short one.",
        60, out);
    const auto has = [](const std::vector<std::string>& all, const char* text) {
        return std::find(all.begin(), all.end(), text) != all.end();
    };
    EXPECT_TRUE(has(out.names, "Dmitri Mendeleev"));
    EXPECT_TRUE(has(out.names, "The Bay of Biscay"));
    EXPECT_TRUE(has(out.names, "Spain"));
    EXPECT_TRUE(has(out.groups, "first periodic table"));
    EXPECT_TRUE(has(out.groups, "very long coastal road"));
    EXPECT_TRUE(has(out.clauses, "In 1869 Dmitri Mendeleev published the first periodic table"));
    EXPECT_TRUE(has(out.clauses, "The Bay of Biscay lies north of Spain"));
    EXPECT_FALSE(has(out.names, "Short")) << "a sentence's first word alone is no name";
    for (const auto* list : {&out.names, &out.clauses, &out.groups})
        for (const auto& text : *list) EXPECT_LE(text.size(), 60U);
}

TEST(InventedRows, UseAllPartsAndAreTheSameForTheSameSeed) {
    InventedParts parts;
    parts.graphNouns = {"capital"};
    parts.rareNouns = {"altitude"};
    parts.relations = {"is participated by"};
    parts.graphNames = {"Peru"};
    parts.graphValues = {"Lima"};
    parts.phrases = {{"Bay of Biscay"}, {"the storm reached the coast"}, {"coastal road"}};
    std::mt19937_64 a(5), b(5);
    std::set<std::string> nouns, names, values;
    for (int i = 0; i < 500; ++i) {
        const auto row = inventRow(parts, a), same = inventRow(parts, b);
        EXPECT_EQ(row.name + row.noun + row.value, same.name + same.noun + same.value);
        nouns.insert(row.noun);
        names.insert(row.name);
        values.insert(row.value);
        EXPECT_EQ(row.relation.empty(), row.noun != "participant");
    }
    EXPECT_EQ(nouns, (std::set<std::string>{"altitude", "capital", "participant"}));
    for (const char* name : {"Peru", "Bay of Biscay", "BAY OF BISCAY", "the storm reached the coast", "coastal road"})
        EXPECT_TRUE(names.contains(name)) << name;
    EXPECT_TRUE(values.contains("Lima"));
    EXPECT_GT(values.size(), 20U) << "numbers are made up anew each time";
}

TEST(TrainingFolder, RowsKeepRelationAndClusterAndBadOnesAreRefused) {
    TrainingFolder out;
    out.width = 2;
    out.encoder = "toy";
    out.sources = {"toy"};
    out.sourceWeight = {1.0F};
    out.tokens = {1, 2, 3};
    out.tokenBegin = {0, 1, 2, 3};
    out.valueString = {2};
    out.valueCodes = {1, 2};
    out.valueScale = {1.0F};
    out.keyCodes = {3, 4, 5, 6};
    out.keyScale = {1.0F, 0.5F};
    out.rows = {{0, 1, 2, 0, 1, 0, RowSplit::Train, 2, 1}, {0, 1, 2, 0, 1, 0, RowSplit::Train}};
    out.clusters = 2;
    out.templates = {{5, TrainingFolder::kNounSlot}};
    out.relationTemplates = {{TrainingFolder::kRelationSlot}};
    const auto folder = std::filesystem::path(testing::TempDir()) / "folder_rows";
    ASSERT_TRUE(out.save(folder).ok());
    const auto loaded = TrainingFolder::load(folder);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    EXPECT_EQ(loaded->rows[0].relation, 2U);
    EXPECT_EQ(loaded->rows[0].cluster, 1U);
    EXPECT_EQ(loaded->rows[1].relation, TrainingRow::kNoString);
    EXPECT_EQ(loaded->relationTemplates.front().front(), TrainingFolder::kRelationSlot);
    out.rows[0].cluster = 2;
    ASSERT_TRUE(out.save(folder).ok());
    const auto bad = TrainingFolder::load(folder);
    ASSERT_FALSE(bad.ok());
    EXPECT_NE(bad.error().message.find("row 0"), std::string::npos);
}

} // namespace
} // namespace akv
