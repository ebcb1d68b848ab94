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

TEST_F(NeighbourhoodTest, ExpansionsAddWhatIsAroundANodeAndDismissalsTakeItAway) {
    std::string text = "a\tr\tb\na\tr\tc\na\tr\td\n";
    for (int i = 0; i < 40; ++i) text += "b\tknows\tperson " + std::to_string(i) + "\n";
    load(text + "person 0\tr\tfar\n");
    const auto names = [&](const NeighbourhoodOptions& options) {
        std::set<std::string> out;
        const auto around = readNeighbourhood(store(), entity("a"), options, {});
        for (const auto& node : around->nodes) out.insert(node.entity.name);
        EXPECT_EQ(out.size(), around->nodes.size());
        for (const Triple& t : around->triples) EXPECT_TRUE(out.contains(t.head) && out.contains(t.tail)) << t.head;
        return out;
    };
    NeighbourhoodOptions options;
    options.nodes = 3; // a, b, c
    EXPECT_EQ(names(options), (std::set<std::string>{"a", "b", "c"}));
    options.expanded = {"b", "nobody"};
    EXPECT_EQ(names(options).size(), 28U) << "25 of b's, beyond the cap of what is around the centre";
    options.expanded.insert("person 0");
    EXPECT_TRUE(names(options).contains("far")) << "one expansion behind another";
    options.most = 10;
    EXPECT_EQ(names(options).size(), 10U);
    options.most = 5000;
    options.dismissed = {"b"};
    EXPECT_EQ(names(options), (std::set<std::string>{"a", "c"})) << "nothing takes its place";
    options.dismissed = {"person 1", "c"};
    const auto without = names(options);
    EXPECT_EQ(without.size(), 27U) << "a, b, 24 of b's and far";
    EXPECT_FALSE(without.contains("person 1"));
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

TEST(LayoutTest, KnownNodesStayAndNewOnesComeBesideTheirNeighbours) {
    std::vector<std::pair<std::size_t, std::size_t>> edges; // a star, then one of its ends becomes a star
    for (std::size_t i = 1; i < 20; ++i) edges.push_back({0, i});
    const auto before = forceLayout(20, edges, {});
    ASSERT_TRUE(before.ok());
    std::vector<std::optional<LayoutPoint>> start(before->begin(), before->end());
    for (std::size_t i = 20; i < 30; ++i) edges.push_back({5, i});
    start.resize(30);
    const auto after = forceLayout(30, edges, {}, start);
    ASSERT_TRUE(after.ok()) << after.error().text();
    const auto apart = [](const LayoutPoint& a, const LayoutPoint& b) { return std::hypot(a.x - b.x, a.y - b.y); };
    for (std::size_t i = 0; i < 30; ++i) {
        EXPECT_TRUE((*after)[i].x >= 0 && (*after)[i].x <= 1 && (*after)[i].y >= 0 && (*after)[i].y <= 1) << i;
        if (i < 20) {
            EXPECT_LT(apart((*after)[i], (*before)[i]), 0.1) << i;
        } else {
            EXPECT_LT(apart((*after)[i], (*after)[5]), 0.4) << i;
        }
    }
    EXPECT_TRUE(forceLayout(2, {{0, 1}}, {}, {std::nullopt, std::nullopt}).ok());
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
