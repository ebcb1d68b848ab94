// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/triple_writer.h"

#include "core/base/strings.h"

#include <sqlite3.h>

namespace akv {

namespace {
constexpr std::size_t kCacheLimit = 500'000; ///< entries; a full cache is emptied, so memory stays bounded
}

struct TripleWriter::Statements {
    Statement findEntity, addEntity, typeEntity, indexEntity, findRelation, addRelation, findPassage, addPassage,
        indexPassage, addTriple, indexTriple, addConcept, findConcept, linkConcept, addMention;

    static Result<std::unique_ptr<Statements>> prepare(sqlite3* db) {
        AKV_ASSIGN(auto findEntity, Statement::prepare(db, "SELECT id, type FROM entities WHERE name = ?"));
        AKV_ASSIGN(auto addEntity, Statement::prepare(db, "INSERT INTO entities(name, type) VALUES(?, ?)"));
        AKV_ASSIGN(auto typeEntity, Statement::prepare(db, "UPDATE entities SET type = ? WHERE id = ? AND type = 0"));
        AKV_ASSIGN(auto indexEntity, Statement::prepare(db, "INSERT INTO entity_text(rowid, name) VALUES(?, ?)"));
        AKV_ASSIGN(auto findRelation, Statement::prepare(db, "SELECT id FROM relations WHERE name = ?"));
        AKV_ASSIGN(auto addRelation, Statement::prepare(db, "INSERT INTO relations(name) VALUES(?)"));
        AKV_ASSIGN(auto findPassage, Statement::prepare(db, "SELECT id FROM passages WHERE key = ?"));
        AKV_ASSIGN(auto addPassage, Statement::prepare(db, "INSERT INTO passages(key, text) VALUES(?, ?)"));
        AKV_ASSIGN(auto indexPassage, Statement::prepare(db, "INSERT INTO passage_text(rowid, text) VALUES(?, ?)"));
        AKV_ASSIGN(auto addTriple,
                   Statement::prepare(db, "INSERT OR IGNORE INTO triples(head, relation, tail, passage) "
                                          "VALUES(?, ?, ?, ?)"));
        AKV_ASSIGN(auto indexTriple, Statement::prepare(db, "INSERT INTO triple_text(rowid, text) VALUES(?, ?)"));
        AKV_ASSIGN(auto addConcept, Statement::prepare(db, "INSERT OR IGNORE INTO concepts(name) VALUES(?)"));
        AKV_ASSIGN(auto findConcept, Statement::prepare(db, "SELECT id FROM concepts WHERE name = ?"));
        AKV_ASSIGN(auto linkConcept, Statement::prepare(db, "INSERT OR IGNORE INTO entity_concepts VALUES(?, ?)"));
        AKV_ASSIGN(auto addMention, Statement::prepare(db, "INSERT OR IGNORE INTO mentions VALUES(?, ?)"));
        return std::unique_ptr<Statements>(new Statements{
            std::move(findEntity), std::move(addEntity), std::move(typeEntity), std::move(indexEntity),
            std::move(findRelation), std::move(addRelation), std::move(findPassage), std::move(addPassage),
            std::move(indexPassage), std::move(addTriple), std::move(indexTriple), std::move(addConcept),
            std::move(findConcept), std::move(linkConcept), std::move(addMention)});
    }
};

TripleWriter::TripleWriter(sqlite3* db) : m_db(db) {}

Result<std::unique_ptr<TripleWriter>> TripleWriter::begin(TripleStore& store) {
    std::unique_ptr<TripleWriter> writer(new TripleWriter(store.handle()));
    AKV_CHECK(sqliteExecute(writer->m_db, "BEGIN IMMEDIATE"));
    writer->m_open = true;
    AKV_ASSIGN(writer->m_sql, Statements::prepare(writer->m_db));
    return writer;
}

TripleWriter::~TripleWriter() {
    m_sql.reset();
    if (m_open) sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<std::int64_t> TripleWriter::entityId(const std::string& name, EntityType type) {
    const bool typed = type != EntityType::Unknown;
    if (const auto cached = m_entities.find(name); cached != m_entities.end() && !typed) return cached->second;
    m_sql->findEntity.bind(0, name);
    AKV_ASSIGN(const bool known, m_sql->findEntity.step());
    std::int64_t id = 0;
    if (known) {
        id = m_sql->findEntity.number(0);
        const bool wasTyped = m_sql->findEntity.number(1) != 0;
        m_sql->findEntity.reset();
        if (typed && !wasTyped) AKV_CHECK(m_sql->typeEntity.bind(0, static_cast<std::int64_t>(type)).bind(1, id).run());
    } else {
        AKV_CHECK(m_sql->addEntity.bind(0, name).bind(1, static_cast<std::int64_t>(type)).run());
        id = sqlite3_last_insert_rowid(m_db);
        AKV_CHECK(m_sql->indexEntity.bind(0, id).bind(1, name).run());
    }
    if (m_entities.size() >= kCacheLimit) m_entities.clear();
    m_entities.emplace(name, id);
    return id;
}

Result<std::int64_t> TripleWriter::relationId(const std::string& name) {
    if (const auto cached = m_relations.find(name); cached != m_relations.end()) return cached->second;
    m_sql->findRelation.bind(0, name);
    AKV_ASSIGN(const bool known, m_sql->findRelation.step());
    std::int64_t id = known ? m_sql->findRelation.number(0) : 0;
    m_sql->findRelation.reset();
    if (!known) {
        AKV_CHECK(m_sql->addRelation.bind(0, name).run());
        id = sqlite3_last_insert_rowid(m_db);
    }
    if (m_relations.size() >= kCacheLimit) m_relations.clear();
    m_relations.emplace(name, id);
    return id;
}

/// 0 when no such passage was read.
Result<std::int64_t> TripleWriter::passageId(std::string_view key) {
    const std::string name(key);
    if (const auto cached = m_passages.find(name); cached != m_passages.end()) return cached->second;
    m_sql->findPassage.bind(0, key);
    AKV_ASSIGN(const bool known, m_sql->findPassage.step());
    const std::int64_t id = known ? m_sql->findPassage.number(0) : 0;
    m_sql->findPassage.reset();
    if (m_passages.size() >= kCacheLimit) m_passages.clear();
    if (id != 0) m_passages.emplace(name, id);
    return id;
}

Result<void> TripleWriter::indexTriple(std::int64_t id, const RawTriple& triple) {
    return m_sql->indexTriple.bind(0, id).bind(1, triple.head + " " + triple.relation + " " + triple.tail).run();
}

Result<std::optional<TripleId>> TripleWriter::add(const RawTriple& triple) {
    AKV_ASSIGN(const auto head, entityId(triple.head, triple.headType));
    AKV_ASSIGN(const auto tail, entityId(triple.tail, triple.tailType));
    AKV_ASSIGN(const auto relation, relationId(triple.relation));
    std::int64_t passage = 0;
    if (!triple.passageId.empty()) { AKV_ASSIGN(passage, passageId(triple.passageId)); }
    m_sql->addTriple.bind(0, head).bind(1, relation).bind(2, tail);
    if (passage != 0)
        m_sql->addTriple.bind(3, passage);
    else
        m_sql->addTriple.bindNull(3);
    AKV_CHECK(m_sql->addTriple.run());
    if (sqlite3_changes(m_db) == 0) return std::optional<TripleId>();
    const TripleId id(sqlite3_last_insert_rowid(m_db));
    AKV_CHECK(indexTriple(id.value(), triple));
    return std::optional<TripleId>(id);
}

Result<void> TripleWriter::addSide(const SideRecord& record) {
    switch (record.kind) {
    case SideRecord::Kind::Entity: {
        AKV_CHECK(entityId(record.name, record.type));
        return {};
    }
    case SideRecord::Kind::Passage: {
        AKV_ASSIGN(const auto known, passageId(record.name));
        if (known != 0) return {};
        AKV_CHECK(m_sql->addPassage.bind(0, record.name).bind(1, record.text).run());
        return m_sql->indexPassage.bind(0, sqlite3_last_insert_rowid(m_db)).bind(1, record.text).run();
    }
    case SideRecord::Kind::Mention: {
        AKV_ASSIGN(const auto passage, passageId(record.text));
        if (passage == 0) return {};
        AKV_ASSIGN(const auto entity, entityId(record.name, record.type));
        m_mentions = true;
        return m_sql->addMention.bind(0, entity).bind(1, passage).run();
    }
    case SideRecord::Kind::Concept: break;
    }
    AKV_CHECK(m_sql->addConcept.bind(0, record.text).run());
    if (record.name.empty()) return {};
    AKV_ASSIGN(const auto entity, entityId(record.name, record.type));
    m_sql->findConcept.bind(0, record.text);
    AKV_ASSIGN(const bool known, m_sql->findConcept.step());
    const auto id = known ? m_sql->findConcept.number(0) : 0;
    m_sql->findConcept.reset();
    return m_sql->linkConcept.bind(0, entity).bind(1, id).run();
}

Result<void> TripleWriter::unindexTriple(std::int64_t id) {
    AKV_ASSIGN(auto statement,
               Statement::prepare(m_db, "INSERT INTO triple_text(triple_text, rowid, text) SELECT 'delete', t.id, "
                                        "h.name || ' ' || r.name || ' ' || e.name FROM triples t JOIN entities h ON "
                                        "h.id = t.head JOIN relations r ON r.id = t.relation JOIN entities e ON e.id = "
                                        "t.tail WHERE t.id = ?"));
    return statement.bind(0, id).run();
}

Result<bool> TripleWriter::remove(TripleId id) {
    AKV_CHECK(unindexTriple(id.value()));
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, "DELETE FROM triples WHERE id = ?"));
    AKV_CHECK(statement.bind(0, id.value()).run());
    return sqlite3_changes(m_db) > 0;
}

Result<void> TripleWriter::restore(TripleId id, const RawTriple& triple) {
    AKV_ASSIGN(const auto given,
               sqliteNumber(m_db, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'triples'"));
    if (id.value() < 1 || id.value() > given)
        return Error(ErrorCode::InvalidInput, "triple " + std::to_string(id.value()) +
                                                  " was never in this store (ids go up to " + std::to_string(given) +
                                                  "); add it as a new one");
    AKV_ASSIGN(const auto head, entityId(triple.head, triple.headType));
    AKV_ASSIGN(const auto tail, entityId(triple.tail, triple.tailType));
    AKV_ASSIGN(const auto relation, relationId(triple.relation));
    std::int64_t passage = 0;
    if (!triple.passageId.empty()) { AKV_ASSIGN(passage, passageId(triple.passageId)); }
    AKV_ASSIGN(auto statement,
               Statement::prepare(m_db, "INSERT OR IGNORE INTO triples(id, head, relation, tail, passage) "
                                        "VALUES(?, ?, ?, ?, nullif(?, 0))"));
    statement.bind(0, id.value()).bind(1, head).bind(2, relation).bind(3, tail).bind(4, passage);
    AKV_CHECK(statement.run());
    if (sqlite3_changes(m_db) == 0)
        return Error(ErrorCode::InvalidInput,
                     "triple " + std::to_string(id.value()) +
                         " cannot be put back: its id is in use, or the store already holds (" + triple.head + ", " +
                         triple.relation + ", " + triple.tail + ")");
    return indexTriple(id.value(), triple);
}

Result<void> TripleWriter::replace(TripleId id, const RawTriple& triple) {
    AKV_CHECK(unindexTriple(id.value()));
    AKV_ASSIGN(const auto head, entityId(triple.head, triple.headType));
    AKV_ASSIGN(const auto tail, entityId(triple.tail, triple.tailType));
    AKV_ASSIGN(const auto relation, relationId(triple.relation));
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, "UPDATE OR IGNORE triples SET head = ?, relation = ?, tail = ? "
                                                        "WHERE id = ?"));
    AKV_CHECK(statement.bind(0, head).bind(1, relation).bind(2, tail).bind(3, id.value()).run());
    if (sqlite3_changes(m_db) == 0)
        return Error(ErrorCode::InvalidInput, "triple " + std::to_string(id.value()) +
                                                  " does not exist, or the store already holds (" + triple.head + ", " +
                                                  triple.relation + ", " + triple.tail + ")");
    return indexTriple(id.value(), triple);
}

Result<void> TripleWriter::commit() {
    // A passage that names both ends is the source of a triple; else one that names an end; the first in reading order.
    if (m_mentions)
        AKV_CHECK(sqliteExecute(m_db, "UPDATE triples SET passage = coalesce("
                                      "(SELECT min(a.passage) FROM mentions a JOIN mentions b ON a.passage = b.passage "
                                      "WHERE a.entity = head AND b.entity = tail), "
                                      "(SELECT min(passage) FROM mentions WHERE entity IN (head, tail))) "
                                      "WHERE passage IS NULL"));
    AKV_CHECK(sqliteExecute(m_db, "UPDATE entities SET degree = d.n FROM (SELECT e.id AS id, "
                                  "(SELECT count(*) FROM triples WHERE head = e.id) + "
                                  "(SELECT count(*) FROM triples WHERE tail = e.id AND head <> e.id) AS n "
                                  "FROM entities e) AS d WHERE d.id = entities.id AND degree <> d.n"));
    m_sql.reset();
    AKV_CHECK(sqliteExecute(m_db, "COMMIT"));
    m_open = false;
    return {};
}

} // namespace akv
