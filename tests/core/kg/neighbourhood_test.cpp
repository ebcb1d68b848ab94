// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/layout.h"
#include "core/kg/neighbourhood.h"
#include "core/workspace/pins.h"
#include "core/workspace/pipeline.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace akv {
namespace {

class NeighbourhoodTest : public testing::Test {
protected:
    void load(const std::string& text) {
        auto opened = Workspace::openOrCreate(m_folder.path() / "n.akv");
        ASSERT_TRUE(opened.ok());
        m_workspace = std::move(opened).value();
        const auto source = m_folder.file("n.tsv", "head\trelation\ttail\n" + text);
        ASSERT_TRUE(importSources(*m_workspace, std::span(&source, 1), {}, {}).ok());
    }
    const TripleStore& store() const { return m_workspace->triples(); }
    Entity entity(const std::string& name) const { return *store().entityByName(name).value(); }
    test::TempFolder m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

TEST_F(NeighbourhoodTest, DepthCapsAndHidingBoundWhatIsRead) {
    load("a\tr\tb\nb\tr\tc\nc\tr\td\na\ts\te\nb\tt\ta\n");
    NeighbourhoodOptions options;
    const auto near = readNeighbourhood(store(), entity("a"), options, {});
    ASSERT_TRUE(near.ok());
    EXPECT_EQ(near->nodes.size(), 3U); // a, b, e
    EXPECT_EQ(near->triples.size(), 3U) << "both directions between a and b";
    EXPECT_TRUE(near->complete);
    options.depth = 2;
    const auto wide = readNeighbourhood(store(), entity("a"), options, {});
    EXPECT_EQ(wide->nodes.size(), 4U);
    EXPECT_EQ(wide->nodes.back().entity.name, "c");
    EXPECT_EQ(wide->nodes.back().depth, 2);
    options.nodes = 3;
    EXPECT_FALSE(readNeighbourhood(store(), entity("a"), options, {})->complete);
    options.nodes = 26;
    options.hiddenRelations = {"s"};
    const auto hidden = readNeighbourhood(store(), entity("a"), options, {});
    for (const auto& node : hidden->nodes) EXPECT_NE(node.entity.name, "e");
    JobContext cancelled;
    cancelled.cancel.cancel();
    EXPECT_EQ(readNeighbourhood(store(), entity("a"), options, cancelled).error().code, ErrorCode::Cancelled);
}

TEST_F(NeighbourhoodTest, AHubOfTenThousandIsReadInPart) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += "hub\tknows\tperson " + std::to_string(i) + "\n";
    load(text);
    NeighbourhoodOptions options;
    const auto around = readNeighbourhood(store(), entity("hub"), options, {});
    ASSERT_TRUE(around.ok());
    EXPECT_EQ(around->nodes.size(), 26U);
    EXPECT_FALSE(around->complete);
    EXPECT_EQ(around->nodes.front().entity.degree, 10'000U);
    const auto path = shortestPath(store(), entity("person 3"), entity("person 9999"), 4, 20'000, {});
    ASSERT_TRUE(path.ok()) << path.error().text();
    ASSERT_EQ(path->nodes.size(), 3U);
    EXPECT_EQ(path->nodes[1].entity.name, "hub");
    const auto refused = shortestPath(store(), entity("person 3"), entity("person 9999"), 4, 100, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("100"), std::string::npos);
}

TEST_F(NeighbourhoodTest, ThePathIsAShortestOneAndNoneIsNone) {
    load("a\tr\tb\nb\tr\tc\nc\tr\td\nd\tr\ta\nx\tr\ty\n");
    const auto path = shortestPath(store(), entity("a"), entity("c"), 6, 1000, {});
    ASSERT_TRUE(path.ok());
    ASSERT_EQ(path->nodes.size(), 3U);
    EXPECT_EQ(path->nodes.front().entity.name, "a");
    EXPECT_EQ(path->nodes.back().entity.name, "c");
    EXPECT_EQ(path->triples.size(), 2U);
    EXPECT_TRUE(shortestPath(store(), entity("a"), entity("y"), 6, 1000, {})->nodes.empty());
    EXPECT_TRUE(shortestPath(store(), entity("a"), entity("c"), 1, 1000, {})->nodes.empty()) << "too few steps";
    EXPECT_EQ(shortestPath(store(), entity("a"), entity("a"), 6, 1000, {})->nodes.size(), 1U);
    EXPECT_EQ(countTypes(store()).value()[0], 6U);
}

TEST(LayoutTest, PlacesAreInTheSquareReproducibleAndLinkedNodesAreNear) {
    std::vector<std::pair<std::size_t, std::size_t>> edges; // two chains
    for (std::size_t i = 0; i + 1 < 10; ++i) edges.push_back({i, i + 1}), edges.push_back({10 + i, 11 + i});
    const auto places = forceLayout(20, edges, {});
    ASSERT_TRUE(places.ok()) << places.error().text();
    const auto again = forceLayout(20, edges, {});
    double linked = 0.0, all = 0.0;
    const auto distance = [&](std::size_t a, std::size_t b) {
        return std::hypot((*places)[a].x - (*places)[b].x, (*places)[a].y - (*places)[b].y);
    };
    for (std::size_t i = 0; i < 20; ++i) {
        EXPECT_GE((*places)[i].x, 0.0);
        EXPECT_LE((*places)[i].y, 1.0);
        EXPECT_EQ((*places)[i].x, (*again)[i].x);
        for (std::size_t j = 0; j < i; ++j) all += distance(i, j) / 190.0;
    }
    for (const auto& [a, b] : edges) linked += distance(a, b) / double(edges.size());
    EXPECT_LT(linked, 0.5 * all);
    JobContext cancelled;
    cancelled.cancel.cancel();
    EXPECT_EQ(forceLayout(20, edges, cancelled).error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(forceLayout(0, {}, {})->empty());
    EXPECT_EQ(forceLayout(1, {}, {})->front().x, 0.5);
}

TEST(PinsTest, TheyAreKeptByCentre) {
    const test::TempFolder folder;
    EXPECT_TRUE(readPins(folder.path(), "a")->empty());
    ASSERT_TRUE(writePins(folder.path(), "a", {{"東京", {0.25, 0.5}}}).ok());
    ASSERT_TRUE(writePins(folder.path(), "b", {{"x", {0.1, 0.9}}}).ok());
    EXPECT_EQ(readPins(folder.path(), "a")->at("東京").x, 0.25);
    ASSERT_TRUE(writePins(folder.path(), "a", {}).ok());
    EXPECT_TRUE(readPins(folder.path(), "a")->empty());
    EXPECT_EQ(readPins(folder.path(), "b")->size(), 1U);
    folder.file("pins.json", "no json");
    const auto damaged = readPins(folder.path(), "b");
    ASSERT_FALSE(damaged.ok());
    EXPECT_NE(damaged.error().message.find("pins.json"), std::string::npos);
}

} // namespace
} // namespace akv
