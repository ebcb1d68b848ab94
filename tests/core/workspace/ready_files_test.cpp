// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/npy.h"
#include "core/base/sha256.h"
#include "core/workspace/edit.h"
#include "core/workspace/export.h"
#include "core/workspace/pipeline.h"
#include "core/workspace/ready_files.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace akv {
namespace {

using test::TempFolder;
namespace fs = std::filesystem;

/// A built graph whose embeddings and hierarchy are exported, and a second one with the same rows and nothing more.
class ReadyFilesTest : public testing::Test {
protected:
    static constexpr std::size_t kRows = 60;

    void SetUp() override {
        std::string text;
        for (std::size_t i = 0; i < kRows; ++i)
            text += "City " + std::to_string(i) + "\tcapital of\tCountry " + std::to_string(i % 50) + "\n";
        m_source = m_folder.file("s.tsv", text);
        m_first = workspace("first.akv");
        test::FakeEncoder encoder(8);
        ASSERT_TRUE(embedRows(*m_first, encoder, {}).ok());
        ASSERT_TRUE(buildStore(*m_first, LeafType::Int8, {}).ok());
        ASSERT_TRUE(exportWorkspace(*m_first, ExportKind::Npy, m_folder.path() / "set.npy", {}).ok());
        m_second = workspace("second.akv");
    }
    std::unique_ptr<Workspace> workspace(const std::string& name) {
        auto opened = Workspace::openOrCreate(m_folder.path() / name);
        EXPECT_TRUE(opened.ok());
        EXPECT_TRUE(importSources(**opened, std::span(&m_source, 1), {}, {}).ok());
        EXPECT_TRUE(buildRows(**opened, {}, {}).ok());
        return std::move(opened).value();
    }
    fs::path at(const std::string& suffix) const { return m_folder.path() / ("set_fake_embd_" + suffix); }
    std::string embedError(const fs::path& file, const std::string& encoder = {}) {
        const auto taken = takeEmbeddings(*m_second, file, encoder, {});
        EXPECT_FALSE(taken.ok());
        EXPECT_EQ(stateOf(m_second->manifest()).embeddings, StepState::Missing) << "nothing is left behind";
        return taken.ok() ? std::string() : taken.error().text();
    }
    std::string buildError() {
        EXPECT_TRUE(takeEmbeddings(*m_second, at("key.npy"), {}, {}).ok());
        const auto built = buildStore(*m_second, LeafType::Int8, {}, at("key.npy"));
        EXPECT_FALSE(built.ok());
        EXPECT_EQ(stateOf(m_second->manifest()).store, StepState::Missing);
        return built.ok() ? std::string() : built.error().text();
    }
    /// A mapping or its changed copy.
    nlohmann::json mapping(const std::string& suffix) { return nlohmann::json::parse(readFile(at(suffix)).value()); }
    void write(const std::string& suffix, const nlohmann::json& json) {
        ASSERT_TRUE(writeFileAtomically(at(suffix), json.dump()).ok());
    }

    TempFolder m_folder;
    fs::path m_source;
    std::unique_ptr<Workspace> m_first, m_second;
};

TEST_F(ReadyFilesTest, WhatIsExportedGivesTheSameStore) {
    const auto taken = takeEmbeddings(*m_second, at("value.npy"), {}, {});
    ASSERT_TRUE(taken.ok()) << taken.error().text();
    EXPECT_EQ(taken->rows, kRows);
    EXPECT_EQ(taken->encoder, "fake") << "from the file's name";
    EXPECT_EQ(m_second->embeddings()->first.data, m_first->embeddings()->first.data);
    EXPECT_EQ(m_second->embeddings()->second.data, m_first->embeddings()->second.data);
    const auto built = buildStore(*m_second, LeafType::Int8, {}, at("key.npy"));
    ASSERT_TRUE(built.ok()) << built.error().text();
    EXPECT_EQ(m_second->manifest().storeHash, m_first->manifest().storeHash);
    EXPECT_EQ(m_second->manifest().k, m_first->manifest().k);
    const auto first = m_first->openStore().value(), second = m_second->openStore().value();
    EXPECT_EQ(second->hierarchy().root.data, first->hierarchy().root.data);
    for (std::uint32_t leaf = 0; leaf < kRows; ++leaf)
        ASSERT_EQ(second->rowOf(LeafId(leaf)), first->rowOf(LeafId(leaf)));
    // Where they came from is kept.
    const auto reopened = Workspace::open(m_folder.path() / "second.akv", Workspace::Access::Read);
    ASSERT_TRUE(reopened.ok());
    const Manifest& manifest = (*reopened)->manifest();
    ASSERT_EQ(manifest.embeddingFiles.size(), 2U);
    EXPECT_EQ(manifest.embeddingFiles[0].name, "set_fake_embd_key.npy");
    EXPECT_EQ(manifest.embeddingFiles[0].sha256, sha256OfFile(at("key.npy")).value());
    EXPECT_EQ(manifest.hierarchyFiles.size(), 6U);
    EXPECT_TRUE(m_first->manifest().embeddingFiles.empty());
}

TEST_F(ReadyFilesTest, EmbeddingAnewForgetsThemAndAnEditKeepsThem) {
    ASSERT_TRUE(takeEmbeddings(*m_second, at("key.npy"), {}, {}).ok());
    ASSERT_TRUE(buildStore(*m_second, LeafType::Int8, {}, at("key.npy")).ok());
    test::FakeEncoder encoder(8);
    TripleEdit edit;
    edit.head = "Lima";
    edit.relation = "capital of";
    edit.tail = "Peru";
    ASSERT_TRUE(editTriples(*m_second, std::span(&edit, 1)).ok());
    ASSERT_TRUE(refresh(*m_second, &encoder, {}).ok());
    EXPECT_EQ(encoder.encoded, 2U) << "key and value of the new row";
    EXPECT_EQ(m_second->manifest().embeddingFiles.size(), 2U);
    EXPECT_TRUE(m_second->manifest().hierarchyFiles.empty()) << "clustered anew";
    encoder.encoded = 0;
    ASSERT_TRUE(embedRows(*m_second, encoder, {}).ok());
    EXPECT_GT(encoder.encoded, kRows) << "all of them";
    EXPECT_TRUE(m_second->manifest().embeddingFiles.empty());
    EXPECT_EQ(stateOf(m_second->manifest()).store, StepState::Stale) << "it is of the vectors that were taken over";
}

TEST_F(ReadyFilesTest, EmbeddingsThatDoNotFitAreRefusedWithTheNumbers) {
    EXPECT_NE(embedError(m_source).find("is not named as embeddings are"), std::string::npos);
    EXPECT_NE(embedError(m_folder.path() / "none_fake_embd_key.npy").find("none_fake_embd_key.npy"), std::string::npos);
    Matrix rows(kRows - 1, 8), narrow(kRows, 7), bad(kRows, 8);
    ASSERT_TRUE(writeNpy(m_folder.path() / "a_key.npy", rows).ok());
    ASSERT_TRUE(writeNpy(m_folder.path() / "a_value.npy", rows).ok());
    EXPECT_NE(embedError(m_folder.path() / "a_key.npy").find("does not say which encoder"), std::string::npos);
    EXPECT_NE(embedError(m_folder.path() / "a_key.npy", "fake").find("is [59, 8], but the graph has 60 rows"),
              std::string::npos);
    ASSERT_TRUE(writeNpy(m_folder.path() / "b_key.npy", bad).ok());
    ASSERT_TRUE(writeNpy(m_folder.path() / "b_value.npy", narrow).ok());
    EXPECT_NE(embedError(m_folder.path() / "b_key.npy", "fake").find("[60, 7]"), std::string::npos);
    ASSERT_TRUE(writeNpy(m_folder.path() / "b_value.npy", bad).ok());
    EXPECT_NE(embedError(m_folder.path() / "b_key.npy", "minilm").find("all-MiniLM-L6-v2 makes 384"),
              std::string::npos);
    bad.row(7)[3] = NAN;
    ASSERT_TRUE(writeNpy(m_folder.path() / "b_value.npy", bad).ok());
    EXPECT_NE(embedError(m_folder.path() / "b_key.npy", "fake").find("nan in row 7, column 3"), std::string::npos);
    JobContext context;
    context.cancel.cancel();
    EXPECT_EQ(takeEmbeddings(*m_second, at("key.npy"), {}, context).error().code, ErrorCode::Cancelled);
}

TEST_F(ReadyFilesTest, AHierarchyThatDoesNotFitIsRefusedWithTheNumbers) {
    const std::string c2id = "key_inter1_c2id_mapping.json", id2c = "key_inter1_id2c_mapping.json";
    const auto good = mapping(c2id), inverse = mapping(id2c);
    auto json = good;
    json["0"].push_back(60);
    write(c2id, json);
    EXPECT_NE(buildError().find("cluster 0 names row 60; there are 60, counted from 0"), std::string::npos);
    json = good;
    json["0"].push_back(json["1"][0]);
    write(c2id, json);
    EXPECT_NE(buildError().find("names, too"), std::string::npos);
    json = good;
    const int lost = json["0"][0];
    json["0"].erase(0);
    write(c2id, json);
    EXPECT_NE(buildError().find("59 of 60 are in a cluster; the first that is not is row " + std::to_string(lost)),
              std::string::npos);
    json["0"].push_back("7");
    write(c2id, json);
    EXPECT_NE(buildError().find("names row \"7\""), std::string::npos);
    ASSERT_TRUE(writeFileAtomically(at(c2id), "{\"0\": [1,").ok());
    EXPECT_NE(buildError().find("no JSON object"), std::string::npos);
    const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
    ASSERT_TRUE(writeFileAtomically(at(c2id), "{\"0\": [" + deep + "]}").ok());
    EXPECT_NE(buildError().find("cluster 0 names row a list"), std::string::npos) << "no crash, either";
    // Two rows change places: both mappings agree, the centroids do not.
    json = good;
    std::swap(json["0"][0], json["5"][0]);
    write(c2id, json);
    EXPECT_NE(buildError().find("but the c2id mapping beside it says"), std::string::npos);
    auto both = inverse;
    for (const auto& [cluster, rows] : json.items())
        for (const int row : rows) both[std::to_string(row)] = std::stoi(cluster);
    write(id2c, both);
    EXPECT_NE(buildError().find("away from the mean of its"), std::string::npos);
    write(c2id, good);
    write(id2c, inverse);
    ASSERT_TRUE(writeFileAtomically(at("key_inter2_c2id_mapping.json"), "{}").ok());
    EXPECT_NE(buildError().find("no JSON object"), std::string::npos);
    ASSERT_TRUE(writeFileAtomically(at("key_inter2_c2id_mapping.json"), R"({"0": [0, 1], "2": [2]})").ok());
    EXPECT_NE(buildError().find("3 of 16 are in a cluster; the first that is not is cluster of inter1 3"),
              std::string::npos);
    fs::remove(at("key_inter2_c2id_mapping.json"));
    fs::remove(at("key_root_c2id_mapping.json"));
    EXPECT_NE(buildError().find("key_root_c2id_mapping.json"), std::string::npos);
}

TEST_F(ReadyFilesTest, OfADeeperHierarchyTheLevelsBetweenAreLeftOut) {
    // 16 inter1 clusters in six of inter2 (each two or three of one root) below the four roots.
    const auto inters = mapping("key_inter1_c2id_mapping.json"), roots = mapping("key_root_c2id_mapping.json");
    nlohmann::json between = nlohmann::json::object(), top = nlohmann::json::object();
    std::size_t next = 0;
    for (const auto& [root, members] : roots.items())
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i % 3 == 0) top[root].push_back(next++);
            between[std::to_string(next - 1)].push_back(members[i]);
        }
    write("key_inter2_c2id_mapping.json", between);
    write("key_root_c2id_mapping.json", top);
    fs::remove(at("key_root_id2c_mapping.json"));
    fs::remove(at("key_root.npy")); // it was the mean of the inter1 centroids
    ASSERT_TRUE(takeEmbeddings(*m_second, at("key.npy"), {}, {}).ok());
    const auto built = buildStore(*m_second, LeafType::Int8, {}, at("key.npy"));
    ASSERT_TRUE(built.ok()) << built.error().text();
    EXPECT_EQ(built->levels, 4);
    EXPECT_EQ(built->inter, inters.size());
    EXPECT_EQ(built->root, roots.size());
    const auto first = m_first->openStore().value(), second = m_second->openStore().value();
    EXPECT_EQ(second->hierarchy().interBegin, first->hierarchy().interBegin);
    EXPECT_EQ(second->hierarchy().leafBegin, first->hierarchy().leafBegin);
    for (std::uint32_t leaf = 0; leaf < kRows; ++leaf)
        ASSERT_EQ(second->rowOf(LeafId(leaf)), first->rowOf(LeafId(leaf)));
    // Centroids between that are of other members are noticed.
    Matrix wrong(next, 8);
    ASSERT_TRUE(writeNpy(at("key_inter2.npy"), wrong).ok());
    const auto refused = buildStore(*m_second, LeafType::Int8, {}, at("key.npy"));
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().find("key_inter2.npy"), std::string::npos) << refused.error().text();
}

TEST_F(ReadyFilesTest, BothSidesOfASplitAreTakenTogether) {
    Kg2kvOptions options;
    options.testShare = 0.4;
    options.seed = 5;
    for (auto* workspace : {m_first.get(), m_second.get()}) ASSERT_TRUE(buildRows(*workspace, options, {}).ok());
    test::FakeEncoder encoder(8);
    ASSERT_TRUE(embedRows(*m_first, encoder, {}).ok());
    ASSERT_TRUE(exportWorkspace(*m_first, ExportKind::Npy, m_folder.path() / "halves.npy", {}).ok());
    const auto half = [&](const std::string& side, const std::string& suffix) {
        return m_folder.path() / (side + "_halves_fake_embd_" + suffix);
    };
    for (const char* named : {"train", "test"}) {
        const auto taken = takeEmbeddings(*m_second, half(named, "key.npy"), {}, {});
        ASSERT_TRUE(taken.ok()) << taken.error().text();
        EXPECT_EQ(taken->rows, kRows);
        ASSERT_EQ(taken->files.size(), 4U);
        EXPECT_EQ(m_second->embeddings()->first.data, m_first->embeddings()->first.data);
        EXPECT_EQ(m_second->embeddings()->second.data, m_first->embeddings()->second.data);
    }
    const auto built = buildStore(*m_second, LeafType::Int8, {}, half("test", "key.npy"));
    ASSERT_TRUE(built.ok()) << built.error().text();
    EXPECT_EQ(built->rows, kRows);
    EXPECT_EQ(built->files.size(), 12U);
    // The first roots hold the training side and nothing else, the others the test side; every row is there once.
    const auto store = m_second->openStore().value();
    std::set<std::uint32_t> seen;
    bool testBegan = false;
    for (std::uint32_t leaf = 0; leaf < kRows; ++leaf) {
        const auto row = m_second->row(store->rowOf(LeafId(leaf))).value();
        seen.insert(row.id.value());
        EXPECT_FALSE(testBegan && !row.test);
        testBegan = row.test;
    }
    EXPECT_EQ(seen.size(), kRows);
    EXPECT_TRUE(testBegan);
    EXPECT_EQ(store->hierarchy().leafCount(), kRows);
    EXPECT_EQ(store->hierarchy().interBegin.back(), store->hierarchy().inter.rows);
    // What does not fit.
    Matrix few(3, 8);
    ASSERT_TRUE(writeNpy(half("train", "key.npy"), few).ok());
    const auto refused = takeEmbeddings(*m_second, half("test", "key.npy"), {}, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().find("are on the train side of the split"), std::string::npos)
        << refused.error().text();
    fs::remove(half("train", "key_inter1_c2id_mapping.json"));
    const auto lacking = buildStore(*m_second, LeafType::Int8, {}, half("test", "key.npy"));
    ASSERT_FALSE(lacking.ok());
    EXPECT_NE(lacking.error().text().find("train_halves_fake_embd_key_inter1_c2id"), std::string::npos);
}

TEST_F(ReadyFilesTest, ClustersInAnotherOrderAndWithoutCentroidsAreTaken) {
    // The reference numbers inter clusters without regard to the roots.
    auto roots = mapping("key_root_c2id_mapping.json");
    std::swap(roots["0"], roots["1"]);
    write("key_root_c2id_mapping.json", roots);
    for (const char* suffix :
         {"key_root_id2c_mapping.json", "key_inter1_id2c_mapping.json", "key_inter1.npy", "key_root.npy"})
        fs::remove(at(suffix));
    ASSERT_TRUE(takeEmbeddings(*m_second, at("key.npy"), {}, {}).ok());
    const auto built = buildStore(*m_second, LeafType::Fp32, {}, at("key_inter1_c2id_mapping.json"));
    ASSERT_TRUE(built.ok()) << built.error().text();
    EXPECT_EQ(built->files.size(), 2U);
    const auto store = m_second->openStore().value();
    const auto& h = store->hierarchy();
    const auto inters = mapping("key_inter1_c2id_mapping.json");
    const std::uint32_t firstInter = roots["0"][0];
    EXPECT_EQ(store->rowOf(LeafId(0)), RowId(inters[std::to_string(firstInter)][0].get<std::uint32_t>()));
    const auto keys = m_second->embeddings().value().first;
    for (std::uint32_t c = 0; c < h.inter.rows; ++c)
        for (std::size_t j = 0; j < 8; ++j) {
            double mean = 0;
            for (std::uint32_t leaf = h.leafBegin[c]; leaf < h.leafBegin[c + 1]; ++leaf)
                mean += keys.row(store->rowOf(LeafId(leaf)).value())[j];
            EXPECT_NEAR(h.inter.row(c)[j], mean / (h.leafBegin[c + 1] - h.leafBegin[c]), 1e-6);
        }
}

} // namespace
} // namespace akv
