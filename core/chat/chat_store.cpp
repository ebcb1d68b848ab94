// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/chat_store.h"

#include "core/chat/turn_json.h"
#include "core/kg/sqlite.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace akv {

namespace {

using nlohmann::json;

constexpr int kChatVersion = 1;

/// Version 1 (PRAGMA user_version). `turn_text` keeps no copy of the texts; triggers keep it in step with `turns`.
constexpr const char* kChatSchema = R"sql(
CREATE TABLE chats(id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, created INTEGER NOT NULL,
                   updated INTEGER NOT NULL, forked_from INTEGER, deleted INTEGER NOT NULL DEFAULT 0);
CREATE TABLE turns(id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, base INTEGER, question TEXT NOT NULL,
                   answer TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '', state TEXT NOT NULL,
                   mode TEXT NOT NULL, request TEXT NOT NULL, result TEXT, trace TEXT NOT NULL DEFAULT '',
                   created INTEGER NOT NULL);
CREATE INDEX turns_by_chat ON turns(chat, id);
CREATE VIRTUAL TABLE turn_text USING fts5(question, answer, content='turns', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER turns_added AFTER INSERT ON turns BEGIN
  INSERT INTO turn_text(rowid, question, answer) VALUES(new.id, new.question, new.answer); END;
CREATE TRIGGER turns_removed AFTER DELETE ON turns BEGIN
  INSERT INTO turn_text(turn_text, rowid, question, answer) VALUES('delete', old.id, old.question, old.answer); END;
CREATE TRIGGER turns_changed AFTER UPDATE OF question, answer ON turns BEGIN
  INSERT INTO turn_text(turn_text, rowid, question, answer) VALUES('delete', old.id, old.question, old.answer);
  INSERT INTO turn_text(rowid, question, answer) VALUES(new.id, new.question, new.answer); END;
PRAGMA user_version = 1;
)sql";

constexpr const char* kListColumns =
    "SELECT c.id, c.title, c.created, c.updated, c.forked_from, (SELECT count(*) FROM turns t WHERE t.chat = c.id) ";

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// The turns of a transaction, undone unless it was committed.
class Transaction {
public:
    static Result<std::unique_ptr<Transaction>> begin(sqlite3* db) {
        AKV_CHECK(sqliteExecute(db, "BEGIN IMMEDIATE"));
        return std::unique_ptr<Transaction>(new Transaction(db));
    }
    ~Transaction() {
        if (m_db) (void)sqliteExecute(m_db, "ROLLBACK");
    }
    Result<void> commit() {
        AKV_CHECK(sqliteExecute(m_db, "COMMIT"));
        m_db = nullptr;
        return {};
    }

private:
    explicit Transaction(sqlite3* db) : m_db(db) {}
    sqlite3* m_db;
};

Result<void> prepareChats(sqlite3* db, const std::filesystem::path& file) {
    sqlite3_busy_timeout(db, 5000);
    AKV_ASSIGN(const auto version, sqliteNumber(db, "PRAGMA user_version"));
    if (version > kChatVersion)
        return Error(ErrorCode::Unsupported, "'" + file.string() + "' has format version " + std::to_string(version) +
                                                 ", this build reads up to " + std::to_string(kChatVersion) +
                                                 "; open it with a newer version of the program");
    AKV_ASSIGN(const auto tables, sqliteNumber(db, "SELECT count(*) FROM sqlite_master"));
    if (version == 0 && tables > 0)
        return Error(ErrorCode::FileFormat, "'" + file.string() + "' is an SQLite file, but holds no chats; move it " +
                                                "away and open the graph again");
    AKV_CHECK(sqliteExecute(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"));
    if (version == 0) AKV_CHECK(sqliteExecute(db, (std::string("BEGIN;") + kChatSchema + "COMMIT;").c_str()));
    return {};
}

ChatSummary readSummary(const Statement& s) {
    ChatSummary c;
    c.id = ChatId(s.number(0));
    c.title = s.text(1);
    c.created = s.number(2), c.updated = s.number(3);
    if (!s.isNull(4)) c.forkedFrom = ChatId(s.number(4));
    c.turns = std::uint64_t(s.number(5));
    return c;
}

Result<TurnState> stateFrom(const std::string& name) {
    for (const TurnState state : {TurnState::Asked, TurnState::Done, TurnState::Stopped, TurnState::Failed})
        if (name == turnStateName(state)) return state;
    return Error(ErrorCode::FileFormat, "a turn has the unknown state '" + name + "'");
}

json requestJson(const StoredTurn& turn) {
    json masked = json::array();
    for (const TripleId id : turn.masked) masked.push_back(id.value());
    return {{"masked", masked}, {"masked_text", turn.maskedText}};
}

Result<StoredTurn> readTurn(const Statement& s) {
    StoredTurn t;
    t.id = TurnId(s.number(0));
    if (!s.isNull(1)) t.base = TurnId(s.number(1));
    t.question = s.text(2), t.text = s.text(3), t.error = s.text(4);
    AKV_ASSIGN(t.state, stateFrom(s.text(5)));
    // A mode of a newer build still shows its text; it is only not asked again by itself.
    if (const auto mode = parseMode(s.text(6)); mode.ok()) t.mode = mode.value();
    t.traceFile = s.text(9);
    t.created = s.number(10);
    try {
        const json request = json::parse(s.text(7));
        for (const auto& id : request.at("masked")) t.masked.emplace_back(id.get<std::int64_t>());
        request.at("masked_text").get_to(t.maskedText);
        if (s.isNull(8)) return t;
        const json result = json::parse(s.text(8));
        t.card = cardFromJson(result.at("card"));
        t.evidence = evidenceFromJson(result.at("evidence"));
        result.at("refused").get_to(t.refused), result.at("match").get_to(t.match);
        result.at("lambda_kg").get_to(t.lambdaKg), result.at("time_to_first_token_s").get_to(t.timeToFirstToken);
        result.at("tokens_per_s").get_to(t.tokensPerSecond), result.at("prompt_tokens").get_to(t.promptTokens);
    } catch (const json::exception& e) {
        return Error(ErrorCode::FileFormat,
                     "turn " + std::to_string(t.id.value()) + " of the chats is damaged: " + e.what());
    }
    return t;
}

std::string resultJson(const Answer& a) {
    return json{{"card", cardJson(a.trace.card)},
                {"evidence", evidenceJson(a.evidence)},
                {"refused", a.refused},
                {"match", a.match},
                {"lambda_kg", a.lambdaKg},
                {"time_to_first_token_s", a.timeToFirstToken},
                {"tokens_per_s", a.tokensPerSecond},
                {"prompt_tokens", a.promptTokens}}
        .dump();
}

} // namespace

const char* turnStateName(TurnState state) {
    constexpr const char* kNames[] = {"asked", "done", "stopped", "failed"};
    return kNames[int(state)];
}

Result<std::unique_ptr<ChatStore>> ChatStore::open(const std::filesystem::path& workspaceFolder) {
    std::unique_ptr<ChatStore> store(new ChatStore);
    const auto file = workspaceFolder / "chats.sqlite";
    store->m_traces = workspaceFolder / "traces";
    if (sqlite3_open_v2(file.c_str(), &store->m_db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
        return Error(ErrorCode::InvalidInput, "cannot open '" + file.string() + "': " + sqlite3_errmsg(store->m_db) +
                                                  "; check that the folder can be written");
    AKV_CHECK(prepareChats(store->m_db, file));
    return store;
}

ChatStore::~ChatStore() { sqlite3_close(m_db); }

Result<void> ChatStore::expectChange(std::string_view what, std::int64_t id) const {
    if (sqlite3_changes(m_db) > 0) return {};
    return Error(ErrorCode::InvalidInput, std::string(what) + " " + std::to_string(id) + " is not in these chats");
}

Result<ChatId> ChatStore::createChat(std::string_view title) {
    AKV_ASSIGN(auto s, Statement::prepare(m_db, "INSERT INTO chats(title, created, updated) VALUES(?, ?, ?)"));
    AKV_CHECK(s.bind(0, title).bind(1, now()).bind(2, now()).run());
    return ChatId(sqlite3_last_insert_rowid(m_db));
}

Result<std::vector<ChatSummary>> ChatStore::list(std::string_view text, std::uint64_t limit) const {
    const std::string query = ftsQuery(text);
    std::string sql = kListColumns;
    if (query.empty())
        sql += ", '' FROM chats c WHERE c.deleted = 0 ORDER BY c.updated DESC, c.id DESC LIMIT ?1";
    else // The best turn of every chat; a title matches as plain text.
        sql += ", coalesce((SELECT snippet(turn_text, -1, '', '', '…', 12) FROM turn_text JOIN turns t ON t.id = "
               "turn_text.rowid WHERE turn_text MATCH ?2 AND t.chat = c.id ORDER BY rank LIMIT 1), '') AS found FROM "
               "chats c WHERE c.deleted = 0 AND (found <> '' OR instr(lower(c.title), lower(?3)) > 0) ORDER BY "
               "c.updated DESC, c.id DESC LIMIT ?1";
    AKV_ASSIGN(auto s, Statement::prepare(m_db, sql));
    s.bind(0, std::int64_t(limit));
    if (!query.empty()) s.bind(1, query).bind(2, text);
    std::vector<ChatSummary> out;
    for (;;) {
        AKV_ASSIGN(const bool row, s.step());
        if (!row) return out;
        out.push_back(readSummary(s));
        out.back().snippet = s.text(6);
    }
}

Result<Chat> ChatStore::chat(ChatId id) const {
    Chat out;
    AKV_ASSIGN(auto head, Statement::prepare(m_db, std::string(kListColumns) + "FROM chats c WHERE c.id = ?"));
    AKV_ASSIGN(const bool found, head.bind(0, id.value()).step());
    if (!found) return Error(ErrorCode::InvalidInput, "chat " + std::to_string(id.value()) + " is not in these chats");
    out.summary = readSummary(head);
    AKV_ASSIGN(auto s, Statement::prepare(m_db, "SELECT id, base, question, answer, error, state, mode, request, "
                                                "result, trace, created FROM turns WHERE chat = ? ORDER BY id"));
    s.bind(0, id.value());
    for (;;) {
        AKV_ASSIGN(const bool row, s.step());
        if (!row) return out;
        AKV_ASSIGN(auto turn, readTurn(s));
        out.turns.push_back(std::move(turn));
    }
}

Result<void> ChatStore::rename(ChatId id, std::string_view title) {
    if (title.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return Error(ErrorCode::InvalidInput, "a chat needs a name");
    AKV_ASSIGN(auto s, Statement::prepare(m_db, "UPDATE chats SET title = ? WHERE id = ?"));
    AKV_CHECK(s.bind(0, title).bind(1, id.value()).run());
    return expectChange("chat", id.value());
}

Result<void> ChatStore::remove(ChatId id) {
    AKV_ASSIGN(auto s, Statement::prepare(m_db, "UPDATE chats SET deleted = 1 WHERE id = ?"));
    AKV_CHECK(s.bind(0, id.value()).run());
    return expectChange("chat", id.value());
}

Result<void> ChatStore::restore(ChatId id) {
    AKV_ASSIGN(auto s, Statement::prepare(m_db, "UPDATE chats SET deleted = 0 WHERE id = ?"));
    AKV_CHECK(s.bind(0, id.value()).run());
    return expectChange("chat", id.value());
}

Result<std::uint64_t> ChatStore::purge() {
    // A fork shares the traces of the turns that it copied: a file goes when the last turn that names it goes.
    AKV_ASSIGN(auto files,
               Statement::prepare(m_db, "SELECT DISTINCT t.trace FROM turns t JOIN chats c ON c.id = t.chat "
                                        "WHERE c.deleted = 1 AND t.trace <> '' AND t.trace NOT IN (SELECT "
                                        "k.trace FROM turns k JOIN chats d ON d.id = k.chat WHERE "
                                        "d.deleted = 0)"));
    std::vector<std::string> gone;
    for (;;) {
        AKV_ASSIGN(const bool row, files.step());
        if (!row) break;
        gone.push_back(files.text(0));
    }
    AKV_ASSIGN(const auto transaction, Transaction::begin(m_db));
    AKV_CHECK(sqliteExecute(m_db, "DELETE FROM turns WHERE chat IN (SELECT id FROM chats WHERE deleted = 1)"));
    AKV_CHECK(sqliteExecute(m_db, "DELETE FROM chats WHERE deleted = 1"));
    const auto removed = std::uint64_t(sqlite3_changes(m_db));
    AKV_CHECK(transaction->commit());
    std::error_code ignored;
    for (const auto& name : gone) std::filesystem::remove(tracePath(name), ignored);
    return removed;
}

Result<TurnId> ChatStore::addTurn(ChatId chat, const StoredTurn& turn) {
    AKV_ASSIGN(const auto transaction, Transaction::begin(m_db));
    AKV_ASSIGN(auto touch, Statement::prepare(m_db, "UPDATE chats SET updated = ?, title = CASE WHEN title = '' THEN ? "
                                                    "ELSE title END WHERE id = ?"));
    AKV_CHECK(touch.bind(0, now()).bind(1, turn.question).bind(2, chat.value()).run());
    AKV_CHECK(expectChange("chat", chat.value()));
    AKV_ASSIGN(auto s,
               Statement::prepare(m_db, "INSERT INTO turns(chat, base, question, state, mode, request, created) "
                                        "VALUES(?, ?, ?, 'asked', ?, ?, ?)"));
    s.bind(0, chat.value()).bind(2, turn.question).bind(3, modeName(turn.mode)).bind(4, requestJson(turn).dump());
    turn.base ? s.bind(1, turn.base->value()) : s.bindNull(1);
    AKV_CHECK(s.bind(5, now()).run());
    const TurnId id(sqlite3_last_insert_rowid(m_db));
    AKV_CHECK(transaction->commit());
    return id;
}

Result<void> ChatStore::setAnswer(TurnId turn, const Answer& answer) {
    std::string name;
    if (!answer.trace.tokens.empty()) {
        std::error_code failed;
        std::filesystem::create_directories(m_traces, failed);
        name = "turn-" + std::to_string(turn.value()) + ".akvtrace";
        AKV_CHECK(saveTrace(answer.trace, tracePath(name)));
    }
    AKV_ASSIGN(auto s,
               Statement::prepare(m_db, "UPDATE turns SET answer = ?, state = ?, result = ?, trace = ?, error = "
                                        "'' WHERE id = ?"));
    AKV_CHECK(s.bind(0, answer.text)
                  .bind(1, turnStateName(answer.stopped ? TurnState::Stopped : TurnState::Done))
                  .bind(2, resultJson(answer))
                  .bind(3, name)
                  .bind(4, turn.value())
                  .run());
    return expectChange("turn", turn.value());
}

Result<void> ChatStore::setError(TurnId turn, std::string_view message) {
    AKV_ASSIGN(auto s, Statement::prepare(m_db, "UPDATE turns SET state = 'failed', error = ? WHERE id = ?"));
    AKV_CHECK(s.bind(0, message).bind(1, turn.value()).run());
    return expectChange("turn", turn.value());
}

Result<ChatId> ChatStore::fork(ChatId chat, TurnId turn) {
    AKV_ASSIGN(const auto transaction, Transaction::begin(m_db));
    AKV_ASSIGN(auto head,
               Statement::prepare(m_db, "INSERT INTO chats(title, created, updated, forked_from) SELECT title, "
                                        "?, ?, id FROM chats WHERE id = ?"));
    AKV_CHECK(head.bind(0, now()).bind(1, now()).bind(2, chat.value()).run());
    AKV_CHECK(expectChange("chat", chat.value()));
    const ChatId made(sqlite3_last_insert_rowid(m_db));
    // Copies keep their order; a masked copy points at the copy of its base: the base is `shift` ids further up.
    AKV_ASSIGN(const auto last, sqliteNumber(m_db, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = "
                                                   "'turns'"));
    AKV_ASSIGN(auto ids, Statement::prepare(m_db, "SELECT id FROM turns WHERE chat = ? AND id < ? ORDER BY id"));
    ids.bind(0, chat.value()).bind(1, turn.value());
    std::vector<std::int64_t> old;
    for (;;) {
        AKV_ASSIGN(const bool row, ids.step());
        if (!row) break;
        old.push_back(ids.number(0));
    }
    AKV_ASSIGN(auto copy,
               Statement::prepare(m_db, "INSERT INTO turns(id, chat, base, question, answer, error, state, mode, "
                                        "request, result, trace, created) SELECT ?1, ?2, CASE WHEN base IS NULL THEN "
                                        "NULL ELSE (SELECT count(*) FROM turns o WHERE o.chat = t.chat AND o.id <= "
                                        "t.base) + ?4 END, question, answer, error, state, mode, request, result, "
                                        "trace, created FROM turns t WHERE id = ?3"));
    for (std::size_t i = 0; i < old.size(); ++i) {
        AKV_CHECK(copy.bind(0, last + 1 + std::int64_t(i)).bind(1, made.value()).bind(2, old[i]).bind(3, last).run());
    }
    AKV_CHECK(transaction->commit());
    return made;
}

} // namespace akv
