// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/base/file.h"
#include "core/workspace/embedding_file.h"
#include "core/workspace/pipeline.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <numeric>

namespace akv {
namespace {

using test::FakeEncoder;
using test::TempFolder;
namespace fs = std::filesystem;

const fs::path kWorld = sourceFolder() / "tests/data" / "../../datasets/world/triples.tsv";
const fs::path kGlazing = sourceFolder() / "tests/data" / "atlas/CICGPC_Glazing_ver1.0a";

std::uint64_t sum(const std::map<std::string, std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t(0),
                           [](auto a, const auto& b) { return a + b.second; });
}

class PipelineTest : public testing::Test {
protected:
    void SetUp() override { open(); }
    void open() {
        m_workspace.reset();
        auto opened = Workspace::openOrCreate(m_folder.path() / "w.akv");
        ASSERT_TRUE(opened.ok()) << opened.error().text();
        m_workspace = std::move(opened).value();
    }
    Result<ImportReport> import(const fs::path& path, const JobContext& context = {}) {
        return importSources(*m_workspace, std::span(&path, 1), {}, context);
    }
    void prepare(const fs::path& path) {
        ASSERT_TRUE(import(path).ok());
        ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
        FakeEncoder encoder;
        ASSERT_TRUE(embedRows(*m_workspace, encoder, {}).ok());
        auto built = buildStore(*m_workspace, LeafType::Int8, {});
        ASSERT_TRUE(built.ok()) << built.error().text();
    }
    TempFolder m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

TEST_F(PipelineTest, ImportCountsAddUp) {
    const auto path = m_folder.file("a.tsv", "a\tr\tb\na\tr\tb\na\tr\n\tr\tb\nc\tr\td\n");
    const auto report = import(path);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->read, 5U);
    EXPECT_EQ(report->kept, 2U);
    EXPECT_EQ(report->kept + sum(report->rejected), report->read);
    EXPECT_EQ(report->rejected.at("duplicate"), 1U);
    EXPECT_EQ(report->examples.size(), 3U);
    EXPECT_EQ(m_workspace->manifest().sources, std::vector<std::string>{"a.tsv"});
    const auto again = import(path);
    EXPECT_EQ(again->kept, 0U);
    EXPECT_EQ(again->counts.triples, 2U);
}

TEST_F(PipelineTest, GlazingFolderEndToEnd) {
    const auto report = import(kGlazing);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->kept, 492U);
    EXPECT_EQ(report->counts.entities, 500U);
    EXPECT_EQ(report->counts.passages, 10U);
    EXPECT_EQ(report->counts.concepts, 608U);
    const auto triple = m_workspace->triples().triple(TripleId(1)).value().value();
    EXPECT_EQ(triple.headType, EntityType::Entity);
    ASSERT_FALSE(triple.passageId.empty());
    EXPECT_NE(m_workspace->triples().passage(triple.passageId).value()->find(triple.head), std::string::npos);
    const auto funnel = buildRows(*m_workspace, {}, {});
    ASSERT_TRUE(funnel.ok());
    EXPECT_EQ(funnel->candidates, 492U);
    EXPECT_EQ(funnel->accepted + sum(funnel->rejected), funnel->candidates);
    EXPECT_GT(funnel->accepted, 300U);
    EXPECT_GT(funnel->largestGroup, 2U);
}

TEST_F(PipelineTest, ErrorOrCancelLeavesTheWorkspaceAsItWas) {
    ASSERT_TRUE(import(m_folder.file("good.tsv", "a\tr\tb\n")).ok());
    const auto before = m_workspace->manifest().triplesHash;
    std::string broken = "x,r,y\n";
    for (int i = 0; i < 30000; ++i) broken += "h" + std::to_string(i) + ",r,t\n";
    const auto failed = import(m_folder.file("broken.csv", broken + "x,r,\"open\n"));
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.error().text().find("line 30002"), std::string::npos) << failed.error().text();
    JobContext context;
    context.report = [&](const Progress& progress) {
        if (progress.done > 0) context.cancel.cancel();
    };
    const auto cancelled = import(m_folder.file("long.csv", broken), context);
    ASSERT_FALSE(cancelled.ok());
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(m_workspace->triples().counts().triples, 1U);
    EXPECT_EQ(m_workspace->triples().counts().entities, 2U);
    EXPECT_EQ(m_workspace->manifest().triplesHash, before);
}

TEST_F(PipelineTest, FunnelAddsUpForEverySideAndFilter) {
    const std::string longName(130, 'n');
    ASSERT_TRUE(import(m_folder.file("f.tsv", "Peru\tcapital\tLima\nPeru\thas\tLlama\nPeru\thave\tLlama\n" + longName +
                                                  "\tr\tx\nPeru\tsecret\tx\nPeru\thas\tAndes\n"))
                    .ok());
    Kg2kvOptions options;
    options.excludedRelations = {"secret"};
    for (const auto sides : {Kg2kvOptions::Sides::Tail, Kg2kvOptions::Sides::Head, Kg2kvOptions::Sides::Both}) {
        options.sides = sides;
        const auto funnel = buildRows(*m_workspace, options, {});
        ASSERT_TRUE(funnel.ok());
        EXPECT_EQ(funnel->triples, 6U);
        EXPECT_EQ(funnel->candidates, sides == Kg2kvOptions::Sides::Both ? 12U : 6U);
        EXPECT_EQ(funnel->accepted + sum(funnel->rejected), funnel->candidates);
        EXPECT_EQ(sum(funnel->nounSources), funnel->accepted);
        std::uint64_t rows = 0;
        for (const auto& relation : funnel->relations) rows += relation.rows;
        EXPECT_EQ(rows, funnel->accepted);
        EXPECT_EQ(m_workspace->manifest().rows, funnel->accepted);
    }
    options.sides = Kg2kvOptions::Sides::Tail;
    const auto funnel = buildRows(*m_workspace, options, {});
    EXPECT_EQ(funnel->rejected.at("excluded relation"), 1U);
    EXPECT_EQ(funnel->rejected.at("name longer than 120 bytes"), 1U);
    EXPECT_EQ(funnel->rejected.at("same key and value as an earlier row"), 1U) << "has and have give one noun";
    EXPECT_EQ(funnel->groups, 2U);
    EXPECT_EQ(funnel->rowsInSharedGroups, 2U);
    const auto llama = m_workspace->row(RowId(1)).value();
    EXPECT_EQ(llama.keyString(), "the feature of Peru");
    EXPECT_EQ(llama.groupSize, 2U);
    EXPECT_EQ(m_workspace->rowsOfGroup(llama.group)->size(), 2U);
    EXPECT_EQ(m_workspace->rowsOfTriple(llama.triple)->at(0), RowId(1));
    EXPECT_FALSE(m_workspace->row(RowId(99)).ok());
}

TEST_F(PipelineTest, SplitHoldsOutWholeGroupsAndIsSeeded) {
    ASSERT_TRUE(import(kGlazing).ok());
    Kg2kvOptions options;
    options.testShare = 0.3;
    options.seed = 5;
    ASSERT_TRUE(buildRows(*m_workspace, options, {}).ok());
    const auto first = m_workspace->rows(0, 10000).value();
    std::map<std::uint32_t, bool> side;
    std::size_t test = 0;
    for (const auto& row : first) {
        EXPECT_EQ(side.try_emplace(row.group, row.test).first->second, row.test);
        test += row.test ? 1 : 0;
    }
    EXPECT_GT(test, first.size() / 6);
    EXPECT_LT(test, first.size() / 2);
    ASSERT_TRUE(buildRows(*m_workspace, options, {}).ok());
    const auto second = m_workspace->rows(0, 10000).value();
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].test, second[i].test);
    options.testShare = 1.5;
    EXPECT_FALSE(buildRows(*m_workspace, options, {}).ok());
}

TEST_F(PipelineTest, EmbeddingsAreResumedAndReused) {
    ASSERT_TRUE(import(kWorld).ok());
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    FakeEncoder interrupted;
    interrupted.cancelAfter = 700;
    const auto stopped = embedRows(*m_workspace, interrupted, {});
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(m_workspace->embeddings().ok());
    open();
    FakeEncoder rest;
    const auto done = embedRows(*m_workspace, rest, {});
    ASSERT_TRUE(done.ok()) << done.error().text();
    EXPECT_EQ(done->strings, rest.encoded);
    FakeEncoder fresh;
    std::vector<std::string> distinct;
    const auto rows = m_workspace->rows(0, 10000).value();
    EXPECT_LT(rest.encoded, rows.size() * 2 - 500) << "512 strings came from the interrupted run, values occur often";
    const auto [keys, values] = m_workspace->embeddings().value();
    for (const std::size_t i : {std::size_t(0), std::size_t(300), rows.size() - 1}) {
        const std::string texts[2] = {rows[i].keyString(), rows[i].description};
        const auto expected = fresh.encode(texts, {}).value();
        EXPECT_TRUE(std::equal(keys.row(i).begin(), keys.row(i).end(), expected.row(0).begin()));
        EXPECT_TRUE(std::equal(values.row(i).begin(), values.row(i).end(), expected.row(1).begin()));
    }
    FakeEncoder again;
    ASSERT_TRUE(embedRows(*m_workspace, again, {}).ok());
    EXPECT_EQ(again.encoded, 0U);
    ASSERT_TRUE(import(m_folder.file("new.tsv", "Atlantis\tcapital\tPoseidonis\n")).ok());
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    ASSERT_TRUE(embedRows(*m_workspace, again, {}).ok());
    EXPECT_EQ(again.encoded, 2U) << "only the strings of the new row";
    FakeEncoder other(48, "other");
    ASSERT_TRUE(embedRows(*m_workspace, other, {}).ok());
    EXPECT_GT(other.encoded, 1000U) << "another encoder takes nothing over";
}

TEST_F(PipelineTest, StoreOfTheSampleGraphPrunesOnAllLevels) {
    prepare(kWorld);
    const auto& manifest = m_workspace->manifest();
    ASSERT_TRUE(manifest.k.has_value());
    auto store = m_workspace->openStore();
    ASSERT_TRUE(store.ok()) << store.error().text();
    EXPECT_EQ((*store)->leafCount(), 1378U);
    const auto& hierarchy = (*store)->hierarchy();
    EXPECT_LT(manifest.k->root, hierarchy.root.rows);
    EXPECT_LT(manifest.k->inter, hierarchy.inter.rows * manifest.k->root / hierarchy.root.rows);
    EXPECT_EQ(manifest.k->leaf, 8U);
    EXPECT_GT(manifest.recall, 0.8);
    EXPECT_LE(manifest.recall, 1.0 + 1e-9);
}

TEST_F(PipelineTest, ChangedTriplesMakeLaterStepsStale) {
    prepare(kGlazing);
    ASSERT_TRUE(m_workspace->openStore().ok());
    ASSERT_TRUE(import(kGlazing).ok());
    EXPECT_TRUE(m_workspace->openStore().ok()) << "nothing new was imported";
    ASSERT_TRUE(import(m_folder.file("new.tsv", "a\tr\tb\n")).ok());
    auto stale = m_workspace->openStore();
    ASSERT_FALSE(stale.ok());
    EXPECT_NE(stale.error().message.find("stale"), std::string::npos);
    FakeEncoder encoder;
    EXPECT_FALSE(embedRows(*m_workspace, encoder, {}).ok()) << "the rows are older than the triples";
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    EXPECT_FALSE(buildStore(*m_workspace, LeafType::Int8, {}).ok()) << "the embeddings are older than the rows";
    ASSERT_TRUE(embedRows(*m_workspace, encoder, {}).ok());
    EXPECT_FALSE(m_workspace->openStore().ok());
    ASSERT_TRUE(buildStore(*m_workspace, LeafType::Fp16, {}).ok());
    EXPECT_TRUE(m_workspace->openStore().ok());
}

TEST_F(PipelineTest, StepsSayWhatIsMissingBeforeThem) {
    FakeEncoder encoder;
    EXPECT_NE(buildRows(*m_workspace, {}, {}).error().message.find("import"), std::string::npos);
    EXPECT_NE(embedRows(*m_workspace, encoder, {}).error().message.find("kg2kv"), std::string::npos);
    EXPECT_NE(buildStore(*m_workspace, LeafType::Int8, {}).error().message.find("embed"), std::string::npos);
    EXPECT_NE(m_workspace->openStore().error().message.find("build"), std::string::npos);
}

TEST(EmbeddingFile, DamageIsRecognised) {
    const TempFolder folder;
    Matrix matrix(3, 4);
    matrix.data[5] = 0.5F;
    const auto path = folder.path() / "e.f32";
    ASSERT_TRUE(writeEmbeddings(path, matrix, "fake").ok());
    EXPECT_EQ(readEmbeddings(path)->matrix.data, matrix.data);
    EXPECT_EQ(readEmbeddings(path)->encoder, "fake");
    const std::string good = readFile(path).value();
    auto changed = [&](std::size_t at, char value) {
        std::string bad = good;
        bad[at] = value;
        return readEmbeddings(folder.file("bad.f32", bad));
    };
    EXPECT_NE(changed(0, 'X').error().message.find("not an embedding file"), std::string::npos);
    EXPECT_EQ(changed(8, 9).error().code, ErrorCode::Unsupported);
    EXPECT_NE(changed(12, 5).error().message.find("do not fit"), std::string::npos);
    EXPECT_NE(changed(good.size() - 1, 7).error().message.find("checksum"), std::string::npos);
    EXPECT_FALSE(readEmbeddings(folder.file("cut.f32", good.substr(0, 140))).ok());
    EXPECT_FALSE(readEmbeddings(folder.file("short.f32", "AKV")).ok());
    std::string huge = good;
    huge.replace(16, 8, std::string(8, '\xff'));
    EXPECT_FALSE(readEmbeddings(folder.file("huge.f32", huge)).ok());
}

} // namespace
} // namespace akv
