// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QListView;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace akv::ui {

class ChatListModel;
class StateView;

/// The kept conversations with search, rename (F2), delete (Del) with undo, and export. It asks through signals; the
/// model changes when the list was read again.
class ChatList : public QWidget {
    Q_OBJECT
public:
    explicit ChatList(ChatListModel& model, QWidget* parent = nullptr);
    QLineEdit* field() const { return m_field; }
    QListView* view() const { return m_view; }
    QPushButton* undoButton() const { return m_undo; }
    /// Shows that a chat was deleted and offers to bring it back.
    void offerUndo(qint64 chat, const QString& title);

Q_SIGNALS:
    void searchWanted(const QString& text);
    void openRequested(qint64 chat);
    void removeRequested(qint64 chat, const QString& title);
    void restoreRequested(qint64 chat);
    void exportRequested(qint64 chat, const QString& title);
    void closeRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    qint64 currentChat() const;
    void updateButtons();
    void openCurrent();
    void removeCurrent();

    ChatListModel& m_model;
    QLineEdit* m_field;
    QListView* m_view;
    QStackedWidget* m_stack;
    StateView* m_state;
    QWidget* m_undoBar;
    QLabel* m_undoText;
    QPushButton *m_undo, *m_open, *m_rename, *m_remove, *m_export;
    QTimer* m_pause;
    qint64 m_removed = 0;
};

} // namespace akv::ui
