// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/chat_page.h"

#include "views/models/chat_list_model.h"
#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/chat_list.h"
#include "views/widgets/composer.h"
#include "views/widgets/theme.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

ChatPage::ChatPage(ConversationModel& conversation, ChatListModel& chats, QWidget* parent)
    : QWidget(parent), m_conversation(conversation), m_stack(new QStackedWidget), m_state(new StateView),
      m_scroll(new QScrollArea), m_suggestions(new QWidget), m_suggestionLayout(new QVBoxLayout(m_suggestions)),
      m_composer(new Composer), m_send(makePrimaryButton(tr("Send ⏎"))), m_chats(makeLinkButton(tr("Chats"))),
      m_cancelEdit(makeLinkButton(tr("Cancel"))), m_tokens(makeParagraph({}, TextRole::Dim)),
      m_warning(makeParagraph({}, TextRole::Error)), m_editing(makeCaption({})), m_editBar(new QWidget),
      m_notice(new QWidget), m_noticeText(makeParagraph({}, TextRole::Error)), m_noticeAction(makeButton({})),
      m_note(new ElidedLabel), m_list(new ChatList(chats)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->addWidget(makeTitle(tr("Chat")));
    setTextFont(m_note, TextFont::Caption);
    setTextRole(m_note, TextRole::Dim);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    header->addWidget(m_note, 1);
    m_chats->setCheckable(true);
    setAccessibleRole(m_chats, QAccessible::CheckBox);
    m_chats->setToolTip(tr("The conversations kept in this graph (Ctrl+H)"));
    header->addWidget(m_chats);
    connect(m_chats, &QPushButton::clicked, this, &ChatPage::showChats);
    connect(m_list, &ChatList::closeRequested, this, [this] { showChats(false); });
    QPushButton* fresh = makeLinkButton(tr("New chat"));
    header->addWidget(fresh);
    connect(fresh, &QPushButton::clicked, this, &ChatPage::newChatRequested);
    layout->addLayout(header);

    auto* body = new QWidget;
    m_turnLayout = new QVBoxLayout(body);
    m_turnLayout->setContentsMargins(0, 0, 4, 0);
    m_turnLayout->setSpacing(16);
    m_turnLayout->addStretch();
    fillScrollArea(m_scroll, body, tr("Conversation"));
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        if (m_follow) m_scroll->verticalScrollBar()->setValue(most);
    });
    connect(m_scroll->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_follow = false; });
    m_suggestionLayout->setContentsMargins(24, 0, 24, 0);
    m_suggestionLayout->setSpacing(8);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_suggestions);
    m_stack->addWidget(m_list);
    layout->addWidget(m_stack, 1);
    auto* notice = new QHBoxLayout(m_notice);
    notice->setContentsMargins(8, 0, 8, 0);
    notice->addWidget(m_noticeText, 1);
    notice->addWidget(m_noticeAction);
    m_noticeAction->setAccessibleName(tr("Do what the notice says"));
    m_notice->hide();
    layout->addWidget(m_notice);
    connect(m_noticeAction, &QPushButton::clicked, this, &ChatPage::noticeActionRequested);
    layout->addWidget(buildComposer());

    connect(m_state, &StateView::actionTriggered, this, &ChatPage::engineActionRequested);
    connect(&conversation, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int) { addTurn(first); });
    connect(&conversation, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& at) { updateTurn(at.row()); });
    connect(&conversation, &QAbstractItemModel::modelReset, this, [this] {
        for (TurnView* view : m_turns) view->deleteLater();
        m_turns.clear();
        m_shown.clear();
        for (int row = 0; row < m_conversation.rowCount(); ++row) addTurn(row);
        showState();
    });
    setSuggestions({}, {});
    setPreflight({}, {}, false);
    showState();
}

QWidget* ChatPage::buildComposer() {
    auto* card = new Card;
    card->body()->setContentsMargins(10, 8, 12, 10);
    m_composer->setProperty("bare", true); // its card is the frame
    m_composer->setAccessibleName(tr("Question"));
    m_composer->setPlaceholderText(tr("Ask about one fact of this graph… (@ offers names)"));
    m_composer->setFixedHeight(46);
    m_composer->setTabChangesFocus(true);
    m_composer->installEventFilter(this);
    card->body()->addWidget(m_composer);
    auto* edit = new QHBoxLayout(m_editBar);
    edit->setContentsMargins(8, 0, 0, 0);
    edit->addWidget(m_editing, 1);
    edit->addWidget(m_cancelEdit);
    m_editBar->hide();
    card->body()->insertWidget(0, m_editBar);
    connect(m_cancelEdit, &QPushButton::clicked, this, &ChatPage::editCancelled);
    m_composer->setAccessibleDescription(tr("An at sign and the beginning of a name offers names of the graph."));
    connect(m_composer, &Composer::completionWanted, this, &ChatPage::completionWanted);
    setTextFont(m_warning, TextFont::Caption);
    setTextFont(m_tokens, TextFont::Caption);
    m_warning->setContentsMargins(8, 0, 8, 0);
    m_warning->hide();
    card->body()->addWidget(m_warning);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 0, 0);
    m_tokens->setToolTip(tr("Each question is asked on its own: earlier turns do not enter the prompt."));
    row->addWidget(m_tokens, 1);
    row->addWidget(m_send);
    card->body()->addLayout(row);
    connect(m_composer, &QPlainTextEdit::textChanged, this, [this] {
        showState();
        Q_EMIT draftChanged(m_composer->toPlainText());
    });
    connect(m_send, &QPushButton::clicked, this, [this] { m_busy ? Q_EMIT stopRequested() : send(); });
    return card;
}

bool ChatPage::eventFilter(QObject* watched, QEvent* event) {
    // Esc ends the editing here instead of being the window's key for "stop".
    if (watched == m_composer && event->type() == QEvent::ShortcutOverride && !m_busy && m_editBar->isVisible() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (watched == m_composer && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (key->modifiers() & Qt::ShiftModifier) return false;
            send();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_busy) {
            Q_EMIT stopRequested();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_editBar->isVisible()) {
            Q_EMIT editCancelled();
            return true;
        }
        if (key->key() == Qt::Key_Up && m_composer->toPlainText().isEmpty() && m_conversation.last()) {
            setDraft(m_conversation.last()->question);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChatPage::send() {
    const QString question = m_composer->toPlainText().simplified();
    if (question.isEmpty() || m_busy || m_engine != Engine::Ready) return;
    m_composer->clear();
    Q_EMIT askRequested(question);
}

void ChatPage::setEngineState(Engine state, const QString& message) {
    m_engine = state;
    m_engineMessage = message;
    showState();
}

void ChatPage::showState() {
    switch (m_engine) {
    case Engine::None:
        m_state->show(m_engineMessage.isEmpty() ? tr("No model is loaded yet.") : m_engineMessage,
                      tr("Open the sample"));
        break;
    case Engine::Loading: m_state->show(m_engineMessage, {}); break;
    case Engine::Failed: m_state->show(m_engineMessage, tr("Choose another model…"), true); break;
    case Engine::Ready: break;
    }
    const bool talking = m_conversation.rowCount() > 0;
    if (m_chats->isChecked())
        m_stack->setCurrentWidget(m_list);
    else if (talking)
        m_stack->setCurrentWidget(m_scroll);
    else if (m_engine != Engine::Ready)
        m_stack->setCurrentWidget(m_state);
    else
        m_stack->setCurrentWidget(m_suggestions);
    m_send->setText(m_busy ? tr("Stop  Esc") : tr("Send ⏎"));
    m_send->setAccessibleName(m_busy ? tr("Stop") : tr("Send"));
    m_send->setEnabled(m_busy || (m_engine == Engine::Ready && !m_composer->toPlainText().trimmed().isEmpty()));
}

void ChatPage::setSuggestions(const QStringList& known, const QString& unknown) {
    clearLayout(m_suggestionLayout);
    m_suggestionLayout->addStretch();
    auto* lead = makeParagraph(known.isEmpty() ? tr("Ask about one fact of this graph.")
                                               : tr("Ask about one fact of this graph, for example:"),
                               TextRole::Dim);
    lead->setAlignment(Qt::AlignCenter);
    m_suggestionLayout->addWidget(lead);
    const auto add = [this](const QString& question) {
        constexpr int kWidest = 260; // px: fits the narrowest column; the tool tip has the whole
        QPushButton* button = makeButton(fontMetrics().elidedText(question, Qt::ElideRight, kWidest));
        button->setAccessibleName(question);
        button->setToolTip(question);
        m_suggestionLayout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, question] {
            setDraft(question);
            send();
        });
    };
    for (const QString& question : known) add(question);
    if (!unknown.isEmpty()) {
        auto* other = makeParagraph(tr("And one whose answer is not in it:"), TextRole::Dim);
        other->setAlignment(Qt::AlignCenter);
        m_suggestionLayout->addWidget(other);
        add(unknown);
    }
    m_suggestionLayout->addStretch();
}

void ChatPage::setPreflight(const QString& text, const QString& warning, bool graph) {
    m_tokens->setText(text);
    setTextRole(m_tokens, graph || text.isEmpty() ? TextRole::Dim : TextRole::Warning);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

QPlainTextEdit* ChatPage::composer() const { return m_composer; }

void ChatPage::setBusy(bool busy) {
    m_busy = busy;
    showState();
}

void ChatPage::setGraphNote(const QString& note) { m_note->setFullText(note); }

void ChatPage::setNotice(const QString& text, const QString& action) {
    if (text != m_noticeText->text()) announce(this, text);
    m_noticeText->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_noticeAction->setText(action);
    m_noticeAction->setVisible(!action.isEmpty());
}

QString ChatPage::noticeText() const { return m_noticeText->text(); }

void ChatPage::setEditing(const QString& question) {
    m_editBar->setVisible(!question.isEmpty());
    m_editing->setText(tr("Editing: the answer goes into a fork of this chat."));
    if (!question.isEmpty()) setDraft(question);
}

void ChatPage::showChats(bool shown) {
    m_chats->setChecked(shown);
    showState();
    if (shown) {
        Q_EMIT chatsShown();
        m_list->field()->setFocus();
    } else {
        m_composer->setFocus();
    }
}

void ChatPage::setDraft(const QString& text) {
    m_composer->setPlainText(text);
    m_composer->moveCursor(QTextCursor::End);
    m_composer->setFocus();
}

TurnView* ChatPage::turnView(int turn) const {
    for (TurnView* view : m_turns)
        if (view->turnId() == turn) return view;
    return nullptr;
}

void ChatPage::setCurrentToken(int turn, int step) {
    for (TurnView* view : m_turns) view->strip()->setCurrentStep(view->turnId() == turn ? step : -1);
}

void ChatPage::addTurn(int row) {
    auto* view = new TurnView;
    m_turns.insert(row, view);
    m_turnLayout->insertWidget(row, view);
    connect(view, &TurnView::tokenSelected, this, &ChatPage::tokenSelected);
    connect(view, &TurnView::tripleSelected, this, &ChatPage::tripleSelected);
    connect(view, &TurnView::maskRequested, this, &ChatPage::maskRequested);
    connect(view, &TurnView::openInGraph, this, &ChatPage::openInGraph);
    connect(view, &TurnView::regenerateRequested, this, &ChatPage::regenerateRequested);
    connect(view, &TurnView::editRequested, this, &ChatPage::editRequested);
    connect(view, &TurnView::whatIfRequested, this, &ChatPage::whatIfRequested);
    connect(view, &TurnView::saveTraceRequested, this, &ChatPage::saveTraceRequested);
    connect(view, &TurnView::runCardRequested, this, &ChatPage::runCardRequested);
    connect(view, &TurnView::forkRequested, this, &ChatPage::forkRequested);
    connect(view, &TurnView::variantRequested, this, &ChatPage::turnVariant);
    connect(view, &TurnView::evidenceExportRequested, this, &ChatPage::evidenceExportRequested);
    updateTurn(row);
    const int turn = m_conversation.turns()[std::size_t(row)].id;
    m_shown.remove(m_conversation.firstVariant(turn)); // the newest run is shown
    showVariants(turn);
    showState();
}

/// Of the runs of one question only one is shown.
void ChatPage::showVariants(int turn) {
    const std::vector<int> variants = m_conversation.variantsOf(turn);
    const int shown =
        m_shown.value(variants.empty() ? turn : variants.front(), variants.empty() ? turn : variants.back());
    for (std::size_t i = 0; i < variants.size(); ++i)
        if (TurnView* view = turnView(variants[i])) {
            view->setVariant(int(i) + 1, int(variants.size()));
            view->setVisible(variants[i] == shown);
        }
}

void ChatPage::turnVariant(int turn, int by) {
    const std::vector<int> variants = m_conversation.variantsOf(turn);
    const auto at = std::find(variants.begin(), variants.end(), turn);
    const auto wanted = (at - variants.begin()) + by;
    if (wanted < 0 || wanted >= std::ptrdiff_t(variants.size())) return;
    m_shown[variants.front()] = variants[std::size_t(wanted)];
    showVariants(turn);
    const Turn* now = m_conversation.turn(variants[std::size_t(wanted)]);
    if (now && now->answer && !now->answer->tokens.empty())
        Q_EMIT tokenSelected(now->id, now->answer->tokens.front().step); // the Inspector follows
}

void ChatPage::updateTurn(int row) {
    if (row < 0 || row >= m_turns.size()) return;
    const Turn& turn = m_conversation.turns()[std::size_t(row)];
    const int before = m_conversation.variantBefore(turn.id);
    m_turns[row]->setTurn(turn, m_conversation.turn(before != 0 ? before : turn.baseTurn));
    if (row == m_turns.size() - 1) scrollToEnd();
}

void ChatPage::scrollToEnd() {
    m_follow = true;
    m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum());
}

} // namespace akv::ui
