// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/entity_facts.h"
#include "core/kg/triple_store.h"
#include "core/kg/triple_writer.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::TempFolder;

RawTriple raw(std::string head, std::string relation, std::string tail) {
    RawTriple triple;
    triple.head = std::move(head);
    triple.relation = std::move(relation);
    triple.tail = std::move(tail);
    return triple;
}

class TripleStoreTest : public testing::Test {
protected:
    void SetUp() override { reopen(); }
    void reopen() {
        m_store.reset();
        auto opened = TripleStore::open(m_folder.path() / "kg.sqlite", false);
        ASSERT_TRUE(opened.ok()) << opened.error().text();
        m_store = std::move(opened).value();
    }
    void fill() {
        auto writer = TripleWriter::begin(*m_store);
        ASSERT_TRUE(writer.ok()) << writer.error().text();
        for (const auto& triple : {raw("Peru", "capital", "Lima"), raw("Peru", "currency", "sol"),
                                   raw("Lima", "located in", "Peru"), raw("Chile", "capital", "Santiago"),
                                   raw("Ouroboros", "bites", "Ouroboros"), raw("Say \"hi\" AND bye", "is", "C-3PO")})
            ASSERT_TRUE((*writer)->add(triple).ok());
        ASSERT_TRUE((*writer)->commit().ok());
    }
    TempFolder m_folder;
    std::unique_ptr<TripleStore> m_store;
};

TEST_F(TripleStoreTest, DuplicatesAreNotStoredAndNamesAreCaseSensitive) {
    auto writer = TripleWriter::begin(*m_store);
    ASSERT_TRUE(writer.ok());
    EXPECT_TRUE((*writer)->add(raw("a", "r", "b")).value().has_value());
    EXPECT_FALSE((*writer)->add(raw("a", "r", "b")).value().has_value());
    EXPECT_TRUE((*writer)->add(raw("A", "r", "b")).value().has_value());
    ASSERT_TRUE((*writer)->commit().ok());
    EXPECT_EQ(m_store->counts().triples, 2U);
    EXPECT_EQ(m_store->counts().entities, 3U);
    EXPECT_EQ(m_store->counts().relations, 1U);
}

TEST_F(TripleStoreTest, WithoutCommitNothingChanges) {
    fill();
    {
        auto writer = TripleWriter::begin(*m_store);
        ASSERT_TRUE(writer.ok());
        ASSERT_TRUE((*writer)->add(raw("x", "r", "y")).ok());
        ASSERT_TRUE((*writer)->remove(TripleId(1)).value());
    }
    EXPECT_EQ(m_store->counts().triples, 6U);
    EXPECT_EQ(m_store->triple(TripleId(1)).value()->tail, "Lima");
    EXPECT_TRUE(m_store->search("x", 5).value().empty());
}

TEST_F(TripleStoreTest, IdsAreNeverReused) {
    fill();
    std::int64_t last = 0;
    for (int round = 0; round < 3; ++round) {
        auto writer = TripleWriter::begin(*m_store);
        ASSERT_TRUE(writer.ok());
        const auto id = (*writer)->add(raw("a", "r", "b")).value();
        ASSERT_TRUE(id.has_value());
        EXPECT_GT(id->value(), last);
        last = id->value();
        ASSERT_TRUE((*writer)->remove(*id).value());
        ASSERT_FALSE((*writer)->remove(*id).value());
        ASSERT_TRUE((*writer)->commit().ok());
        writer->reset();
        reopen();
    }
}

TEST_F(TripleStoreTest, ReplaceKeepsTheIdAndTheSearchIndex) {
    fill();
    auto writer = TripleWriter::begin(*m_store);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE((*writer)->replace(TripleId(4), raw("Chile", "capital", "Valparaiso")).ok());
    EXPECT_FALSE((*writer)->replace(TripleId(4), raw("Peru", "capital", "Lima")).ok()) << "exists already";
    EXPECT_FALSE((*writer)->replace(TripleId(99), raw("a", "b", "c")).ok());
    writer->reset(); // a failed replace is rolled back by its caller
    auto again = TripleWriter::begin(*m_store);
    ASSERT_TRUE((*again)->replace(TripleId(4), raw("Chile", "capital", "Valparaiso")).ok());
    ASSERT_TRUE((*again)->commit().ok());
    EXPECT_EQ(m_store->triple(TripleId(4)).value()->tail, "Valparaiso");
    EXPECT_EQ(m_store->filter("valpa", 0, 10)->second, 1U);
    EXPECT_EQ(m_store->filter("santiago", 0, 10)->second, 0U);
}

TEST_F(TripleStoreTest, NeighboursDegreesAndTopEntities) {
    fill();
    const auto peru = m_store->entityByName("Peru").value();
    ASSERT_TRUE(peru.has_value());
    EXPECT_EQ(peru->degree, 3U);
    const auto around = m_store->neighbours(peru->id, 0, 10).value();
    ASSERT_EQ(around.size(), 3U);
    EXPECT_EQ(around[0].id, TripleId(1));
    EXPECT_EQ(around[2].head, "Lima");
    EXPECT_EQ(m_store->neighbours(peru->id, 1, 1).value().at(0).relation, "currency");
    EXPECT_EQ(m_store->entityByName("Ouroboros").value()->degree, 1U) << "a self-loop is one triple";
    EXPECT_EQ(m_store->topEntities(1).value().at(0).name, "Peru");
    EXPECT_FALSE(m_store->entityByName("peru").value().has_value());
}

TEST_F(TripleStoreTest, SearchFindsPrefixesAndTakesSyntaxLiterally) {
    fill();
    const auto hits = m_store->search("per", 10).value();
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].kind, SearchHit::Kind::Entity);
    EXPECT_EQ(hits[0].title, "Peru");
    EXPECT_EQ(hits[0].detail, "3 triples");
    EXPECT_EQ(m_store->search("ouroboros", 10).value().at(0).detail, "1 triple");
    EXPECT_EQ(m_store->search("c-3", 10).value().at(0).title, "C-3PO");
    const auto begun = m_store->search("per cap", 10).value(); // both words are only begun
    ASSERT_FALSE(begun.empty());
    EXPECT_EQ(begun[0].title, "Peru");
    EXPECT_EQ(m_store->search("peru cap", 10).value().at(0).title, "Peru");
    EXPECT_TRUE(m_store->search("peru zebra", 10).value().empty());
    EXPECT_EQ(m_store->search("\"hi\" AND", 10).value().at(0).title, "Say \"hi\" AND bye");
    for (const char* odd : {"\"", "*", "NEAR(", "a OR", "col:x", "-", "(", "", "'; DROP TABLE triples"})
        EXPECT_TRUE(m_store->search(odd, 10).ok()) << odd;
    EXPECT_EQ(m_store->counts().triples, 6U);
}

TEST_F(TripleStoreTest, RelationsAreHitsBehindTheEntities) {
    fill();
    auto writer = TripleWriter::begin(*m_store);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE((*writer)->add(raw("capital goods", "is Capital of trade with", "x")).ok());
    const auto gone = (*writer)->add(raw("a", "capital letter", "b")).value();
    ASSERT_TRUE((*writer)->remove(*gone).value());
    ASSERT_TRUE((*writer)->commit().ok());
    const auto relationsOf = [&](const char* text) {
        std::vector<std::string> out;
        const auto hits = m_store->search(text, 40).value();
        for (std::size_t i = 0; i < hits.size(); ++i) {
            if (hits[i].kind == SearchHit::Kind::Relation) out.push_back(hits[i].title + ", " + hits[i].detail);
            if (i > 0 && hits[i].kind == SearchHit::Kind::Entity) {
                EXPECT_EQ(hits[i - 1].kind, SearchHit::Kind::Entity) << "entities stand first";
            }
        }
        return out;
    };
    const std::vector<std::string> both = {"capital, relation · 2 triples",
                                           "is Capital of trade with, relation · 1 triple"};
    EXPECT_EQ(relationsOf("CAPITAL"), both) << "the same name first; none without triples";
    EXPECT_EQ(relationsOf("with cap"), (std::vector<std::string>{both[1]})) << "all words";
    EXPECT_TRUE(relationsOf("zebra").empty());
    EXPECT_TRUE(relationsOf("%").empty()) << "no wild cards";
    const auto page = m_store->filter(relationFilter("capital"), 1, 5).value();
    EXPECT_EQ(page.second, 2U) << "only the relation itself, not what else holds the word";
    ASSERT_EQ(page.first.size(), 1U);
    EXPECT_EQ(page.first[0].relation, "capital");
    EXPECT_GT(m_store->filter("capital", 0, 9)->second, 2U);
    EXPECT_EQ(m_store->filter("relation: unknown", 0, 9)->second, 0U);
}

TEST_F(TripleStoreTest, FilterCountsAllAndPages) {
    fill();
    auto page = m_store->filter("capital", 1, 1).value();
    EXPECT_EQ(page.second, 2U);
    ASSERT_EQ(page.first.size(), 1U);
    EXPECT_EQ(page.first[0].head, "Chile");
    EXPECT_EQ(m_store->filter("", 0, 2)->second, 6U);
    EXPECT_EQ(m_store->filter("peru capital", 0, 9)->second, 1U) << "all words are required";
    EXPECT_EQ(m_store->filter("peru cap", 0, 9)->second, 1U) << "the last word is being typed";
    EXPECT_EQ(m_store->filter("per cap", 0, 9)->second, 1U) << "no word 'per': then as a beginning";
    EXPECT_EQ(m_store->filter("cap per", 0, 1)->first.at(0).head, "Peru");
    // However many are asked for, from wherever: the number is that of all.
    for (const std::uint64_t limit : {0U, 1U, 2U, 3U})
        for (const std::uint64_t offset : {0U, 1U, 2U, 5U}) {
            page = m_store->filter("capital", offset, limit).value();
            EXPECT_EQ(page.second, 2U) << offset << " " << limit;
            EXPECT_EQ(page.first.size(), std::min<std::uint64_t>(limit, offset < 2 ? 2 - offset : 0));
        }
}

TEST_F(TripleStoreTest, MentionsLinkTriplesToPassages) {
    using Kind = SideRecord::Kind;
    auto writer = TripleWriter::begin(*m_store);
    ASSERT_TRUE(writer.ok());
    for (const auto& record :
         {SideRecord{Kind::Entity, "a", "", EntityType::Event}, SideRecord{Kind::Passage, "p1", "first text", {}},
          SideRecord{Kind::Passage, "p2", "second text", {}}, SideRecord{Kind::Mention, "a", "p1", {}},
          SideRecord{Kind::Mention, "a", "p2", {}}, SideRecord{Kind::Mention, "b", "p2", {}},
          SideRecord{Kind::Concept, "a", "thing", {}}})
        ASSERT_TRUE((*writer)->addSide(record).ok());
    ASSERT_TRUE((*writer)->add(raw("a", "r", "b")).ok());
    ASSERT_TRUE((*writer)->add(raw("a", "r", "c")).ok());
    ASSERT_TRUE((*writer)->commit().ok());
    EXPECT_EQ(m_store->triple(TripleId(1)).value()->passageId, "p2") << "the passage that names both ends";
    EXPECT_EQ(m_store->triple(TripleId(2)).value()->passageId, "p1");
    EXPECT_EQ(m_store->triple(TripleId(1)).value()->headType, EntityType::Event);
    EXPECT_EQ(m_store->passage("p2").value().value(), "second text");
    EXPECT_EQ(m_store->counts().concepts, 1U);
    EXPECT_EQ(m_store->search("second", 5).value().at(0).kind, SearchHit::Kind::Passage);
    const auto facts = entityFacts(*m_store, "a", 20).value();
    EXPECT_EQ(facts.concepts, std::vector<std::string>{"thing"});
    EXPECT_EQ(facts.passageCount, 2U);
    EXPECT_EQ(facts.passage, "first text");
    EXPECT_EQ(entityFacts(*m_store, "c", 20)->passage, "first text") << "the source of its triple";
}

TEST_F(TripleStoreTest, FactsOfAnEntityAreCountedInFullAndListedInPart) {
    fill();
    const auto peru = entityFacts(*m_store, "Peru", 20).value();
    EXPECT_EQ(peru.asHead, 2U);
    EXPECT_EQ(peru.asTail, 1U);
    ASSERT_EQ(peru.triples.size(), 3U);
    EXPECT_EQ(peru.triples[0].tail, "Lima");
    EXPECT_EQ(peru.triples[2].head, "Lima") << "those that it heads come first";
    EXPECT_TRUE(peru.passage.empty());
    EXPECT_EQ(entityFacts(*m_store, "Peru", 1)->triples.size(), 1U);
    EXPECT_EQ(entityFacts(*m_store, "Peru", 1)->asHead, 2U);
    const auto self = entityFacts(*m_store, "Ouroboros", 20).value();
    EXPECT_EQ(self.triples.size(), 1U) << "not listed twice";
    EXPECT_EQ(self.asHead + self.asTail, 2U);
    const auto unknown = entityFacts(*m_store, "peru", 20);
    ASSERT_FALSE(unknown.ok());
    EXPECT_NE(unknown.error().message.find("peru"), std::string::npos);
}

TEST(TripleStoreOpen, OtherAndNewerFilesAreRefused) {
    const TempFolder folder;
    auto garbage = TripleStore::open(folder.file("g.sqlite", std::string(4096, 'x')), true);
    ASSERT_FALSE(garbage.ok());
    EXPECT_EQ(garbage.error().code, ErrorCode::FileFormat);
    ASSERT_FALSE(TripleStore::open(folder.path() / "missing.sqlite", true).ok());
    const auto path = folder.path() / "new.sqlite";
    {
        auto store = TripleStore::open(path, false);
        ASSERT_TRUE(store.ok());
        ASSERT_TRUE(sqliteExecute((*store)->handle(), "PRAGMA user_version = 9").ok());
    }
    auto newer = TripleStore::open(path, true);
    ASSERT_FALSE(newer.ok());
    EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
    EXPECT_NE(newer.error().message.find("9"), std::string::npos);
}

} // namespace
} // namespace akv
