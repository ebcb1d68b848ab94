// SPDX-License-Identifier: GPL-3.0-or-later
// Built-in lessons: their questions become turns of the conversation like any other.
#include "app/gui/main_window.h"
#include "views/models/text.h"
#include "views/pages/teach_page.h"
#include "views/widgets/lesson_guide.h"
#include "views/widgets/top_bar.h"

#include <algorithm>

namespace akv::ui {

void MainWindow::connectLessons() {
    LessonGuide* guide = m_teach->guide();
    connect(guide, &LessonGuide::askRequested, this, &MainWindow::askForLesson);
    connect(guide, &LessonGuide::actionRequested, this, [this] {
        openSample();
        showActivity(Teach);
    });
    connect(guide, &LessonGuide::shown, this, [this, guide] {
        if (!guide->answer()) return;
        teach(guide->answer());
        m_teach->setStation(int(guide->station()));
    });
    connect(guide, &LessonGuide::left, this, [this] {
        m_lessonTurn = 0;
        startTeaching();
    });
    connect(&m_workspace, &WorkspaceController::opened, this, &MainWindow::updateLessons);
    connect(&m_chat, &ChatController::engineStateChanged, this, &MainWindow::updateLessons);
    connect(&m_chat, &ChatController::busyChanged, guide, &LessonGuide::setBusy);
    connect(&m_chat, &ChatController::answered, this, [this, guide](int turn, const auto& answer) {
        if (turn != 0 && turn == m_lessonTurn) m_lessonTurn = 0, guide->setAnswer(answer);
    });
    connect(&m_chat, &ChatController::failed, this, [this, guide](int turn, const QString& message) {
        if (turn != 0 && turn == m_lessonTurn) m_lessonTurn = 0, guide->setError(message);
    });
    updateLessons();
}

void MainWindow::startLesson(const QString& id) {
    showActivity(Teach);
    m_teach->startLesson(id);
}

/// What the lessons can ask with what is loaded now.
void MainWindow::updateLessons() {
    using State = ChatController::EngineState;
    const bool ready = m_chat.state() == State::Ready && m_chat.engine()->store();
    const bool loading = m_chat.state() == State::Loading;
    m_teach->guide()->setOffer(m_workspace.summary().suggestions, m_chat.modes(),
                               ready     ? QString()
                               : loading ? m_chat.stateMessage()
                                         : tr("A lesson needs a graph with a built store and a model."),
                               ready || loading ? QString() : tr("Open the sample"));
}

void MainWindow::askForLesson(const LessonRequest& request) {
    Turn turn;
    turn.question = request.question;
    if (request.without && !request.without->evidence.empty()) {
        const Evidence& most = request.without->evidence.front();
        turn.masked = {most.triple};
        turn.maskedText = tripleText(most.head, most.relation, most.tail);
        const auto& turns = m_conversation.turns();
        const auto base =
            std::find_if(turns.begin(), turns.end(), [&](const Turn& t) { return t.answer == request.without; });
        if (base != turns.end()) turn.baseTurn = base->id;
    }
    // Greedy, so that two steps differ by what the lesson changes and by nothing else.
    RunCard card;
    card.mode = modeName(request.mode);
    const PruneK k = request.k.value_or(m_top->k());
    card.kRoot = k.root, card.kInter = k.inter, card.kLeaf = k.leaf;
    m_lessonTurn = sendTurn(std::move(turn), &card);
    if (m_lessonTurn == 0)
        m_teach->guide()->setError(tr("Something else is being made; wait for it or stop it (Esc)."));
}

} // namespace akv::ui
