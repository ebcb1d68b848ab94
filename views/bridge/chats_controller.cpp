// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/chats_controller.h"

#include "core/base/file.h"
#include "core/chat/restored_answer.h"
#include "views/models/text.h"

#include <map>

namespace akv::ui {

struct ChatsController::Writer {
    std::unique_ptr<ChatStore> store;
    std::optional<ChatId> chat;
    std::map<int, TurnId> rows; ///< by id of the ConversationModel

    Result<ChatStore*> open() const {
        if (!store) return Error(ErrorCode::InvalidInput, "no graph is open, so there is no place to keep chats in");
        return store.get();
    }
};

namespace {

Result<OpenedChat> readChat(const ChatStore& store, ChatId id) {
    AKV_ASSIGN(Chat chat, store.chat(id));
    OpenedChat out;
    out.summary = std::move(chat.summary);
    const std::size_t first = chat.turns.size() > kLoadedTraces ? chat.turns.size() - kLoadedTraces : 0;
    for (std::size_t i = 0; i < chat.turns.size(); ++i) {
        const StoredTurn& turn = chat.turns[i];
        std::shared_ptr<const Answer> answer;
        if (turn.state == TurnState::Done || turn.state == TurnState::Stopped) {
            std::optional<Trace> trace;
            // A trace that is gone or damaged takes the words to click with it, not the answer.
            if (i >= first && !turn.traceFile.empty())
                if (auto loaded = loadTrace(store.tracePath(turn.traceFile)); loaded.ok())
                    trace = std::move(loaded).value();
            answer = std::make_shared<const Answer>(restoredAnswer(turn, std::move(trace)));
        }
        out.answers.push_back(std::move(answer));
    }
    out.turns = std::move(chat.turns);
    return out;
}

} // namespace

ChatsController::ChatsController(QObject* parent) : QObject(parent), m_writer(std::make_shared<Writer>()) {}

void ChatsController::change(std::function<Result<void>(Writer&)> work, std::function<void()> done) {
    m_queue.add<void>([writer = m_writer, work = std::move(work)] { return work(*writer); },
                      [this, done = std::move(done)](Result<void> result) {
                          if (!result.ok())
                              Q_EMIT failed(qs(result.error().text()));
                          else if (done)
                              done();
                      });
}

void ChatsController::setWorkspace(const QString& folder) {
    change(
        [path = std::filesystem::path(toStd(folder))](Writer& w) -> Result<void> {
            w = {};
            if (path.empty()) return {};
            AKV_ASSIGN(w.store, ChatStore::open(path));
            AKV_CHECK(w.store->purge());
            return {};
        },
        [this] {
            Q_EMIT currentChanged(0);
            Q_EMIT changed();
        });
}

void ChatsController::newChat() {
    change(
        [](Writer& w) -> Result<void> {
            w.chat.reset();
            w.rows.clear();
            return {};
        },
        [this] { Q_EMIT currentChanged(0); });
}

void ChatsController::keepQuestion(const Turn& turn) {
    StoredTurn stored;
    stored.question = toStd(turn.question);
    stored.mode = turn.mode;
    stored.masked = turn.masked;
    stored.maskedText = toStd(turn.maskedText);
    m_queue.add<qint64>(
        [writer = m_writer, stored, id = turn.id, base = turn.baseTurn]() mutable -> Result<qint64> {
            Writer& w = *writer;
            if (!w.store) return qint64(0);
            if (!w.chat) { AKV_ASSIGN(w.chat, w.store->createChat({})); }
            if (const auto found = w.rows.find(base); found != w.rows.end()) stored.base = found->second;
            AKV_ASSIGN(const TurnId row, w.store->addTurn(*w.chat, stored));
            w.rows.insert_or_assign(id, row);
            return w.chat->value();
        },
        [this](Result<qint64> chat) {
            if (!chat.ok()) {
                Q_EMIT failed(qs(chat.error().text()));
                return;
            }
            Q_EMIT currentChanged(chat.value());
            Q_EMIT changed();
        });
}

void ChatsController::keepAnswer(int turn, std::shared_ptr<const Answer> answer) {
    change(
        [turn, answer = std::move(answer), traced = m_keepTraces](Writer& w) -> Result<void> {
            const auto row = w.rows.find(turn);
            if (!w.store || row == w.rows.end()) return {};
            if (traced) return w.store->setAnswer(row->second, *answer);
            Answer plain = *answer;
            const RunCard card = plain.trace.card;
            plain.trace = {};
            plain.trace.card = card;
            return w.store->setAnswer(row->second, plain);
        },
        [this] { Q_EMIT changed(); });
}

void ChatsController::keepError(int turn, const QString& message) {
    change([turn, text = toStd(message)](Writer& w) -> Result<void> {
        const auto row = w.rows.find(turn);
        if (!w.store || row == w.rows.end()) return {};
        return w.store->setError(row->second, text);
    });
}

void ChatsController::bind(int turn, TurnId row) {
    change([turn, row](Writer& w) -> Result<void> {
        w.rows.insert_or_assign(turn, row);
        return {};
    });
}

void ChatsController::list(const QString& text) {
    using List = std::vector<ChatSummary>;
    m_queue.add<List>(
        [writer = m_writer, what = toStd(text)]() -> Result<List> {
            if (!writer->store) return List{};
            return writer->store->list(what);
        },
        [this, text](Result<List> chats) {
            if (chats.ok())
                Q_EMIT listed(text, chats.value());
            else
                Q_EMIT failed(qs(chats.error().text()));
        });
}

void ChatsController::openBy(std::function<Result<ChatId>(Writer&)> choose) {
    m_queue.add<OpenedChat>(
        [writer = m_writer, choose = std::move(choose)]() -> Result<OpenedChat> {
            AKV_ASSIGN(ChatStore * store, writer->open());
            AKV_ASSIGN(const ChatId id, choose(*writer));
            AKV_ASSIGN(OpenedChat chat, readChat(*store, id));
            writer->chat = id;
            writer->rows.clear();
            return chat;
        },
        [this](Result<OpenedChat> chat) {
            if (!chat.ok()) {
                Q_EMIT failed(qs(chat.error().text()));
                return;
            }
            Q_EMIT currentChanged(chat.value().summary.id.value());
            Q_EMIT opened(chat.value());
            Q_EMIT changed();
        });
}

void ChatsController::open(qint64 chat) {
    openBy([chat](Writer&) -> Result<ChatId> { return ChatId(chat); });
}

void ChatsController::fork(int turn) {
    openBy([turn](Writer& w) -> Result<ChatId> {
        const auto row = w.rows.find(turn);
        if (!w.chat || row == w.rows.end())
            return Error(ErrorCode::InvalidInput, "this question was not kept, so there is nothing to fork from");
        return w.store->fork(*w.chat, row->second);
    });
}

void ChatsController::rename(qint64 chat, const QString& title) {
    change(
        [chat, name = toStd(title.simplified())](Writer& w) -> Result<void> {
            AKV_ASSIGN(ChatStore * store, w.open());
            return store->rename(ChatId(chat), name);
        },
        [this] { Q_EMIT changed(); });
}

void ChatsController::remove(qint64 chat) {
    change(
        [chat](Writer& w) -> Result<void> {
            AKV_ASSIGN(ChatStore * store, w.open());
            AKV_CHECK(store->remove(ChatId(chat)));
            if (w.chat == ChatId(chat)) w.chat.reset(), w.rows.clear();
            return {};
        },
        [this, chat] {
            Q_EMIT removed(chat);
            Q_EMIT changed();
        });
}

void ChatsController::restore(qint64 chat) {
    change(
        [chat](Writer& w) -> Result<void> {
            AKV_ASSIGN(ChatStore * store, w.open());
            return store->restore(ChatId(chat));
        },
        [this] { Q_EMIT changed(); });
}

void ChatsController::exportTo(qint64 chat, ChatFormat format, const QString& file) {
    change(
        [chat, format, path = std::filesystem::path(toStd(file))](Writer& w) -> Result<void> {
            AKV_ASSIGN(ChatStore * store, w.open());
            AKV_ASSIGN(const Chat read, store->chat(ChatId(chat)));
            return writeFileAtomically(path, exportChat(read, format));
        },
        [this, file] { Q_EMIT exported(file); });
}

} // namespace akv::ui
