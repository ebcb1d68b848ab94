// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Texts = std::vector<std::string>;

std::string graphMl(const std::string& content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
           "<key id=\"d0\" for=\"node\" attr.name=\"label\"/><key id=\"d1\" for=\"node\" attr.name=\"population\"/>\n"
           "<key id=\"d2\" for=\"edge\" attr.name=\"relation\"/><key id=\"d3\" for=\"all\" attr.name=\"type\"/>\n"
           "<graph edgedefault=\"directed\">\n" +
           content + "</graph>\n</graphml>\n";
}

TEST(GraphMlReader, NodesEdgesAttributesAndTypes) {
    const TempFolder folder;
    const auto path = folder.file(
        "a.graphml",
        graphMl(
            "<edge source=\"n0\" target=\"n1\"><data key=\"d2\">capital &amp; <![CDATA[<seat>]]></data></edge>\n"
            "<node id=\"n0\"><data key=\"d0\">Peru</data><data key=\"d3\">entity</data></node>\n"
            "<node id=\"n1\"><data key=\"d0\">Lima</data><data key=\"d1\">10,000,000</data>\n"
            "<data key=\"d3\">city</data></node><node id=\"n2\"/>\n"
            "<edge source=\"n0\" target=\"n1\"/><edge source=\"n1\" target=\"n2\"><data key=\"d3\">a</data></edge>"));
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Peru|capital & <seat>|Lima", "Lima|population|10,000,000", "Lima|type|city",
                                     "Peru|connected to|Lima", "Lima|a|n2"}));
    EXPECT_EQ(result.triples[0].line, 7U);
    EXPECT_EQ(result.triples[0].headType, EntityType::Entity);
    EXPECT_EQ(result.triples[1].headType, EntityType::Unknown);
    const auto& nodes = result.side.at(SideRecord::Kind::Entity);
    ASSERT_EQ(nodes.size(), 3U) << "nodes without edges are entities, too";
    EXPECT_EQ(nodes[2].name, "n2");
    const auto proposal = detectSource(path);
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(proposal->format, SourceFormat::GraphMl);
    EXPECT_EQ(proposal->preview.size(), 5U);
}

TEST(GraphMlReader, NodesOfOneNameStayTwoAndNestedGraphsAreRead) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.graphml",
        graphMl("<node id=\"a\"><data key=\"d0\">Paris</data><graph><node id=\"b\"><data key=\"d0\">Paris</data></node>"
                "<edge source=\"a\" target=\"b\"><data key=\"d2\">holds</data></edge></graph></node>\n"
                "<node id=\"y\"><data key=\"d9\"><y:ShapeNode xmlns:y=\"u\"><y:NodeLabel> Yed </y:NodeLabel>"
                "</y:ShapeNode></data></node><edge source=\"y\" target=\"a\"/>")));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Paris|holds|Paris (b)", "Yed|connected to|Paris"}));
}

TEST(GraphMlReader, DefaultsNameRelationsAndTypes) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.xml", "<graphml><key id=\"r\" for=\"edge\" attr.name=\"relation\"><default>knows</default></key>"
                 "<key id=\"t\" for=\"node\" attr.name=\"type\"><default>event</default></key>"
                 "<key id=\"c\" for=\"node\" attr.name=\"color\"><default>red</default></key>"
                 "<graph><node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\"/></graph></graphml>"));
    EXPECT_EQ(result.texts(), (Texts{"a|knows|b"}));
    EXPECT_EQ(result.triples[0].tailType, EntityType::Event);
}

TEST(GraphMlReader, WhatIsRefusedHasLineAndReason) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.graphml", graphMl("<node id=\"a\"/>\n<node id=\"a\"/>\n<node/>\n<edge source=\"a\" target=\"x\"/>\n"
                             "<hyperedge/>\n<edge source=\"a\" target=\"a\"><data></edge></data>\n"
                             "<edge source=\"a\" target=\"a\"/>\n")));
    ASSERT_EQ(result.error, "");
    std::vector<std::pair<std::uint64_t, std::string>> refused;
    for (const auto& r : result.rejections) refused.emplace_back(r.line, r.reason);
    ASSERT_EQ(refused.size(), 5U);
    EXPECT_EQ(refused[0], std::pair(std::uint64_t(8), std::string("node with the id of an earlier node")));
    EXPECT_EQ(refused[1].second, "node without an id");
    EXPECT_EQ(refused[2], std::pair(std::uint64_t(10), std::string("edge to an undeclared node")));
    EXPECT_EQ(refused[3].second, "hyperedges are not read");
    EXPECT_EQ(refused[4].first, 12U);
    EXPECT_TRUE(refused[4].second.starts_with("not well-formed")) << refused[4].second;
    EXPECT_EQ(result.texts(), (Texts{"a|connected to|a"}));
}

TEST(GraphMlReader, BrokenAndHostileFilesEndWithTheirPlace) {
    const TempFolder folder;
    const auto errorOf = [&](const std::string& text) { return readSource(folder.file("b.graphml", text)).error; };
    const std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                             "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<graphml><graph><node id=\"&b;\"/></graph></graphml>";
    EXPECT_NE(errorOf(bomb).find("line 2: the DOCTYPE declares entities"), std::string::npos) << errorOf(bomb);
    const auto plain =
        readSource(folder.file("p.graphml", "<!DOCTYPE graphml SYSTEM \"x.dtd\"><graphml><graph><node "
                                            "id=\"a\"/><edge source=\"a\" target=\"a\"/></graph></graphml>"));
    EXPECT_EQ(plain.texts(), (Texts{"a|connected to|a"})) << plain.error;
    EXPECT_NE(errorOf("<graphml><graph><node id=\"a\">").find("truncated"), std::string::npos);
    EXPECT_NE(errorOf("<graphml>\n<graph>\n<node id=\"a\"/>").find("line 2"), std::string::npos);
    EXPECT_NE(errorOf("<graphml><graph></graphml></graph>").find("</graph> was expected"), std::string::npos);
    EXPECT_NE(errorOf("<graphml><graph>lost text</graph></graphml>").find("text found"), std::string::npos);
    EXPECT_NE(errorOf("<graphml></graphml><graphml></graphml>").find("where the file should end"), std::string::npos);
    EXPECT_NE(errorOf("<graphml><graph><node id=\"a").find("has no end"), std::string::npos);
    EXPECT_NE(errorOf("<?xml version=\"1.0\"?><svg/>").find("is XML, but neither GraphML, GEXF nor RDF/XML"),
              std::string::npos);
    std::string deep = "<graphml>";
    for (int i = 0; i < 100'000; ++i) deep += "<graph>";
    EXPECT_NE(errorOf(deep).find("nested deeper"), std::string::npos);
    deep = "<graphml><graph>";
    for (int i = 0; i < 100'000; ++i) deep += "<node id=\"a\">";
    EXPECT_NE(errorOf(deep).find("nested deeper"), std::string::npos);
}

std::string gexf(const std::string& nodes, const std::string& edges) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gexf xmlns=\"http://gexf.net/1.2draft\" xmlns:viz=\"http://gexf.net/1.2draft/viz\" version=\"1.2\">\n"
           "<meta lastmodifieddate=\"2026-01-01\"><creator>by hand</creator></meta>\n"
           "<graph defaultedgetype=\"directed\" mode=\"static\">\n"
           "<attributes class=\"node\"><attribute id=\"0\" title=\"population\" type=\"long\"/>"
           "<attribute id=\"1\" title=\"type\" type=\"string\"/></attributes>\n"
           "<attributes class=\"edge\"><attribute id=\"0\" title=\"relation\" type=\"string\">"
           "<default>lies near</default></attribute></attributes>\n"
           "<nodes count=\"3\">\n" +
           nodes + "</nodes>\n<edges>\n" + edges + "</edges>\n</graph>\n</gexf>\n";
}

TEST(GexfReader, LabelsKindsAttributesAndNestedNodes) {
    const TempFolder folder;
    const auto path = folder.file(
        "a.gexf",
        gexf("<node id=\"a\" label=\"Lima &amp; Callao\"><attvalues><attvalue for=\"0\" value=\"10,000,000\"/>"
             "<attvalue for=\"1\" value=\"entity\"/></attvalues><viz:size value=\"2\"/></node>\n"
             "<node id=\"b\" label=\"Peru\"><nodes><node id=\"c\" label=\"Peru\"/></nodes></node><node id=\"d\"/>\n",
             "<edge id=\"0\" source=\"b\" target=\"a\" label=\"capital\" type=\"directed\" weight=\"2\"/>\n"
             "<edge id=\"1\" source=\"b\" target=\"a\" kind=\"seat\"/>\n"
             "<edge id=\"2\" source=\"b\" target=\"c\"><attvalues><attvalue for=\"0\" "
             "value=\"holds\"/></attvalues></edge>"
             "<edge id=\"3\" source=\"a\" target=\"d\"/><edge id=\"4\" source=\"a\" target=\"z\"/>\n"));
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Lima & Callao|population|10,000,000", "Peru|capital|Lima & Callao",
                                     "Peru|seat|Lima & Callao", "Peru|holds|Peru (c)", "Lima & Callao|lies near|d"}));
    EXPECT_EQ(result.triples[1].tailType, EntityType::Entity);
    ASSERT_EQ(result.rejections.size(), 1U);
    EXPECT_EQ(result.rejections[0].reason, "edge to an undeclared node");
    const auto proposal = detectSource(path);
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(proposal->format, SourceFormat::Gexf);
    EXPECT_EQ(proposal->description, "GEXF");
    EXPECT_EQ(detectSource(folder.file("b.xml", gexf("<node id=\"a\"/>", "")))->format, SourceFormat::Gexf);
}

TEST(GexfReader, AnotherRootIsAnError) {
    const TempFolder folder;
    ReaderOptions options;
    options.format = SourceFormat::Gexf;
    const auto reader = openReader(folder.file("a.gexf", graphMl("<node id=\"n0\"/>")), options);
    const auto message = reader.ok() ? (*reader)->next().error().message : reader.error().message;
    EXPECT_NE(message.find("<gexf> was expected; is this GEXF?"), std::string::npos) << message;
}

} // namespace
} // namespace akv
