// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_file.h"
#include "tests/support/read_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::readSource;
using test::TempFolder;
using Kind = SideRecord::Kind;
using Texts = std::vector<std::string>;

constexpr const char* kEntities = R"({"Q1": {"label": "Lima", "description": "capital of Peru", "wiki": null},
 "Q2": {"label": "Peru", "description": "", "wiki": {"a": ["label"]}},
 "Q3": {"label": "Lima", "description": "city in Ohio"}, "Q4": {"label": "Unused", "description": "of no triple"}})";
constexpr const char* kRelations = R"({"P1": {"label": "capital of"}, "P2": {"label": "namesake of"}})";

Texts sideTexts(const test::ReadSource& source, Kind kind) {
    Texts texts;
    const auto found = source.side.find(kind);
    if (found == source.side.end()) return texts;
    for (const auto& record : found->second) texts.push_back(record.name + "|" + record.text);
    return texts;
}

std::string description(const std::filesystem::path& path, const ReaderOptions& options = {}) {
    const auto proposal = detectSource(path, options);
    return proposal.ok() ? proposal->description : proposal.error().text();
}

TEST(SplitsReader, IdsBecomeLabelsInTheOrderTrainValidTest) {
    const TempFolder folder;
    folder.file("m/test.txt", "Q9\tP1\tQ2\n");
    folder.file("m/valid.txt", "Q3\tP2\tQ1\r\n");
    folder.file("m/train.txt", "Q1\tP1\tQ2\nQ1\tP3\tQ2\nQ1\tQ2\n\tP1\tQ2\n");
    folder.file("m/valid_negatives.txt", "Q2\tP1\tQ1\n");
    folder.file("m/entities.json", kEntities);
    folder.file("m/relations.json", kRelations);
    const auto result = readSource(folder.path() / "m");
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(),
              (Texts{"Lima|capital of|Peru", "Lima|P3|Peru", "Lima (Q3)|namesake of|Lima", "Q9|capital of|Peru"}));
    ASSERT_EQ(result.rejections.size(), 2U);
    EXPECT_EQ(result.rejections[0].reason, "3 columns expected, 2 found");
    EXPECT_EQ(result.rejections[0].snippet, "train.txt: Q1 Q2");
    EXPECT_EQ(result.rejections[1].line, 4U);
    EXPECT_EQ(sideTexts(result, Kind::Passage), (Texts{"Q1|Lima: capital of Peru", "Q3|Lima (Q3): city in Ohio"}));
    EXPECT_EQ(sideTexts(result, Kind::Mention), (Texts{"Lima|Q1", "Lima (Q3)|Q3"}));
    EXPECT_EQ(description(folder.path() / "m"),
              "Benchmark m: train.txt 2, valid.txt 1, test.txt 1 triples; labels of 3 entities and 2 relations; 1 "
              "entities without a label keep their ids; 2 records are refused; not read: valid_negatives.txt");
    const auto proposal = detectSource(folder.path() / "m");
    EXPECT_EQ(proposal->format, SourceFormat::Splits);
    EXPECT_EQ(proposal->preview.at(2), (Texts{"Lima (Q3)", "namesake of", "Lima"}));
    EXPECT_EQ(proposal->columnNames, (Texts{"head", "relation", "tail"}));
}

TEST(SplitsReader, LabelsInTheWayOfTheCodexRepository) {
    const TempFolder folder;
    for (const char* set : {"s", "m"})
        folder.file(std::string("data/triples/codex-") + set + "/train.txt", "Q1\tP1\tQ2\n");
    folder.file("data/entities/de/entities.json", R"({"Q1": {"label": "Lima auf Deutsch"}})");
    folder.file("data/entities/en/entities.json", kEntities);
    folder.file("data/relations/fr/relations.json", R"({"P1": {"label": "capitale de"}})");
    folder.file("data/types/entity2types.json", R"({"Q1": ["Q5", "Q6"], "Q4": ["Q5"]})");
    folder.file("data/types/en/types.json", R"({"Q5": {"label": "city"}})");
    const auto result = readSource(folder.path() / "data/triples/codex-m");
    EXPECT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), Texts{"Lima|capitale de|Peru"}) << "English first, else what there is";
    EXPECT_EQ(sideTexts(result, Kind::Concept), (Texts{"Lima|city", "Lima|Q6"}));
    for (const auto& path : {folder.path() / "data", folder.path() / "data/triples"}) {
        const std::string error = readSource(path).error;
        EXPECT_NE(error.find("holds 2 data sets: codex-m, codex-s;"), std::string::npos) << error;
        EXPECT_NE(error.find("codex-m"), std::string::npos) << error;
    }
    std::filesystem::remove_all(folder.path() / "data/triples/codex-s");
    EXPECT_EQ(readSource(folder.path() / "data").texts(), Texts{"Lima|capitale de|Peru"});
}

TEST(SplitsReader, SeveralSetsInOneFolderAreAnErrorAndAFileIsReadAlone) {
    const TempFolder folder;
    const auto train = folder.file("x-m.train.tsv", "Q1\tP1\tQ2\n");
    folder.file("x-m.test.tsv", "Q2\tP2\tQ1\n");
    folder.file("x-s.train.tsv", "Q3\tP1\tQ2\n");
    const auto labels = folder.file("entities.tsv", "qid\tlabel\tdescription\ttypes\nQ1\tLima\tof Peru\tcity| \nQ2\t"
                                                    "Peru\t\tcountry|state\nQ3\tLima\t\t\n");
    const auto relations = folder.file("relations.tsv", "P1\tcapital of\nP2\thas\n");
    const std::string error = readSource(folder.path()).error;
    EXPECT_NE(error.find("holds 2 data sets: x-m, x-s;"), std::string::npos) << error;
    EXPECT_NE(error.find("x-m.train.tsv and the others of x-m"), std::string::npos) << error;
    const auto result = readSource(train);
    EXPECT_EQ(result.texts(), Texts{"Lima|capital of|Peru"});
    EXPECT_EQ(sideTexts(result, Kind::Concept), (Texts{"Lima|city", "Peru|country", "Peru|state"}));
    EXPECT_EQ(readSource(folder.path() / "x-s.train.tsv").texts(), Texts{"Lima|capital of|Peru"});
    EXPECT_EQ(readSource(folder.file("x-m.valid.tsv", "Q3\tP1\tQ2\n")).texts(), Texts{"Lima (Q3)|capital of|Peru"})
        << "as in the set: train comes first";
    ReaderOptions raw;
    raw.format = SourceFormat::Tsv;
    EXPECT_EQ(readSource(train, raw).texts(), Texts{"Q1|P1|Q2"});
    raw = {};
    raw.columns = ColumnOrder{2, 1, 0};
    EXPECT_EQ(readSource(train, raw).texts(), Texts{"Q2|P1|Q1"}) << "chosen columns are those of a table";
    raw.format = SourceFormat::Splits;
    EXPECT_EQ(readSource(train, raw).texts(), Texts{"Peru|capital of|Lima"});
    EXPECT_EQ(detectSource(labels)->format, SourceFormat::Tsv) << "a label file by itself is a table";
    raw = {};
    raw.delimiter = "tab";
    EXPECT_EQ(detectSource(train, raw)->format, SourceFormat::Tsv);
}

TEST(SplitsReader, AFileIsATableUnlessTheLabelsBesideAreThoseOfItsIds) {
    const TempFolder folder;
    const auto train = folder.file("train.tsv", "Q1\tP1\tQ2\nQ3\tP1\tQ2\n");
    EXPECT_EQ(detectSource(train)->format, SourceFormat::Tsv) << "no labels beside";
    folder.file("entities.tsv", "E1\tLima\nE2\tPeru\n");
    EXPECT_EQ(detectSource(train)->format, SourceFormat::Tsv) << "labels of something else";
    folder.file("entity2text.txt", "Q1\tLima\nQ2\tPeru\nQ3\tCallao\n");
    EXPECT_EQ(detectSource(train)->format, SourceFormat::Splits);
    EXPECT_EQ(readSource(folder.file("other.csv", "a,r,b\n")).texts(), Texts{"a|r|b"});
    EXPECT_EQ(readSource(folder.file("world.txt", "Q1,x\tP1\tLima\n")).texts(), Texts{"Q1,x|P1|Lima"});
}

TEST(SplitsReader, TextFilesLongTextsHeadersAndOtherNamesOfSplits) {
    const TempFolder folder;
    folder.file("umls-train.tsv", "tail\trelation\thead\nB\tisa\tA\n");
    folder.file("umls-dev.tsv", "head\trelation\ttail\nB\tisa\tC\n");
    folder.file("entities.txt", "A\nB\n");
    folder.file("entity2text.txt", "A\tenzyme\nB\tprotein\nB\tsecond\n");
    folder.file("entity2textlong.txt", "A\tEnzymes speed up reactions.\nZ\tnothing\n");
    folder.file("relation2text.txt", "isa\tis a\n");
    const auto result = readSource(folder.path());
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"enzyme|is a|protein", "protein|is a|C"}));
    EXPECT_EQ(sideTexts(result, Kind::Passage), Texts{"A|enzyme: Enzymes speed up reactions."});
}

TEST(SplitsReader, WhereTheTriplesHoldLabelsTheyStayAndADescriptionNeedsAnOnlyOwner) {
    const TempFolder folder;
    folder.file("fb/train.tsv", "Lima\tin\tPeru\nPeru\tin\tAmerica\n");
    folder.file("fb/entities.tsv", "mid\tname\twikidata_description\n/m/1\tLima\tin Peru\n/m/2\tPeru\tcountry\n"
                                   "/m/3\tLima\tin Ohio\n");
    folder.file("fb/relations.tsv", "rid\tlabel\nR0\tin\n");
    const auto result = readSource(folder.path() / "fb");
    EXPECT_EQ(result.texts(), (Texts{"Lima|in|Peru", "Peru|in|America"}));
    EXPECT_EQ(sideTexts(result, Kind::Mention), Texts{"Peru|/m/2"});
    EXPECT_NE(description(folder.path() / "fb").find("hold labels, not ids; 1 of their 3 entities"), std::string::npos)
        << description(folder.path() / "fb");
    folder.file("codex/train.tsv", "Lima\tin\tPeru\t/m/3\tR0\t/m/2\n");
    folder.file("codex/entities.tsv", "mid\tname\n/m/1\tLima\n/m/2\tPeru\n/m/3\tLima\n");
    EXPECT_EQ(readSource(folder.path() / "codex").texts(), Texts{"Lima|R0|Peru"}) << "the columns with the ids";
    folder.file("plain/train.txt", "/m/1\t/people/person/born\t/m/2\n");
    EXPECT_EQ(readSource(folder.path() / "plain").texts(), Texts{"/m/1|/people/person/born|/m/2"});
    EXPECT_NE(description(folder.path() / "plain").find("no label files"), std::string::npos);
}

TEST(SplitsReader, BadFilesSayWhatAndWhere) {
    const TempFolder folder;
    folder.file("a/train.txt", "one line of prose\n");
    folder.file("b/train.txt", "Q1\tP1\tQ2\n");
    folder.file("b/entities.json", "{\"Q1\": {\"label\": \"Lima\"},\n \"Q2\": {\"label\": ");
    folder.file("c/train.txt", "Q1\tP1\tQ2\n");
    folder.file("c/entities.json", "[{\"Q1\": {\"label\": \"Lima\"}}]");
    folder.file("d/train.txt", "Q1\tP1\tQ2\n");
    folder.file("d/entities.json", "{\"Q1\": {\"label\": \"Lim\xe1s\"},\n\"Q2\": {\"label\": \"Per\xfa \"}}");
    folder.file("e/train.txt", "Q1\tP1\tQ2\nQ1\tP1\tQ\xe1\n");
    folder.file("f/train.txt", "");
    const std::pair<const char*, const char*> cases[] = {
        {"a", "its first record has 1 column(s) separated by tab, 3 are needed"},
        {"b", "entities.json' line 2, byte offset 43: not a JSON object of labels: parse error"},
        {"c", "an array begins"},
        {"d", "entities.json' is not UTF-8: line 1, byte offset 21 holds 0xe1"},
        {"e", "train.txt' is not UTF-8: line 2, byte offset 16 holds 0xe1"},
        {"f", "is empty"}};
    for (const auto& [name, expected] : cases) {
        const std::string error = readSource(folder.path() / name).error;
        EXPECT_NE(error.find(expected), std::string::npos) << name << ": " << error;
    }
    EXPECT_FALSE(needsEncoding(folder.path() / "b"));
    EXPECT_TRUE(needsEncoding(folder.path() / "d"));
    EXPECT_TRUE(needsEncoding(folder.path() / "e"));
    ReaderOptions options;
    options.encoding = "latin1";
    const auto latin = readSource(folder.path() / "d", options);
    EXPECT_EQ(latin.texts(), Texts{"Limás|P1|Perú"});
    EXPECT_EQ(latin.encoding, "ISO-8859-1");
    options = {};
    options.delimiter = "comma";
    EXPECT_NE(readSource(folder.path() / "e", options).error.find("no delimiter to choose"), std::string::npos);
    options = {};
    options.format = SourceFormat::Neo4j;
    EXPECT_NE(readSource(folder.path() / "e", options).error.find("header of Neo4j"), std::string::npos);
    const std::string unknown = readSource(folder.path()).error;
    EXPECT_NE(unknown.find("holds 6 data sets: a, b, c, d, e, f"), std::string::npos) << unknown;
}

TEST(SplitsReader, CancelledAmongLabelsTriplesAndDescriptions) {
    const TempFolder folder;
    folder.file("train.txt", "Q1\tP1\tQ2\n");
    folder.file("entities.json", kEntities);
    for (int allowed = 0; allowed < 8; ++allowed) { // four labels, then four descriptions
        auto reader = openReader(folder.path());
        ASSERT_TRUE(reader.ok());
        int polls = 0;
        (*reader)->onSide([](const SideRecord&) -> Result<void> { return {}; });
        (*reader)->onPoll([&]() -> Result<void> {
            if (polls++ == allowed) return Error(ErrorCode::Cancelled, "stop");
            return {};
        });
        auto first = (*reader)->next();
        EXPECT_EQ(first.ok(), allowed >= 4);
        if (!first.ok()) continue;
        const auto second = (*reader)->next();
        ASSERT_FALSE(second.ok()) << allowed;
        EXPECT_EQ(second.error().code, ErrorCode::Cancelled);
    }
    auto whole = openReader(folder.path());
    for (;;) {
        auto triple = (*whole)->next();
        ASSERT_TRUE(triple.ok());
        if (!*triple) break;
    }
    EXPECT_LE((*whole)->bytesRead(), (*whole)->bytesTotal());
}

} // namespace
} // namespace akv
