// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_file.h"
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Texts = std::vector<std::string>;

/// ASCII and Latin-1 text with two bytes for each character.
std::string wide(std::string_view latin1, bool bigEndian, bool mark = true) {
    std::string out = !mark ? "" : bigEndian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : latin1) bigEndian ? (out += '\0', out += c) : (out += c, out += '\0');
    return out;
}

ReaderOptions encoded(const std::string& encoding) {
    ReaderOptions options;
    options.encoding = encoding;
    return options;
}

TEST(TextEncoding, ByteOrderMarksAreRead) {
    const TempFolder folder;
    const std::string rows = "Per\xFA\tcapital\tLima\nPer\xFA\thas\tse\xF1or\n";
    for (const bool big : {false, true}) {
        const auto result = readSource(folder.file("a.tsv", wide(rows, big)));
        ASSERT_EQ(result.error, "");
        EXPECT_EQ(result.texts(), (Texts{"Perú|capital|Lima", "Perú|has|señor"}));
        EXPECT_EQ(result.encoding, big ? "UTF-16BE" : "UTF-16LE");
        EXPECT_EQ(result.triples[1].line, 2U);
    }
    const auto marked = readSource(folder.file("b.nt", "\xEF\xBB\xBF<http://x/a> <http://x/p> <http://x/b> .\n"));
    EXPECT_EQ(marked.texts(), (Texts{"a|p|b"})) << marked.error;
    EXPECT_EQ(readSource(folder.file("c.jsonl", wide("{\"name\": \"\xE9\", \"description_type\": \"b\", "
                                                     "\"description\": \"c\"}\n",
                                                     false)))
                  .texts(),
              (Texts{"é|b|c"}));
    EXPECT_EQ(readSource(folder.file("d.graphml",
                                     wide("<?xml version=\"1.0\" encoding=\"UTF-16\"?><graphml><graph><node "
                                          "id=\"\xE9\"/><edge source=\"\xE9\" target=\"\xE9\"/></graph></graphml>",
                                          true)))
                  .texts(),
              (Texts{"é|connected to|é"}));
}

TEST(TextEncoding, AnotherEncodingIsReadWhenChosenAndRefusedWithItsPlaceOtherwise) {
    const TempFolder folder;
    const auto path = folder.file("a.csv", "head,relation,tail\nPer\xFA,currency,sol \x96 \x80\n");
    const auto refused = readSource(path);
    EXPECT_NE(refused.error.find("line 2, byte offset 22 holds 0xfa"), std::string::npos) << refused.error;
    EXPECT_NE(refused.error.find("windows-1252"), std::string::npos) << "says what to do";
    EXPECT_TRUE(needsEncoding(path));
    const auto result = readSource(path, encoded("windows-1252"));
    EXPECT_EQ(result.texts(), (Texts{"Perú|currency|sol – €"})) << result.error;
    EXPECT_EQ(result.encoding, "WINDOWS-1252");
    EXPECT_EQ(detectSource(path, encoded("cp1252"))->encoding, "WINDOWS-1252");
    const auto unknown = readSource(path, encoded("klingon"));
    EXPECT_NE(unknown.error.find("'klingon' is not known"), std::string::npos) << unknown.error;
    EXPECT_FALSE(encodingName("latin1//TRANSLIT").ok()) << "nothing is replaced without a word";
    const auto wrong = readSource(folder.file("b.csv", "head,relation,tail\na,b,c\x81\n"), encoded("windows-1252"));
    EXPECT_NE(wrong.error.find("is not WINDOWS-1252: line 2, byte offset 24"), std::string::npos) << wrong.error;
}

TEST(TextEncoding, WithoutAMarkWideTextNeedsItsName) {
    const TempFolder folder;
    const auto path = folder.file("a.tsv", wide("a\tb\tc\n", false, false));
    EXPECT_NE(readSource(path).error.find("utf-16le"), std::string::npos) << readSource(path).error;
    EXPECT_TRUE(needsEncoding(path));
    EXPECT_EQ(readSource(path, encoded("utf-16le")).texts(), (Texts{"a|b|c"}));
    const auto cut = readSource(folder.file("b.tsv", wide("a\tb\tc\nd\te\tf", false) + "x"));
    EXPECT_NE(cut.error.find("ends within a character"), std::string::npos) << cut.error;
    // A mark says more than the choice.
    EXPECT_EQ(readSource(folder.file("c.tsv", wide("a\tb\tc\n", true)), encoded("latin1")).encoding, "UTF-16BE");
}

TEST(TextEncoding, PiecesMayCutCharacters) {
    const TempFolder folder;
    std::string rows, utf8;
    for (int i = 0; i < 30'000; ++i) rows += "h" + std::to_string(i) + "\xE9\tr\tt\xFC\n";
    const auto result = readSource(folder.file("a.tsv", wide(rows, false)));
    ASSERT_EQ(result.error, "");
    ASSERT_EQ(result.triples.size(), 30'000U);
    EXPECT_EQ(result.texts().back(), "h29999é|r|tü");
    for (int i = 0; i < 400'000; ++i) utf8 += "é,";
    EXPECT_FALSE(needsEncoding(folder.file("b.txt", "x" + utf8)));
    EXPECT_TRUE(needsEncoding(folder.file("c.txt", "x" + utf8 + "\xE9")));
    EXPECT_FALSE(needsEncoding(folder.file("d.zip", "PK\x03\x04\xE9"))) << "no name would help";
}

TEST(TextEncoding, AnXmlDeclarationIsBelieved) {
    const TempFolder folder;
    const std::string text = "<?xml version='1.0' encoding='ISO-8859-1'?><graphml><graph><node id=\"Per\xFA\"/><edge "
                             "source=\"Per\xFA\" target=\"Per\xFA\"/></graph></graphml>";
    const auto result = readSource(folder.file("a.graphml", text));
    EXPECT_EQ(result.texts(), (Texts{"Perú|connected to|Perú"})) << result.error;
    EXPECT_EQ(result.encoding, "ISO-8859-1");
}

TEST(TextEncoding, AnUnknownDeclarationIsNamedAndCanBeOverruled) {
    const TempFolder folder;
    const auto path = folder.file("a.graphml", "<?xml version=\"1.0\" encoding=\"XYZ-9\"?><graphml><graph><node "
                                               "id=\"a\"/><edge source=\"a\" target=\"a\"/></graph></graphml>");
    const auto refused = readSource(path);
    EXPECT_NE(refused.error.find("a.graphml' names its encoding in the XML declaration"), std::string::npos)
        << refused.error;
    EXPECT_EQ(readSource(path, encoded("utf-8")).texts(), (Texts{"a|connected to|a"}));
}

TEST(TextEncoding, TheLastCharacterIsNotLostWhereTwoAreComposed) {
    // In windows-1258 a letter waits for the accent that may follow.
    const TempFolder folder;
    const auto path = folder.file("a.tsv", "a\tr\tb\nH\xF4\tin\tVi\xEA\xF2t");
    EXPECT_EQ(readSource(path, encoded("windows-1258")).texts(), (Texts{"a|r|b", "Hô|in|Việt"}));
    EXPECT_EQ(readSource(folder.file("b.tsv", "a\tr\tb"), encoded("windows-1258")).texts(), (Texts{"a|r|b"}));
}

TEST(TextEncoding, AFolderNeedsItsNameWhenAFileInItDoes) {
    const TempFolder folder;
    folder.file("triples_csv/triple_edges_x_from_json_with_emb.csv", ":START_ID,:END_ID,relation\na,b,r\n");
    EXPECT_FALSE(needsEncoding(folder.path()));
    folder.file("triples_csv/triple_nodes_x_from_json_with_emb.csv", "name:ID,type\nPer\xFA,entity\n");
    EXPECT_TRUE(needsEncoding(folder.path()));
}

} // namespace
} // namespace akv
