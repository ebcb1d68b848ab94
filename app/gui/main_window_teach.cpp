// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/pages/start_page.h"
#include "views/pages/teach_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/lesson_guide.h"
#include "views/widgets/top_bar.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolBar>

namespace akv::ui {

void MainWindow::connectTraces() {
    connect(&m_traces, &TraceController::opened, this, &MainWindow::onTraceOpened);
    connect(&m_traces, &TraceController::failed, this, [this](const QString& message) {
        m_start->setStatus(message, true);
        m_chatPage->setGraphNote(message);
        if (m_conversation.rowCount() == 0) showActivity(Start);
    });
    connect(&m_traces, &TraceController::written, this,
            [this](const QString& file) { m_chatPage->setGraphNote(tr("written to %1").arg(file)); });
    connect(m_teach, &TeachPage::openTraceRequested, this, &MainWindow::chooseTrace);
    connect(m_teach, &TeachPage::stateActionRequested, this, [this] { showActivity(Chat); });
    connect(m_teach, &TeachPage::presentRequested, this, [this] { setPresenting(!m_presenting); });
    connect(m_teach, &TeachPage::exportRequested, this, [this] {
        if (!m_teach->answer()) return;
        const QString file =
            QFileDialog::getSaveFileName(this, tr("Export step by step as one web page"),
                                         graphsFolder() + QStringLiteral("/lesson.html"), tr("Web page (*.html)"));
        if (!file.isEmpty()) m_traces.write(file, m_teach->html().toUtf8());
    });
    connect(m_teach, &TeachPage::storyboardRequested, this, &MainWindow::exportStoryboard);
    connectLessons();
}

void MainWindow::exportStoryboard() {
    if (!m_teach->answer()) return;
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export the stations of this word as PDF"),
                                     graphsFolder() + QStringLiteral("/storyboard.pdf"), tr("PDF (*.pdf)"));
    if (!file.isEmpty()) m_traces.write(file, m_teach->storyboard());
}

void MainWindow::openTrace(const QString& file) {
    m_start->setStatus(tr("Opening %1…").arg(file), false);
    m_traces.open(file);
}

void MainWindow::chooseTrace() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a trace"), graphsFolder(), tr("Traces (*.akvtrace)"));
    if (!file.isEmpty()) openTrace(file);
}

void MainWindow::onTraceOpened(const QString& file, const std::shared_ptr<const Answer>& answer) {
    remember(file);
    m_start->setStatus({}, false);
    Turn turn;
    turn.question = qs(answer->question);
    turn.mode = answer->mode;
    turn.source = QFileInfo(file).fileName();
    const int id = m_conversation.addQuestion(std::move(turn));
    m_conversation.setAnswer(id, answer, {});
    m_chatPage->showChats(false);
    const bool teaching = m_stack->currentIndex() == Teach;
    if (!answer->tokens.empty()) selectToken(id, answer->tokens.front().step);
    if (teaching)
        startTeaching();
    else
        showActivity(Chat);
}

/// The answer of the lesson, else the one that the Inspector shows, else the newest one.
void MainWindow::startTeaching() {
    if (m_teach->guide()->running()) return teach(m_teach->guide()->answer());
    const Turn* turn = m_conversation.turn(m_turn);
    if (!turn || !turn->answer) turn = m_conversation.last();
    teach(turn ? turn->answer : nullptr);
}

void MainWindow::teach(const std::shared_ptr<const Answer>& answer) {
    if (answer == m_teach->answer() && answer) return;
    TokenText textOf;
    // Only the model that wrote the trace knows what its token numbers mean.
    if (const auto engine = m_chat.engine(); engine && answer && engine->info().hash == answer->trace.card.modelHash)
        textOf = [engine](int id) { return qs(engine->tokenText(id)); };
    m_teach->setAnswer(answer, std::move(textOf));
}

/// Full screen without bars, text half as large again; the same keys.
void MainWindow::setPresenting(bool presenting) {
    if (presenting == m_presenting) return;
    m_presenting = presenting;
    if (presenting) showActivity(Teach);
    constexpr int kLarger = 150; // percent
    Appearance look = currentAppearance();
    if (presenting) m_textBefore = look.textPercent;
    look.textPercent = presenting ? m_textBefore * kLarger / 100 : m_textBefore;
    applyAppearance(look, false);
    m_rail->setVisible(!presenting);
    menuBar()->setVisible(!presenting);
    for (QToolBar* bar : findChildren<QToolBar*>()) bar->setVisible(!presenting);
    setWindowState(presenting ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    m_teach->setFocus();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    importDropped(paths);
}

} // namespace akv::ui
