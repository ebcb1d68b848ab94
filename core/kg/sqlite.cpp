// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/sqlite.h"

#include "core/base/strings.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <sqlite3.h>
#include <utility>

namespace akv {

Error sqliteError(sqlite3* db, std::string_view doing) {
    const int code = sqlite3_errcode(db) & 0xff;
    const char* file = sqlite3_db_filename(db, "main");
    std::string message = std::string(doing) + " failed in '" + (file ? file : "") + "': " + sqlite3_errmsg(db);
    if (code == SQLITE_IOERR) {
        const int reason = sqlite3_system_errno(db);
        return Error(ErrorCode::InvalidInput,
                     message + (reason != 0 ? std::string(" (") + std::strerror(reason) + ")" : std::string()) +
                         "; the disk may be full or failing: make room and try again, nothing was changed");
    }
    if (code == SQLITE_FULL)
        return Error(ErrorCode::InvalidInput, message + "; free some disk space and try again, nothing was changed");
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return Error(ErrorCode::InvalidInput, message + "; another program is writing, try again when it is done");
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
        return Error(ErrorCode::FileFormat, message + "; the file is damaged, restore it or import again");
    return Error(code == SQLITE_NOMEM ? ErrorCode::OutOfMemory : ErrorCode::Internal, message);
}

Result<void> sqliteExecute(sqlite3* db, const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return sqliteError(db, "database statement");
    return {};
}

Result<Statement> Statement::prepare(sqlite3* db, std::string_view sql) {
    Statement made;
    made.m_db = db;
    if (sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &made.m_statement, nullptr) != SQLITE_OK)
        return sqliteError(db, "database query");
    return made;
}

Statement::Statement(Statement&& other) noexcept
    : m_db(other.m_db), m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_db, other.m_db);
    std::swap(m_statement, other.m_statement);
    return *this;
}

Statement::~Statement() { sqlite3_finalize(m_statement); }

Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(m_statement, index + 1, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text64(m_statement, index + 1, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindNull(int index) {
    sqlite3_bind_null(m_statement, index + 1);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
        Error error = sqliteError(m_db, "database query");
        sqlite3_reset(m_statement);
        return error;
    }
    sqlite3_reset(m_statement);
    return false;
}

Result<void> Statement::run() {
    for (;;) {
        AKV_ASSIGN(const bool row, step());
        if (!row) return {};
    }
}

void Statement::reset() { sqlite3_reset(m_statement); }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(m_statement, column); }

std::string Statement::text(int column) const {
    const auto* text = sqlite3_column_text(m_statement, column);
    const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return text ? std::string(reinterpret_cast<const char*>(text), bytes) : std::string();
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

Result<std::int64_t> sqliteNumber(sqlite3* db, std::string_view sql) {
    AKV_ASSIGN(auto statement, Statement::prepare(db, sql));
    AKV_ASSIGN(const bool row, statement.step());
    return row ? statement.number(0) : 0;
}

std::string ftsQuery(std::string_view text) {
    std::string query;
    for (const auto& word : splitWords(text)) {
        const bool searchable =
            std::any_of(word.begin(), word.end(), [](unsigned char c) { return c >= 0x80 || std::isalnum(c); });
        if (!searchable) continue;
        if (!query.empty()) query += ' ';
        query += '"';
        for (const char c : word) query += c == '"' ? std::string("\"\"") : std::string(1, c);
        query += "\"*";
    }
    return query;
}

} // namespace akv
