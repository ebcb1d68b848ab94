// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include "core/kg/iri.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Texts = std::vector<std::string>;

constexpr const char* kRoot = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                              "xmlns:rdfs=\"http://www.w3.org/2000/01/rdf-schema#\" xmlns:e=\"http://x/\">";

std::string rdf(const std::string& content) { return std::string(kRoot) + "\n" + content + "\n</rdf:RDF>\n"; }

Texts sorted(Texts texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
}

TEST(RdfXml, TypedNodesAttributesResourcesAndLabels) {
    const TempFolder folder;
    const auto path = folder.file(
        "a.rdf",
        "<?xml version=\"1.0\"?>\n" +
            rdf("<e:Country rdf:about=\"http://x/Q419\" e:code=\"PE\">\n"
                "<rdfs:label xml:lang=\"fr\">Pérou</rdfs:label><rdfs:label xml:lang=\"en\">Peru</rdfs:label>\n"
                "<e:capital rdf:resource=\"http://x/Lima\"/><e:motto>Firm &amp; <![CDATA[<happy>]]></e:motto>\n"
                "<e:leader><rdf:Description rdf:about=\"http://x/Dina_B\"><e:age rdf:datatype=\"http://x/d\">63"
                "</e:age></rdf:Description></e:leader></e:Country>"));
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Peru|type|Country", "Peru|code|PE", "Peru|capital|Lima",
                                     "Peru|motto|Firm & <happy>", "Peru|leader|Dina B", "Dina B|age|63"}));
    EXPECT_EQ(result.triples[2].line, 5U);
    ASSERT_EQ(result.rejections.size(), 1U);
    EXPECT_EQ(result.rejections[0].reason, "label of a less preferred language than the name");
    const auto proposal = detectSource(path);
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(proposal->format, SourceFormat::RdfXml);
    EXPECT_EQ(proposal->description, "RDF triples, RDF/XML");
    EXPECT_EQ(proposal->preview.size(), 6U);
}

TEST(RdfXml, ParseTypesContainersIdsAndReification) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.rdf",
        rdf("<rdf:Description rdf:ID=\"s\"><e:l rdf:parseType=\"Literal\">a <b xmlns=\"http://h/\">c &lt; d</b></e:l>\n"
            "<e:r rdf:parseType=\"Resource\"><e:unit>m</e:unit></e:r>\n"
            "<e:c rdf:parseType=\"Collection\"><rdf:Description rdf:about=\"#i1\"/><e:T rdf:nodeID=\"n\"/></e:c>\n"
            "<e:none rdf:parseType=\"Collection\"/></rdf:Description>\n"
            "<rdf:Bag rdf:about=\"bag\"><rdf:li>one</rdf:li><rdf:li rdf:resource=\"two\"/></rdf:Bag>\n"
            "<rdf:Description rdf:nodeID=\"n\"><e:p rdf:ID=\"st\">v</e:p></rdf:Description>")));
    ASSERT_EQ(result.error, "");
    EXPECT_TRUE(result.rejections.empty()) << result.rejections[0].reason;
    const std::string file = " of a.rdf";
    EXPECT_EQ(
        sorted(result.texts()),
        sorted({"s|l|a <b xmlns=\"http://h/\">c &lt; d</b>", "s|r|blank node #1" + file,
                "blank node #1" + file + "|unit|m", "s|c|blank node #2" + file, "blank node #2" + file + "|first|i1",
                "blank node #2" + file + "|rest|blank node #3" + file, "blank node n" + file + "|type|T",
                "blank node #3" + file + "|first|blank node n" + file, "blank node #3" + file + "|rest|nil",
                "s|none|nil", "bag|type|Bag", "bag|1|one", "bag|2|two", "st|type|Statement",
                "st|subject|blank node n" + file, "st|predicate|p", "st|object|v", "blank node n" + file + "|p|v"}));
}

TEST(RdfXml, BasesLanguagesAndNamesWithoutFolders) {
    const TempFolder folder;
    const auto result = readSource(
        folder.file("a b.rdf", rdf("<rdf:Description rdf:about=\"\" e:p=\"v\"/>\n"
                                   "<rdf:Description xml:base=\"http://y/c/d#f\" rdf:about=\"../k\" xml:lang=\"es\">\n"
                                   "<rdfs:label>Kilo</rdfs:label><rdfs:label xml:lang=\"\">K</rdfs:label>\n"
                                   "<e:p rdf:resource=\"#g\"/><e:p rdf:resource=\"?q\"/></rdf:Description>")));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"a b.rdf|p|v", "K|p|g", "K|p|d?q"}));
    EXPECT_EQ(resolveIri("http://a/b/c/d;p?q", "../../g"), "http://a/g");
    EXPECT_EQ(resolveIri("http://a/b/c/d;p?q", "../../../g"), "http://a/g");
    EXPECT_EQ(resolveIri("http://a/b/c/d;p?q", "./g/."), "http://a/b/c/g/");
    EXPECT_EQ(resolveIri("http://a/b/c/d;p?q", "//g"), "http://g");
    EXPECT_EQ(resolveIri("http://a/b/c/d;p?q", "?y"), "http://a/b/c/d;p?y");
    EXPECT_EQ(resolveIri("http://a/b/c/d;p?q", ""), "http://a/b/c/d;p?q");
    EXPECT_EQ(resolveIri("http://a", "g"), "http://a/g");
    EXPECT_EQ(resolveIri("urn:a:b", "urn:c"), "urn:c");
}

TEST(RdfXml, WhatIsForbiddenCostsItsElementAndHasItsLine) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.rdf", rdf("<rdf:Description rdf:about=\"a\"><e:p>1</e:p></rdf:Description>\n"
                     "<rdf:Description rdf:ID=\"1a\"><e:p>lost</e:p></rdf:Description>\n"
                     "<rdf:Description rdf:ID=\"b\"><e:p>2</e:p></rdf:Description>\n"
                     "<rdf:Description rdf:ID=\"b\"><e:p>lost</e:p></rdf:Description>\n"
                     "<rdf:Description rdf:about=\"c\" size=\"9\">stray <e:p>3</e:p></rdf:Description>\n"
                     "<rdf:Description rdf:about=\"d\"><e:p>stray <e:T rdf:about=\"t\"/></e:p></rdf:Description>\n"
                     "<rdf:Description rdf:about=\"f\" rdf:aboutEach=\"g\"><e:p><e:T/></e:p></rdf:Description>\n"
                     "<rdf:Description rdf:about=\"h\"><e:p rdf:resource=\"i\">\n<e:T/></e:p><plain/><e:p>4</e:p>"
                     "</rdf:Description>\n"
                     "<rdf:li rdf:about=\"lost\"/><rdf:Description about=\"bare\" e:p=\"5\"/>")));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"a|p|1", "b|p|2", "c|p|3", "d|p|t", "t|type|T", "h|p|i", "h|p|4", "bare|p|5"}));
    std::vector<std::pair<std::uint64_t, std::string>> refused;
    for (const auto& r : result.rejections) refused.emplace_back(r.line, r.reason);
    using Refused = std::pair<std::uint64_t, std::string>;
    EXPECT_EQ(refused, (std::vector<Refused>{{3, "rdf:ID '1a' is no name"},
                                             {5, "rdf:ID 'b' was used before"},
                                             {6, "attribute 'size' has no namespace"},
                                             {6, "text where an element was expected: stray"},
                                             {7, "text beside an element: stray"},
                                             {8, "'rdf:aboutEach' is no longer in RDF, or cannot be an attribute"},
                                             {10, "an element in a property that was given by its attributes"},
                                             {10, "element 'plain' has no namespace"},
                                             {11, "'rdf:li' is no node"}}));
    EXPECT_TRUE(result.rejections[0].snippet.starts_with("<rdf:Description rdf:ID=\"1a\"")) << "the line";
}

TEST(RdfXml, WhatIsNotWellFormedEndsWithItsLine) {
    const TempFolder folder;
    const auto errorOf = [&](const std::string& text) { return readSource(folder.file("b.rdf", text)).error; };
    const std::string good = "<rdf:Description rdf:about=\"a\"><e:p>1</e:p></rdf:Description>\n";
    EXPECT_NE(errorOf(rdf(good + "<e:T>\n<e:p>x</e:q></e:T>")).find("line 4: not well-formed XML: mismatched tag"),
              std::string::npos)
        << errorOf(rdf(good + "<e:T>\n<e:p>x</e:q></e:T>"));
    EXPECT_NE(errorOf(kRoot + good).find("line 2: the file ends before its root element does"), std::string::npos);
    EXPECT_NE(errorOf(rdf(good + "<u:T/>")).find("line 3: not well-formed XML: unbound prefix"), std::string::npos);
    EXPECT_NE(errorOf(rdf(good + "<e:T e:p=\"&ex;\"/>")).find("line 3: not well-formed XML: undefined entity"),
              std::string::npos);
    EXPECT_NE(errorOf(rdf("<e:T e:p=\"\xE9\"/>")).find("line 2, byte offset"), std::string::npos);
    EXPECT_NE(errorOf("<?xml version=\"1.0\"?>\n<rdf:RDF").find("line 2: the file ends"), std::string::npos)
        << errorOf("<?xml version=\"1.0\"?>\n<rdf:RDF");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<e:T><e:p>";
    for (int i = 0; i < 100'000; ++i) deep += "</e:p></e:T>";
    const auto nested = readSource(folder.file("c.rdf", rdf(deep)));
    ASSERT_EQ(nested.error, "");
    ASSERT_FALSE(nested.rejections.empty());
    EXPECT_EQ(nested.rejections[0].reason, "elements nested deeper than 1,000");
}

TEST(RdfXml, EntitiesAreBoundedAndNothingElseIsOpened) {
    const TempFolder folder;
    const auto read = [&](const std::string& doctype, const std::string& content) {
        return readSource(folder.file("e.owl", doctype + rdf(content)));
    };
    const auto usual =
        read("<!DOCTYPE rdf:RDF SYSTEM \"http://x/none.dtd\" [ <!-- > ] -->\n<!ENTITY ex \"http://y/z#\">\n"
             "<!ENTITY more '&ex;w' > ]>",
             "<e:T rdf:about=\"&ex;a\"><e:p rdf:resource=\"&more;\"/></e:T>");
    EXPECT_EQ(usual.error, "");
    EXPECT_EQ(usual.texts(), (Texts{"a|type|T", "a|p|w"}));
    std::string bomb = "<!DOCTYPE rdf:RDF [<!ENTITY a0 \"aaaaaaaaaa\">";
    for (int i = 1; i < 12; ++i) {
        bomb += "<!ENTITY a" + std::to_string(i) + " \"";
        for (int k = 0; k < 10; ++k) bomb += "&a" + std::to_string(i - 1) + ";";
        bomb += "\">";
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto refused = read(bomb + "]>", "<e:T><e:p>&a11;</e:p></e:T>");
    EXPECT_NE(refused.error.find("amplification"), std::string::npos) << refused.error;
    EXPECT_NE(read(bomb + "]>", "<e:T e:p=\"&a11;\"/>").error.find("amplification"), std::string::npos);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 20.0);
    const auto secret = folder.file("secret.txt", "secret");
    const auto outside =
        read("<!DOCTYPE rdf:RDF [\n<!ENTITY e SYSTEM \"" + secret.string() + "\">]>", "<e:T><e:p>&e;</e:p></e:T>");
    EXPECT_NE(outside.error.find("line 2: the DOCTYPE declares the entity 'e' that is in another file"),
              std::string::npos)
        << outside.error;
    const auto parameter = read("<!DOCTYPE rdf:RDF [<!ENTITY % p SYSTEM \"x.dtd\"> %p;]>", "<e:T/>");
    EXPECT_NE(parameter.error.find("a parameter entity"), std::string::npos) << parameter.error;
    const auto missing = read("<!DOCTYPE rdf:RDF SYSTEM \"x.dtd\">", "<e:T e:p=\"a&e;b\"/>");
    EXPECT_NE(missing.error.find("undefined entity"), std::string::npos) << missing.error;
}

TEST(RdfXml, EncodingsAsTheDeclarationSays) {
    const TempFolder folder;
    const std::string content = rdf("<e:T rdf:about=\"a\" e:p=\"caf\xE9\"/>");
    const auto latin = readSource(folder.file("a.rdf", "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + content));
    EXPECT_EQ(latin.error, "");
    EXPECT_EQ(latin.encoding, "ISO-8859-1");
    EXPECT_EQ(latin.texts().back(), "a|p|café");
    ReaderOptions options;
    options.encoding = "windows-1252";
    EXPECT_EQ(readSource(folder.file("b.rdf", content), options).texts().back(), "a|p|café");
    const auto none = readSource(folder.file("c.rdf", "<?xml version='1.0' encoding='klingon'?>\n" + content));
    EXPECT_NE(none.error.find("names its encoding in the XML declaration"), std::string::npos) << none.error;
    std::string wide = "\xFF\xFE";
    for (const char c : "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + rdf("<e:T rdf:about=\"a\" e:p=\"b\"/>"))
        wide.append({c, '\0'});
    const auto utf16 = readSource(folder.file("d.rdf", wide));
    EXPECT_EQ(utf16.texts(), (Texts{"a|type|T", "a|p|b"})) << utf16.error;
    EXPECT_EQ(utf16.encoding, "UTF-16LE");
    EXPECT_EQ(readSource(folder.file("e.rdf", "\xEF\xBB\xBF" + rdf("<e:T rdf:about=\"a\"/>"))).texts(),
              Texts{"a|type|T"});
}

TEST(RdfXml, TheRootTellsItFromOtherXml) {
    const TempFolder folder;
    const auto kind = [&](const char* name, const std::string& text) {
        const auto proposal = detectSource(folder.file(name, text));
        return proposal.ok() ? proposal->format : SourceFormat::Auto;
    };
    const std::string node = "<e:T rdf:about=\"a\" xmlns:e=\"http://x/\" "
                             "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><e:p>graphml</e:p></e:T>";
    EXPECT_EQ(kind("a.txt", rdf("<e:T rdf:about=\"graphml\"/>")), SourceFormat::RdfXml);
    EXPECT_EQ(kind("b.xml", node), SourceFormat::RdfXml) << "a single node is a document";
    EXPECT_EQ(kind("c.graphml", "<!-- " + std::string(5000, 'x') + " --><graphml/>"), SourceFormat::GraphMl);
    EXPECT_EQ(kind("d.owl", "<?xml version=\"1.0\"?><!-- " + std::string(5000, 'x') + " -->" + rdf("<e:T/>")),
              SourceFormat::RdfXml)
        << "the root is behind what is looked at";
    EXPECT_EQ(kind("e.nt", "<http://x/a=b> <http://x/p> <http://x/c> .\n"), SourceFormat::NTriples);
    const auto svg = detectSource(folder.file("f.xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>"));
    ASSERT_FALSE(svg.ok());
    EXPECT_NE(svg.error().message.find("is XML, but neither GraphML, GEXF nor RDF/XML"), std::string::npos);
    ReaderOptions options;
    options.format = SourceFormat::RdfXml;
    const auto forced = readSource(folder.path() / "f.xml", options);
    EXPECT_EQ(forced.texts(), Texts{"blank node #1 of f.xml|type|svgsvg"});
}

TEST(RdfXml, OtherLabelsNameWhatHasNoRdfsLabel) {
    const TempFolder folder;
    const auto result = readSource(folder.file(
        "a.ttl", "@prefix ex: <http://x/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                 "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix s: <https://schema.org/> .\n"
                 "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
                 "ex:a skos:prefLabel \"Katze\"@de , \"cat\"@en ; ex:p ex:b .\n"
                 "ex:b foaf:name \"f\" ; s:name \"Bob\" .\nex:c foaf:name \"Cy\" ; ex:p ex:d .\n"
                 "ex:d s:name \"Dora\" ; rdfs:label \"D\"@fr ; skos:prefLabel ex:a .\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(),
              (Texts{"cat|p|Bob", "Bob|name|f", "Cy|p|D", "D|name (https://schema.org/name)|Dora", "D|prefLabel|cat"}));
    ASSERT_EQ(result.rejections.size(), 1U);
    EXPECT_EQ(result.rejections[0].reason, "label of a less preferred language than the name");
}

TEST(RdfXml, ReadingIsCancelledAndManyStatementsTakeSeconds) {
    const TempFolder folder;
    std::string text = kRoot;
    for (int i = 0; i < 100'000; ++i)
        text += "<rdf:Description rdf:about=\"http://x/e" + std::to_string(i) + "\"><e:next rdf:resource=\"http://x/e" +
                std::to_string(i + 1) + "\"/></rdf:Description>\n";
    const auto path = folder.file("a.rdf", text + "</rdf:RDF>");
    const auto begin = std::chrono::steady_clock::now();
    const auto result = readSource(path);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 15.0);
    EXPECT_EQ(result.triples.size(), 100'000U);
    EXPECT_EQ(result.triples.back().line, 100'000U);
    auto reader = openReader(path);
    ASSERT_TRUE(reader.ok());
    int polls = 0;
    (*reader)->onPoll([&]() -> Result<void> {
        if (++polls == 1000) return Error(ErrorCode::Cancelled, "enough");
        return {};
    });
    const auto first = (*reader)->next();
    ASSERT_FALSE(first.ok());
    EXPECT_EQ(first.error().code, ErrorCode::Cancelled);
    EXPECT_LT((*reader)->bytesRead(), (*reader)->bytesTotal() / 2);
}

} // namespace
} // namespace akv
