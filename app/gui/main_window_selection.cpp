// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/page_docks.h"
#include "views/pages/card_view.h"
#include "views/pages/chat_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/graph_canvas.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

namespace akv::ui {

void MainWindow::connectSelection() {
    m_selection.setValid([this](const Selection& s) {
        if (s.kind != Selection::Kind::Word) return m_workspace.isOpen();
        const Turn* turn = m_conversation.turn(s.turn);
        return turn && turn->answer;
    });
    connect(&m_selection, &SelectionHub::changed, this, &MainWindow::followSelection);
    connect(m_explorer, &ExplorerPage::centreRequested, this,
            [this](const QString& entity) { m_selection.select(Selection::ofEntity(entity)); });
    connect(m_explorer, &ExplorerPage::tripleChosen, this,
            [this](qint64 triple) { m_selection.select(Selection::ofTriple(triple)); });
    connect(m_inspector, &InspectorPage::tripleChosen, this,
            [this](qint64 triple) { m_selection.select(Selection::ofTriple(triple)); });
}

/// The views that are not pinned show what was selected.
void MainWindow::followSelection(const Selection& selection, bool travelled) {
    switch (selection.kind) {
    case Selection::Kind::Word: showWord(selection.turn, selection.step); break;
    case Selection::Kind::Triple: showTriple(selection.triple); break;
    case Selection::Kind::Entity:
        if (m_explorer->pinButton()->isChecked()) break;
        readAround(selection.entity);
        m_workspace.readEntityCard(selection.entity);
        break;
    case Selection::Kind::None: break;
    }
    if (!travelled) return;
    const bool word = selection.kind == Selection::Kind::Word;
    if (word && !shows(Chat)) showActivity(Chat);
    if (!word && !shows(Graph) && !(selection.kind == Selection::Kind::Triple && shows(Chat))) showActivity(Graph);
}

void MainWindow::showWord(int id, int step) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || !turn->answer) return;
    m_chatPage->setCurrentToken(id, step);
    if (m_inspector->followButton()->isChecked()) return;
    if (id != m_turn) {
        m_turn = id;
        m_inspector->setAnswer(turn->answer, turn->parents);
    }
    m_inspector->setStep(step);
}

void MainWindow::showTriple(qint64 triple) {
    if (!m_inspector->followButton()->isChecked()) m_inspector->setCurrentTriple(triple);
    if (!m_workspace.isOpen()) return;
    if (!m_explorer->pinButton()->isChecked()) {
        m_workspace.readCard(triple);
        if (!m_explorer->canvas()->showTriple(triple)) { // else the picture stays
            m_workspace.setView(m_explorer->view());
            m_workspace.readNeighboursOfTriple(triple);
        }
    }
    if (m_hierarchy.tree() && m_hierarchy.tree()->leafCount() > 0 && !m_hierarchyPage->pinButton()->isChecked())
        m_hierarchy.findTriple(triple);
}

void MainWindow::selectToken(int id, int step) { m_selection.select(Selection::word(id, step)); }

/// A chip of an answer: the Inspector turns to that answer first.
void MainWindow::selectTriple(int id, qint64 triple) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || !turn->answer || turn->answer->tokens.empty()) return;
    if (id != m_turn) showWord(id, turn->answer->tokens.front().step);
    m_selection.select(Selection::ofTriple(triple));
}

void MainWindow::showInGraph(const QString& entity) {
    if (!shows(Graph)) showActivity(Graph);
    m_selection.select(Selection::ofEntity(entity));
}

bool MainWindow::shows(Activity activity) const {
    return m_docks->detached(activity) || m_stack->currentIndex() == activity;
}

} // namespace akv::ui
