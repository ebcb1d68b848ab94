// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/engine/answer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace akv {

using ChatId = Id<struct ChatTag, std::int64_t>;
using TurnId = Id<struct TurnTag, std::int64_t>;

/// One conversation in the list.
struct ChatSummary {
    ChatId id;
    std::string title;                     ///< given, or the first question
    std::int64_t created = 0, updated = 0; ///< seconds since 1970
    std::uint64_t turns = 0;
    std::optional<ChatId> forkedFrom;
    std::string snippet; ///< of a search: the place that matched
};

/// What became of a question. Asked: the program ended before the answer did.
enum class TurnState { Asked, Done, Stopped, Failed };
const char* turnStateName(TurnState state); ///< "asked", "done", "stopped", "failed"

/// One question as it is kept. The answer's texts, evidence and cost are in the database; its trace is a file.
struct StoredTurn {
    TurnId id;
    std::optional<TurnId> base; ///< turn that this one repeats without the masked triples
    std::string question, text, error;
    TurnState state = TurnState::Asked;
    Mode mode = Mode::Atlas;
    std::vector<TripleId> masked;
    std::string maskedText; ///< the masked triples in words
    RunCard card;           ///< empty model name: not answered yet
    std::vector<Evidence> evidence;
    bool refused = false;
    double match = 0.0, lambdaKg = 0.0, timeToFirstToken = 0.0, tokensPerSecond = 0.0;
    int promptTokens = 0;
    std::string traceFile; ///< name within the traces folder; empty: none
    std::int64_t created = 0;
};

struct Chat {
    ChatSummary summary;
    std::vector<StoredTurn> turns; ///< in the order they were asked
};

/// chats.sqlite of a workspace. A question is in the file before the model begins and the answer as soon as it ends:
/// write-ahead log, each call its own synced transaction, so that a killed program loses at most the answer in the
/// making. One thread at a time per object; open one per thread.
class ChatStore {
public:
    /// Makes the file when it is missing. Errors: not writable, not such a file, newer version.
    static Result<std::unique_ptr<ChatStore>> open(const std::filesystem::path& workspaceFolder);
    ~ChatStore();

    /// A chat without a title takes its first question's.
    Result<ChatId> createChat(std::string_view title);
    /// Newest first, without the deleted ones. `text` not empty: chats whose title, questions or answers hold all of
    /// its words (as prefixes), each with a snippet.
    Result<std::vector<ChatSummary>> list(std::string_view text = {}, std::uint64_t limit = 500) const;
    Result<Chat> chat(ChatId id) const;
    Result<void> rename(ChatId id, std::string_view title);
    /// Hides the chat; restore() brings it back until purge() removes it with its traces.
    Result<void> remove(ChatId id);
    Result<void> restore(ChatId id);
    Result<std::uint64_t> purge();

    /// Keeps a question that is about to be asked.
    Result<TurnId> addTurn(ChatId chat, const StoredTurn& turn);
    /// Writes the trace (empty traces have no file), then the answer.
    Result<void> setAnswer(TurnId turn, const Answer& answer);
    Result<void> setError(TurnId turn, std::string_view message);
    /// A new chat with copies of the turns before `turn`; the edited question is then added to it.
    Result<ChatId> fork(ChatId chat, TurnId turn);

    std::filesystem::path tracePath(const std::string& traceFile) const { return m_traces / traceFile; }

private:
    ChatStore() = default;
    Result<void> expectChange(std::string_view what, std::int64_t id) const;
    sqlite3* m_db = nullptr;
    std::filesystem::path m_traces;
};

} // namespace akv
