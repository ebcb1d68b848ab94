// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/cell_texts.h"
#include "core/eval/pool.h"
#include "core/eval/ranking.h"
#include "core/workspace/pipeline.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/knowledge.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace akv {
namespace {

using test::FakeEncoder;
using test::TempFolder;

/// `own` rows of the workspace (every fourth shares the key of the one before) and `others` distractors.
EvalPool poolOf(std::uint32_t own, std::uint32_t others) {
    EvalPool pool;
    std::uint32_t group = 0;
    for (std::uint32_t i = 0; i < own + others; ++i) {
        if (i > 0 && i % 4 != 3) ++group;
        pool.rows.push_back({"name " + std::to_string(group), "noun", "value " + std::to_string(i), group});
    }
    pool.workspaceRows = own;
    pool.keys = test::clusteredRows(own + others, 16, 5, 1);
    pool.values = test::clusteredRows(own + others, 16, 5, 2);
    pool.encoder = "fake";
    return pool;
}

std::vector<EvalQuestion> questionsOf(const EvalPool& pool) {
    std::vector<EvalQuestion> out;
    for (std::uint32_t i = 0; i < pool.workspaceRows; ++i)
        out.push_back(
            {"question " + std::to_string(i), pool.rows[i].keyString(), pool.rows[i].value, "noun", RowId(i)});
    return out;
}

void expectSound(const EvalPool& pool, const std::vector<EvalQuestion>& questions, const CellDraw& draw,
                 std::uint32_t size) {
    EXPECT_EQ(draw.rows.size(), size);
    const std::set<std::uint32_t> rows(draw.rows.begin(), draw.rows.end());
    EXPECT_EQ(rows.size(), size) << "a row was drawn twice";
    std::set<std::uint32_t> groups;
    for (const auto row : rows) groups.insert(pool.rows[row].group);
    for (const auto q : draw.present) EXPECT_TRUE(rows.contains(questions[q].row->value()));
    for (const auto q : draw.absent) {
        if (!questions[q].row) continue;
        EXPECT_FALSE(groups.contains(pool.rows[questions[q].row->value()].group)) << "the cell can answer it";
    }
}

TEST(DrawCell, HalvesAndIsSeeded) {
    const auto pool = poolOf(200, 0);
    const auto questions = questionsOf(pool);
    for (const std::uint64_t seed : {0, 1, 2}) {
        const auto draw = drawCell(pool, questions, {100, 20, {}, seed});
        ASSERT_TRUE(draw.ok()) << draw.error().text();
        expectSound(pool, questions, *draw, 100);
        EXPECT_EQ(draw->present.size(), 20U);
        EXPECT_EQ(draw->absent.size(), 20U);
        EXPECT_EQ(drawCell(pool, questions, {100, 20, {}, seed})->rows, draw->rows);
    }
    EXPECT_NE(drawCell(pool, questions, {100, 20, {}, 0})->rows, drawCell(pool, questions, {100, 20, {}, 1})->rows);
}

TEST(DrawCell, RowsOfQuestionsDoNotComeFirst) {
    const auto pool = poolOf(400, 0);
    const auto questions = questionsOf(pool);
    const auto draw = drawCell(pool, questions, {200, 50, std::size_t(0), 0});
    ASSERT_TRUE(draw.ok());
    std::set<std::uint32_t> gold;
    for (const auto q : draw->present) gold.insert(questions[q].row->value());
    const auto early =
        std::count_if(draw->rows.begin(), draw->rows.begin() + 100, [&](auto r) { return gold.contains(r); });
    EXPECT_GT(early, 10);
    EXPECT_LT(early, 40);
}

TEST(DrawCell, AsksTenAtSizeTenAndNothingElseWhenToldSo) {
    const auto pool = poolOf(200, 0);
    const auto questions = questionsOf(pool);
    const auto draw = drawCell(pool, questions, {10, 55, std::size_t(0), 3});
    ASSERT_TRUE(draw.ok());
    EXPECT_EQ(draw->present.size(), 10U);
    EXPECT_TRUE(draw->absent.empty());
    expectSound(pool, questions, *draw, 10);
}

TEST(DrawCell, TheWholeGraphLeavesNothingUnanswerable) {
    const auto pool = poolOf(60, 0);
    auto questions = questionsOf(pool);
    auto draw = drawCell(pool, questions, {60, 100, {}, 0});
    ASSERT_TRUE(draw.ok());
    EXPECT_EQ(draw->present.size(), 60U);
    EXPECT_TRUE(draw->absent.empty());
    questions.push_back({"what is not there?", "the noun of nobody", "", "noun", {}});
    draw = drawCell(pool, questions, {60, 100, {}, 0});
    ASSERT_TRUE(draw.ok());
    EXPECT_EQ(draw->absent, std::vector<std::size_t>{60});
}

TEST(DrawCell, FewQuestionsAreSplit) {
    const auto pool = poolOf(200, 0);
    auto questions = questionsOf(pool);
    questions.resize(30);
    const auto draw = drawCell(pool, questions, {100, 100, {}, 0});
    ASSERT_TRUE(draw.ok());
    expectSound(pool, questions, *draw, 100);
    EXPECT_EQ(draw->present.size(), 15U);
    EXPECT_GE(draw->absent.size(), 12U); // of the other 15 some share a key with a drawn row
}

TEST(DrawCell, DistractorsFillBeyondTheGraphAndGoldStaysItsOwn) {
    const auto pool = poolOf(80, 400);
    const auto questions = questionsOf(pool);
    const auto draw = drawCell(pool, questions, {300, 30, {}, 0});
    ASSERT_TRUE(draw.ok());
    expectSound(pool, questions, *draw, 300);
    EXPECT_EQ(draw->present.size(), 30U);
    EXPECT_EQ(draw->absent.size(), 30U);
    const auto foreign = std::count_if(draw->rows.begin(), draw->rows.end(), [](auto row) { return row >= 80; });
    EXPECT_GE(foreign, 220);
}

TEST(DrawCell, NamesBothNumbersWhenTheGraphIsTooSmall) {
    const auto pool = poolOf(60, 5);
    const auto draw = drawCell(pool, questionsOf(pool), {100, 10, {}, 0});
    ASSERT_FALSE(draw.ok());
    EXPECT_EQ(draw.error().code, ErrorCode::InvalidInput);
    for (const char* number : {"100", "60", "distractors 5"})
        EXPECT_NE(draw.error().text().find(number), std::string::npos) << draw.error().text();
    EXPECT_FALSE(drawCell(pool, questionsOf(pool), {0, 10, {}, 0}).ok());
}

TEST(BuildCell, RefusesEmbeddingsThatAreNotFinite) {
    auto pool = poolOf(50, 0);
    const auto rows = drawCell(pool, questionsOf(pool), {40, 10, {}, 0})->rows;
    EXPECT_TRUE(buildCell(pool, rows, 0, {}).ok());
    pool.keys.row(rows[7])[3] = std::nanf("");
    EXPECT_FALSE(buildCell(pool, rows, 0, {}).ok());
}

TEST(Ranking, AttentionIsSummedOverTheLayersOfTheRule) {
    const auto pool = poolOf(40, 0);
    std::vector<std::uint32_t> rows(40);
    for (std::uint32_t i = 0; i < 40; ++i) rows[i] = 39 - i;
    const auto cell = buildCell(pool, rows, 0, {});
    ASSERT_TRUE(cell.ok()) << cell.error().text();
    const auto leafOf = [&](std::uint32_t row) { return cell->store->leafOf(RowId(39 - row)).value(); };
    Trace trace;
    const auto record = [&](int step, int layer, std::vector<std::pair<std::uint32_t, float>> kept) {
        LayerRecord out;
        out.step = step, out.layer = layer;
        for (const auto& [row, score] : kept) out.leaf.kept.push_back(leafOf(row)), out.leafMass.push_back(score);
        trace.layers.push_back(out);
    };
    record(0, 2, {{5, 3.0F}, {6, 2.0F}});
    record(0, 3, {{6, 2.5F}, {9, 1.0F}});
    record(1, 2, {{9, 100.0F}}); // a decode step: not part of the ranking
    const int both[] = {2, 3}, second[] = {3};
    const auto sum = attentionRanking(trace, *cell, both);
    EXPECT_EQ(sum.size(), 3U);
    EXPECT_EQ(goldRank(sum, pool, 6).strict, 1.0); // 4.5 over 3.0
    EXPECT_EQ(goldRank(sum, pool, 5).strict, 2.0);
    EXPECT_EQ(goldRank(sum, pool, 9).strict, 3.0);
    EXPECT_FALSE(goldRank(sum, pool, 20).strict) << "pruned away";
    EXPECT_FALSE(goldRank(attentionRanking(trace, *cell, second), pool, 5).strict);
    EXPECT_EQ(prefillLayers(trace), (std::vector<int>{2, 3}));
    const auto top = topEvidence(sum, pool, 5, 2);
    ASSERT_EQ(top.size(), 2U);
    EXPECT_EQ(top[0].value, "value 6");
    EXPECT_TRUE(top[1].gold);
}

TEST(Ranking, TiesCountWithTheirExpectedRankAndGroupsAsOne) {
    const auto pool = poolOf(40, 0); // rows 6 and 7 share a key
    ASSERT_EQ(pool.rows[6].group, pool.rows[7].group);
    const std::vector<ScoredRow> tied = {{6, 1.0}, {7, 1.0}, {12, 1.0}, {20, 0.5}};
    EXPECT_EQ(goldRank(tied, pool, 6).strict, 2.0);
    EXPECT_NEAR(*goldRank(tied, pool, 6).set, 4.0 / 3, 1e-12);
    const std::vector<ScoredRow> twin = {{7, 2.0}, {12, 1.0}, {6, 0.5}};
    EXPECT_EQ(goldRank(twin, pool, 6).strict, 3.0);
    EXPECT_EQ(goldRank(twin, pool, 6).set, 1.0);
}

TEST(CellTexts, SayTheDrawnRowsAndTheirGroups) {
    const auto pool = poolOf(40, 0); // rows 6 and 7 share a key, so do 10 and 11
    Cell cell;
    cell.rows = {11, 7, 20, 6};
    const CellTexts texts(pool, cell);
    const auto row = texts.row(RowId(1));
    ASSERT_TRUE(row.ok());
    EXPECT_EQ(row->keyString(), pool.rows[7].keyString());
    EXPECT_EQ(row->description, "value 7");
    EXPECT_EQ(row->groupSize, 2U);
    const auto group = texts.sameKey(*row);
    ASSERT_EQ(group->size(), 2U);
    EXPECT_EQ((*group)[1].id, RowId(3));
    EXPECT_EQ(texts.sameKey(*texts.row(RowId(0)))->size(), 1U) << "its twin was not drawn";
    EXPECT_FALSE(texts.row(RowId(4)).ok());
}

TEST(Distractors, ArePreparedOnceAndLoseSharedKeys) {
    TempFolder folder;
    FakeEncoder encoder(16);
    const auto make = [&](const char* name, const std::filesystem::path& file) {
        auto workspace = std::move(Workspace::openOrCreate(folder.path() / name)).value();
        EXPECT_TRUE(importSources(*workspace, std::span(&file, 1), {}, {}).ok());
        EXPECT_TRUE(buildRows(*workspace, {}, {}).ok());
        EXPECT_TRUE(embedRows(*workspace, encoder, {}).ok());
        return workspace;
    };
    const auto own = make("own.akv", folder.file("own.tsv", "Peru\tcapital\tLima\nChile\tcapital\tSantiago\n"));
    auto pool = loadPool(*own);
    ASSERT_TRUE(pool.ok()) << pool.error().text();
    const auto source = folder.file("more.tsv", "Peru\tcapital\tCuzco\nMali\tcapital\tBamako\nMali\tanthem\tLe Mali\n");
    const auto before = encoder.encoded;
    for (const int run : {0, 1}) {
        const auto further = openDistractors({source}, folder.path() / "cache", &encoder, {});
        ASSERT_TRUE(further.ok()) << further.error().text();
        EXPECT_GT(encoder.encoded, before);
        if (run == 0) continue;
        ASSERT_TRUE(addDistractors(*pool, **further).ok());
    }
    const auto after = encoder.encoded;
    ASSERT_TRUE(openDistractors({source}, folder.path() / "cache", &encoder, {}).ok());
    EXPECT_EQ(encoder.encoded, after) << "a second run encodes nothing";
    EXPECT_EQ(pool->rows.size(), 4U);
    EXPECT_EQ(pool->sharedKeys, 1U);
    EXPECT_EQ(pool->workspaceRows, 2U);
    EXPECT_EQ(pool->keys.rows, 4U);
    EXPECT_EQ(pool->rows[3].value, "Le Mali");
    EXPECT_GT(pool->rows[2].group, pool->rows[1].group);
    EXPECT_FALSE(openDistractors({folder.path() / "missing.tsv"}, folder.path() / "cache", &encoder, {}).ok());
}

} // namespace
} // namespace akv
