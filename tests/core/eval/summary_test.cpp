// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/report.h"
#include "core/eval/run_folder.h"
#include "core/eval/shared_corpus.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace akv {
namespace {

using test::TempFolder;
using Json = nlohmann::ordered_json;

EvalItem itemOf(std::uint64_t seed, std::optional<double> rank, bool exact) {
    EvalItem item;
    item.mode = "atlaskv", item.size = 100, item.seed = seed;
    item.question = "What is the capital of Peru?", item.key = "the capital of Peru", item.gold = "Lima";
    item.noun = "capital";
    item.k = {3, 12, 8};
    item.rank = GoldRank{rank, rank};
    item.rankByLayer[2] = {rank, std::optional<double>()};
    item.answer = "Lima", item.generated = true;
    item.em = exact, item.f1 = exact, item.match = 0.5;
    item.evidence = {{"the capital of Peru", "Lima", 0.75, true}};
    item.timeToFirstToken = 0.02, item.tokensPerSecond = 100;
    item.promptTokens = 9, item.kgBytes = 1000;
    return item;
}

EvalItem unanswerable(std::uint64_t seed, bool refused) {
    EvalItem item = itemOf(seed, {}, false);
    item.answerable = false, item.refused = refused;
    item.rank.reset(), item.rankByLayer.clear(), item.em.reset(), item.f1.reset(), item.match.reset();
    return item;
}

TEST(EvalItems, SurviveTheFile) {
    TempFolder folder;
    auto full = itemOf(7, 1.5, true);
    full.nounSeen = false, full.rarestWord = 7, full.judge = 0.25, full.logprob = -1.5, full.generation = 2;
    full.rankByLayer[4] = {2.0, 3.0};
    const std::vector<EvalItem> items = {full, itemOf(1, {}, false), unanswerable(2, true)};
    ASSERT_TRUE(writeItems(folder.path() / "a.jsonl", items).ok());
    const auto back = readItems(folder.path() / "a.jsonl");
    ASSERT_TRUE(back.ok()) << back.error().text();
    ASSERT_EQ(back->size(), 3U);
    for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(itemToLine((*back)[i]), itemToLine(items[i]));
    EXPECT_EQ((*back)[0].rank->strict, 1.5);
    EXPECT_TRUE((*back)[1].rank && !(*back)[1].rank->strict);
    EXPECT_FALSE((*back)[2].rank);
    const auto damaged = readItems(folder.file("b.jsonl", itemToLine(full) + "\n{\"mode\": 3}\n"));
    ASSERT_FALSE(damaged.ok());
    EXPECT_NE(damaged.error().text().find("line 2"), std::string::npos);
}

TEST(Summary, MeansOverSeedsByHand) {
    // Seed 0: ranks 1, 3, pruned away, 1.5 -> ACC@1 1/4, ACC@5 3/4. Seed 1: 1, 1 -> 1, 1.
    const std::vector<std::vector<EvalItem>> seeds = {
        {itemOf(0, 1.0, true), itemOf(0, 3.0, false), itemOf(0, {}, false), itemOf(0, 1.5, false),
         unanswerable(0, true), unanswerable(0, false)},
        {itemOf(1, 1.0, true), itemOf(1, 1.0, true), unanswerable(1, true), unanswerable(1, true)}};
    const auto r = summarise(seeds);
    ASSERT_TRUE(r.ok()) << r.error().text();
    EXPECT_EQ(r->questions, 6U);
    EXPECT_EQ(r->unanswerable, 4U);
    EXPECT_EQ(r->seedCount, 2);
    EXPECT_NEAR(r->figures.at("acc1").mean, (0.25 + 1) / 2, 1e-12);
    EXPECT_NEAR(r->figures.at("acc5").mean, (0.75 + 1) / 2, 1e-12);
    EXPECT_NEAR(r->figures.at("em").mean, (0.25 + 1) / 2, 1e-12);
    EXPECT_NEAR(r->figures.at("acc1").half, 12.706 * 0.75 / 2, 1e-9);
    EXPECT_NEAR(r->figures.at("refusal_recall").mean, (0.5 + 1) / 2, 1e-12);
    EXPECT_EQ(r->figures.at("refusal_precision").mean, 1.0);
    EXPECT_FALSE(r->figures.contains("judge"));
    ASSERT_TRUE(r->byLayer.contains(2));
    EXPECT_NEAR(r->byLayer.at(2).at("acc1").mean, r->figures.at("acc1").mean, 1e-12);
    EXPECT_EQ(r->byLayer.at(2).at("acc1_set").mean, 0.0);
    EXPECT_EQ(r->cost.at("prompt_tokens").mean, 9.0);
}

TEST(Summary, WrongRefusalsLowerPrecision) {
    auto wrong = itemOf(0, 1.0, false);
    wrong.refused = true;
    const std::vector<std::vector<EvalItem>> seeds = {{wrong, unanswerable(0, true), unanswerable(0, false)}};
    const auto r = summarise(seeds);
    ASSERT_TRUE(r.ok());
    EXPECT_EQ(r->figures.at("refusal_precision").mean, 0.5);
    EXPECT_EQ(r->figures.at("refusal_recall").mean, 0.5);
}

TEST(Summary, GenerationsCountForAnswersAndNotForRanks) {
    std::vector<EvalItem> items;
    for (int g = 0; g < 4; ++g) {
        items.push_back(itemOf(0, g == 0 ? 1.0 : 2.0, g % 2 == 0));
        items.back().generation = g, items.back().judge = g % 2 == 0 ? 0.9 : 0.1;
    }
    const std::vector<std::vector<EvalItem>> seeds = {items};
    const auto r = summarise(seeds);
    ASSERT_TRUE(r.ok());
    EXPECT_EQ(r->generations, 4);
    EXPECT_EQ(r->questions, 1U);
    EXPECT_EQ(r->figures.at("acc1").mean, 1.0);
    EXPECT_EQ(r->figures.at("em").mean, 0.5);
    EXPECT_NEAR(r->figures.at("judge").mean, 0.5, 1e-12);
    EXPECT_EQ(r->figures.at("judge_em_agreement").mean, 1.0);
    // Four runs of 0.9, 0.1, 0.9, 0.1: standard deviation 0.4619, over sqrt(4).
    EXPECT_NEAR(*r->judgeStandardError, std::sqrt(4 * 0.16 / 3) / 2, 1e-12);
}

TEST(Summary, NounsSeenAndUnseenApart) {
    auto seen = itemOf(0, 1.0, true), unseen = itemOf(0, 4.0, false);
    seen.nounSeen = true, unseen.nounSeen = false;
    const std::vector<std::vector<EvalItem>> seeds = {{seen, seen, unseen}};
    const auto r = summarise(seeds);
    ASSERT_TRUE(r.ok());
    ASSERT_EQ(r->parts.size(), 2U);
    EXPECT_EQ(r->parts[0].name, "nouns_seen");
    EXPECT_EQ(r->parts[0].questions, 2U);
    EXPECT_EQ(r->parts[0].figures.at("acc1").mean, 1.0);
    EXPECT_EQ(r->parts[1].name, "nouns_unseen");
    EXPECT_EQ(r->parts[1].figures.at("acc1").mean, 0.0);
    EXPECT_EQ(r->parts[1].figures.at("acc5").mean, 1.0);
}

TEST(Summary, ValuesByTheirRarestWordInTraining) {
    auto common = itemOf(0, 1.0, true), uncommon = common, rare = common, none = common;
    common.rarestWord = 50, uncommon.rarestWord = 49, rare.rarestWord = 4;
    common.em = 1.0, uncommon.em = 0.5, rare.em = 0.0;
    const std::vector<std::vector<EvalItem>> seeds = {{rare, none, uncommon, common, common}};
    const auto r = summarise(seeds);
    ASSERT_TRUE(r.ok());
    ASSERT_EQ(r->parts.size(), 3U);
    const std::tuple<const char*, std::uint64_t, double> expected[] = {
        {"value_words_common", 2, 1.0}, {"value_words_uncommon", 1, 0.5}, {"value_words_rare", 1, 0.0}};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(r->parts[i].name, std::get<0>(expected[i]));
        EXPECT_EQ(r->parts[i].questions, std::get<1>(expected[i]));
        EXPECT_EQ(r->parts[i].figures.at("em").mean, std::get<2>(expected[i]));
    }
}

TEST(Summary, NotANumberIsAnErrorThatNamesIt) {
    auto bad = itemOf(3, 1.0, false);
    bad.f1 = std::numeric_limits<double>::quiet_NaN();
    const std::vector<std::vector<EvalItem>> seeds = {{itemOf(3, 1.0, true), bad}};
    const auto r = summarise(seeds);
    ASSERT_FALSE(r.ok());
    for (const char* part : {"f1", "Peru", "atlaskv", "100", "seed 3"})
        EXPECT_NE(r.error().text().find(part), std::string::npos) << r.error().text();
    bad.f1 = 0.0, bad.logprob = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(checkFinite(bad).ok());
}

TEST(RunFolder, GoesOnWithTheSameConfigurationOnly) {
    TempFolder folder;
    const Json first = {{"k", "auto"}, {"metrics", {"acc", "em"}}, {"temperature", 0.1}};
    const auto run = RunFolder::open(folder.path() / "out", first);
    ASSERT_TRUE(run.ok()) << run.error().text();
    const CellId cell{"atlaskv", 100, 3, {}}, other{"atlaskv", 100, 3, "k1-2-3"};
    EXPECT_FALSE(run->has(cell));
    ASSERT_TRUE(run->write(cell, {itemOf(3, 1.0, true)}).ok());
    const auto again = RunFolder::open(folder.path() / "out", first);
    ASSERT_TRUE(again.ok()) << again.error().text();
    EXPECT_TRUE(again->has(cell));
    EXPECT_FALSE(again->has(other));
    EXPECT_EQ(again->read(cell)->size(), 1U);
    Json second = first;
    second["k"] = {3, 12, 8};
    const auto refused = RunFolder::open(folder.path() / "out", second);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().find("k was \"auto\", now [3,12,8]"), std::string::npos) << refused.error().text();
    EXPECT_TRUE(again->has(cell)) << "nothing is lost";
    std::ofstream(folder.path() / "out" / "run.json") << "{";
    EXPECT_FALSE(RunFolder::open(folder.path() / "out", first).ok());
}

TEST(Report, JsonAndTableSayTheSame) {
    const std::vector<std::vector<EvalItem>> seeds = {{itemOf(0, 1.0, true), unanswerable(0, true)}};
    EvalReport report;
    report.layerRule = "sum over KB layers 2", report.weightsBytes = 42, report.paper = true;
    report.results.push_back(*summarise(seeds));
    const auto json = reportJson(report);
    const auto& line = json["results"][0];
    EXPECT_EQ(line["acc1"], 1.0);
    EXPECT_EQ(line["ci95"]["acc1"], 0.0);
    EXPECT_EQ(line["k"], Json({3, 12, 8}));
    EXPECT_EQ(line["cost"]["weights_bytes"], 42);
    EXPECT_EQ(line["acc_by_layer"][0]["layer"], 2);
    EXPECT_EQ(json["published"].size(), 36U);
    const auto table = reportMarkdown(report);
    EXPECT_NE(table.find("| 100 | atlaskv | 3-12-8 | 1 + 1 | 100.0 |"), std::string::npos) << table;
    EXPECT_NE(table.find("never like for like"), std::string::npos);
    report.paper = false;
    EXPECT_EQ(reportMarkdown(report).find("arXiv"), std::string::npos);
}

TEST(SharedCorpus, WarnsWhenModelAndQuestionsShareOne) {
    TempFolder folder;
    const auto note = [&](const std::vector<std::string>& sources) {
        return sharedCorpus(folder.path(), sources).value().note;
    };
    EXPECT_NE(note({"atlas_wiki_qa.jsonl"}).find("not known"), std::string::npos);
    folder.file("model_card.json", R"({"name": "x", "trained_on": ["ATLAS_Wiki_qa.json", "CoDEx-M"]})");
    EXPECT_NE(note({"atlas_wiki_qa.jsonl"}).find("not out of distribution"), std::string::npos);
    EXPECT_EQ(note({"enron.json"}), "");
}

} // namespace
} // namespace akv
