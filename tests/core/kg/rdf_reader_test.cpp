// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include "core/kg/rdf_names.h"

#include <gtest/gtest.h>

#include <chrono>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Texts = std::vector<std::string>;

constexpr const char* kPrefixes = "@prefix ex: <http://example.org/> .\n"
                                  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";

TEST(RdfReader, NTriplesTakeLabelsThatComeLater) {
    const TempFolder folder;
    const auto path =
        folder.file("a.nt", "# a comment\n"
                            "<http://x.org/Q419> <http://x.org/p#capital> <http://x.org/Q2868> .\n\n"
                            "<http://x.org/Q2868> <http://x.org/height> \"154\"^^<http://x.org/m> .\n"
                            "<http://x.org/Q419> <http://www.w3.org/2000/01/rdf-schema#label> \"Peru\"@en .\n"
                            "<http://x.org/Q2868> <http://www.w3.org/2000/01/rdf-schema#label> \"Lima\" .\n");
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Peru|capital|Lima", "Lima|height|154"}));
    EXPECT_EQ(result.triples[0].line, 2U);
    EXPECT_EQ(result.triples[1].line, 4U);
    EXPECT_TRUE(result.rejections.empty());
    EXPECT_EQ(detectSource(path)->format, SourceFormat::NTriples);
}

TEST(RdfReader, LabelsPreferEnglishThenNoneThenTheRest) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.ttl", std::string(kPrefixes) + "ex:a rdfs:label \"Pérou\"@fr , \"Peru\"@en , \"PERU\" ; ex:p ex:b .\n"
                                          "ex:b rdfs:label \"Lima\"@es , \"Ciudad\"@es .\n"
                                          "ex:b rdfs:label \"  \" ; ex:p \"un\"@es , \"one\"@en , \"one\" .\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Peru|p|Lima", "Lima|p|un", "Lima|p|one", "Lima|p|one"}))
        << "literals keep their form; equal ones are left to the store";
    ASSERT_EQ(result.rejections.size(), 4U);
    EXPECT_EQ(result.rejections[0].reason, "label of a less preferred language than the name");
    EXPECT_EQ(result.rejections[2].reason, "further label of the same language");
    EXPECT_EQ(result.rejections[3].reason, "empty label");
    EXPECT_EQ(result.rejections[3].line, 5U);
}

TEST(RdfReader, LocalNames) {
    EXPECT_EQ(localName("http://x.org/r/Rio_de_Janeiro"), "Rio de Janeiro");
    EXPECT_EQ(localName("http://x.org/o#born%20in/"), "born in");
    EXPECT_EQ(localName("http://x.org/S%C3%A3o_Paulo"), "São Paulo");
    EXPECT_EQ(localName("http://x.org/%FF%FE"), "http://x.org/%FF%FE") << "not UTF-8 once decoded";
    EXPECT_EQ(localName("urn:isbn:12"), "12");
    EXPECT_EQ(localName("http://x.org/"), "x.org");
    EXPECT_EQ(localName("http://x.org/___"), "http://x.org/___");
}

TEST(RdfReader, ThingsOfOneNameStayTwo) {
    const TempFolder folder;
    const auto result = readSource(folder.file("a.ttl", std::string(kPrefixes) +
                                                            "ex:Q90 rdfs:label \"Paris\"@en ; ex:in ex:France .\n"
                                                            "ex:Q830149 rdfs:label \"Paris\"@en ; ex:in ex:Texas .\n"
                                                            "<http://other.org/France> ex:in ex:Texas .\n"));
    EXPECT_EQ(result.texts(),
              (Texts{"Paris|in|France", "Paris (Q830149)|in|Texas", "France (http://other.org/France)|in|Texas"}));
}

TEST(RdfReader, BlankNodesAreNamedByFileAndLabel) {
    const TempFolder folder;
    const auto path = folder.file("a.ttl", std::string(kPrefixes) + "ex:a ex:has [ ex:size 4.5 ; ex:ok true ] .\n"
                                                                    "_:x ex:p _:y . _:y rdfs:label \"Y\" .\n");
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    ASSERT_EQ(result.triples.size(), 4U);
    EXPECT_TRUE(result.triples[0].tail.starts_with("blank node ")) << result.triples[0].tail;
    EXPECT_TRUE(result.triples[0].tail.ends_with(" of a.ttl"));
    EXPECT_EQ(result.triples[1].head, result.triples[0].tail);
    EXPECT_EQ(result.triples[1].tail, "4.5");
    EXPECT_EQ(result.triples[2].tail, "true");
    EXPECT_EQ(result.texts()[3], "blank node x of a.ttl|p|Y");
    EXPECT_EQ(readSource(path).texts(), result.texts()) << "the same names every time";
}

TEST(RdfReader, DotsQuotesCommentsAndLongStringsDoNotEndAStatement) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.ttl", "PREFIX ex: <http://x.org/v1.2/>\nBASE <http://x.org/>\n"
                 "ex:a.b ex:p \"one. two\" , 'x. #y' , 1.5 , \"\"\"a \"quoted\". \n\nline\"\"\" ; # not. the end\n"
                 "  ex:q <rel.at> .ex:c ex:p ex:d.\n<e>ex:p<f>.<g>ex:p\"\\\". \".\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_TRUE(result.rejections.empty()) << result.rejections[0].reason << result.rejections[0].line;
    EXPECT_EQ(result.texts(), (Texts{"a.b|p|one. two", "a.b|p|x. #y", "a.b|p|1.5", "a.b|p|a \"quoted\". \n\nline",
                                     "a.b|q|rel.at", "c|p|d", "e|p|f", "g|p|\"."}));
}

TEST(RdfReader, WhatIsRefusedHasLineAndReasonAndTheRestIsRead) {
    const TempFolder folder;
    const auto nt = readSource(folder.file("a.nt", "<http://x/a> <http://x/p> <http://x/b> .\n"
                                                   "<http://x/a> <http://x/p> .\n"
                                                   "garbage\n"
                                                   "<http://x/a> <http://x/p> \"\" .\n"
                                                   "<http://x/a> <http://x/p> \"open .\n"
                                                   "<http://x/a> <http://x/p> <http://x/c> <http://x/graph> .\n"
                                                   "<http://x/a> <http://x/p> <http://x/d> .\n"));
    EXPECT_EQ(nt.texts(), (Texts{"a|p|b", "a|p|d"}));
    std::vector<std::uint64_t> lines;
    for (const auto& rejection : nt.rejections) {
        lines.push_back(rejection.line);
        EXPECT_FALSE(rejection.reason.empty());
        EXPECT_FALSE(rejection.snippet.empty());
    }
    EXPECT_EQ(lines, (std::vector<std::uint64_t>{2, 3, 4, 5, 6}));
    const auto ttl = readSource(folder.file("a.ttl", std::string(kPrefixes) + "ex:a ex:p ex:b .\n"
                                                                              "ex:a foo:p ex:b .\n"
                                                                              "ex:a ex:p\n  ex:b ;\n  ex:q ] .\n"
                                                                              "ex:a ex:p ex:c .\nex:a ex:p ex:"));
    EXPECT_EQ(ttl.texts(), (Texts{"a|p|b", "a|p|b", "a|p|c"}));
    ASSERT_EQ(ttl.rejections.size(), 3U);
    EXPECT_EQ(ttl.rejections[0].reason, "prefix 'foo' is not declared");
    EXPECT_EQ(ttl.rejections[0].line, 4U);
    EXPECT_EQ(ttl.rejections[1].line, 7U) << ttl.rejections[1].reason;
    EXPECT_EQ(ttl.rejections[2].reason, "the file ends inside this statement");
}

TEST(RdfReader, BrokenFilesEndWithTheirPlace) {
    const TempFolder folder;
    const auto open =
        readSource(folder.file("a.ttl", std::string(kPrefixes) + "ex:a ex:p ex:b .\nex:a ex:p \"\"\"x\n\n"));
    EXPECT_NE(open.error.find("line 4"), std::string::npos) << open.error;
    EXPECT_NE(open.error.find("truncated"), std::string::npos) << open.error;
    const auto bytes = readSource(folder.file("b.nt", "<http://x/a> <http://x/p> <http://x/b> .\n"
                                                      "<http://x/a> <http://x/p> \"\xE9\" .\n"));
    EXPECT_NE(bytes.error.find("line 2, byte offset 68 holds 0xe9"), std::string::npos) << bytes.error;
    const auto zero =
        readSource(folder.file("c.nt", "<http://x/a> <http://x/p> <http://x/b> . # " + std::string(64, 'x') +
                                           "\n<http://x/a> <http://x/p> \"" + std::string(1, '\0') + "\" .\n"));
    ASSERT_EQ(zero.rejections.size(), 1U);
    EXPECT_EQ(zero.rejections[0].reason, "holds a zero byte");
    const auto garbage = readSource(folder.file("d.ttl", "nothing of this\nis Turtle.\n"));
    EXPECT_NE(garbage.error.find("nothing in it could be: line 1"), std::string::npos) << garbage.error;
    const auto xml = readSource(folder.file("e.rdf", "<?xml version=\"1.0\"?><rdf:RDF/>"));
    EXPECT_NE(xml.error.find("unbound prefix"), std::string::npos) << xml.error;
}

TEST(RdfReader, DepthAndLengthAreBounded) {
    const TempFolder folder;
    const std::string deep(200'000, '['), nested(200'000, '(');
    const auto result = readSource(folder.file("a.ttl", std::string(kPrefixes) + "ex:a ex:p " + deep +
                                                            " .\nex:a ex:p " + nested + ".\nex:a ex:p ex:b .\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"a|p|b"}));
    ASSERT_EQ(result.rejections.size(), 2U);
    EXPECT_EQ(result.rejections[0].reason, "brackets nested deeper than 100");
    const std::string line = "<http://x/a> <http://x/p> \"" + std::string(3 << 20, 'a') + "\" .\n";
    const auto wide = readSource(folder.file("b.nt", "<http://x/a> <http://x/p> <http://x/b> .\n" + line +
                                                         "<http://x/a> <http://x/p> <http://x/c> .\n"));
    EXPECT_EQ(wide.texts(), (Texts{"a|p|b", "a|p|c"}));
    ASSERT_EQ(wide.rejections.size(), 1U);
    EXPECT_EQ(wide.rejections[0].reason, "text longer than 1 MiB");
    const auto endless = readSource(
        folder.file("c.nt", "<http://x/a> <http://x/p> <http://x/b> .\n" + std::string((64 << 20) + (1 << 19), 'y')));
    EXPECT_NE(endless.error.find("line 2: more than 64 MiB"), std::string::npos) << endless.error;
}

TEST(RdfReader, AHundredThousandTriplesTakeSeconds) {
    const TempFolder folder;
    std::string text = kPrefixes;
    for (int i = 0; i < 100'000; ++i)
        text += "ex:e" + std::to_string(i) + " ex:next ex:e" + std::to_string(i + 1) + " .\n";
    const auto path = folder.file("a.ttl", text);
    const auto begin = std::chrono::steady_clock::now();
    const auto result = readSource(path);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    EXPECT_EQ(result.triples.size(), 100'000U);
    EXPECT_EQ(result.triples.back().line, 100'002U);
    EXPECT_LT(seconds, 10.0) << "less than a second where nothing else runs";
}

} // namespace
} // namespace akv
