// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace akv {

/// The last error of a connection as an Error; full disk, a busy and a damaged file are told apart.
Error sqliteError(sqlite3* db, std::string_view doing);

/// Runs statements that give no rows.
Result<void> sqliteExecute(sqlite3* db, const char* sql);

/// A prepared statement. Parameters and columns count from 0; texts are copied on binding.
class Statement {
public:
    static Result<Statement> prepare(sqlite3* db, std::string_view sql);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    Statement& bindNull(int index);
    /// True when a row is there; false at the end, after which the statement can be bound and run again.
    Result<bool> step();
    /// Runs to the end and resets: for statements that give no rows.
    Result<void> run();
    void reset();

    std::int64_t number(int column) const;
    std::string text(int column) const;
    bool isNull(int column) const;

private:
    Statement() = default;
    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_statement = nullptr;
};

/// One number from one row; 0 when there is none.
Result<std::int64_t> sqliteNumber(sqlite3* db, std::string_view sql);

/// FTS5 query of what a person typed: every word as a quoted prefix, all of them required; empty when nothing in the
/// text can be searched for.
std::string ftsQuery(std::string_view text);

} // namespace akv
