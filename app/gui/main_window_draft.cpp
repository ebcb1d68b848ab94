// SPDX-License-Identifier: GPL-3.0-or-later
// The question that is being written, and the card of one that was answered.
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/preflight.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/widgets/composer.h"
#include "views/widgets/run_card_dialog.h"

#include <algorithm>

namespace akv::ui {

void MainWindow::connectDraft() {
    constexpr int kRest = 180; // milliseconds
    m_draftPause.setSingleShot(true);
    m_draftPause.setInterval(kRest);
    connect(&m_draftPause, &QTimer::timeout, this, [this] {
        const QString question = m_chatPage->composer()->toPlainText().simplified();
        if (!question.isEmpty()) m_workspace.matchDraft(question);
    });
    connect(m_chatPage, &ChatPage::draftChanged, this, [this](const QString& text) {
        showPreflight(text.simplified(), std::nullopt);
        m_draftPause.start();
    });
    connect(&m_workspace, &WorkspaceController::matched, this,
            [this](const QString& question, const QuestionMatch& match) {
                if (question == m_chatPage->composer()->toPlainText().simplified()) showPreflight(question, match);
            });
    connect(&m_workspace, &WorkspaceController::opened, this, [this] { showPreflight({}, std::nullopt); });
    connect(&m_chat, &ChatController::engineStateChanged, this, [this] { showPreflight({}, std::nullopt); });
    connect(m_chatPage, &ChatPage::completionWanted, &m_workspace, &WorkspaceController::complete);
    connect(&m_workspace, &WorkspaceController::completed, m_chatPage->questionField(), &Composer::offer);
    connect(m_chatPage, &ChatPage::runCardRequested, this, &MainWindow::showRunCard);
    connect(m_chatPage, &ChatPage::forkRequested, this, [this](int turn) {
        if (!m_chat.busy()) m_chats.fork(turn);
    });
}

void MainWindow::showPreflight(const QString& question, std::optional<QuestionMatch> match) {
    const auto engine = m_chat.engine();
    Preflight p;
    p.match = std::move(match);
    p.graph = m_workspace.isOpen();
    p.store = engine && engine->store() && !engine->info().kbLayers.empty();
    p.graphName = m_workspace.summary().name;
    p.triples = m_workspace.summary().counts.triples;
    p.promptTokens = m_chat.promptTokens(question);
    p.contextLength = engine ? engine->info().contextLength : 0;
    m_chatPage->setPreflight(engine ? preflightText(p) : QString(), preflightWarning(p), p.graph && p.store);
}

QString MainWindow::whyNoRerun(const Turn& turn) const {
    const auto mode = parseMode(turn.answer->trace.card.mode);
    if (m_chat.state() != ChatController::EngineState::Ready) return tr("No model is loaded.");
    if (m_chat.busy() || m_edits.running()) return tr("Something is being made; wait for it or stop it (Esc).");
    const auto modes = m_chat.modes();
    if (!mode.ok() || std::find(modes.begin(), modes.end(), mode.value()) == modes.end())
        return tr("The mode of this run cannot run with what is loaded now.");
    return {};
}

void MainWindow::showRunCard(int id) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || !turn->answer) return;
    auto* dialog = new RunCardDialog(turn->answer, whyNoRerun(*turn), this);
    connect(dialog, &RunCardDialog::rerunRequested, this, [this, id] { runAgain(id); });
    dialog->open();
}

/// The same question in the same way; the answer stands beside the first as another run.
void MainWindow::runAgain(int id) {
    const Turn* base = m_conversation.turn(id);
    if (!base || !base->answer) return;
    const RunCard card = base->answer->trace.card;
    Turn turn;
    turn.question = base->question;
    turn.masked = base->masked;
    turn.maskedText = base->maskedText;
    turn.baseTurn = m_conversation.firstVariant(id);
    addTurn(std::move(turn), &card);
}

} // namespace akv::ui
