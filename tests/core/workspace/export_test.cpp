// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/workspace/export.h"
#include "core/workspace/pipeline.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/npy.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

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

TEST_F(ExportTest, NTriplesGraphMlAndGexfReadBackAsTheSameTriples) {
    // Names that share a local name, need escapes or look like markup; a lone entity; types.
    const RawTriple more[] = {
        {"São Paulo_1", "lies in/at #", "%41<>\"\\", EntityType::Entity, EntityType::Event, {}, 1},
        {"urn:x:Peru", "Peru", "a\r\nb\tc", {}, {}, {}, 2},
        {"blank node x", "label", "connected to", {}, {}, {}, 3}};
    ASSERT_TRUE(importTriples(*m_workspace, more, "more", {}).ok());
    const auto textsOf = [](const Workspace& workspace, bool types) {
        std::vector<std::string> out;
        EXPECT_TRUE(workspace.triples()
                        .forEach([&](const Triple& t) -> Result<void> {
                            out.push_back(t.head + "|" + t.relation + "|" + t.tail);
                            if (types) out.back() += std::to_string(int(t.headType)) + std::to_string(int(t.tailType));
                            return {};
                        })
                        .ok());
        return out;
    };
    const std::pair<ExportKind, std::string> kinds[] = {
        {ExportKind::NTriples, "nt"}, {ExportKind::GraphMl, "graphml"}, {ExportKind::Gexf, "gexf"}};
    for (const auto& [kind, ending] : kinds) {
        const bool xml = kind != ExportKind::NTriples;
        const auto copy = m_folder.file("copy." + ending, exported(kind));
        auto again = Workspace::openOrCreate(m_folder.path() / (ending + ".akv"));
        ASSERT_TRUE(again.ok());
        const auto report = importSources(**again, std::span(&copy, 1), {}, {});
        ASSERT_TRUE(report.ok()) << report.error().text();
        EXPECT_EQ(report->kept, 8U);
        EXPECT_TRUE(report->rejected.empty()) << report->examples[0].reason << report->examples[0].snippet;
        auto expected = textsOf(*m_workspace, xml);
        if (xml) expected[2].replace(expected[2].find('\x01'), 1, "\xEF\xBF\xBD"); // XML has no such character
        EXPECT_EQ(textsOf(**again, xml), expected);
        EXPECT_EQ(report->encodings.at(copy.filename().string()), "UTF-8");
    }
    // N-Triples are Turtle, too.
    ReaderOptions turtle;
    turtle.format = SourceFormat::Turtle;
    auto again = Workspace::openOrCreate(m_folder.path() / "ttl.akv");
    const auto copy = m_folder.file("copy.txt", exported(ExportKind::NTriples));
    ASSERT_TRUE(importSources(**again, std::span(&copy, 1), turtle, {}).ok());
    EXPECT_EQ(textsOf(**again, false), textsOf(*m_workspace, false));
}

TEST_F(ExportTest, SomeTriplesBringOnlyTheirEntities) {
    const TripleId some[] = {TripleId(4), TripleId(2), TripleId(4)};
    const std::pair<ExportKind, std::string> kinds[] = {{ExportKind::Triples, "tsv"},
                                                        {ExportKind::NTriples, "nt"},
                                                        {ExportKind::GraphMl, "graphml"},
                                                        {ExportKind::Gexf, "gexf"}};
    for (const auto& [kind, ending] : kinds) {
        const auto target = m_folder.path() / ("some." + ending);
        const auto written = exportTriples(*m_workspace, some, kind, target, {});
        ASSERT_TRUE(written.ok()) << written.error().text();
        EXPECT_EQ(written->records, 2U);
        auto again = Workspace::openOrCreate(m_folder.path() / ("some " + ending + ".akv"));
        ASSERT_TRUE(again.ok());
        const auto report = importSources(**again, std::span(&target, 1), {}, {});
        ASSERT_TRUE(report.ok()) << report.error().text();
        const auto copy = (*again)->triples().triples(0, 9).value();
        ASSERT_EQ(copy.size(), 2U);
        std::set<std::string> names;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto original = m_workspace->triples().triple(some[1 - i]).value();
            EXPECT_EQ(copy[i].relation, original->relation);
            if (kind != ExportKind::Triples) { EXPECT_EQ(copy[i].tail, original->tail); }
            names.insert({copy[i].head, copy[i].tail});
        }
        EXPECT_EQ((*again)->triples().counts().entities, names.size()) << "no others";
    }
    const TripleId unknown[] = {TripleId(1), TripleId(99)};
    const auto target = m_folder.path() / "none.nt";
    const auto refused = exportTriples(*m_workspace, unknown, ExportKind::NTriples, target, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().find("triple 99"), std::string::npos) << refused.error().text();
    EXPECT_FALSE(exportTriples(*m_workspace, {}, ExportKind::NTriples, target, {}).ok());
    EXPECT_FALSE(exportTriples(*m_workspace, some, ExportKind::Qkv, target, {}).ok());
    EXPECT_FALSE(fs::exists(target));
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

TEST_F(ExportTest, ReferenceArraysFitTheQkvExport) {
    const auto target = m_folder.path() / "set.npy";
    EXPECT_FALSE(exportWorkspace(*m_workspace, ExportKind::Npy, target, {}).ok()) << "no embeddings yet";
    test::FakeEncoder encoder(8);
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    ASSERT_TRUE(embedRows(*m_workspace, encoder, {}).ok());
    ASSERT_TRUE(buildStore(*m_workspace, LeafType::Fp32, {}).ok());
    const auto report = exportWorkspace(*m_workspace, ExportKind::Npy, target, {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->files.size(), 8U);
    const auto at = [&](const std::string& suffix) { return m_folder.path() / ("set_fake_embd_" + suffix); };
    const auto keys = test::readNpy(at("key.npy")), values = test::readNpy(at("value.npy"));
    ASSERT_TRUE(keys.ok() && values.ok());
    EXPECT_EQ(keys->shape, (std::vector<std::size_t>{5, 8}));
    const auto expected = m_workspace->embeddings().value();
    EXPECT_EQ(keys->floats(), expected.first.data);
    EXPECT_EQ(values->floats(), expected.second.data);
    // Centroids are the means of their members.
    const auto inter = test::readNpy(at("key_inter1.npy")), root = test::readNpy(at("key_root.npy"));
    ASSERT_TRUE(inter.ok() && root.ok());
    const auto members = nlohmann::json::parse(readFile(at("key_inter1_c2id_mapping.json")).value());
    const auto clusterOf = nlohmann::json::parse(readFile(at("key_inter1_id2c_mapping.json")).value());
    ASSERT_EQ(members.size(), inter->shape[0]);
    ASSERT_EQ(clusterOf.size(), 5U);
    for (const auto& [cluster, rows] : members.items())
        for (std::size_t j = 0; j < 8; ++j) {
            double mean = 0;
            for (const std::size_t row : rows) {
                mean += keys->data[row * 8 + j] / double(rows.size());
                EXPECT_EQ(clusterOf[std::to_string(row)], std::stoi(cluster));
            }
            EXPECT_NEAR(inter->data[std::stoul(cluster) * 8 + j], mean, 1e-5);
        }
    const auto roots = nlohmann::json::parse(readFile(at("key_root_id2c_mapping.json")).value());
    EXPECT_EQ(roots.size(), inter->shape[0]);
    EXPECT_EQ(nlohmann::json::parse(readFile(at("key_root_c2id_mapping.json")).value()).size(), root->shape[0]);
}

TEST_F(ExportTest, ReferenceArraysFollowTheSplit) {
    test::FakeEncoder encoder(8);
    Kg2kvOptions options;
    options.testShare = 0.5;
    std::size_t tested = 0;
    for (options.seed = 0; tested == 0 || tested == 5; ++options.seed) {
        ASSERT_TRUE(buildRows(*m_workspace, options, {}).ok());
        tested = 0;
        const auto rows = m_workspace->rows(0, 10).value();
        for (const auto& row : rows) tested += row.test ? 1 : 0;
    }
    ASSERT_TRUE(embedRows(*m_workspace, encoder, {}).ok());
    const auto report = exportWorkspace(*m_workspace, ExportKind::Npy, m_folder.path() / "set", {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->files.size(), 16U);
    EXPECT_EQ(report->records, 5U);
    EXPECT_EQ(test::readNpy(m_folder.path() / "test_set_fake_embd_key.npy")->shape[0], tested);
    EXPECT_EQ(test::readNpy(m_folder.path() / "train_set_fake_embd_value.npy")->shape[0], 5 - tested);
    const auto ids =
        nlohmann::json::parse(readFile(m_folder.path() / "test_set_fake_embd_key_inter1_id2c_mapping.json").value());
    EXPECT_EQ(ids.size(), tested) << "ids are local to the part";
}

TEST_F(ExportTest, HierarchyAndEmbeddings) {
    EXPECT_FALSE(exportWorkspace(*m_workspace, ExportKind::Hierarchy, m_folder.path() / "h.json", {}).ok());
    test::FakeEncoder encoder(8);
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    ASSERT_TRUE(embedRows(*m_workspace, encoder, {}).ok());
    ASSERT_TRUE(buildStore(*m_workspace, LeafType::Int8, {}).ok());
    const auto tree = nlohmann::json::parse(exported(ExportKind::Hierarchy));
    EXPECT_EQ(tree["rows"], 5);
    const auto store = m_workspace->openStore().value();
    std::uint32_t leaf = 0;
    for (const auto& inter : tree["inters"])
        for (const std::uint32_t row : inter["rows"]) EXPECT_EQ(store->rowOf(LeafId(leaf++)), RowId(row));
    EXPECT_EQ(leaf, 5U);
    const auto report = exportWorkspace(*m_workspace, ExportKind::Embeddings, m_folder.path() / "e.npy", {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(test::readNpy(m_folder.path() / "e_key.npy")->floats(), m_workspace->embeddings()->first.data);
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
