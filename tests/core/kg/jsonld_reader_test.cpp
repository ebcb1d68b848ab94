// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Texts = std::vector<std::string>;
using Names = std::vector<std::pair<std::string, std::uint64_t>>;

Texts sorted(Texts texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
}

/// "_" for the names of blank nodes, which depend on the format.
std::string withoutBlanks(std::string text) {
    const std::string begin = "blank node ";
    for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
        const auto end = std::min(text.find('|', at), text.size());
        if (text.substr(at, end - at).find(" of ") == std::string::npos)
            at += begin.size();
        else
            text.replace(at, end - at, "_");
    }
    return text;
}

/// The triples of a document whose context is `context` within braces.
struct Read {
    const TempFolder folder;
    test::ReadSource result;
    Read(const std::string& context, const std::string& members)
        : result(readSource(folder.file("a.jsonld", "{\"@context\": {" + context + "}, " + members + "}"))) {}
    Texts texts() const { return sorted(result.texts()); }
};

constexpr const char* kVocab = "\"@vocab\": \"http://x/\", \"@base\": \"http://b/\"";

TEST(JsonLd, TermsPrefixesAliasesTypesAndValues) {
    const Read read("\"ex\": \"http://x/\", \"knows\": {\"@id\": \"ex:knows\", \"@type\": \"@id\"}, \"id\": \"@id\", "
                    "\"kind\": \"@type\", \"gone\": null, \"name\": \"http://schema.org/name\", \"@language\": \"en\"",
                    "\"id\": \"ex:Ada_L\", \"kind\": [\"ex:Person\", \"ex:Poet\"], \"knows\": [\"ex:Bob\", \"Cy\"], "
                    "\"gone\": \"left out\", \"name\": [\"Ada\", {\"@value\": \"Adèle\", \"@language\": \"fr\"}], "
                    "\"ex:height\": [1.5, 2.0, true, {\"@value\": \"9\", \"@type\": \"ex:d\"}], \"unknown\": 1");
    ASSERT_EQ(read.result.error, "");
    EXPECT_EQ(read.texts(), sorted({"Ada|type|Person", "Ada|type|Poet", "Ada|knows|Bob", "Ada|knows|Cy",
                                    "Ada|height|1.5", "Ada|height|2", "Ada|height|true", "Ada|height|9"}));
    ASSERT_EQ(read.result.rejections.size(), 2U);
    EXPECT_EQ(read.result.rejections[0].reason, "'unknown' stands for no IRI: no term of the @context, no @vocab");
    EXPECT_EQ(read.result.rejections[1].reason, "label of a less preferred language than the name");
    const auto proposal = detectSource(read.folder.path() / "a.jsonld");
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(proposal->description, "RDF triples, JSON-LD");
}

TEST(JsonLd, ContainersListsSetsAndIndexes) {
    const std::string file = " of a.jsonld";
    const Read lists(std::string(kVocab) + ", \"l\": {\"@container\": \"@list\"}",
                     "\"@id\": \"a\", \"l\": [1, {\"@id\": \"b\"}], \"m\": {\"@list\": []}, \"s\": {\"@set\": [3, 3]}");
    EXPECT_EQ(lists.texts(),
              sorted({"blank node #1" + file + "|first|1", "blank node #1" + file + "|rest|blank node #2" + file,
                      "blank node #2" + file + "|first|b", "blank node #2" + file + "|rest|nil",
                      "a|l|blank node #1" + file, "a|m|nil", "a|s|3", "a|s|3"}));
    const Read maps(std::string(kVocab) +
                        ", \"t\": {\"@container\": \"@language\"}, \"i\": {\"@container\": \"@index\"}, \"d\": "
                        "{\"@container\": \"@id\"}, \"y\": {\"@container\": \"@type\"}, \"p\": {\"@container\": "
                        "\"@index\", \"@index\": \"place\"}",
                    "\"@id\": \"a\", \"t\": {\"de\": \"Katze\", \"en\": [\"cat\", \"puss\"]}, \"i\": {\"x\": \"one\", "
                    "\"y\": [\"two\"]}, \"d\": {\"n\": {\"q\": 1}}, \"y\": {\"T\": {\"@id\": \"u\"}}, "
                    "\"p\": {\"home\": {\"@id\": \"h\"}}");
    EXPECT_EQ(maps.texts(), sorted({"a|t|Katze", "a|t|cat", "a|t|puss", "a|i|one", "a|i|two", "n|q|1", "a|d|n",
                                    "u|type|T", "a|y|u", "h|place|home", "a|p|h"}))
        << maps.result.error;
}

TEST(JsonLd, ReverseNestIncludedAndJson) {
    const Read read(
        std::string(kVocab) + ", \"children\": {\"@reverse\": \"parent\"}, \"n\": \"@nest\", "
                              "\"j\": {\"@type\": \"@json\"}",
        "\"@id\": \"a\", \"children\": [{\"@id\": \"b\"}], \"@reverse\": {\"likes\": {\"@id\": \"c\"}}, "
        "\"n\": {\"q\": 1}, \"@included\": [{\"@id\": \"i\", \"q\": 2}], \"j\": {\"z\": [1.0, null], \"a\": "
        "\"é\"}");
    EXPECT_EQ(read.texts(), sorted({"b|parent|a", "c|likes|a", "a|q|1", "i|q|2", "a|j|{\"a\":\"é\",\"z\":[1,null]}"}))
        << read.result.error;
}

TEST(JsonLd, ContextsAreScopedAndAdded) {
    const Read read(std::string(kVocab) +
                        ", \"T\": {\"@id\": \"T\", \"@context\": {\"name\": \"http://t/called\"}}, \"home\": {\"@id\": "
                        "\"home\", \"@context\": {\"name\": \"http://h/street\"}}",
                    "\"@id\": \"a\", \"@type\": \"T\", \"name\": \"A\", \"in\": {\"@id\": \"b\", \"name\": \"B\"}, "
                    "\"home\": {\"@id\": \"c\", \"name\": \"C\"}, \"to\": {\"@context\": [{\"@vocab\": \"http://v/\"}, "
                    "{\"q\": \"http://w/r\"}], \"@id\": \"d\", \"q\": 1, \"s\": 2}");
    EXPECT_EQ(read.texts(), sorted({"a|type|T", "a|called|A", "b|name|B", "a|in|b", "c|street|C", "a|home|c", "d|r|1",
                                    "d|s|2", "a|to|d"}))
        << read.result.error;
}

TEST(JsonLd, GraphsAreReadOneByOneAndCounted) {
    const TempFolder folder;
    const auto path =
        folder.file("a.json", "{\n \"@graph\": [\n  {\"@id\": \"ex:a\", \"ex:p\": {\"@id\": \"ex:b\"}},\n"
                              "  {\"@id\": \"ex:bad\", \"ex:p\": {\"@value\": [1]}},\n  {\"@id\": \"ex:g\", "
                              "\"@graph\": {\"@id\": \"ex:c\", \"ex:p\": 1}}, \"free\" ],\n"
                              " \"@context\": {\"ex\": \"http://x/\"}, \"@id\": \"ex:whole\"\n}");
    const auto result = readSource(path);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"a|p|b", "c|p|1"})) << "the context may stand behind the graph";
    EXPECT_EQ(result.triples[1].line, 5U);
    EXPECT_EQ(result.graphs.first, (Names{{"http://x/whole", 1}, {"http://x/g", 1}}));
    ASSERT_EQ(result.rejections.size(), 2U);
    EXPECT_EQ(result.rejections[0].line, 4U);
    EXPECT_EQ(result.rejections[0].reason, "@value must be a text, a number, true, false or null: [1]");
    EXPECT_EQ(result.rejections[1].reason, "a value that belongs to nothing: \"free\"");
    EXPECT_EQ(detectSource(path)->format, SourceFormat::JsonLd);
    const auto broken = readSource(folder.file("b.jsonld", "{\"@context\": {},\n\"@graph\": [{\"@id\": \"ex:a\"}\n"
                                                           "{\"@id\": \"ex:b\"}]}"));
    EXPECT_NE(broken.error.find("not valid JSON"), std::string::npos) << broken.error;
    const auto cut = readSource(folder.file("c.jsonld", "{\"@graph\": [{\"@id\": \"ex:a\"}"));
    EXPECT_NE(cut.error.find("truncated"), std::string::npos) << cut.error;
}

TEST(JsonLd, BlankNodesOfLinesAreApartAndOfAnArrayTogether) {
    const TempFolder folder;
    const std::string a = "{\"@id\": \"_:b\", \"http://x/p\": 1}", b = "{\"@id\": \"_:b\", \"http://x/p\": 2}";
    EXPECT_EQ(readSource(folder.file("l.jsonld", a + "\n" + b)).texts(),
              (Texts{"blank node b of l.jsonld|p|1", "blank node b#2 of l.jsonld|p|2"}));
    EXPECT_EQ(readSource(folder.file("a.jsonld", "[" + a + ",\n" + b + "]")).texts(),
              (Texts{"blank node b of a.jsonld|p|1", "blank node b of a.jsonld|p|2"}));
    EXPECT_EQ(readSource(folder.file("q.json", "[{\"name\": \"a\", \"description_type\": \"b\", \"description\": "
                                               "\"@id\"}]"))
                  .texts(),
              Texts{"a|b|@id"})
        << "Q-K-V";
}

TEST(JsonLd, NothingIsFetchedButSchemaOrgIsKnown) {
    const TempFolder folder;
    const auto remote = readSource(
        folder.file("a.jsonld", "\n{\"@context\": \"https://w3id.org/x/v1\", \"@id\": \"http://x/a\", \"p\": 1}"));
    EXPECT_NE(remote.error.find("a.jsonld' line 2: the @context is at 'https://w3id.org/x/v1', and nothing is fetched; "
                                "put what that file holds"),
              std::string::npos)
        << remote.error;
    const auto inner = readSource(folder.file("b.jsonld", "{\"@context\": {\"@import\": \"x.json\"}, \"@graph\": []}"));
    EXPECT_NE(inner.error.find("imports \"x.json\""), std::string::npos) << inner.error;
    for (const std::string address :
         {"https://schema.org", "http://schema.org/", "https://schema.org/docs/jsonldcontext.json"})
        EXPECT_EQ(readSource(folder.file("c.jsonld", "{\"@context\": \"" + address +
                                                         "\", \"type\": \"Person\", "
                                                         "\"name\": \"Ada\", \"knows\": {\"id\": \"http://x/Bob\"}}"))
                      .texts(),
                  (Texts{"Ada|type|Person", "Ada|knows|Bob"}))
            << address;
}

TEST(JsonLd, WhatIsForbiddenIsSaid) {
    const TempFolder folder;
    const auto reason = [&](const std::string& context, const std::string& members) {
        const auto result =
            readSource(folder.file("a.jsonld", "{\"@context\": " + context + ", \"@graph\": [" + members + "]}"));
        return result.error.empty() ? (result.rejections.empty() ? "" : result.rejections[0].reason) : result.error;
    };
    const auto expect = [&](const std::string& what, const std::string& context, const std::string& members = {}) {
        EXPECT_NE(reason(context, members).find(what), std::string::npos) << reason(context, members);
    };
    expect("term 'a': it is defined by itself", "{\"a\": \"b:x\", \"b\": \"a:y\"}");
    expect("the keyword @id cannot be defined anew", "{\"@id\": \"http://x/\"}");
    expect("term 'a': it stands for no IRI", "{\"a\": {\"@type\": \"@id\"}}");
    expect("these containers do not go together", "{\"a\": {\"@id\": \"x:a\", \"@container\": [\"@list\", \"@set\"]}}");
    expect("it is protected", "[{\"@protected\": true, \"a\": \"x:a\"}, {\"a\": \"x:b\"}]");
    expect("@version must be 1.1", "{\"@version\": 1.0}");
    expect("7 is no context", "7");
    const std::string plain = "{\"x\": \"http://x/\"}";
    expect("@id must be an IRI: 5", plain, "{\"@id\": 5, \"x:p\": 1}");
    expect("is a blank node for a property", plain, "{\"@id\": \"x:a\", \"_:p\": 1}");
    expect("only a text has a @language", plain, "{\"x:p\": {\"@value\": 1, \"@language\": \"en\"}}");
    expect("the key 'x:p' twice in one object", plain, "{\"x:p\": 1, \"x:q\": {\"x:p\": 3}, \"x:p\": 2}");
    expect("line 1: not valid JSON: number overflow", plain, "{\"x:p\": 1e400}");
    expect("two entries of one meaning", "{\"id\": \"@id\"}", "{\"@id\": \"x:a\", \"id\": \"x:b\"}");
    expect("is neither an IRI nor a blank node", "{\"@base\": null}", "{\"@id\": \"rel\", \"http://x/p\": 1}");
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    expect("brackets nested deeper than 200", plain, "{\"x:p\": " + deep + "}");
    expect("nested deeper than 200", deep);
    std::string chain = "{\"t0\": \"http://x/\"";
    for (int i = 1; i < 5000; ++i) chain += ", \"t" + std::to_string(i) + "\": \"t" + std::to_string(i - 1) + ":\"";
    expect("more than 100 deep", chain + "}");
}

TEST(JsonLd, EncodingsAndTheSampleBehindLongContexts) {
    const TempFolder folder;
    ReaderOptions options;
    options.encoding = "latin1";
    const auto latin =
        readSource(folder.file("a.jsonld", "{\"@id\": \"http://x/a\", \"http://x/p\": \"caf\xE9\"}"), options);
    EXPECT_EQ(latin.texts(), Texts{"a|p|café"}) << latin.error;
    const auto refused = readSource(folder.path() / "a.jsonld");
    EXPECT_NE(refused.error.find("is not UTF-8: line 1, byte offset 40"), std::string::npos) << refused.error;
    const auto marked =
        readSource(folder.file("b.json", "\xEF\xBB\xBF{\"@context\": {\"long\": \"http://x/" + std::string(5000, 'x') +
                                             "\"}, \"@id\": \"http://x/a\", \"long\": 1}"));
    EXPECT_EQ(marked.triples.size(), 1U) << marked.error;
}

TEST(JsonLd, TheSameGraphInThreeFormatsGivesTheSameTriples) {
    const TempFolder folder;
    const std::string rdfs = "http://www.w3.org/2000/01/rdf-schema#",
                      rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    const auto triples = folder.file(
        "g.nt",
        "<http://x/Q1> <" + rdf +
            "type> <http://x/Country> .\n"
            "<http://x/Q1> <" +
            rdfs + "label> \"Pérou\"@fr .\n<http://x/Q1> <" + rdfs +
            "label> \"Peru\"@en .\n"
            "<http://x/Q1> <http://x/capital> <http://x/Q2> .\n<http://x/Q2> <" +
            rdfs +
            "label> \"Lima\"@es .\n"
            "<http://x/Q2> <http://x/motto> \"a \\\"b\\\" & <c>\"@es .\n<http://x/Q2> <http://x/size> \"2672\" .\n"
            "<http://x/Q3> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Lima\" .\n"
            "<http://x/Q3> <http://x/near> <http://x/Q2> .\n"
            "<http://x/Q3> <http://x/parts> _:c1 .\n_:c1 <" +
            rdf +
            "first> <http://x/Q1> .\n"
            "_:c1 <" +
            rdf + "rest> <" + rdf + "nil> .\n");
    const auto xml = folder.file(
        "g.rdf",
        "<rdf:RDF xmlns:rdf=\"" + rdf + "\" xmlns:rdfs=\"" + rdfs +
            "\" xmlns:s=\"http://www.w3.org/2004/02/"
            "skos/core#\" xmlns=\"http://x/\" xml:base=\"http://x/\"><Country rdf:about=\"Q1\"><rdfs:label "
            "xml:lang=\"fr\">Pérou</rdfs:label><rdfs:label xml:lang=\"en\">Peru</rdfs:label><capital>"
            "<rdf:Description rdf:about=\"Q2\" xml:lang=\"es\"><rdfs:label>Lima</rdfs:label><motto>a \"b\" &amp; "
            "&lt;c></motto><size rdf:datatype=\"http://x/int\">2672</size></rdf:Description></capital></Country>"
            "<rdf:Description rdf:about=\"Q3\" s:prefLabel=\"Lima\"><near rdf:resource=\"Q2\"/><parts "
            "rdf:parseType=\"Collection\"><rdf:Description rdf:about=\"Q1\"/></parts></rdf:Description></rdf:RDF>");
    const auto json = folder.file(
        "g.jsonld",
        "{\"@context\": {\"@vocab\": \"http://x/\", \"@base\": \"http://x/\", \"label\": {\"@id\": \"" + rdfs +
            "label\", \"@container\": \"@language\"}, \"near\": {\"@type\": \"@id\"}, \"is\": {\"@reverse\": "
            "\"capital\"}}, \"@graph\": [{\"@id\": \"Q1\", \"@type\": \"Country\", \"label\": {\"fr\": \"Pérou\", "
            "\"en\": \"Peru\"}}, {\"@id\": \"Q2\", \"is\": {\"@id\": \"Q1\"}, \"label\": {\"es\": \"Lima\"}, "
            "\"motto\": {\"@value\": \"a \\\"b\\\" & <c>\", \"@language\": \"es\"}, \"size\": 2672}, {\"@id\": "
            "\"Q3\", \"http://www.w3.org/2004/02/skos/core#prefLabel\": \"Lima\", \"near\": \"Q2\", \"parts\": "
            "{\"@list\": [{\"@id\": \"Q1\"}]}}]}");
    const auto texts = [&](const std::filesystem::path& path) {
        const auto result = readSource(path);
        EXPECT_EQ(result.error, "");
        EXPECT_EQ(result.rejections.size(), 1U) << "the French label";
        Texts out;
        for (std::string text : result.texts()) out.push_back(withoutBlanks(std::move(text)));
        return sorted(out);
    };
    const Texts expected = texts(triples);
    EXPECT_EQ(expected.size(), 8U);
    EXPECT_EQ(std::count(expected.begin(), expected.end(), "Peru|capital|Lima"), 1);
    EXPECT_EQ(texts(xml), expected);
    EXPECT_EQ(texts(json), expected);
}

} // namespace
} // namespace akv
