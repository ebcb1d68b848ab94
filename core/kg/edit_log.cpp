// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/edit_log.h"

#include "core/kg/sqlite.h"

#include <algorithm>

namespace akv {

Result<void> noteChanges(sqlite3* db, const std::vector<TripleChange>& changes) {
    AKV_CHECK(sqliteExecute(
        db, "CREATE TABLE IF NOT EXISTS changes(id INTEGER PRIMARY KEY AUTOINCREMENT, triple INTEGER NOT NULL, time "
            "INTEGER NOT NULL, kind INTEGER NOT NULL, head TEXT NOT NULL, relation TEXT NOT NULL, tail TEXT NOT NULL);"
            "CREATE INDEX IF NOT EXISTS changes_by_triple ON changes(triple)"));
    AKV_ASSIGN(auto add, Statement::prepare(db, "INSERT INTO changes(triple, time, kind, head, relation, tail) "
                                                "VALUES(?, ?, ?, ?, ?, ?)"));
    for (const TripleChange& change : changes) {
        add.bind(0, change.triple.value()).bind(1, change.time).bind(2, static_cast<std::int64_t>(change.kind));
        AKV_CHECK(add.bind(3, change.head).bind(4, change.relation).bind(5, change.tail).run());
    }
    return {};
}

Result<std::vector<TripleChange>> changesOf(const TripleStore& store, std::optional<TripleId> triple,
                                            std::uint64_t most) {
    std::vector<TripleChange> out;
    AKV_ASSIGN(const auto tables,
               sqliteNumber(store.handle(), "SELECT count(*) FROM sqlite_master WHERE name = 'changes'"));
    if (tables == 0) return out; // never changed
    const std::string of = triple ? "WHERE triple = ?2 " : "";
    AKV_ASSIGN(auto rows, Statement::prepare(store.handle(), "SELECT kind, triple, time, head, relation, tail FROM "
                                                             "changes " +
                                                                 of + "ORDER BY id DESC LIMIT ?1"));
    rows.bind(0, std::int64_t(std::min<std::uint64_t>(most, INT64_MAX)));
    if (triple) rows.bind(1, triple->value());
    for (;;) {
        AKV_ASSIGN(const bool row, rows.step());
        if (!row) return out;
        out.push_back({static_cast<TripleChange::Kind>(rows.number(0)), TripleId(rows.number(1)), rows.number(2),
                       rows.text(3), rows.text(4), rows.text(5)});
    }
}

} // namespace akv
