// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/workspace/export.h"
#include "core/workspace/pipeline.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace akv {
namespace {

using test::TempFolder;
namespace fs = std::filesystem;

class ExportTest : public testing::Test {
protected:
    void SetUp() override {
        const auto source =
            m_folder.file("s.csv", "head,relation,tail\nPeru,capital,Lima\nPeru,has,\"a <b> & \"\"c\"\"\nd\"\n"
                                   "Peru,has,a\x01z\nLima,located in,Peru\nLima,lies in,Peru\n");
        auto opened = Workspace::openOrCreate(m_folder.path() / "w.akv");
        ASSERT_TRUE(opened.ok());
        m_workspace = std::move(opened).value();
        ASSERT_TRUE(importSources(*m_workspace, std::span(&source, 1), {}, {}).ok());
    }
    std::string exported(ExportKind kind) {
        const auto path = m_folder.path() / "out";
        auto report = exportWorkspace(*m_workspace, kind, path, {});
        EXPECT_TRUE(report.ok()) << report.error().text();
        return readFile(path).value();
    }
    TempFolder m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

TEST_F(ExportTest, TriplesComeBackOnImport) {
    const std::string text = exported(ExportKind::Triples);
    EXPECT_TRUE(text.starts_with("head\trelation\ttail\nPeru\tcapital\tLima\n"));
    auto again = Workspace::openOrCreate(m_folder.path() / "again.akv");
    ASSERT_TRUE(again.ok());
    const auto copy = m_folder.file("copy.tsv", text);
    const auto report = importSources(**again, std::span(&copy, 1), {}, {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->kept, 5U);
    EXPECT_EQ((*again)->triples().triple(TripleId(2)).value()->tail, "a <b> & \"c\" d") << "line breaks become spaces";
}

TEST_F(ExportTest, GraphMlEscapesAndKeepsParallelEdges) {
    const std::string text = exported(ExportKind::GraphMl);
    EXPECT_NE(text.find("a &lt;b&gt; &amp; &quot;c&quot;"), std::string::npos);
    EXPECT_EQ(text.find('\x01'), std::string::npos) << "XML forbids control characters";
    std::size_t edges = 0;
    for (auto at = text.find("<edge "); at != std::string::npos; at = text.find("<edge ", at + 1)) ++edges;
    EXPECT_EQ(edges, 5U);
    EXPECT_TRUE(text.ends_with("</graph>\n</graphml>\n"));
}

TEST_F(ExportTest, NTriplesAreEscapedAndLabelled) {
    const std::string text = exported(ExportKind::NTriples);
    EXPECT_NE(text.find("<urn:atlaskv:entity:Lima> <urn:atlaskv:relation:located%20in> <urn:atlaskv:entity:Peru> .\n"),
              std::string::npos);
    EXPECT_NE(text.find("\"a <b> & \\\"c\\\"\\nd\" .\n"), std::string::npos);
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = text.find('\n', at);
        ASSERT_EQ(text.substr(end - 2, 2), " .") << text.substr(at, end - at);
    }
}

TEST_F(ExportTest, QkvNeedsRowsAndFollowsTheSplit) {
    EXPECT_FALSE(exportWorkspace(*m_workspace, ExportKind::Qkv, m_folder.path() / "q.json", {}).ok());
    EXPECT_FALSE(fs::exists(m_folder.path() / "q.json")) << "nothing half written";
    Kg2kvOptions options;
    ASSERT_TRUE(buildRows(*m_workspace, options, {}).ok());
    const auto all = nlohmann::json::parse(exported(ExportKind::Qkv));
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[0]["Q"], "What is the capital of Peru?");
    EXPECT_EQ(all[0]["A"], "The capital of Peru is Lima.");
    EXPECT_EQ(all[0]["key_string"], "the capital of Peru");
    EXPECT_EQ(all[0]["triple_id"], 1);
    std::size_t test = 0;
    for (options.seed = 0; test == 0 || test == 5; ++options.seed) {
        options.testShare = 0.5;
        ASSERT_TRUE(buildRows(*m_workspace, options, {}).ok());
        test = 0;
        const auto rows = m_workspace->rows(0, 10).value();
        for (const auto& row : rows) test += row.test ? 1 : 0;
    }
    auto report = exportWorkspace(*m_workspace, ExportKind::Qkv, m_folder.path() / "q.json", {});
    ASSERT_TRUE(report.ok());
    ASSERT_EQ(report->files.size(), 2U);
    EXPECT_EQ(report->files[0].filename(), "train_q.json");
    EXPECT_EQ(nlohmann::json::parse(readFile(report->files[1]).value()).size(), test);
    EXPECT_EQ(nlohmann::json::parse(readFile(report->files[0]).value()).size(), 5U - test);
}

TEST_F(ExportTest, CancelWritesNothing) {
    JobContext context;
    context.cancel.cancel();
    const auto target = m_folder.path() / "cancelled.tsv";
    const auto report = exportWorkspace(*m_workspace, ExportKind::Triples, target, context);
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(target));
}

} // namespace
} // namespace akv
