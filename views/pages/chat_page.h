// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/conversation_model.h"

#include <QtCore/QHash>
#include <QtWidgets/QLabel>
#include <QtWidgets/QWidget>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace akv::ui {

class ChatList;
class Composer;
class ChatListModel;
class ElidedLabel;
class StateView;
class TurnView;

/// The conversation and the composer. Emits what the user wants; what happens arrives through the model and setters.
class ChatPage : public QWidget {
    Q_OBJECT
public:
    ChatPage(ConversationModel& conversation, ChatListModel& chats, QWidget* parent = nullptr);

    enum class Engine { None, Loading, Ready, Failed };
    /// `message`: what is being loaded, or the error.
    void setEngineState(Engine state, const QString& message);
    /// Questions made from rows of the graph, and one about a name that it does not hold (empty: none).
    void setSuggestions(const QStringList& known, const QString& unknown);
    /// What is known of the draft; `warning` empty: nothing speaks against asking it; `graph`: one is attached.
    void setPreflight(const QString& text, const QString& warning, bool graph);
    QString preflightText() const { return m_tokens->text(); }
    QString warningText() const { return m_warning->text(); }
    void setBusy(bool busy);
    void setGraphNote(const QString& note);
    /// What keeps the graph from being asked as it is, above the composer; empty: nothing. `action` empty: no button.
    void setNotice(const QString& text, const QString& action);
    QString noticeText() const;
    QPushButton* noticeButton() const { return m_noticeAction; }
    /// Marks a word; -1 clears.
    void setCurrentToken(int turn, int step);
    void setDraft(const QString& text);
    /// The next question replaces this one in a fork; empty: it does not.
    void setEditing(const QString& question);
    void showChats(bool shown);
    ChatList* chatList() const { return m_list; }
    QPushButton* chatsButton() const { return m_chats; }
    TurnView* turnView(int turn) const;
    QPlainTextEdit* composer() const;
    Composer* questionField() const { return m_composer; }
    QPushButton* sendButton() const { return m_send; }

Q_SIGNALS:
    void askRequested(const QString& question);
    void stopRequested();
    void draftChanged(const QString& text);
    void engineActionRequested();
    void noticeActionRequested();
    void newChatRequested();
    void chatsShown();
    void editCancelled();
    void tokenSelected(int turn, int step);
    void tripleSelected(int turn, qint64 triple);
    void maskRequested(int turn, qint64 triple, const QString& text);
    void openInGraph(const QString& entity);
    void regenerateRequested(int turn);
    void editRequested(int turn);
    void whatIfRequested(int turn);
    void saveTraceRequested(int turn);
    void runCardRequested(int turn);
    void forkRequested(int turn);
    void completionWanted(const QString& prefix);
    void evidenceExportRequested(int turn);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildComposer();
    void addTurn(int row);
    void updateTurn(int row);
    void showVariants(int turn);
    void turnVariant(int turn, int by);
    void showState();
    void send();
    void scrollToEnd();

    ConversationModel& m_conversation;
    Engine m_engine = Engine::None;
    QString m_engineMessage;
    bool m_busy = false;
    bool m_follow = true; ///< keep the newest turn in view until the user scrolls
    QStackedWidget* m_stack;
    StateView* m_state;
    QScrollArea* m_scroll;
    QVBoxLayout* m_turnLayout;
    QList<TurnView*> m_turns;
    QWidget* m_suggestions;
    QVBoxLayout* m_suggestionLayout;
    Composer* m_composer;
    QPushButton *m_send, *m_chats, *m_cancelEdit;
    QLabel *m_tokens, *m_warning, *m_editing;
    QHash<int, int> m_shown; ///< first run of a question: the run of it that is shown, when not the last
    QWidget* m_editBar;
    QWidget* m_notice;
    QLabel* m_noticeText;
    QPushButton* m_noticeAction;
    ElidedLabel* m_note;
    ChatList* m_list;
};

} // namespace akv::ui
