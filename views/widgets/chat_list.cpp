// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chat_list.h"

#include "views/models/chat_list_model.h"
#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/two_line_delegate.h"

#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

ChatList::ChatList(ChatListModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_field(new QLineEdit), m_view(new Quiet<QListView>),
      m_stack(new QStackedWidget), m_state(new StateView), m_undoBar(new Card), m_undoText(makeParagraph({})),
      m_undo(makeLinkButton(tr("Undo"))), m_open(makePrimaryButton(tr("Open"))), m_rename(makeButton(tr("Rename"))),
      m_remove(makeButton(tr("Delete"))), m_export(makeButton(tr("Export…"))), m_pause(new QTimer(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_field->setPlaceholderText(tr("Search questions and answers"));
    m_field->setAccessibleName(tr("Search chats"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    layout->addWidget(m_field);
    m_view->setModel(&model);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setAccessibleName(tr("Chats"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->installEventFilter(this);
    auto* card = new Card;
    card->body()->setContentsMargins(6, 6, 6, 6);
    card->body()->addWidget(m_view);
    m_stack->addWidget(m_state);
    m_stack->addWidget(card);
    layout->addWidget(m_stack, 1);
    auto* undoRow = new QHBoxLayout;
    undoRow->addWidget(m_undoText, 1);
    undoRow->addWidget(m_undo);
    static_cast<Card*>(m_undoBar)->body()->addLayout(undoRow);
    m_undoBar->hide();
    layout->addWidget(m_undoBar);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* b : {m_rename, m_remove, m_export}) buttons->addWidget(b);
    buttons->addStretch();
    buttons->addWidget(m_open);
    layout->addLayout(buttons);
    m_pause->setSingleShot(true);
    m_pause->setInterval(80);
    connect(m_pause, &QTimer::timeout, this, [this] { Q_EMIT searchWanted(m_field->text().trimmed()); });
    connect(m_field, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_view->setCurrentIndex(m_model.index(0));
        updateButtons();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChatList::updateButtons);
    connect(m_view, &QListView::activated, this, &ChatList::openCurrent);
    connect(m_open, &QPushButton::clicked, this, &ChatList::openCurrent);
    connect(m_rename, &QPushButton::clicked, this, [this] { m_view->edit(m_view->currentIndex()); });
    connect(m_remove, &QPushButton::clicked, this, &ChatList::removeCurrent);
    connect(m_export, &QPushButton::clicked, this,
            [this] { Q_EMIT exportRequested(currentChat(), m_view->currentIndex().data().toString()); });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        m_undoBar->hide();
        if (m_removed != 0) Q_EMIT restoreRequested(m_removed);
        m_removed = 0;
    });
    connect(m_state, &StateView::actionTriggered, this, &ChatList::closeRequested);
    updateButtons();
}

qint64 ChatList::currentChat() const { return m_view->currentIndex().data(ChatListModel::IdRole).toLongLong(); }

void ChatList::updateButtons() {
    const bool any = m_model.rowCount() > 0;
    m_state->show(m_field->text().trimmed().isEmpty() ? tr("No chat is kept in this graph yet.")
                                                      : tr("No chat holds these words."),
                  m_field->text().trimmed().isEmpty() ? tr("Ask a question") : QString());
    m_stack->setCurrentIndex(any ? 1 : 0);
    for (QPushButton* b : {m_open, m_rename, m_remove, m_export}) b->setEnabled(any && currentChat() != 0);
}

void ChatList::openCurrent() {
    if (currentChat() != 0) Q_EMIT openRequested(currentChat());
}

void ChatList::removeCurrent() {
    if (currentChat() != 0) Q_EMIT removeRequested(currentChat(), m_view->currentIndex().data().toString());
}

void ChatList::offerUndo(qint64 chat, const QString& title) {
    m_removed = chat;
    m_undoText->setText(tr("Deleted “%1”.").arg(cut(title, 60)));
    m_undoBar->show();
}

bool ChatList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && watched == m_field) {
        openCurrent();
        return true;
    }
    if (watched == m_view && key->key() == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    if (m_removed != 0 && key->matches(QKeySequence::Undo) && watched == m_view) {
        m_undo->click();
        return true;
    }
    if (watched == m_field && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
        const int row = m_view->currentIndex().row() + (key->key() == Qt::Key_Down ? 1 : -1);
        if (row >= 0 && row < m_model.rowCount()) m_view->setCurrentIndex(m_model.index(row));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace akv::ui
