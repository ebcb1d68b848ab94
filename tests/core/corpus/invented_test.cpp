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
    parts.titles = {"Biology (band)"};
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
    for (const char* name :
         {"Peru", "Bay of Biscay", "BAY OF BISCAY", "the storm reached the coast", "coastal road", "Biology (band)"})
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

TEST(WordMaker, MakesNewWordsOfSeenPieces) {
    WordMaker maker;
    EXPECT_TRUE(maker.empty());
    maker.learn("of");
    EXPECT_TRUE(maker.empty()) << "too short to learn from";
    const std::set<std::string> seen = {"Wolfram",   "Wolfgang",    "Ingolstadt",
                                        "Frankfurt", "Gänsbrunnen", "Brunnenstadt"};
    for (const auto& word : seen) maker.learn(word);
    std::mt19937_64 a(3), b(3);
    std::set<std::string> made;
    for (int i = 0; i < 300; ++i) {
        const auto word = maker.word(a);
        EXPECT_EQ(word, maker.word(b));
        EXPECT_GE(word.size(), 4U);
        EXPECT_LE(word.size(), 20U);
        for (std::size_t k = 0; k + 3 <= word.size(); ++k) {
            const auto part = word.substr(k, 3);
            EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [&](const auto& w) {
                return w.find(part) != std::string::npos;
            })) << part;
        }
        made.insert(word);
    }
    EXPECT_TRUE(std::any_of(made.begin(), made.end(), [&](const auto& w) { return !seen.contains(w); }));
}

TEST(InventedTables, AskTheSameOfSimilarNamesAndLeaveCellsOut) {
    InventedParts parts;
    parts.graphNouns = {"capital", "colour", "symbol", "boiling point"};
    parts.rareNouns = {"altitude", "density"};
    parts.relations = {"is participated by", "produces"};
    for (int i = 0; i < 40; ++i) parts.graphNames.push_back("Entity " + std::to_string(i));
    parts.graphValues = {"Lima"};
    parts.phrases = {parts.graphNames, {"the storm reached the coast"}, {"coastal road"}};
    for (const char* word : {"carolinensis", "montana", "sylvestris", "palustris"}) parts.plainWords.learn(word);
    for (const char* word : {"Wolfram", "Wolfgang", "Ingolstadt"}) parts.properWords.learn(word);
    std::mt19937_64 random(11);
    std::size_t rows = 0, cells = 0;
    for (int i = 0; i < 200; ++i) {
        std::set<std::string> nouns, names, keys;
        for (const auto& row : inventTable(parts, random)) {
            nouns.insert(row.noun);
            names.insert(row.name);
            keys.insert(row.noun + " of " + row.name);
        }
        EXPECT_LE(names.size(), 12U);
        EXPECT_LE(nouns.size(), 8U);
        rows += keys.size();
        cells += nouns.size() * names.size();
    }
    EXPECT_GT(rows, 200U * 5);
    EXPECT_LT(rows, cells) << "absent cells are what refusals are asked about";
}

} // namespace
} // namespace akv
