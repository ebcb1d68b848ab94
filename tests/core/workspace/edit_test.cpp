// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/edit_log.h"
#include "core/workspace/edit.h"
#include "core/workspace/pipeline.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::FakeEncoder;
using test::TempFolder;
using Kind = TripleEdit::Kind;

class EditTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = Workspace::openOrCreate(m_folder.path() / "w.akv");
        ASSERT_TRUE(opened.ok());
        m_workspace = std::move(opened).value();
        std::string text = "head\trelation\ttail\n";
        for (int i = 0; i < 60; ++i)
            text += "country " + std::to_string(i) + "\tcapital\tcity " + std::to_string(i) + "\n";
        const auto source = m_folder.file("s.tsv", text);
        ASSERT_TRUE(importSources(*m_workspace, std::span(&source, 1), {}, {}).ok());
        Kg2kvOptions options;
        options.maxNameLength = 10;
        options.seed = 3;
        ASSERT_TRUE(buildRows(*m_workspace, options, {}).ok());
        ASSERT_TRUE(embedRows(*m_workspace, m_encoder, {}).ok());
        ASSERT_TRUE(buildStore(*m_workspace, LeafType::Fp16, {}).ok());
    }
    Result<EditReport> edit(std::vector<TripleEdit> edits) { return editTriples(*m_workspace, edits); }
    TempFolder m_folder;
    FakeEncoder m_encoder;
    std::unique_ptr<Workspace> m_workspace;
};

TEST_F(EditTest, RefreshEmbedsOnlyWhatChanged) {
    const auto report = edit({{Kind::Remove, TripleId(5), {}, {}, {}},
                              {Kind::Set, TripleId(7), "country 6", "capital", "new city"},
                              {Kind::Add, {}, "country X", "capital", "city 1"}});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->added, std::vector<TripleId>{TripleId(61)});
    EXPECT_FALSE(m_workspace->openStore().ok()) << "stale until refreshed";
    m_encoder.encoded = 0;
    ASSERT_TRUE(refresh(*m_workspace, &m_encoder, {}).ok());
    EXPECT_EQ(m_encoder.encoded, 2U) << "the value 'new city' and the key of country X";
    const auto store = m_workspace->openStore();
    ASSERT_TRUE(store.ok()) << store.error().text();
    EXPECT_EQ((*store)->leafCount(), 60U);
    EXPECT_EQ((*store)->type(), LeafType::Fp16);
    EXPECT_EQ(m_workspace->manifest().maxNameLength, 10U);
    EXPECT_EQ(m_workspace->manifest().seed, 3U);
    EXPECT_TRUE(m_workspace->rowsOfTriple(TripleId(5))->empty());
    EXPECT_EQ(m_workspace->row(m_workspace->rowsOfTriple(TripleId(7))->at(0))->description, "new city");
}

TEST_F(EditTest, OneBadEditUndoesAll) {
    const auto before = m_workspace->manifest().triplesHash;
    const std::vector<std::vector<TripleEdit>> batches = {
        {{Kind::Remove, TripleId(1), {}, {}, {}}, {Kind::Remove, TripleId(999), {}, {}, {}}},
        {{Kind::Remove, TripleId(1), {}, {}, {}}, {Kind::Set, TripleId(999), "a", "r", "b"}},
        {{Kind::Remove, TripleId(1), {}, {}, {}}, {Kind::Add, {}, "a", " ", "b"}},
        {{Kind::Remove, TripleId(1), {}, {}, {}}, {Kind::Add, {}, "country 2", "capital", "city 2"}}};
    for (const auto& batch : batches) EXPECT_FALSE(edit(batch).ok());
    EXPECT_EQ(m_workspace->triples().counts().triples, 60U);
    EXPECT_EQ(m_workspace->manifest().triplesHash, before);
    EXPECT_TRUE(m_workspace->openStore().ok());
}

TEST_F(EditTest, TheInverseBringsBackIdsAndTexts) {
    const auto textOf = [&](int id) {
        const auto found = m_workspace->triples().triple(TripleId(id)).value();
        return found ? found->head + "|" + found->relation + "|" + found->tail : std::string("none");
    };
    auto undo = edit({{Kind::Remove, TripleId(5), {}, {}, {}},
                      {Kind::Set, TripleId(7), "country 6", "capital", "new city"},
                      {Kind::Set, TripleId(7), "country 6", "seat", "newer city"},
                      {Kind::Add, {}, "country X", "capital", "city 1"}});
    ASSERT_TRUE(undo.ok()) << undo.error().text();
    EXPECT_EQ(textOf(5), "none");
    auto redo = edit(undo->inverse);
    ASSERT_TRUE(redo.ok()) << redo.error().text();
    EXPECT_EQ(textOf(5), "country 4|capital|city 4");
    EXPECT_EQ(textOf(7), "country 6|capital|city 6");
    EXPECT_EQ(textOf(61), "none");
    EXPECT_EQ(m_workspace->triples().search("country 4", 9)->empty(), false) << "searched for again";
    ASSERT_TRUE(edit(redo->inverse).ok());
    EXPECT_EQ(textOf(5), "none");
    EXPECT_EQ(textOf(7), "country 6|seat|newer city");
    EXPECT_EQ(textOf(61), "country X|capital|city 1") << "the id that it had, not a new one";
}

TEST_F(EditTest, ChangesAreLoggedTheNewestFirst) {
    const TripleStore& store = m_workspace->triples();
    EXPECT_TRUE(changesOf(store, std::nullopt, 9)->empty());
    const auto done = edit({{Kind::Set, TripleId(7), "country 6", "capital", "new city"},
                            {Kind::Remove, TripleId(5), {}, {}, {}},
                            {Kind::Add, {}, "country X", "capital", "city 1"}});
    ASSERT_TRUE(done.ok()) << done.error().text();
    EXPECT_FALSE(edit({{Kind::Set, TripleId(7), "a", "b", "c"}, {Kind::Remove, TripleId(999), {}, {}, {}}}).ok());
    ASSERT_TRUE(edit(done->inverse).ok());
    const auto all = changesOf(store, std::nullopt, 99);
    ASSERT_TRUE(all.ok()) << all.error().text();
    std::string text;
    for (const TripleChange& c : *all)
        text += std::to_string(int(c.kind)) + " " + std::to_string(c.triple.value()) + " " + c.tail + "\n";
    EXPECT_EQ(text, "1 7 new city\n0 5 city 4\n2 61 city 1\n0 61 city 1\n2 5 city 4\n1 7 city 6\n")
        << "what was refused is not there; what was taken back is";
    const auto ofOne = changesOf(store, TripleId(7), 1);
    ASSERT_EQ(ofOne->size(), 1U);
    EXPECT_EQ(ofOne->front().tail, "new city");
    EXPECT_GT(ofOne->front().time, 1'700'000'000);
}

TEST_F(EditTest, OnlyAnIdThatWasGivenOutIsRestored) {
    EXPECT_FALSE(edit({{Kind::Restore, TripleId(61), "a", "b", "c"}}).ok()) << "never given out";
    EXPECT_FALSE(edit({{Kind::Restore, TripleId(3), "a", "b", "c"}}).ok()) << "in use";
    ASSERT_TRUE(edit({{Kind::Remove, TripleId(3), {}, {}, {}}}).ok());
    EXPECT_FALSE(edit({{Kind::Restore, TripleId(3), "country 4", "capital", "city 4"}}).ok()) << "there already";
    EXPECT_TRUE(edit({{Kind::Restore, TripleId(3), "country 2", "capital", "city 2"}}).ok());
    EXPECT_EQ(m_workspace->triples().counts().triples, 60U);
}

TEST_F(EditTest, AFailedRefreshKeepsTheEditAndSaysThatTheStoreIsStale) {
    const std::vector<TripleEdit> edits = {{Kind::Set, TripleId(7), "country 6", "capital", "new city"}};
    const auto none = []() -> Result<std::unique_ptr<SentenceEncoder>> {
        return Error(ErrorCode::InvalidInput, "no encoder here");
    };
    const auto outcome = editAndRefresh(*m_workspace, edits, none, {});
    ASSERT_TRUE(outcome.ok());
    ASSERT_TRUE(outcome->stale);
    EXPECT_NE(outcome->stale->text().find("no encoder here"), std::string::npos);
    EXPECT_EQ(m_workspace->triples().triple(TripleId(7)).value()->tail, "new city");
    EXPECT_FALSE(m_workspace->openStore().ok());
    Manifest measured = m_workspace->manifest();
    measured.k = PruneK{2, 5, 7}; // as measured with a model
    ASSERT_TRUE(m_workspace->saveManifest(measured).ok());
    const auto fake = []() -> Result<std::unique_ptr<SentenceEncoder>> {
        return std::unique_ptr<SentenceEncoder>(std::make_unique<FakeEncoder>());
    };
    ASSERT_TRUE(refreshAfter(*m_workspace, 1, fake, {}).ok());
    EXPECT_TRUE(m_workspace->openStore().ok());
    EXPECT_EQ(m_workspace->manifest().k->leaf, 7U) << "one triple of 60 does not make a new measurement";
    ASSERT_TRUE(editTriples(*m_workspace, std::vector<TripleEdit>{{Kind::Remove, TripleId(8), {}, {}, {}}}).ok());
    ASSERT_TRUE(refreshAfter(*m_workspace, 30, fake, {}).ok());
    EXPECT_NE(m_workspace->manifest().k->leaf, 7U) << "half of the graph does";
}

TEST_F(EditTest, AnotherEncoderIsRefused) {
    ASSERT_TRUE(edit({{Kind::Add, {}, "a", "capital", "b"}}).ok());
    FakeEncoder other(32, "other");
    const auto refused = refresh(*m_workspace, &other, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("other"), std::string::npos);
    EXPECT_FALSE(refresh(*m_workspace, nullptr, {}).ok());
}

} // namespace
} // namespace akv
