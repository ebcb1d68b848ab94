// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Texts = std::vector<std::string>;
using Names = std::vector<std::pair<std::string, std::uint64_t>>;

constexpr const char* kPrefix = "@prefix ex: <http://x/> .\n";

std::vector<std::uint64_t> refusedLines(const test::ReadSource& source) {
    std::vector<std::uint64_t> lines;
    for (const auto& rejection : source.rejections) lines.push_back(rejection.line);
    return lines;
}

TEST(NQuads, TriplesOfAllGraphsAreReadAndTheirNamesCounted) {
    const TempFolder folder;
    const auto path = folder.file(
        "a.nq", "# a comment\n"
                "<http://x/Q419> <http://x/p#capital> <http://x/Q2868> <http://x/g1> .\n"
                "<http://x/Q2868> <http://x/height> \"154 \\\" <m> .\"@en <http://x/g1> .\n\n"
                "<http://x/Q419> <http://x/in> <http://x/America> .\n"
                "<http://x/Q419> <http://www.w3.org/2000/01/rdf-schema#label> \"Peru\"@en <http://x/labels> .\n"
                "<http://x/Q2868> <http://www.w3.org/2000/01/rdf-schema#label> \"Lima\" _:g1 .\n");
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Peru|capital|Lima", "Lima|height|154 \" <m> .", "Peru|in|America"}));
    EXPECT_EQ(result.triples[1].line, 3U);
    EXPECT_TRUE(result.rejections.empty());
    EXPECT_EQ(result.graphs.graphs, 3U) << "the default graph has no name";
    EXPECT_EQ(result.graphs.statements, 4U);
    EXPECT_EQ(result.graphs.first, (Names{{"http://x/g1", 2}, {"http://x/labels", 1}, {"_:g1", 1}}));
    const auto proposal = detectSource(path);
    EXPECT_EQ(proposal->format, SourceFormat::NQuads);
    EXPECT_EQ(proposal->description, "RDF quads, N-Quads");
    EXPECT_EQ(readSource(folder.file("a.nt", "<http://x/a> <http://x/p> <http://x/b> .\n")).graphs.graphs, 0U);
}

TEST(NQuads, ABrokenLineIsRefusedWithItsNumberAndTheRestIsRead) {
    const TempFolder folder;
    const auto result = readSource(folder.file("a.nq", "<http://x/a> <http://x/p> <http://x/b> <http://x/g> .\n"
                                                       "<http://x/a> <http://x/p> <http://x/b> \"g\" .\n"
                                                       "<http://x/a> <http://x/p> <http://x/b> <http://x/g> <h:x> .\n"
                                                       "garbage\n"
                                                       "<http://x/a> <http://x/p> <http://x/c> <http://x/g>\n"
                                                       "<http://x/a> <http://x/p> <http://x/b> <relative> .\n"
                                                       "<http://x/a> <http://x/p> <http://x/d> _:g .\n"));
    EXPECT_EQ(result.texts(), (Texts{"a|p|b", "a|p|d"}));
    EXPECT_EQ(refusedLines(result), (std::vector<std::uint64_t>{2, 3, 4, 5, 6}));
    for (const auto& rejection : result.rejections) {
        EXPECT_TRUE(rejection.reason.starts_with("syntax: ")) << rejection.reason;
        EXPECT_FALSE(rejection.snippet.empty());
    }
    EXPECT_EQ(result.graphs.statements, 2U) << "what is refused is in no graph";
    const auto bytes = readSource(folder.file("b.nq", "<http://x/a> <http://x/p> <http://x/b> <http://x/g> .\n"
                                                      "<http://x/a> <http://x/p> \"\xE9\" <http://x/g> .\n"));
    EXPECT_NE(bytes.error.find("line 2, byte offset 81 holds 0xe9"), std::string::npos) << bytes.error;
    const auto garbage = readSource(folder.file("c.nq", "nothing of this\n"));
    EXPECT_NE(garbage.error.find("c.nq' was read as RDF quads, N-Quads, and nothing in it could be: line 1"),
              std::string::npos)
        << garbage.error;
}

TEST(NQuads, ManyGraphsAreCountedAndTheFirstNamed) {
    const TempFolder folder;
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "<http://x/a" + std::to_string(i) + "> <http://x/p> <http://x/b> <http://x/g" +
                std::to_string(i % 150) + "> .\n";
    const auto result = readSource(folder.file("a.nq", text));
    EXPECT_EQ(result.triples.size(), 300U);
    EXPECT_EQ(result.graphs.graphs, 150U);
    EXPECT_EQ(result.graphs.statements, 300U);
    ASSERT_EQ(result.graphs.first.size(), NamedGraphs::kNames);
    EXPECT_EQ(result.graphs.first.back(), (std::pair<std::string, std::uint64_t>{"http://x/g19", 2}));
}

TEST(TriG, BlocksNamesAndTheDefaultGraph) {
    const TempFolder folder;
    const auto path =
        folder.file("a.trig", std::string(kPrefix) + "BASE <http://x/>\n"
                                                     "ex:g1 { ex:a ex:p ex:b , ex:c. ex:b ex:p \"}. {\" }\n"
                                                     "GRAPH <g2> # a { comment\n{ # } .\n"
                                                     "  ex:c ex:p [ ex:q 1.5 ] .\n  ex:d a ex:T\n}\n"
                                                     "{ ex:e ex:p ex:f . }\nex:g ex:p ex:h .\n"
                                                     "[ ] { ex:i ex:p ex:j . ex:k ex:p ex:l }\n"
                                                     "_:n {}graph _:n{ex:m ex:p '''}\n.'''}ex:g1{}\n");
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_TRUE(result.rejections.empty()) << result.rejections[0].reason << result.rejections[0].line;
    Texts texts = result.texts();
    ASSERT_EQ(texts.size(), 11U);
    EXPECT_TRUE(texts[3].starts_with("c|p|blank node ")) << texts[3];
    texts.erase(texts.begin() + 3, texts.begin() + 5);
    EXPECT_EQ(texts, (Texts{"a|p|b", "a|p|c", "b|p|}. {", "d|type|T", "e|p|f", "g|p|h", "i|p|j", "k|p|l", "m|p|}\n."}));
    EXPECT_EQ(result.triples[5].line, 7U);
    EXPECT_EQ(result.graphs.first,
              (Names{{"http://x/g1", 3}, {"http://x/g2", 3}, {"_:graph-without-a-name-1", 2}, {"_:n", 1}}));
    EXPECT_EQ(detectSource(path)->format, SourceFormat::TriG);
}

TEST(TriG, WhatIsBrokenCostsItsStatementAndHasItsLine) {
    const TempFolder folder;
    const auto result = readSource(folder.file("a.trig", std::string(kPrefix) + "ex:g { ex:a ex:p ex:b .\n"
                                                                                "  ex:a ex:p\n ] .\n"
                                                                                "  ex:a foo:p ex:b .\n"
                                                                                "  ex:a ex:p ex:c }\n"
                                                                                "foo:g { ex:a ex:p ex:d }\n"
                                                                                "}\n"
                                                                                "ex:g junk { ex:a ex:p ex:e }\n"
                                                                                "ex:g { ex:h { ex:a ex:p ex:f . }\n"
                                                                                "ex:g { ex:a ex:p ex:g .\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"a|p|b", "a|p|c", "a|p|g"}));
    EXPECT_EQ(refusedLines(result), (std::vector<std::uint64_t>{4, 5, 7, 8, 9, 10, 11}));
    ASSERT_EQ(result.rejections.size(), 7U);
    EXPECT_EQ(result.rejections[1].reason, "prefix 'foo' is not declared");
    EXPECT_EQ(result.rejections[2].reason, "prefix 'foo' is not declared") << "of the graph";
    EXPECT_EQ(result.rejections[3].reason, "'}' without a graph that it ends");
    EXPECT_EQ(result.rejections[6].reason, "the file ends inside this graph");
    const auto cutOff = readSource(folder.file("b.trig", std::string(kPrefix) + "ex:g { ex:a ex:p ex:b . ex:a ex:"));
    ASSERT_EQ(cutOff.rejections.size(), 1U);
    EXPECT_EQ(cutOff.rejections[0].reason, "the file ends inside this statement");
    const auto open = readSource(folder.file("c.trig", std::string(kPrefix) + "ex:g { ex:a ex:p \"\"\"x\n\n"));
    EXPECT_NE(open.error.find("line 2: the file ends inside the string"), std::string::npos) << open.error;
}

TEST(RdfQuads, TheContentTellsThemFromTriples) {
    const TempFolder folder;
    const auto kind = [&](const char* name, const std::string& content) {
        const auto proposal = detectSource(folder.file(name, content));
        return proposal.ok() ? proposal->format : SourceFormat::Auto;
    };
    EXPECT_EQ(kind("a.txt", "<http://x/a> <http://x/p> \"b\"^^<http://x/t> <http://x/g> .\n"), SourceFormat::NQuads);
    EXPECT_EQ(kind("b.txt", "<http://x/a> <http://x/p> \"<b> <c>\"@en .\n"), SourceFormat::NTriples);
    EXPECT_EQ(kind("c.nq", "<http://x/a> <http://x/p> <http://x/b> .\n"), SourceFormat::NQuads);
    EXPECT_EQ(kind("d.nt", "_:a <http://x/p> _:b _:g .\n"), SourceFormat::NQuads) << "content counts before the name";
    EXPECT_EQ(kind("e.txt", std::string(kPrefix) + "\nex:g {\n  ex:a ex:p ex:b }\n"), SourceFormat::TriG);
    EXPECT_EQ(kind("f.txt", "GRAPH <http://x/g> {\n<http://x/a> <http://x/p> 1 }\n"), SourceFormat::TriG);
    EXPECT_EQ(kind("g.txt", std::string(kPrefix) + "ex:a ex:p ex:b .\n"), SourceFormat::Turtle);
    EXPECT_EQ(kind("h.trig", "{ <http://x/a> <http://x/p> 1 }\n"), SourceFormat::TriG);
    EXPECT_EQ(kind("i.tsv", "graph a\tof\t{\n"), SourceFormat::Tsv);
    ReaderOptions options;
    options.format = SourceFormat::TriG;
    EXPECT_EQ(readSource(folder.path() / "g.txt", options).texts(), Texts{"a|p|b"}) << "Turtle is TriG, too";
}

TEST(RdfQuads, ANameOfManyBracketsIsRefused) {
    const TempFolder folder;
    for (const char bracket : {'(', '['}) {
        const auto result =
            readSource(folder.file("deep.trig", std::string(kPrefix) + std::string(200'000, bracket) +
                                                    " { ex:a ex:p ex:b . }\nex:g { ex:a ex:p ex:c . }\n"));
        ASSERT_EQ(result.error, "") << bracket;
        EXPECT_EQ(result.texts(), (Texts{"a|p|b", "a|p|c"})) << bracket;
        ASSERT_EQ(result.rejections.size(), 1U) << bracket;
        EXPECT_EQ(result.rejections[0].reason, "brackets nested deeper than 100");
    }
}

TEST(RdfQuads, ABlockMayBeLargerThanAPiece) {
    const TempFolder folder;
    std::string text = std::string(kPrefix) + "ex:g {\n";
    const std::string filler(1000, 'x');
    for (int i = 0; i < 70'000; ++i) text += "ex:e" + std::to_string(i) + " ex:p \"" + filler + "\" .\n";
    const auto result = readSource(folder.file("a.trig", text + "}\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.triples.size(), 70'000U);
    EXPECT_EQ(result.triples.back().line, 70'002U);
    EXPECT_EQ(result.graphs.first, (Names{{"http://x/g", 70'000}}));
}

} // namespace
} // namespace akv
