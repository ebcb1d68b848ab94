// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/export_chat.h"
#include "views/bridge/job_queue.h"
#include "views/models/conversation_model.h"

namespace akv::ui {

/// A conversation that was read back: its turns with their answers rebuilt; the traces of the newest ones are loaded.
struct OpenedChat {
    ChatSummary summary;
    std::vector<StoredTurn> turns;
    std::vector<std::shared_ptr<const Answer>> answers; ///< one per turn; null: not answered
};
constexpr std::size_t kLoadedTraces = 32;

/// Keeps the conversation in the workspace's chats.sqlite, turn by turn and in order, on a thread of its own. Turns are
/// named by the ids of the ConversationModel; which rows they are is known to the writer only.
class ChatsController : public QObject {
    Q_OBJECT
public:
    explicit ChatsController(QObject* parent = nullptr);

    /// Begins to keep chats in this workspace (empty: nowhere). Chats deleted in an earlier session are purged.
    void setWorkspace(const QString& folder);
    /// The next question begins a new chat.
    void newChat();
    void keepQuestion(const Turn& turn);
    void keepAnswer(int turn, std::shared_ptr<const Answer> answer);
    /// Whether answers are kept with their traces, which the Inspector needs.
    void setKeepTraces(bool keep) { m_keepTraces = keep; }
    void keepError(int turn, const QString& message);
    /// Tells the writer which row a turn of the model is (after opened()).
    void bind(int turn, TurnId row);

    void list(const QString& text);
    void open(qint64 chat);
    /// Makes a chat with the turns before this one and opens it.
    void fork(int turn);
    void rename(qint64 chat, const QString& title);
    void remove(qint64 chat);
    void restore(qint64 chat);
    void exportTo(qint64 chat, ChatFormat format, const QString& file);
    void waitForDone() { m_queue.waitForDone(); }

Q_SIGNALS:
    void listed(const QString& text, const std::vector<akv::ChatSummary>& chats);
    void opened(const akv::ui::OpenedChat& chat);
    void currentChanged(qint64 chat); ///< 0: none yet
    void removed(qint64 chat);
    void changed(); ///< the list is out of date
    void exported(const QString& file);
    void failed(const QString& message);

private:
    struct Writer;
    void change(std::function<Result<void>(Writer&)> work, std::function<void()> done = {});
    void openBy(std::function<Result<ChatId>(Writer&)> choose);

    std::shared_ptr<Writer> m_writer; ///< touched by the queue's thread only
    bool m_keepTraces = true;
    JobQueue m_queue;
};

} // namespace akv::ui
