// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/triple_store.h"

#include "core/base/strings.h"
#include "core/kg/sqlite.h"
#include "core/kg/store_schema.h"

#include <algorithm>
#include <sqlite3.h>

namespace akv {

namespace {

constexpr const char* kTriple = "SELECT t.id, h.name, r.name, e.name, h.type, e.type, p.key FROM triples t "
                                "JOIN entities h ON h.id = t.head JOIN relations r ON r.id = t.relation "
                                "JOIN entities e ON e.id = t.tail LEFT JOIN passages p ON p.id = t.passage ";

Triple readTriple(const Statement& row) {
    Triple triple;
    triple.id = TripleId(row.number(0));
    triple.head = row.text(1);
    triple.relation = row.text(2);
    triple.tail = row.text(3);
    triple.headType = static_cast<EntityType>(row.number(4));
    triple.tailType = static_cast<EntityType>(row.number(5));
    triple.passageId = row.text(6);
    return triple;
}

Entity readEntity(const Statement& row) {
    return {EntityId(row.number(0)), row.text(1), static_cast<EntityType>(row.number(2)),
            static_cast<std::uint64_t>(row.number(3))};
}

Result<std::vector<Triple>> allTriples(Statement statement) {
    std::vector<Triple> triples;
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return triples;
        triples.push_back(readTriple(statement));
    }
}

Result<std::optional<Entity>> oneEntity(Statement statement) {
    AKV_ASSIGN(const bool row, statement.step());
    if (!row) return std::optional<Entity>();
    return std::optional<Entity>(readEntity(statement));
}

std::int64_t limited(std::uint64_t number) {
    return static_cast<std::int64_t>(std::min<std::uint64_t>(number, INT64_MAX));
}

Result<void> prepareStore(sqlite3* db, const std::filesystem::path& file, bool readOnly) {
    sqlite3_busy_timeout(db, 5000);
    AKV_ASSIGN(const auto version, sqliteNumber(db, "PRAGMA user_version"));
    if (version > kStoreVersion)
        return Error(ErrorCode::Unsupported, "'" + file.string() + "' has format version " + std::to_string(version) +
                                                 ", this build reads up to " + std::to_string(kStoreVersion) +
                                                 "; open it with a newer version of the program");
    AKV_ASSIGN(const auto tables, sqliteNumber(db, "SELECT count(*) FROM sqlite_master"));
    if (version == 0 && (tables > 0 || readOnly))
        return Error(ErrorCode::FileFormat,
                     "'" + file.string() + "' is an SQLite file, but not a knowledge graph store");
    if (readOnly) return {};
    AKV_CHECK(sqliteExecute(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; "
                                "PRAGMA temp_store = MEMORY"));
    if (version == 0) AKV_CHECK(sqliteExecute(db, (std::string("BEGIN;") + kStoreSchema + "COMMIT;").c_str()));
    return {};
}

} // namespace

Result<std::unique_ptr<TripleStore>> TripleStore::open(const std::filesystem::path& file, bool readOnly) {
    std::unique_ptr<TripleStore> store(new TripleStore);
    const int flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(file.c_str(), &store->m_db, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
        return Error(ErrorCode::InvalidInput, "cannot open '" + file.string() + "': " + sqlite3_errmsg(store->m_db));
    auto ready = prepareStore(store->m_db, file, readOnly);
    if (!ready.ok() && readOnly && sqlite3_errcode(store->m_db) == SQLITE_CANTOPEN) {
        // A folder that cannot be written: the write-ahead log cannot be made, so the file is read as it is.
        sqlite3_close(store->m_db);
        const std::string uri = "file:" + file.string() + "?immutable=1";
        if (sqlite3_open_v2(uri.c_str(), &store->m_db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) != SQLITE_OK)
            return Error(ErrorCode::InvalidInput,
                         "cannot open '" + file.string() + "': " + sqlite3_errmsg(store->m_db));
        ready = prepareStore(store->m_db, file, readOnly);
    }
    AKV_CHECK(ready);
    return store;
}

TripleStore::~TripleStore() { sqlite3_close(m_db); }

TripleCounts TripleStore::counts() const {
    const auto count = [&](const char* sql) {
        const auto number = sqliteNumber(m_db, sql);
        return number.ok() ? static_cast<std::uint64_t>(number.value()) : 0;
    };
    return {count("SELECT count(*) FROM entities"), count("SELECT count(*) FROM triples"),
            count("SELECT count(*) FROM passages"), count("SELECT count(*) FROM concepts"),
            count("SELECT count(*) FROM relations r WHERE EXISTS(SELECT 1 FROM triples WHERE relation = r.id)")};
}

Result<std::optional<Triple>> TripleStore::triple(TripleId id) const {
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, std::string(kTriple) + "WHERE t.id = ?"));
    AKV_ASSIGN(const bool row, statement.bind(0, id.value()).step());
    if (!row) return std::optional<Triple>();
    return std::optional<Triple>(readTriple(statement));
}

Result<std::vector<Triple>> TripleStore::triples(std::uint64_t offset, std::uint64_t limit) const {
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, std::string(kTriple) + "ORDER BY t.id LIMIT ? OFFSET ?"));
    statement.bind(0, limited(limit)).bind(1, limited(offset));
    return allTriples(std::move(statement));
}

Result<void> TripleStore::forEach(const std::function<Result<void>(const Triple&)>& visit) const {
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, std::string(kTriple) + "ORDER BY t.id"));
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return {};
        AKV_CHECK(visit(readTriple(statement)));
    }
}

Result<std::vector<RelationCount>> TripleStore::relations() const {
    AKV_ASSIGN(auto statement,
               Statement::prepare(m_db, "SELECT r.name, count(*) AS n FROM triples t JOIN relations r ON "
                                        "r.id = t.relation GROUP BY r.id ORDER BY n DESC, r.name"));
    std::vector<RelationCount> relations;
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return relations;
        relations.push_back({statement.text(0), static_cast<std::uint64_t>(statement.number(1))});
    }
}

Result<std::optional<Entity>> TripleStore::entity(EntityId id) const {
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, "SELECT id, name, type, degree FROM entities WHERE id = ?"));
    statement.bind(0, id.value());
    return oneEntity(std::move(statement));
}

Result<std::optional<Entity>> TripleStore::entityByName(std::string_view name) const {
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, "SELECT id, name, type, degree FROM entities WHERE name = ?"));
    statement.bind(0, name);
    return oneEntity(std::move(statement));
}

Result<Entity> TripleStore::entityNamed(std::string_view name) const {
    AKV_ASSIGN(auto found, entityByName(name));
    if (!found) return Error(ErrorCode::InvalidInput, "no entity named \"" + std::string(name) + "\" in this graph");
    return std::move(*found);
}

Result<std::vector<Entity>> TripleStore::topEntities(std::uint64_t limit) const {
    AKV_ASSIGN(auto statement,
               Statement::prepare(m_db, "SELECT id, name, type, degree FROM entities ORDER BY degree DESC, "
                                        "id LIMIT ?"));
    statement.bind(0, limited(limit));
    std::vector<Entity> entities;
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return entities;
        entities.push_back(readEntity(statement));
    }
}

Result<std::vector<Triple>> TripleStore::neighbours(EntityId entity, std::uint64_t offset, std::uint64_t limit) const {
    AKV_ASSIGN(auto statement,
               Statement::prepare(m_db, std::string(kTriple) + "WHERE t.id IN (SELECT id FROM triples WHERE "
                                                               "head = ?1 UNION SELECT id FROM triples WHERE "
                                                               "tail = ?1) ORDER BY t.id LIMIT ?2 OFFSET ?3"));
    statement.bind(0, entity.value()).bind(1, limited(limit)).bind(2, limited(offset));
    return allTriples(std::move(statement));
}

namespace {

constexpr std::string_view kRelationFilter = "relation: ";

/// Number of the relation that a filter names; 0: it names none.
Result<std::int64_t> filteredRelation(sqlite3* db, std::string_view text) {
    if (!text.starts_with(kRelationFilter)) return std::int64_t(0);
    AKV_ASSIGN(auto found, Statement::prepare(db, "SELECT id FROM relations WHERE name = ?"));
    AKV_ASSIGN(const bool known, found.bind(0, trimmed(text.substr(kRelationFilter.size()))).step());
    return known ? found.number(0) : std::int64_t(0);
}

/// ftsQuery() with the last word alone as a prefix: it is still being typed, and prefixes of common words cost the
/// length of their lists. A last word of one letter is no prefix either when others stand before it.
std::string quickQuery(std::string_view text) {
    const auto words = splitWords(text);
    std::string query;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string word = ftsQuery(words[i]);
        if (word.empty()) continue;
        const bool last = i + 1 == words.size();
        if (!last || (words.size() > 1 && words[i].size() == 1)) word.pop_back(); // its *
        query += (query.empty() ? "" : " ") + word;
    }
    return query;
}

/// One page of the triples that match, and how many match in all.
Result<std::pair<std::vector<Triple>, std::uint64_t>> matching(sqlite3* db, const std::string& query,
                                                               std::uint64_t offset, std::uint64_t limit) {
    AKV_ASSIGN(auto statement,
               Statement::prepare(db, std::string(kTriple) +
                                          "WHERE t.id IN (SELECT rowid FROM triple_text WHERE triple_text "
                                          "MATCH ? ORDER BY rowid LIMIT ? OFFSET ?) ORDER BY t.id"));
    statement.bind(0, query).bind(1, limited(limit)).bind(2, limited(offset));
    AKV_ASSIGN(auto page, allTriples(std::move(statement)));
    std::uint64_t all = offset + page.size();
    if (page.size() == limit || (page.empty() && offset > 0)) { // else the page ends where the matches do
        AKV_ASSIGN(auto counter, Statement::prepare(db, "SELECT count(*) FROM triple_text WHERE triple_text MATCH ?"));
        AKV_CHECK(counter.bind(0, query).step());
        all = static_cast<std::uint64_t>(counter.number(0));
    }
    return std::pair(std::move(page), all);
}

} // namespace

std::string relationFilter(std::string_view relation) { return std::string(kRelationFilter) + std::string(relation); }

Result<std::pair<std::vector<Triple>, std::uint64_t>> TripleStore::filter(std::string_view text, std::uint64_t offset,
                                                                          std::uint64_t limit) const {
    using Page = std::pair<std::vector<Triple>, std::uint64_t>;
    if (trimmed(text).empty()) {
        AKV_ASSIGN(auto page, triples(offset, limit));
        AKV_ASSIGN(const auto all, sqliteNumber(m_db, "SELECT count(*) FROM triples"));
        return Page{std::move(page), static_cast<std::uint64_t>(all)};
    }
    AKV_ASSIGN(const std::int64_t relation, filteredRelation(m_db, text));
    if (relation != 0) {
        AKV_ASSIGN(auto count, Statement::prepare(m_db, "SELECT count(*) FROM triples WHERE relation = ?"));
        AKV_CHECK(count.bind(0, relation).step());
        AKV_ASSIGN(auto rows, Statement::prepare(m_db, std::string(kTriple) +
                                                           "WHERE t.relation = ? ORDER BY t.id LIMIT ? OFFSET ?"));
        rows.bind(0, relation).bind(1, limited(limit)).bind(2, limited(offset));
        AKV_ASSIGN(auto page, allTriples(std::move(rows)));
        return Page{std::move(page), static_cast<std::uint64_t>(count.number(0))};
    }
    const std::string quick = quickQuery(text), whole = ftsQuery(text);
    if (quick.empty()) return Page{};
    AKV_ASSIGN(auto page, matching(m_db, quick, offset, limit));
    if (page.second == 0 && whole != quick) { AKV_ASSIGN(page, matching(m_db, whole, offset, limit)); }
    return page;
}

Result<std::optional<std::string>> TripleStore::passage(std::string_view passageId) const {
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, "SELECT text FROM passages WHERE key = ?"));
    AKV_ASSIGN(const bool row, statement.bind(0, passageId).step());
    if (!row) return std::optional<std::string>();
    return std::optional<std::string>(statement.text(0));
}

namespace {

Result<void> addHits(std::vector<SearchHit>& hits, Statement statement, SearchHit::Kind kind, std::uint64_t limit) {
    while (hits.size() < limit) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return {};
        SearchHit hit{kind, statement.number(0), statement.text(1), statement.text(2)};
        if (kind == SearchHit::Kind::Passage) hit.detail = shortened(collapseSpaces(hit.detail), 200);
        hits.push_back(std::move(hit));
    }
    return {};
}

Result<std::vector<SearchHit>> searchFor(sqlite3* db, const std::string& query, std::string_view text,
                                         std::uint64_t limit) {
    std::vector<SearchHit> hits;
    // Entities: exact name first, then by degree among the first matches (a short prefix may match a large part of a
    // graph). Each kind keeps room for the next one.
    AKV_ASSIGN(auto entities,
               Statement::prepare(db,
                                  "SELECT e.id, e.name, e.degree || iif(e.degree = 1, ' triple', ' triples') FROM "
                                  "entities e WHERE e.id IN (SELECT "
                                  "rowid FROM entity_text WHERE entity_text MATCH ?1 LIMIT 2000) OR e.name = ?2 ORDER "
                                  "BY e.name <> ?2, e.degree DESC, e.id"));
    entities.bind(0, query).bind(1, trimmed(text));
    AKV_CHECK(addHits(hits, std::move(entities), SearchHit::Kind::Entity, (limit + 1) / 2));
    AKV_ASSIGN(auto triples, Statement::prepare(db, "SELECT t.id, h.name, r.name || ' ' || e.name FROM triples t JOIN "
                                                    "entities h ON h.id = t.head JOIN relations r ON r.id = t.relation "
                                                    "JOIN entities e ON e.id = t.tail WHERE t.id IN (SELECT rowid FROM "
                                                    "triple_text WHERE triple_text MATCH ? ORDER BY rowid LIMIT 500) "
                                                    "ORDER BY t.id"));
    triples.bind(0, query);
    AKV_CHECK(
        addHits(hits, std::move(triples), SearchHit::Kind::Triple, hits.size() + (limit - hits.size() + 1) * 2 / 3));
    AKV_ASSIGN(auto passages, Statement::prepare(db, "SELECT p.id, p.key, p.text FROM passages p WHERE p.id IN (SELECT "
                                                     "rowid FROM passage_text WHERE passage_text MATCH ? LIMIT 200)"));
    passages.bind(0, query);
    AKV_CHECK(addHits(hits, std::move(passages), SearchHit::Kind::Passage, limit));
    return hits;
}

/// Relations whose name holds all words of the text: the same name first, then names that begin so, then short ones.
Result<std::vector<SearchHit>> relationsFor(sqlite3* db, std::string_view text, std::uint64_t limit) {
    std::vector<SearchHit> hits;
    const auto words = splitWords(asciiLower(text));
    std::string where;
    for (std::size_t i = 0; i < words.size(); ++i)
        where += (i == 0 ? "" : " AND ") + std::string("instr(lower(r.name), ?") + std::to_string(i + 2) + ") > 0";
    if (where.empty() || words.size() > 20 || limit == 0) return hits;
    AKV_ASSIGN(auto relations,
               Statement::prepare(db, "SELECT r.id, r.name, '' FROM relations r WHERE " + where +
                                          " AND EXISTS (SELECT 1 FROM triples t WHERE t.relation = r.id) ORDER BY "
                                          "lower(r.name) <> ?1, instr(lower(r.name), ?1) <> 1, length(r.name), r.id "
                                          "LIMIT " +
                                          std::to_string(limit)));
    relations.bind(0, joinWords(words));
    for (std::size_t i = 0; i < words.size(); ++i) relations.bind(static_cast<int>(i) + 1, words[i]);
    AKV_CHECK(addHits(hits, std::move(relations), SearchHit::Kind::Relation, limit));
    // Counted afterwards: only those that are shown.
    AKV_ASSIGN(auto count, Statement::prepare(db, "SELECT count(*) FROM triples WHERE relation = ?"));
    for (SearchHit& hit : hits) {
        AKV_CHECK(count.bind(0, hit.id).step());
        hit.detail = "relation · " + std::to_string(count.number(0)) + (count.number(0) == 1 ? " triple" : " triples");
        count.reset();
    }
    return hits;
}

} // namespace

Result<std::vector<SearchHit>> TripleStore::search(std::string_view text, std::uint64_t limit) const {
    const std::string quick = quickQuery(text), whole = ftsQuery(text);
    if (quick.empty() || limit == 0) return std::vector<SearchHit>();
    constexpr std::uint64_t kRelations = 5;
    AKV_ASSIGN(const auto relations, relationsFor(m_db, text, std::min(kRelations, limit / 4)));
    AKV_ASSIGN(auto hits, searchFor(m_db, quick, text, limit - relations.size()));
    if (hits.empty() && whole != quick) { AKV_ASSIGN(hits, searchFor(m_db, whole, text, limit - relations.size())); }
    const auto behind = std::find_if(hits.begin(), hits.end(),
                                     [](const SearchHit& hit) { return hit.kind != SearchHit::Kind::Entity; });
    hits.insert(behind, relations.begin(), relations.end());
    return hits;
}

} // namespace akv
