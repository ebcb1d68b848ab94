// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/row_table.h"

#include <algorithm>
#include <sqlite3.h>

namespace akv {

namespace {

constexpr const char* kColumns =
    "SELECT id, triple, side, source, name, noun, description, grp, grp_size, test FROM rows ";

QkvRow readRow(const Statement& from) {
    QkvRow row;
    row.id = RowId(static_cast<std::uint32_t>(from.number(0)));
    row.triple = TripleId(from.number(1));
    row.side = static_cast<MaskedSide>(from.number(2));
    row.nounSource = static_cast<NounSource>(from.number(3));
    row.name = from.text(4);
    row.descriptionType = from.text(5);
    row.description = from.text(6);
    row.group = static_cast<std::uint32_t>(from.number(7));
    row.groupSize = static_cast<std::uint32_t>(from.number(8));
    row.test = from.number(9) != 0;
    return row;
}

Result<bool> hasTable(sqlite3* db) {
    AKV_ASSIGN(const auto tables, sqliteNumber(db, "SELECT count(*) FROM sqlite_master WHERE name = 'rows'"));
    return tables > 0;
}

} // namespace

const char* nounSourceName(NounSource source) {
    switch (source) {
    case NounSource::Rule: return "rule";
    case NounSource::Lexicon: return "lexicon";
    case NounSource::Endpoint: return "endpoint";
    case NounSource::User: return "user";
    }
    return "rule";
}

Result<std::uint64_t> RowTable::count() const {
    AKV_ASSIGN(const bool there, hasTable(m_db));
    if (!there) return std::uint64_t(0);
    AKV_ASSIGN(const auto rows, sqliteNumber(m_db, "SELECT count(*) FROM rows"));
    return static_cast<std::uint64_t>(rows);
}

Result<std::vector<QkvRow>> RowTable::select(std::string_view where, std::int64_t first, std::int64_t second,
                                             int parameters) const {
    std::vector<QkvRow> rows;
    AKV_ASSIGN(const bool there, hasTable(m_db));
    if (!there) return rows;
    AKV_ASSIGN(auto statement, Statement::prepare(m_db, kColumns + std::string(where)));
    statement.bind(0, first);
    if (parameters > 1) statement.bind(1, second);
    for (;;) {
        AKV_ASSIGN(const bool more, statement.step());
        if (!more) return rows;
        rows.push_back(readRow(statement));
    }
}

Result<std::optional<QkvRow>> RowTable::row(RowId id) const {
    AKV_ASSIGN(auto rows, select("WHERE id = ?", id.value(), 0, 1));
    if (rows.empty()) return std::optional<QkvRow>();
    return std::optional<QkvRow>(std::move(rows.front()));
}

Result<std::vector<QkvRow>> RowTable::rows(std::uint64_t offset, std::uint64_t limit) const {
    const auto first = static_cast<std::int64_t>(std::min<std::uint64_t>(offset, UINT32_MAX));
    const auto last = first + static_cast<std::int64_t>(std::min<std::uint64_t>(limit, UINT32_MAX));
    return select("WHERE id >= ? AND id < ? ORDER BY id", first, last, 2);
}

Result<std::vector<RowId>> RowTable::ofTriple(TripleId triple) const {
    AKV_ASSIGN(const auto rows, select("WHERE triple = ? ORDER BY id", triple.value(), 0, 1));
    std::vector<RowId> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

Result<std::vector<QkvRow>> RowTable::ofGroup(std::uint32_t group) const {
    return select("WHERE grp = ? ORDER BY id", group, 0, 1);
}

Result<std::unique_ptr<RowTableWriter>> RowTableWriter::begin(sqlite3* db) {
    std::unique_ptr<RowTableWriter> writer(new RowTableWriter(db));
    AKV_CHECK(sqliteExecute(db, "BEGIN IMMEDIATE"));
    writer->m_open = true;
    AKV_CHECK(sqliteExecute(
        db, "DROP TABLE IF EXISTS rows; CREATE TABLE rows(id INTEGER PRIMARY KEY, triple INTEGER NOT NULL, "
            "side INTEGER NOT NULL, source INTEGER NOT NULL, name TEXT NOT NULL, noun TEXT NOT NULL, "
            "description TEXT NOT NULL, grp INTEGER NOT NULL, grp_size INTEGER NOT NULL DEFAULT 1, "
            "test INTEGER NOT NULL DEFAULT 0)"));
    AKV_ASSIGN(auto insert,
               Statement::prepare(db, "INSERT INTO rows(id, triple, side, source, name, noun, description, grp, "
                                      "test) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    writer->m_insert.emplace(std::move(insert));
    return writer;
}

RowTableWriter::~RowTableWriter() {
    m_insert.reset();
    if (m_open) sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> RowTableWriter::add(const QkvRow& row) {
    const std::string_view name = row.name, noun = row.descriptionType, description = row.description;
    return m_insert->bind(0, std::int64_t(row.id.value()))
        .bind(1, row.triple.value())
        .bind(2, static_cast<std::int64_t>(row.side))
        .bind(3, static_cast<std::int64_t>(row.nounSource))
        .bind(4, name)
        .bind(5, noun)
        .bind(6, description)
        .bind(7, std::int64_t(row.group))
        .bind(8, std::int64_t(row.test))
        .run();
}

Result<void> RowTableWriter::commit() {
    AKV_CHECK(sqliteExecute(m_db,
                            "CREATE INDEX rows_by_triple ON rows(triple); CREATE INDEX rows_by_group ON rows(grp); "
                            "UPDATE rows SET grp_size = g.n FROM (SELECT grp AS id, count(*) AS n FROM rows GROUP BY "
                            "grp HAVING n > 1) AS g WHERE g.id = rows.grp"));
    m_insert.reset();
    AKV_CHECK(sqliteExecute(m_db, "COMMIT"));
    m_open = false;
    return {};
}

} // namespace akv
