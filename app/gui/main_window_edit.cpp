// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/effect_model.h"
#include "views/models/text.h"
#include "views/models/what_if.h"
#include "views/pages/build_page.h"
#include "views/pages/card_view.h"
#include "views/pages/chat_page.h"
#include "views/pages/compare_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/inspector_tables.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/triple_dialog.h"

#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>

#include <algorithm>

namespace akv::ui {

void MainWindow::connectEdits() {
    connect(m_explorer, &ExplorerPage::addRequested, this, &MainWindow::addTriple);
    connect(m_explorer, &ExplorerPage::editRequested, this, &MainWindow::editTriple);
    connect(m_explorer, &ExplorerPage::removeRequested, this, &MainWindow::removeTriple);
    connect(m_explorer, &ExplorerPage::undoRequested, m_undoAction, &QAction::trigger);
    connect(m_explorer, &ExplorerPage::redoRequested, m_redoAction, &QAction::trigger);
    connect(m_chatPage, &ChatPage::noticeActionRequested, this, [this] {
        if (mayEdit()) m_edits.bringUpToDate();
    });
    connect(&m_edits, &EditController::started, this, &MainWindow::startEditing);
    connect(&m_edits, &EditController::finished, this, [this](const QString& what, const QString& stale) {
        const QString note =
            stale.isEmpty() ? tr("%1: done; the next answer reads the changed graph.").arg(what)
                            : tr("%1: done, but rows, embeddings and store are not up to date: %2 “Bring the store up "
                                 "to date” in Edit tries again.")
                                  .arg(what, stale);
        m_explorer->setEditNote(note, !stale.isEmpty());
        m_whatIfPage->setNote(note, !stale.isEmpty());
        m_workspace.refresh(); // reads the counts anew and loads the engine with the new store
    });
    connect(&m_edits, &EditController::failed, this, [this](const QString& message) {
        m_explorer->setEditNote(message, true);
        m_whatIfPage->setNote(message, true);
        if (!m_edits.running()) onEngineState();
    });
    connect(&m_edits, &EditController::ended, this, &MainWindow::showEdits);
    connect(&m_edits.history(), &QUndoStack::indexChanged, this, &MainWindow::showEdits);
    showEdits();
}

/// While the store follows, nothing is asked: rows and store would not fit each other.
void MainWindow::startEditing(const QString& what) {
    m_explorer->setEditNote(tr("%1…").arg(what), false);
    const QString state = tr("%1: rows, embeddings and store are being brought up to date…").arg(what);
    m_chatPage->setEngineState(ChatPage::Engine::Loading, state);
    m_chatPage->setNotice(state, {});
    m_whatIf.setEngine({}, {});
    m_compare.setEngine({}, {});
    m_whatIfPage->setReady(state);
    m_comparePage->setReady(state);
    showEdits();
}

void MainWindow::showEdits() {
    const QUndoStack& history = m_edits.history();
    const bool running = m_edits.running();
    m_undoAction->setEnabled(!running && history.canUndo());
    m_redoAction->setEnabled(!running && history.canRedo());
    m_undoAction->setText(history.canUndo() ? tr("Undo: %1").arg(history.undoText()) : tr("Undo"));
    m_redoAction->setText(history.canRedo() ? tr("Redo: %1").arg(history.redoText()) : tr("Redo"));
    m_explorer->setEditing(running ? QStringLiteral("…") : QString(), history.undoText(), history.redoText());
    if (!running) showStale();
}

void MainWindow::showStale() {
    const WorkspaceState state = stateOf(m_workspace.summary().manifest);
    const bool stale = m_edits.staleTriples() > 0 || state.rows == StepState::Stale ||
                       state.embeddings == StepState::Stale || state.store == StepState::Stale;
    if (!m_workspace.isOpen() || !stale) return m_chatPage->setNotice({}, {});
    m_chatPage->setNotice(m_edits.staleTriples() > 0
                              ? tr("%1 changed; not in the store yet.").arg(triplesText(m_edits.staleTriples()))
                              : tr("The triples changed after the store was built."),
                          tr("Bring up to date"));
}

bool MainWindow::mayEdit() {
    QString reason;
    if (!m_workspace.isOpen())
        reason = tr("Open a graph first.");
    else if (m_chat.busy() || m_whatIf.running())
        reason = tr("An answer is being made from this graph; wait for it or stop it (Esc).");
    else if (m_build.running())
        reason = tr("The graph is being built; wait for it or cancel it.");
    if (reason.isEmpty()) return true;
    m_explorer->setEditNote(reason, true);
    m_whatIfPage->setNote(reason, true);
    return false;
}

void MainWindow::addTriple() {
    if (!mayEdit()) return;
    auto* dialog = new TripleDialog(tr("Add a triple"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->field(0)->setText(m_explorer->centre());
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_edits.addTriple(dialog->text(0), dialog->text(1), dialog->text(2)); });
    dialog->open();
    dialog->field(1)->setFocus();
}

void MainWindow::editTriple() {
    const QModelIndex current = m_explorer->table()->currentIndex();
    if (!current.isValid() || !mayEdit()) return;
    const qint64 id = current.data(TripleTableModel::TripleIdRole).toLongLong();
    auto* dialog = new TripleDialog(tr("Edit triple %1").arg(id), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTriple(current.data(TripleTableModel::HeadRole).toString(),
                      current.data(TripleTableModel::RelationRole).toString(),
                      current.data(TripleTableModel::TailRole).toString());
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, id] { m_edits.setTriple(id, dialog->text(0), dialog->text(1), dialog->text(2)); });
    dialog->open();
    dialog->field(2)->setFocus();
}

void MainWindow::removeTriple() {
    const QModelIndex current = m_explorer->table()->currentIndex();
    if (!shows(Graph) || !current.isValid() || !mayEdit()) return;
    const qint64 id = current.data(TripleTableModel::TripleIdRole).toLongLong();
    auto* question = new QMessageBox(
        QMessageBox::Question, tr("Delete triple %1?").arg(id),
        tr("Delete this triple from the graph? It can be undone.\n\n%1").arg(current.data(Qt::ToolTipRole).toString()),
        QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("Delete"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, id] { m_edits.removeTriple(id); });
    question->open();
}

void MainWindow::applyEdit(qint64 triple, const QString& newTail) {
    if (mayEdit()) m_edits.applyEdit(triple, newTail);
}

/// What-if's change, made in the stored graph after a question.
void MainWindow::applyChange(const std::shared_ptr<const Answer>& answer, const WhatIfChange& change) {
    if (!answer || !mayEdit()) return;
    const QString what = whatIfText(change, *answer);
    auto* question =
        new QMessageBox(QMessageBox::Question, tr("Apply to the graph?"),
                        tr("Make this change in the stored graph? It can be undone (Ctrl+Z).\n\n%1").arg(what),
                        QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("Apply"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, change] {
        std::vector<qint64> removed;
        for (const TripleId id : change.masked) removed.push_back(id.value());
        std::vector<std::pair<qint64, QString>> tails;
        for (const auto& value : change.values) tails.emplace_back(value.triple.value(), qs(value.text));
        m_edits.apply(removed, tails);
    });
    question->open();
}

void MainWindow::connectExplorer() {
    connect(m_explorer, &ExplorerPage::viewChanged, this, [this] { readAround(m_explorer->centre()); });
    connect(m_explorer, &ExplorerPage::pathRequested, this, [this](const QString& from, const QString& to) {
        m_workspace.setView(m_explorer->view());
        m_workspace.readPath(from, to);
    });
    connect(m_explorer, &ExplorerPage::pinsChanged, &m_workspace, &WorkspaceController::savePins);
    connect(&m_workspace, &WorkspaceController::cardRead, this, [this](const TripleCard& card) {
        m_explorer->setCard(card);
        updateCardUsage();
    });
    connect(m_explorer, &ExplorerPage::entityChosen, &m_workspace, &WorkspaceController::readEntityCard);
    connect(&m_workspace, &WorkspaceController::entityCardRead, m_explorer->card(), &CardView::setEntity);
    connect(m_explorer->card(), &CardView::askRequested, this, [this](const QString& question) {
        showActivity(Chat);
        m_chatPage->setDraft(question);
    });
    connect(m_explorer->card(), &CardView::maskRequested, this, &MainWindow::maskInWhatIf);
    connect(&m_chat, &ChatController::answered, this, &MainWindow::updateShares);
    connect(&m_conversation, &QAbstractItemModel::modelReset, this, &MainWindow::updateShares);
}

void MainWindow::readAround(const QString& entity) {
    m_workspace.setView(m_explorer->view());
    m_workspace.readNeighbours(entity);
}

/// Shares of evidence by entity, of the last answer and of all.
void MainWindow::updateShares() {
    EntityShares last, chat;
    for (const Turn& turn : m_conversation.turns()) {
        if (!turn.answer) continue;
        last.clear();
        for (const Evidence& e : turn.answer->evidence)
            for (const std::string* name : {&e.head, &e.tail}) last[qs(*name)] += e.share;
        for (const auto& [name, share] : last) chat[name] += share;
    }
    m_explorer->setShares(std::move(last), std::move(chat));
    std::vector<std::shared_ptr<const Answer>> answers;
    for (const Turn& turn : m_conversation.turns())
        if (turn.answer) answers.push_back(turn.answer);
    m_inspector->tables()->setChat(std::move(answers));
    updateCardUsage();
}

void MainWindow::updateCardUsage() {
    const TripleId id = m_explorer->card()->card().triple.id;
    int answers = 0;
    double most = 0.0;
    for (const Turn& turn : m_conversation.turns()) {
        if (!turn.answer) continue;
        for (const Evidence& e : turn.answer->evidence) {
            if (e.triple != id) continue;
            ++answers;
            most = std::max(most, e.share);
        }
    }
    m_explorer->card()->setUsage(answers, most);
}

/// Marks the triple as masked for the last answer, where that answer read it; else the next question says so.
void MainWindow::maskInWhatIf(qint64 triple, const QString& text) {
    const Turn* turn = m_conversation.last();
    if (!turn || !turn->answer) {
        m_explorer->setEditNote(tr("Ask a question first; What-if then takes triples from its answer."), true);
        return;
    }
    const auto& evidence = turn->answer->evidence;
    const bool read =
        std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& e) { return e.triple.value() == triple; });
    if (!read) {
        m_explorer->setEditNote(tr("The last answer did not read %1: masking it would change nothing there.").arg(text),
                                true);
        return;
    }
    m_turn = turn->id;
    showActivity(WhatIf);
    m_whatIfPage->model()->setMasked(triple, true);
}

void MainWindow::saveRejected() {
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save what was refused"), graphsFolder() + QStringLiteral("/refused.csv"), tr("CSV (*.csv)"));
    if (file.isEmpty()) return;
    const auto saved = writeRejections(m_buildPage->importReport(), toStd(file));
    m_buildPage->setReviewError(saved.ok() ? QString() : qs(saved.error().text()));
}

} // namespace akv::ui
