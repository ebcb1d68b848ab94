// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/kg/delimiter.h"
#include "core/kg/python_list.h"
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace akv {
namespace {

using test::TempFolder;

std::string asText(const RawTriple& triple) { return triple.head + "|" + triple.relation + "|" + triple.tail; }

TEST(TableReader, TsvWithBomCrlfBlankLinesAndHeader) {
    const TempFolder folder;
    const auto path =
        folder.file("a.tsv", "\xEF\xBB\xBFhead\trelation\ttail\r\nPeru\tcapital\tLima\r\n\r\n\"Q\"\tis\ta \"b\"\r\n");
    const auto result = test::readSource(path);
    ASSERT_EQ(result.error, "");
    ASSERT_EQ(result.triples.size(), 2U);
    EXPECT_EQ(asText(result.triples[0]), "Peru|capital|Lima");
    EXPECT_EQ(result.triples[0].line, 2U);
    EXPECT_EQ(asText(result.triples[1]), "\"Q\"|is|a \"b\"") << "TSV has no quoting";
}

TEST(TableReader, CsvQuotingWithLineBreaksAndDoubledQuotes) {
    const TempFolder folder;
    const auto path =
        folder.file("a.csv", "subject,predicate,object\n\"a, b\",\"says\",\"x \"\"y\"\"\nz\"\nc,d,\"\"\"\"\n");
    const auto result = test::readSource(path);
    ASSERT_EQ(result.error, "");
    ASSERT_EQ(result.triples.size(), 2U);
    EXPECT_EQ(asText(result.triples[0]), "a, b|says|x \"y\"\nz");
    EXPECT_EQ(asText(result.triples[1]), "c|d|\"");
    EXPECT_EQ(result.triples[1].line, 4U);
}

TEST(TableReader, RecordsAcrossBufferBorders) {
    const TempFolder folder;
    std::string content;
    for (int i = 0; i < 20000; ++i)
        content += "head " + std::to_string(i) + ",rel,\"tail \"\"" + std::to_string(i) + "\"\"\n next line\"\n";
    const auto result = test::readSource(folder.file("big.csv", content));
    ASSERT_EQ(result.error, "");
    ASSERT_EQ(result.triples.size(), 20000U);
    for (int i = 0; i < 20000; ++i)
        ASSERT_EQ(result.triples[static_cast<std::size_t>(i)].tail, "tail \"" + std::to_string(i) + "\"\n next line");
}

TEST(TableReader, ColumnOrderFromHeaderOrFewestDistinctValues) {
    const TempFolder folder;
    const auto headed =
        test::readSource(folder.file("h.csv", ":START_ID,:END_ID,relation,:TYPE\na,b,knows,Relation\n"));
    ASSERT_EQ(headed.triples.size(), 1U);
    EXPECT_EQ(asText(headed.triples[0]), "a|knows|b");
    const auto headless =
        test::readSource(folder.file("n.tsv", "a\tb\tknows\nc\td\tknows\ne\tf\tlikes\ng\th\tlikes\n"));
    ASSERT_EQ(headless.triples.size(), 4U);
    EXPECT_EQ(asText(headless.triples[0]), "a|knows|b");
    const auto oneHead =
        test::readSource(folder.file("s.tsv", "Peru\tcapital\tLima\nPeru\tcurrency\tsol\nPeru\tarea\tlarge\n"));
    EXPECT_EQ(asText(oneHead.triples.at(1)), "Peru|currency|sol");
    const auto twoTails =
        test::readSource(folder.file("t.tsv", "a\tflies\tyes\nb\tflies\tno\na\tswims\tno\nb\tswims\tno\n"));
    EXPECT_EQ(asText(twoTails.triples.at(0)), "a|flies|yes");
    ReaderOptions options;
    options.columns = ColumnOrder{2, 1, 0};
    const auto asked = test::readSource(folder.file("o.tsv", "Lima\tcapital\tPeru\n"), options);
    ASSERT_EQ(asked.triples.size(), 1U);
    EXPECT_EQ(asText(asked.triples[0]), "Peru|capital|Lima");
    options.columns = ColumnOrder{0, 1, 7};
    EXPECT_NE(test::readSource(folder.path() / "o.tsv", options).error.find("column 8"), std::string::npos);
}

TEST(TableReader, RaggedAndEmptyRecordsAreRefusedWithReasonAndLine) {
    const TempFolder folder;
    const auto result =
        test::readSource(folder.file("a.tsv", "a\tr\tb\na\tr\n\tr\tb\na\t \tb\na\tr\t\nx\tr\ty\tz\nc\tr\td\n"));
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.triples.size(), 2U);
    ASSERT_EQ(result.rejections.size(), 5U);
    EXPECT_EQ(result.rejections[0].reason, "3 columns expected, 2 found");
    EXPECT_EQ(result.rejections[0].line, 2U);
    EXPECT_EQ(result.rejections[1].reason, "empty head");
    EXPECT_EQ(result.rejections[2].reason, "empty relation");
    EXPECT_EQ(result.rejections[3].reason, "empty tail");
    EXPECT_EQ(result.rejections[4].reason, "3 columns expected, 4 found");
}

TEST(Delimiter, NamesAndSingleCharacters) {
    const std::pair<const char*, const char*> known[] = {
        {"comma", ","}, {"TAB", "\t"}, {"\\t", "\t"}, {"\t", "\t"}, {"semicolon", ";"}, {"pipe", "|"},
        {"space", " "}, {" ", " "},    {"~", "~"},    {"¦", "¦"},   {"\\", "\\"},       {"\x01", "\x01"},
        {"auto", ""},   {"", ""},      {"x", "x"},    {"😀", "😀"}};
    for (const auto& [name, character] : known) {
        const auto result = delimiterOf(name);
        ASSERT_TRUE(result.ok()) << result.error().text();
        EXPECT_EQ(*result, character) << name;
    }
    const std::pair<const char*, const char*> wrong[] = {{"klingon", "'klingon' is not one character; give comma, tab"},
                                                         {"||", "'||' is not one character"},
                                                         {"\"", "it quotes fields"},
                                                         {"\n", "it ends a record"},
                                                         {"\xE9", "not a character of UTF-8"}};
    for (const auto& [name, expected] : wrong) {
        const auto result = delimiterOf(name);
        ASSERT_FALSE(result.ok()) << name;
        EXPECT_NE(result.error().text().find(expected), std::string::npos) << result.error().text();
    }
    EXPECT_EQ(delimiterText("\t") + delimiterText("|") + delimiterText("~") + delimiterText("\x01"),
              "tabpipe'~'U+0001");
}

TEST(TableReader, AnyCharacterSeparatesColumnsOnceItIsChosen) {
    const TempFolder folder;
    const auto read = [&](const std::string& content, const std::string& delimiter,
                          SourceFormat format = SourceFormat::Auto) {
        ReaderOptions options;
        options.delimiter = delimiter;
        options.format = format;
        return test::readSource(folder.file("a.csv", content), options);
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(read("a,1|r,2|b,3\n", "pipe").texts(), Texts{"a,1|r,2|b,3"});
    EXPECT_EQ(read("a~r~\"b~c\"\n", "~").texts(), Texts{"a|r|b~c"});
    EXPECT_EQ(read("a¦r¦\"x¦\ny\"\nc¦r¦¢\n", "¦").texts(), (Texts{"a|r|x¦\ny", "c|r|¢"}))
        << "a character of two bytes, and one that shares its first byte";
    EXPECT_EQ(read("e1 r e2\ne2 r e3\n", "space").texts(), (Texts{"e1|r|e2", "e2|r|e3"}));
    EXPECT_EQ(read("a,b\tr\tc\n", "tab").texts(), Texts{"a,b|r|c"});
    const std::string quoted = "a\tr\t\"b\tc\"\n";
    EXPECT_EQ(read(quoted, "tab", SourceFormat::Csv).texts(), Texts{"a|r|b\tc"}) << "CSV says that quotes quote";
    EXPECT_NE(read("a,r,b\n", "pipe").error.find("1 column(s) separated by pipe"), std::string::npos);
}

TEST(TableReader, TheProposalSaysWhatWasDetectedBesideWhatWasChosen) {
    const TempFolder folder;
    const auto path = folder.file("a.csv", "a;1|r;2|b|x\n");
    auto proposal = detectSource(path);
    ASSERT_TRUE(proposal.ok()) << proposal.error().text();
    EXPECT_EQ(proposal->delimiter + proposal->detectedDelimiter, "||");
    EXPECT_TRUE(proposal->description.starts_with("CSV triples separated by pipe, 4 columns:"))
        << proposal->description;
    ReaderOptions options;
    options.delimiter = "semicolon";
    proposal = detectSource(path, options);
    ASSERT_TRUE(proposal.ok()) << proposal.error().text();
    EXPECT_EQ(proposal->delimiter + proposal->detectedDelimiter, ";|");
    EXPECT_EQ(proposal->preview.at(0).at(1), "1|r");
    EXPECT_EQ(detectedDelimiter(folder.file("b.csv", "a~r~b\n")), ",") << "a table that cannot be read like that";
    EXPECT_EQ(detectedDelimiter(folder.file("b.nt", "<http://x/a> <http://x/p> <http://x/b> .\n")), "");
    EXPECT_EQ(detectedDelimiter(folder.path()), "");
    EXPECT_EQ(detectSource(folder.path() / "b.nt")->delimiter, "");
}

TEST(Readers, ADelimiterForAFormatWithoutOneIsAnError) {
    const TempFolder folder;
    const std::pair<std::filesystem::path, const char*> cases[] = {
        {folder.file("a.nt", "<http://x/a> <http://x/p> <http://x/b> .\n"), "a.nt' is RDF triples, N-Triples"},
        {folder.file("a.graphml", "<graphml><graph><node id=\"a\"/></graph></graphml>"), "a.graphml' is GraphML"},
        {folder.file("a.json", R"([{"name": "a", "description_type": "r", "description": "b"}])"),
         "is a file of JSON objects"},
        {sourceFolder() / "tests/data/atlas/CICGPC_Glazing_ver1.0a", "is an ATLAS CSV folder"}};
    ReaderOptions options;
    options.delimiter = "pipe";
    for (const auto& [path, expected] : cases) {
        const auto result = test::readSource(path, options);
        EXPECT_NE(result.error.find(expected), std::string::npos) << result.error;
        EXPECT_NE(result.error.find("no delimiter to choose: leave it as detected"), std::string::npos) << result.error;
    }
    options.format = SourceFormat::Csv;
    const auto table = folder.file("t.csv", "<http://x/a>|<http://x/p>|<http://x/b>\n");
    EXPECT_EQ(test::readSource(table, options).triples.size(), 1U);
}

TEST(Readers, BadSourcesSayWhatAndWhere) {
    const TempFolder folder;
    const std::pair<std::filesystem::path, const char*> cases[] = {
        {folder.path() / "missing.tsv", "missing.tsv"},
        {folder.file("empty.tsv", ""), "is empty"},
        {folder.file("blank.tsv", "\n \n\t\n"), "blank"},
        {folder.path(), "is a folder"},
        {folder.file("one.tsv", "just one line of prose\n"), "1 column(s)"},
        {folder.file("lfs.json", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), "git lfs pull"},
        {folder.file("quote.csv", "a,r,b\nc,r,\"d\n"), "began on line 2"},
        {folder.file("latin.tsv", "a\tr\tb\nc\tr\td\xe9\n"), "line 2, byte offset 11 holds 0xe9"},
        {folder.file("utf16.tsv", std::string("\xff\xfe"
                                              "a\0",
                                              4)),
         "1 column(s)"},
        {folder.file("zip.csv", "PK\x03\x04xxxx"), "zip archive"},
        {folder.file("pickle.csv", "\x80\x04\x95xxxx"), "never executed"},
        {folder.file("cut.json", "[{\"name\": \"a\", \"descr"), "truncated"},
        {folder.file("open.json", "[{\"name\": \"a\", \"description_type\": \"r\", \"description\": \"b\"},"),
         "truncated"},
        {folder.file("bad.jsonl", "{\"name\": oops}\n"), "line 1: not valid JSON"},
        {folder.file("bytes.jsonl", "{\"name\": \"a\",\n\"x\": \"\xff\"}\n"), "line 2, byte offset 20"},
    };
    for (const auto& [path, expected] : cases) {
        const auto result = test::readSource(path);
        EXPECT_NE(result.error.find(expected), std::string::npos) << path << ": " << result.error;
        EXPECT_NE(result.error.find(path.filename().string()), std::string::npos) << result.error;
    }
}

TEST(QkvReader, ArrayAndLinesAreToldApartByContent) {
    const TempFolder folder;
    const std::string row = R"({"name": "Peru", "description_type": "capital", "description": "Li\"ma}", "Q": "?"})";
    const auto array = test::readSource(folder.file("array.jsonl", "[" + row + ",\n " + row + "]\n"));
    const auto lines = test::readSource(folder.file("lines.json", row + "\n" + row + "\n"));
    for (const auto* result : {&array, &lines}) {
        ASSERT_EQ(result->error, "");
        ASSERT_EQ(result->triples.size(), 2U);
        EXPECT_EQ(asText(result->triples[0]), "Peru|capital|Li\"ma}");
        EXPECT_EQ(result->triples[1].line, 2U);
    }
    const auto other =
        test::readSource(folder.file("spo.jsonl", R"({"subject": "a", "predicate": "r", "object": "b"})"));
    ASSERT_EQ(other.triples.size(), 1U);
    const auto lacking = test::readSource(folder.file("lacking.json", "[" + row + R"(,
 {"name": "a", "description": "b"},
 {"name": ["a"], "description_type": "r", "description": "b"},
 {"name": "a", "description_type": "r", "description": 7}])"));
    ASSERT_EQ(lacking.error, "");
    ASSERT_EQ(lacking.rejections.size(), 2U);
    EXPECT_EQ(lacking.rejections[0].reason, "no field 'description_type'");
    EXPECT_EQ(lacking.rejections[0].line, 2U);
    EXPECT_EQ(lacking.rejections[1].reason, "the field 'name' is no text");
    ASSERT_EQ(lacking.triples.size(), 2U);
    EXPECT_EQ(asText(lacking.triples[1]), "a|r|7");
}

TEST(JsonReader, FieldsAreProposedAndChosen) {
    const TempFolder folder;
    const auto path = folder.file("f.jsonl", R"({"id": 4, "who": "Peru", "what": "capital", "is": "Lima", "more": [1]}
{"id": 5, "who": "Chile", "what": "capital", "is": "Santiago", "since": 1541}
)");
    const auto unknown = detectSource(path);
    ASSERT_TRUE(unknown.ok()) << unknown.error().text();
    EXPECT_TRUE(unknown->unsure);
    const auto refused = test::readSource(path).error;
    EXPECT_NE(refused.find("5 fields with text (1 id, 2 who, 3 what, 4 is, 5 since)"), std::string::npos) << refused;
    const auto two = test::readSource(folder.file("two.jsonl", R"({"a": "b", "c": "d", "e": null})")).error;
    EXPECT_NE(two.find("2 fields with text (1 a, 2 c)"), std::string::npos) << two;
    ReaderOptions options;
    options.columns = ColumnOrder{1, 2, 3};
    const auto proposal = detectSource(path, options);
    ASSERT_TRUE(proposal.ok()) << proposal.error().text();
    EXPECT_EQ(proposal->description, "Triples, JSON Lines: head = who, relation = what, tail = is");
    EXPECT_EQ(proposal->preview.at(1), (std::vector<std::string>{"5", "Chile", "capital", "Santiago", "1541"}));
    const auto read = test::readSource(path, options);
    ASSERT_EQ(read.triples.size(), 2U);
    EXPECT_EQ(asText(read.triples[0]), "Peru|capital|Lima");
    options.columns = ColumnOrder{1, 2, 9};
    EXPECT_NE(test::readSource(path, options).error.find("field 10 was asked for"), std::string::npos);

    const auto named = test::readSource(
        folder.file("n.json", R"([{"score": 0.5, "target": "b", "source": "a", "relation": "r", "ok": true}])"));
    ASSERT_EQ(named.triples.size(), 1U);
    EXPECT_EQ(asText(named.triples[0]), "a|r|b");
    EXPECT_EQ(detectSource(folder.path() / "n.json")->description,
              "Triples, JSON array: head = source, relation = relation, tail = target");
    const auto three = test::readSource(folder.file("t.json", R"([{"x": "a", "y": "r", "z": "b"}])"));
    ASSERT_EQ(three.triples.size(), 1U);
    EXPECT_EQ(asText(three.triples[0]), "a|r|b");
}

TEST(AtlasReader, RealFolder) {
    const std::filesystem::path folder = sourceFolder() / "tests/data/atlas/CICGPC_Glazing_ver1.0a";
    const auto proposal = detectSource(folder);
    ASSERT_TRUE(proposal.ok()) << proposal.error().text();
    EXPECT_EQ(proposal->description, "ATLAS CSV folder: 492 edges, 500 nodes, 10 passages, 608 concepts");
    EXPECT_EQ(proposal->columns, (ColumnOrder{0, 2, 1}));
    const auto result = test::readSource(folder);
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.triples.size(), 492U);
    EXPECT_EQ(asText(result.triples[0]), "Construction Industry Council|owns|CIC Green Product Certification");
    EXPECT_EQ(result.side.at(SideRecord::Kind::Entity).size(), 500U);
    EXPECT_EQ(result.side.at(SideRecord::Kind::Passage).size(), 10U);
    EXPECT_EQ(result.side.at(SideRecord::Kind::Mention).size(), 500U);
    std::set<std::string> concepts;
    for (const auto& record : result.side.at(SideRecord::Kind::Concept)) concepts.insert(record.text);
    EXPECT_EQ(concepts.size(), 608U);
    EXPECT_EQ(test::readSource(folder.parent_path()).triples.size(), 492U) << "the folder above holds one graph";
    EXPECT_EQ(test::readSource(folder / "triples_csv").triples.size(), 492U);
}

TEST(AtlasReader, WrongHeaderAndMissingColumns) {
    const TempFolder folder;
    folder.file("g/triples_csv/triple_edges_x_from_json_without_emb.csv", "head,tail\na,b\n");
    const auto result = test::readSource(folder.path() / "g");
    EXPECT_NE(result.error.find(":start_id"), std::string::npos) << result.error;
    EXPECT_NE(result.error.find("head tail"), std::string::npos) << result.error;
}

TEST(PythonList, ToleratesWhatTheFilesHold) {
    using List = std::vector<std::string>;
    EXPECT_EQ(parsePythonList("['existed', 'happened']"), (List{"existed", "happened"}));
    EXPECT_EQ(parsePythonList("[\"it's\", 'a\\'b', None, 3]"), (List{"it's", "a'b", "3"}));
    EXPECT_EQ(parsePythonList("[]"), List{});
    EXPECT_EQ(parsePythonList(""), List{});
    EXPECT_EQ(parsePythonList("plain"), List{"plain"});
    EXPECT_EQ(parsePythonList("['cut off"), List{"cut off"});
    EXPECT_EQ(parsePythonList("['a', "), List{"a"});
}

} // namespace
} // namespace akv
