// SPDX-License-Identifier: GPL-3.0-or-later
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
