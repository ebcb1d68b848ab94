// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/start_page.h"
#include "views/pictures/numbers_dialog.h"
#include "views/pictures/view_export.h"
#include "views/widgets/chat_list.h"
#include "views/widgets/top_bar.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

namespace akv::ui {

namespace {

/// For a POSIX shell.
QString quoted(const QString& text) {
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

} // namespace

void MainWindow::importWanted(bool folder) {
    if (!m_workspace.isOpen()) {
        showActivity(Build);
        newWorkspace();
        return;
    }
    showActivity(Build);
    chooseSources(folder);
}

/// Cut, copy and paste of the field that had the focus before the menu took it.
void MainWindow::editText(const char* slot) {
    if (QWidget* field = focusWidget()) QMetaObject::invokeMethod(field, slot);
}

/// The filter of the page, where it has one; else the search over everything.
void MainWindow::findHere() {
    if (m_stack->currentWidget() == m_explorer)
        m_explorer->searchField()->setFocus();
    else if (m_stack->currentIndex() == Chat && m_chatPage->chatsButton()->isChecked())
        m_chatPage->chatList()->field()->setFocus();
    else
        openOmnibox();
}

void MainWindow::moveStep(int by) {
    const auto answer = m_inspector->answer();
    if (!answer || answer->tokens.empty()) return;
    const auto at = std::find_if(answer->tokens.begin(), answer->tokens.end(),
                                 [this](const AnswerToken& t) { return t.step == m_inspector->step(); });
    const auto index = std::clamp<std::ptrdiff_t>((at == answer->tokens.end() ? 0 : at - answer->tokens.begin()) + by,
                                                  0, std::ptrdiff_t(answer->tokens.size()) - 1);
    const int step = answer->tokens[std::size_t(index)].step;
    Q_EMIT m_inspector->stepChosen(step);
    announceWord(step);
}

void MainWindow::changeTextSize(int by) {
    const Appearance now = currentAppearance();
    applyAppearance({now.theme, by == 0 ? 100 : now.textPercent + by});
}

QString MainWindow::commandLine() const {
    const Turn* turn = m_conversation.turn(m_turn) ? m_conversation.turn(m_turn) : m_conversation.last();
    if (!turn || m_workspace.summary().folder.isEmpty()) return {};
    QString line =
        QStringLiteral("atlaskv ask -w %1 %2 --mode %3")
            .arg(quoted(m_workspace.summary().folder), quoted(turn->question), QLatin1String(modeName(turn->mode)));
    if (m_modelFolder != bundledModel()) line += QStringLiteral(" --model %1").arg(quoted(m_modelFolder));
    if (turn->answer && prunes(turn->mode)) {
        const RunCard& card = turn->answer->trace.card;
        line += QStringLiteral(" --k %1-%2-%3").arg(card.kRoot).arg(card.kInter).arg(card.kLeaf);
    }
    for (const TripleId id : turn->masked) line += QStringLiteral(" --mask %1").arg(id.value());
    return line;
}

void MainWindow::connectExports() {
    connect(&m_exports, &ExportController::written, this,
            [this](const QString& file) { m_chatPage->setGraphNote(tr("written to %1").arg(file)); });
    connect(&m_exports, &ExportController::failed, this, [this](const QString& message) {
        auto* box = new QMessageBox(QMessageBox::Warning, tr("Export"), message, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(&m_exports, &ExportController::numbersRead, this, [this](const QString& file, const NumberFile& numbers) {
        (new NumbersDialog(numbers, file, this))->show();
    });
    connect(&m_exports, &ExportController::numbersFailed, this, [this](const QString& message) {
        auto* box = new QMessageBox(QMessageBox::Warning, tr("Open numbers"), message, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(m_explorer, &ExplorerPage::exportRequested, this, &MainWindow::exportDrawn);
    connect(m_chatPage, &ChatPage::evidenceExportRequested, this, &MainWindow::exportEvidence);
}

void MainWindow::exportFigure(bool picture) {
    const QStringList all = exportFilters().split(QStringLiteral(";;"));
    const QString filters = (picture ? all.mid(0, 3) : all.mid(3)).join(QStringLiteral(";;"));
    saveViewAs(graphsFolder() + (picture ? QStringLiteral("/view.svg") : QStringLiteral("/view.csv")), filters);
}

void MainWindow::chooseNumbers() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open numbers that were exported"), graphsFolder(),
                                                      tr("Numbers (*.csv *.json)"));
    if (!file.isEmpty()) openNumbers(file);
}

void MainWindow::openNumbers(const QString& file) { m_exports.openNumbers(file); }

namespace {

using NamedKind = std::pair<QString, ExportKind>;

QString filtersOf(const std::vector<NamedKind>& kinds) {
    QStringList filters;
    for (const auto& [name, kind] : kinds) filters << name;
    return filters.join(QStringLiteral(";;"));
}

/// What the file's ending says, else what was chosen in the dialog.
ExportKind kindOf(const QString& file, const QString& chosen, const std::vector<NamedKind>& kinds) {
    for (const auto& [name, kind] : kinds)
        if (file.endsWith(name.section(QLatin1Char('*'), -1).chopped(1))) return kind;
    for (const auto& [name, kind] : kinds)
        if (name == chosen) return kind;
    return kinds.front().second;
}

} // namespace

void MainWindow::exportGraph() {
    if (!m_workspace.isOpen()) {
        m_start->setStatus(tr("Open a graph first."), true);
        return showActivity(Start);
    }
    const std::vector<NamedKind> kinds = {
        {tr("Triples, TSV (*.tsv)"), ExportKind::Triples},
        {tr("N-Triples (*.nt)"), ExportKind::NTriples},
        {tr("GraphML (*.graphml)"), ExportKind::GraphMl},
        {tr("GEXF (*.gexf)"), ExportKind::Gexf},
        {tr("Question-key-value rows (*.json)"), ExportKind::Qkv},
        {tr("Rows with their clusters' files, NPY and JSON (*.npy)"), ExportKind::Npy}};
    QString chosen = kinds.front().first;
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the graph"), graphsFolder() + QStringLiteral("/graph.tsv"), filtersOf(kinds), &chosen);
    if (!file.isEmpty()) m_exports.exportGraph(m_workspace.summary().folder, kindOf(file, chosen, kinds), file);
}

void MainWindow::exportDrawn() {
    if (!m_workspace.isOpen()) return exportGraph(); // which says what is missing
    std::vector<TripleId> triples = m_explorer->drawnTriples();
    if (triples.empty()) {
        m_explorer->setEditNote(tr("No triple is drawn, so there is nothing to export."), true);
        return showActivity(Graph);
    }
    const std::vector<NamedKind> kinds = {{tr("GraphML (*.graphml)"), ExportKind::GraphMl},
                                          {tr("GEXF (*.gexf)"), ExportKind::Gexf},
                                          {tr("N-Triples (*.nt)"), ExportKind::NTriples},
                                          {tr("Triples, TSV (*.tsv)"), ExportKind::Triples}};
    QString chosen = kinds.front().first;
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export what is drawn: %1").arg(triplesText(triples.size())),
                                     graphsFolder() + QStringLiteral("/picture.graphml"), filtersOf(kinds), &chosen);
    if (!file.isEmpty())
        m_exports.exportTriples(m_workspace.summary().folder, std::move(triples), kindOf(file, chosen, kinds), file);
}

void MainWindow::exportEvidence(int id) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || !turn->answer) return;
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the triples that this answer read"),
                                                      graphsFolder() + QStringLiteral("/evidence.graphml"),
                                                      tr("GraphML (*.graphml);;GEXF (*.gexf);;N-Triples (*.nt)"));
    if (!file.isEmpty()) m_exports.exportEvidence(turn->answer, file);
}

void MainWindow::exportReport() {
    if (m_chatList.current() <= 0) return m_chatPage->setGraphNote(tr("There is no conversation to export yet."));
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export a report"), graphsFolder() + QStringLiteral("/report.html"),
                                     tr("Web page with a search field (*.html)"));
    if (!file.isEmpty()) m_chats.exportTo(m_chatList.current(), ChatFormat::Report, file);
}

} // namespace akv::ui
