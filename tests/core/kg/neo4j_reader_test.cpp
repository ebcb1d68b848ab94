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

constexpr const char* kActors = "personId:ID,name,age:int,nicks:string[],secret:IGNORE,:LABEL\n"
                                "keanu,\"Keanu Reeves\",59,\"K; The One;\",x,Person;Actor\n"
                                "carrie,\"Moss, Carrie-Anne\",,,x,Person\n";
constexpr const char* kFilms = "movieId:ID,title,year:int{timezone:+02:00},:LABEL\ntt1,\"The Matrix\",1999,Movie\n";
constexpr const char* kRoles =
    ":START_ID,role,:END_ID,:TYPE\nkeanu,Neo,tt1,ACTED_IN\ncarrie,Trinity,tt1,ACTED_IN\n"
    "laurence,Morpheus,tt1,ACTED_IN\nkeanu,x,tt9,ACTED_IN\nkeanu,tt1,ACTED_IN\nkeanu,,tt1,\n";

std::string description(const std::filesystem::path& path) {
    const auto proposal = detectSource(path);
    return proposal.ok() ? proposal->description : proposal.error().text();
}

TEST(Neo4jReader, NodesPropertiesLabelsAndRelationships) {
    const TempFolder folder;
    folder.file("actors.csv", kActors);
    folder.file("movies.csv", kFilms);
    folder.file("roles.csv", kRoles);
    const auto result = readSource(folder.path());
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Keanu Reeves|age|59", "Keanu Reeves|nicks|K", "Keanu Reeves|nicks|The One",
                                     "Keanu Reeves|type|Person", "Keanu Reeves|type|Actor",
                                     "Moss, Carrie-Anne|type|Person", "The Matrix|year|1999", "The Matrix|type|Movie",
                                     "Keanu Reeves|ACTED_IN|The Matrix", "Moss, Carrie-Anne|ACTED_IN|The Matrix"}));
    EXPECT_EQ(result.side.at(Kind::Entity).size(), 3U);
    Texts refused;
    for (const auto& r : result.rejections) refused.push_back(std::to_string(r.line) + ": " + r.reason);
    EXPECT_EQ(refused, (Texts{"4: edge from an id that no node has", "5: edge to an id that no node has",
                              "6: 4 columns expected, 3 found", "7: empty relation"}));
    EXPECT_EQ(result.rejections.at(0).snippet, "roles.csv: laurence Morpheus tt1 ACTED_IN");
    EXPECT_EQ(description(folder.path()),
              "Neo4j CSV: 3 nodes (actors.csv, movies.csv), 5 relationships (roles.csv); 4 records are refused");
    const auto proposal = detectSource(folder.path());
    EXPECT_EQ(proposal->format, SourceFormat::Neo4j);
    EXPECT_EQ(proposal->preview.size(), 10U);
    EXPECT_EQ(proposal->preview.back(), (Texts{"Moss, Carrie-Anne", "ACTED_IN", "The Matrix"}));
    EXPECT_EQ(proposal->columnNames.size(), 3U);
}

TEST(Neo4jReader, GroupsKeepIdsApartAndNamesStayTwo) {
    const TempFolder folder;
    folder.file(
        "a.csv",
        "id:ID(Person){id-type:long},name:string[],:LABEL\n1,Ada;Countess,Entity\n2,Ada,Event\n2,Eve,\n,Eve,\n");
    folder.file("b.csv", "\xEF\xBB\xBF:ID(City);label:string\r\n1;Lima\r\n2;\r\n");
    folder.file("in.csv", ":START_ID(Person)|:END_ID(City)\n1|1\n2|2\n");
    const auto result = readSource(folder.path());
    ASSERT_EQ(result.error, "");
    EXPECT_EQ(result.texts(), (Texts{"Ada|name|Countess", "Ada|in|Lima", "Ada (2)|in|2"}))
        << "without :TYPE the name of the file";
    const auto& entities = result.side.at(Kind::Entity);
    ASSERT_EQ(entities.size(), 4U);
    EXPECT_EQ(entities[0].type, EntityType::Entity);
    EXPECT_EQ(entities[1].name, "Ada (2)");
    EXPECT_EQ(entities[1].type, EntityType::Event);
    ASSERT_EQ(result.rejections.size(), 2U);
    EXPECT_EQ(result.rejections[0].reason, "node with the id of an earlier node");
    EXPECT_EQ(result.rejections[1].reason, "node without an id");
}

TEST(Neo4jReader, HeadersInFilesOfTheirOwn) {
    const TempFolder folder;
    folder.file("movies-header.csv", "movieId:ID,title\n");
    folder.file("movies-part1.csv", "m1,Alien\n");
    folder.file("movies2.csv", "m2,Aliens\n");
    folder.file("movies-sequel_header.csv", ":START_ID,:END_ID\n");
    folder.file("movies-sequel.csv", "m2,m1\n");
    folder.file("moviestars.csv", "m3,Ripley\n");
    folder.file("readme.txt", "nothing of Neo4j\n");
    const auto result = readSource(folder.path());
    EXPECT_EQ(result.texts(), Texts{"Aliens|movies-sequel|Alien"}) << result.error;
    EXPECT_EQ(description(folder.path()),
              "Neo4j CSV: 2 nodes (movies-part1.csv, movies2.csv), 1 relationships (movies-sequel.csv); not read: "
              "moviestars.csv");
    EXPECT_NE(description(folder.path() / "movies2.csv").find("Neo4j CSV, nodes only: 1 nodes (movies2.csv)"),
              std::string::npos);
    EXPECT_EQ(readSource(folder.path() / "movies-sequel.csv").texts(), Texts{"Aliens|movies-sequel|Alien"});
    EXPECT_NE(readSource(folder.path() / "movies-header.csv").error.find("holds no records; give the file"),
              std::string::npos);
}

TEST(Neo4jReader, OneFileWithWhatStandsBesideIt) {
    const TempFolder folder;
    const auto actors = folder.file("actors.csv", kActors);
    EXPECT_EQ(description(actors), "Neo4j CSV, nodes only: 2 nodes (actors.csv)");
    EXPECT_EQ(readSource(actors).texts().size(), 6U) << "once read as triples of ids";
    folder.file("movies.csv", kFilms);
    const auto roles = folder.file("roles.csv", kRoles);
    const auto result = readSource(roles);
    EXPECT_EQ(result.texts(), (Texts{"Keanu Reeves|ACTED_IN|The Matrix", "Moss, Carrie-Anne|ACTED_IN|The Matrix"}));
    EXPECT_TRUE(result.side.empty());
    EXPECT_NE(description(roles).find("of the nodes only their names are read"), std::string::npos);
    ReaderOptions options;
    options.format = SourceFormat::Csv;
    EXPECT_EQ(readSource(roles, options).texts().front(), "keanu|ACTED_IN|tt1");
    const TempFolder lone;
    const auto table = lone.file("roles.csv", kRoles);
    EXPECT_EQ(detectSource(table)->format, SourceFormat::Csv) << "no nodes: a table whose columns can be chosen";
    options.format = SourceFormat::Neo4j;
    EXPECT_EQ(readSource(table, options).texts().front(), "keanu|ACTED_IN|tt1");
    const auto grouped = lone.file("g.csv", ":START_ID(A),:END_ID(B),:TYPE\n1,2,KNOWS\n");
    EXPECT_EQ(readSource(grouped).texts(), Texts{"1|KNOWS|2"});
    EXPECT_NE(description(grouped).find("no node files, so ids are names"), std::string::npos);
    EXPECT_NE(readSource(lone.file("t.csv", "a,b,c\n"), options).error.find("has no header of Neo4j"),
              std::string::npos);
}

TEST(Neo4jReader, AtlasFoldersAndTablesStayWhatTheyAre) {
    const TempFolder folder;
    folder.file("g/triples_csv/triple_edges_x.csv", ":START_ID,:END_ID,relation,:TYPE\nPeru,Lima,capital,Relation\n");
    folder.file("g/triples_csv/triple_nodes_x.csv", "name:ID,type,concepts,:LABEL\nPeru,Entity,[],Node\n");
    for (const auto& path : {folder.path() / "g", folder.path() / "g/triples_csv"})
        EXPECT_EQ(detectSource(path)->format, SourceFormat::Atlas);
    EXPECT_EQ(detectSource(folder.path() / "g/triples_csv/triple_edges_x.csv")->format, SourceFormat::Csv);
    folder.file("renamed/e.csv", ":START_ID,:END_ID,relation,:TYPE\nPeru,Lima,capital,Relation\n");
    folder.file("renamed/n.csv", "name:ID,type\nPeru,entity\nLima,entity\n");
    EXPECT_EQ(readSource(folder.path() / "renamed").texts().back(), "Peru|capital|Lima") << "not 'Relation'";
    folder.file("none/a.csv", "a,b,c\n");
    const std::string error = readSource(folder.path() / "none").error;
    for (const char* kind : {"AutoSchemaKG", "Neo4j", "benchmark"})
        EXPECT_NE(error.find(kind), std::string::npos) << error;
}

TEST(Neo4jReader, EncodingsAndBrokenFiles) {
    const TempFolder folder;
    folder.file("l/n.csv", ":ID,name\n1,Per\xfa\n2,Lima\n");
    folder.file("l/e.csv", ":START_ID,:END_ID,:TYPE\n2,1,IN\n");
    const std::string error = readSource(folder.path() / "l").error;
    EXPECT_NE(error.find("n.csv' is not UTF-8: line 2, byte offset 14 holds 0xfa"), std::string::npos) << error;
    EXPECT_TRUE(needsEncoding(folder.path() / "l"));
    EXPECT_TRUE(needsEncoding(folder.path() / "l/e.csv")) << "the names beside it";
    ReaderOptions options;
    options.encoding = "latin1";
    const auto latin = readSource(folder.path() / "l", options);
    EXPECT_EQ(latin.texts(), Texts{"Lima|IN|Perú"});
    EXPECT_EQ(latin.encoding, "ISO-8859-1");
    folder.file("q/n.csv", ":ID,name\n1,\"Peru\n2,Lima\n");
    EXPECT_NE(readSource(folder.path() / "q").error.find("ends inside a quoted field that began on line 2"),
              std::string::npos);
    folder.file("o/n.csv", ":ID,name\n");
    EXPECT_EQ(readSource(folder.path() / "o").texts(), Texts{});
    options = {};
    options.delimiter = "comma";
    EXPECT_NE(readSource(folder.path() / "l", options).error.find("is Neo4j CSV, which has no delimiter to choose"),
              std::string::npos);
}

TEST(Neo4jReader, CancelledWhileReading) {
    const TempFolder folder;
    folder.file("actors.csv", kActors);
    folder.file("movies.csv", kFilms);
    folder.file("roles.csv", kRoles);
    for (const auto& path : {folder.path(), folder.path() / "roles.csv"}) {
        auto reader = openReader(path);
        ASSERT_TRUE(reader.ok());
        int polls = 0;
        (*reader)->onPoll([&]() -> Result<void> {
            if (++polls == 4) return Error(ErrorCode::Cancelled, "stop");
            return {};
        });
        for (;;) {
            const auto triple = (*reader)->next();
            if (triple.ok() && *triple) continue;
            ASSERT_FALSE(triple.ok());
            EXPECT_EQ(triple.error().code, ErrorCode::Cancelled);
            break;
        }
        EXPECT_LE((*reader)->bytesRead(), (*reader)->bytesTotal());
    }
}

} // namespace
} // namespace akv
