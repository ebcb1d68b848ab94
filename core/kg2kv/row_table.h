// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/kg/sqlite.h"
#include "core/kg2kv/row.h"

#include <memory>
#include <optional>
#include <vector>

namespace akv {

/// Name of a noun source as stored and printed: "rule", "lexicon", "endpoint", "user".
const char* nounSourceName(NounSource source);

/// The Q-K-V rows of a workspace: table `rows` of kg.sqlite, ids from 0 without gaps. Reading functions give an empty
/// result when no rows were made yet.
class RowTable {
public:
    explicit RowTable(sqlite3* db) : m_db(db) {}

    Result<std::uint64_t> count() const;
    Result<std::optional<QkvRow>> row(RowId id) const;
    Result<std::vector<QkvRow>> rows(std::uint64_t offset, std::uint64_t limit) const;
    Result<std::vector<RowId>> ofTriple(TripleId triple) const;
    Result<std::vector<QkvRow>> ofGroup(std::uint32_t group) const;

private:
    Result<std::vector<QkvRow>> select(std::string_view where, std::int64_t first, std::int64_t second,
                                       int parameters) const;
    sqlite3* m_db;
};

/// Replaces all rows within one transaction; without commit() the old rows stay.
class RowTableWriter {
public:
    static Result<std::unique_ptr<RowTableWriter>> begin(sqlite3* db);
    ~RowTableWriter();
    RowTableWriter(const RowTableWriter&) = delete;
    RowTableWriter& operator=(const RowTableWriter&) = delete;

    /// Rows must come in the order of their ids, from 0.
    Result<void> add(const QkvRow& row);
    /// Fills in the group sizes and makes the rows visible.
    Result<void> commit();

private:
    explicit RowTableWriter(sqlite3* db) : m_db(db) {}
    sqlite3* m_db;
    std::optional<Statement> m_insert;
    bool m_open = false;
};

} // namespace akv
