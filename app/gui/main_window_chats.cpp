// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/chat_list.h"

#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>

#include <map>

namespace akv::ui {

void MainWindow::connectChats() {
    ChatList* list = m_chatPage->chatList();
    connect(m_chatPage, &ChatPage::chatsShown, this, [this, list] { m_chats.list(list->field()->text().trimmed()); });
    connect(m_chatPage, &ChatPage::editRequested, this, &MainWindow::editQuestion);
    connect(m_chatPage, &ChatPage::editCancelled, this, [this] {
        m_editing = 0;
        m_chatPage->setEditing({});
        m_chatPage->setDraft({});
    });
    connect(list, &ChatList::searchWanted, &m_chats, &ChatsController::list);
    connect(list, &ChatList::openRequested, this, [this](qint64 chat) {
        if (!m_chat.busy()) m_chats.open(chat);
    });
    connect(list, &ChatList::removeRequested, this, [this, list](qint64 chat, const QString& title) {
        m_chats.remove(chat);
        list->offerUndo(chat, title);
    });
    connect(list, &ChatList::restoreRequested, &m_chats, &ChatsController::restore);
    connect(list, &ChatList::exportRequested, this, &MainWindow::exportChat);
    connect(&m_chatList, &ChatListModel::renameWanted, &m_chats, &ChatsController::rename);
    connect(&m_chats, &ChatsController::changed, this, [this, list] {
        if (m_chatPage->chatsButton()->isChecked()) m_chats.list(list->field()->text().trimmed());
    });
    connect(&m_chats, &ChatsController::listed, this, [this, list](const QString& text, const auto& chats) {
        if (text == list->field()->text().trimmed()) m_chatList.setChats(chats);
    });
    connect(&m_chats, &ChatsController::currentChanged, &m_chatList, &ChatListModel::setCurrent);
    connect(&m_chats, &ChatsController::opened, this, &MainWindow::onChatOpened);
    connect(&m_chats, &ChatsController::exported, this,
            [this](const QString& file) { m_chatPage->setGraphNote(tr("exported to %1").arg(file)); });
    connect(&m_chats, &ChatsController::failed, this, [this](const QString& message) {
        m_pendingQuestion.clear();
        m_chatPage->setGraphNote(tr("chats: %1").arg(message));
    });
}

void MainWindow::newChat() {
    if (m_chat.busy()) return;
    m_editing = 0;
    m_chatPage->setEditing({});
    m_chats.newChat();
    m_conversation.clear();
    showActivity(Chat);
    m_chatPage->showChats(false);
}

void MainWindow::onChatOpened(const OpenedChat& chat) {
    std::vector<Turn> turns;
    std::map<TurnId, int> ids;
    for (std::size_t i = 0; i < chat.turns.size(); ++i) {
        const StoredTurn& stored = chat.turns[i];
        Turn turn;
        turn.id = ids[stored.id] = m_conversation.reserveId();
        turn.question = qs(stored.question);
        turn.text = qs(stored.text);
        turn.mode = stored.mode;
        turn.masked = stored.masked;
        turn.maskedText = qs(stored.maskedText);
        if (stored.base)
            if (const auto base = ids.find(*stored.base); base != ids.end()) turn.baseTurn = base->second;
        turn.answer = chat.answers[i];
        turn.state = stored.state == TurnState::Stopped ? Turn::State::Stopped
                     : stored.state == TurnState::Done  ? Turn::State::Done
                                                        : Turn::State::Failed;
        turn.error = stored.state == TurnState::Asked
                         ? tr("The program ended before the answer. Ask the question again.")
                         : qs(stored.error);
        turns.push_back(std::move(turn));
    }
    m_conversation.setTurns(std::move(turns));
    for (const auto& [row, id] : ids) m_chats.bind(id, row);
    m_chatPage->showChats(false);
    showActivity(Chat);
    if (!m_pendingQuestion.isEmpty()) {
        ask(std::exchange(m_pendingQuestion, {}));
        return;
    }
    if (const Turn* last = m_conversation.last(); last && last->answer && !last->answer->tokens.empty())
        selectToken(last->id, last->answer->tokens.front().step);
}

void MainWindow::editQuestion(int id) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || m_chat.busy()) return;
    m_editing = id;
    m_chatPage->setEditing(turn->question);
}

void MainWindow::exportChat(qint64 chat, const QString& title) {
    const QString name = cut(title, 40).remove(QLatin1Char('/')).remove(QLatin1Char('?')).trimmed();
    QString chosen;
    QString file = QFileDialog::getSaveFileName(this, tr("Export the chat"),
                                                graphsFolder() + QLatin1Char('/') + name + QStringLiteral(".md"),
                                                tr("Markdown (*.md);;Web page (*.html);;JSON (*.json)"), &chosen);
    if (file.isEmpty()) return;
    const auto has = [&](const char* suffix) {
        return file.endsWith(QLatin1String(suffix)) || chosen.contains(QLatin1String(suffix));
    };
    const ChatFormat format = has(".json") ? ChatFormat::Json : has(".html") ? ChatFormat::Html : ChatFormat::Markdown;
    m_chats.exportTo(chat, format, file);
}

} // namespace akv::ui
