// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_export.h"

#include "core/base/file.h"
#include "tests/support/npy.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace akv {
namespace {

/// Two steps of one KB layer with two heads; the second step keeps one leaf less.
Trace smallTrace() {
    Trace trace;
    trace.question = "What is <it>?";
    trace.answer = "It is B & C.";
    trace.card.mode = "atlaskv";
    LayerRecord first;
    first.layer = 2, first.heads = 2, first.positions = 3;
    first.leaf.kept = {7, 9}, first.leaf.keptScore = {1.5F, 0.5F}, first.leaf.available = 4;
    first.headWeights = {0.3F, 0.1F, 0.2F, 0.2F};
    first.lambdaKg = {0.4F, 0.4F};
    first.lambdaByPosition = {0.1F, 0.2F, 0.4F};
    LayerRecord second = first;
    second.step = 1, second.positions = 1;
    second.leaf.kept = {9}, second.leaf.keptScore = {2.0F};
    second.headWeights = {0.5F, 0.7F};
    second.lambdaKg = {0.5F, 0.7F};
    second.lambdaByPosition = {0.6F};
    trace.layers = {first, second};
    trace.leaves[7] = {70, 5, 0, 0, "A", "is", "B & C", "the thing of A", "B & C"};
    trace.leaves[9] = {90, 6, 0, 0, "A", "was", "D", "the past of A", "D"};
    return trace;
}

class TraceExport : public testing::Test {
protected:
    std::string text(TraceExportKind kind, const char* name) {
        const auto files = exportTrace(smallTrace(), kind, m_folder.path() / name);
        EXPECT_TRUE(files.ok()) << (files.ok() ? "" : files.error().text());
        return readFile(m_folder.path() / name).value();
    }
    test::TempFolder m_folder;
};

TEST_F(TraceExport, EvidenceIsRankedByShare) {
    const auto evidence = evidenceOf(smallTrace());
    ASSERT_EQ(evidence.size(), 2U);
    EXPECT_EQ(evidence[0].leaf, 9U);
    EXPECT_NEAR(evidence[0].share, 1.5 / 2.0, 1e-6);
    Trace prompted = smallTrace();
    prompted.facts = {{7, 0.9}};
    EXPECT_EQ(evidenceOf(prompted)[0].leaf, 7U);
}

TEST_F(TraceExport, EvidenceAsGraphs) {
    const auto graph = text(TraceExportKind::Evidence, "e.graphml");
    EXPECT_NE(graph.find("B &amp; C"), std::string::npos);
    EXPECT_NE(graph.find("What is &lt;it&gt;?"), std::string::npos);
    EXPECT_NE(graph.find("<data key=\"triple_id\">90</data><data key=\"rank\">1</data>"), std::string::npos);
    const auto gexf = text(TraceExportKind::Evidence, "e.gexf");
    EXPECT_NE(gexf.find("<description>What is &lt;it&gt;?"), std::string::npos);
    EXPECT_NE(gexf.find("label=\"B &amp; C\""), std::string::npos);
    EXPECT_NE(gexf.find("label=\"was\" kind=\"was\"><attvalues><attvalue for=\"triple_id\" value=\"90\"/>"),
              std::string::npos);
    const auto triples = text(TraceExportKind::Evidence, "e.nt");
    EXPECT_NE(triples.find("<urn:atlaskv:entity:A> <urn:atlaskv:relation:is> <urn:atlaskv:entity:B%20%26%20C> .\n"),
              std::string::npos);
    EXPECT_NE(triples.find("\"B & C\" .\n"), std::string::npos);
}

TEST_F(TraceExport, JsonHoldsTheTrace) {
    const auto json = nlohmann::json::parse(text(TraceExportKind::Json, "t.json"));
    EXPECT_EQ(json["layers"].size(), 2U);
    EXPECT_EQ(json["leaves"][1]["triple_id"], 90);
}

TEST_F(TraceExport, ArraysHoldEveryNumber) {
    const auto files = exportTrace(smallTrace(), TraceExportKind::Npy, m_folder.path() / "t.npy");
    ASSERT_TRUE(files.ok()) << files.error().text();
    const auto weights = test::readNpy(m_folder.path() / "t_layer2_weights.npy");
    ASSERT_TRUE(weights.ok()) << weights.error().text();
    EXPECT_EQ(weights->shape, (std::vector<std::size_t>{2, 2, 2}));
    EXPECT_EQ(weights->floats(), (std::vector<float>{0.3F, 0.1F, 0.2F, 0.2F, 0.5F, 0.0F, 0.7F, 0.0F}));
    const auto rows = test::readNpy(m_folder.path() / "t_layer2_rows.npy");
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    EXPECT_EQ(rows->data, (std::vector<double>{5, 6, 6, -1}));
    EXPECT_EQ(test::readNpy(m_folder.path() / "t_layer2_lambda.npy")->shape, (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(test::readNpy(m_folder.path() / "t_layer2_prefill_lambda.npy")->shape, (std::vector<std::size_t>{3}));
    Trace bare;
    EXPECT_FALSE(exportTrace(bare, TraceExportKind::Npy, m_folder.path() / "b.npy").ok());
    EXPECT_FALSE(exportTrace(bare, TraceExportKind::Evidence, m_folder.path() / "b.nt").ok());
    EXPECT_FALSE(std::filesystem::exists(m_folder.path() / "b.nt"));
}

} // namespace
} // namespace akv
