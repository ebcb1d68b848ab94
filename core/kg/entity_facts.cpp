// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/entity_facts.h"

#include "core/kg/sqlite.h"

namespace akv {

namespace {

Result<std::uint64_t> countOf(sqlite3* db, const char* sql, std::int64_t entity) {
    AKV_ASSIGN(auto statement, Statement::prepare(db, sql));
    AKV_ASSIGN(const bool row, statement.bind(0, entity).step());
    return row ? std::uint64_t(statement.number(0)) : 0;
}

Result<void> addConcepts(sqlite3* db, std::int64_t entity, std::uint64_t most, EntityFacts& facts) {
    AKV_ASSIGN(facts.conceptCount, countOf(db, "SELECT count(*) FROM entity_concepts WHERE entity = ?", entity));
    AKV_ASSIGN(auto names, Statement::prepare(db, "SELECT c.name FROM entity_concepts l JOIN concepts c ON c.id = "
                                                  "l.concept WHERE l.entity = ? ORDER BY c.name LIMIT ?"));
    names.bind(0, entity).bind(1, std::int64_t(most));
    for (;;) {
        AKV_ASSIGN(const bool row, names.step());
        if (!row) return {};
        facts.concepts.push_back(names.text(0));
    }
}

Result<void> addTriples(const TripleStore& store, std::int64_t entity, std::uint64_t most, EntityFacts& facts) {
    sqlite3* db = store.handle();
    AKV_ASSIGN(facts.asHead, countOf(db, "SELECT count(*) FROM triples WHERE head = ?", entity));
    AKV_ASSIGN(facts.asTail, countOf(db, "SELECT count(*) FROM triples WHERE tail = ?", entity));
    std::vector<TripleId> ids;
    for (const char* sql : {"SELECT id FROM triples WHERE head = ? ORDER BY id LIMIT ?",
                            "SELECT id FROM triples WHERE tail = ?1 AND head <> ?1 ORDER BY id LIMIT ?2"}) {
        AKV_ASSIGN(auto statement, Statement::prepare(db, sql));
        statement.bind(0, entity).bind(1, std::int64_t(most - ids.size()));
        for (;;) {
            AKV_ASSIGN(const bool row, statement.step());
            if (!row) break;
            ids.emplace_back(statement.number(0));
        }
    }
    for (const TripleId id : ids) {
        AKV_ASSIGN(auto triple, store.triple(id));
        if (triple) facts.triples.push_back(std::move(*triple));
    }
    return {};
}

Result<void> addPassages(sqlite3* db, std::int64_t entity, EntityFacts& facts) {
    const std::string named = "(SELECT passage FROM mentions WHERE entity = ?1 UNION SELECT passage FROM triples WHERE "
                              "head = ?1 AND passage IS NOT NULL UNION SELECT passage FROM triples WHERE tail = ?1 AND "
                              "passage IS NOT NULL)";
    AKV_ASSIGN(facts.passageCount, countOf(db, ("SELECT count(*) FROM " + named).c_str(), entity));
    AKV_ASSIGN(auto first, Statement::prepare(db, "SELECT p.text FROM passages p WHERE p.id IN " + named +
                                                      " ORDER BY p.id LIMIT 1"));
    AKV_ASSIGN(const bool row, first.bind(0, entity).step());
    if (row) facts.passage = first.text(0);
    return {};
}

} // namespace

Result<EntityFacts> entityFacts(const TripleStore& store, const std::string& name, std::uint64_t most) {
    EntityFacts facts;
    AKV_ASSIGN(facts.entity, store.entityNamed(name));
    const std::int64_t id = facts.entity.id.value();
    AKV_CHECK(addConcepts(store.handle(), id, most, facts));
    AKV_CHECK(addTriples(store, id, most, facts));
    AKV_CHECK(addPassages(store.handle(), id, facts));
    return facts;
}

} // namespace akv
