// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/command_book.h"
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "core/kg2kv/nouns.h"
#include "views/models/text.h"
#include "views/pages/build_page.h"
#include "views/pages/chat_page.h"
#include "views/pages/check_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/inspector_tables.h"
#include "views/pages/memory_page.h"
#include "views/pages/start_page.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/theme.h"
#include "views/widgets/top_bar.h"

#include <QtGui/QAction>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

namespace akv::ui {

void MainWindow::connectWorkspace() {
    connect(&m_workspace, &WorkspaceController::opened, this, &MainWindow::onOpened);
    connect(&m_workspace, &WorkspaceController::openFailed, this, [this](const QString& message) {
        m_start->setStatus(message, true);
        m_explorer->setOpen(m_workspace.isOpen(), m_workspace.isOpen() ? QString() : message, !m_workspace.isOpen());
        showActivity(Start);
    });
    connect(&m_workspace, &WorkspaceController::pageRead, this,
            [this](const QString& text, quint64 offset, const std::vector<Triple>& triples, quint64 total) {
                m_table.appendPage(text, offset, triples, total);
            });
    connect(&m_workspace, &WorkspaceController::pageFailed, this, [this](const QString& message) {
        m_table.pageFailed();
        m_explorer->setGraphError(message);
    });
    connect(&m_workspace, &WorkspaceController::hitsRead, &m_searchModel, &SearchModel::setHits);
    connect(&m_workspace, &WorkspaceController::neighboursRead, m_explorer, &ExplorerPage::setGraph);
    connect(&m_workspace, &WorkspaceController::neighboursFailed, m_explorer, &ExplorerPage::setGraphError);
    connect(&m_table, &TripleTableModel::pageWanted, &m_workspace, &WorkspaceController::readPage);
    connect(m_explorer, &ExplorerPage::openRequested, this, &MainWindow::openSample);
    connect(m_explorer, &ExplorerPage::askAbout, this, [this](const QString& head, const QString& relation) {
        showActivity(Chat);
        const std::string noun = relationNoun(toStd(relation), MaskedSide::Tail).noun;
        m_chatPage->setDraft(qs(fillTemplate(0, noun, toStd(head))));
    });
    connect(m_start, &StartPage::sampleRequested, this, &MainWindow::openSample);
    connect(m_start, &StartPage::openRequested, this, &MainWindow::chooseWorkspace);
    connect(m_start, &StartPage::importRequested, this, &MainWindow::newWorkspace);
    connect(m_start, &StartPage::recentChosen, this, &MainWindow::openRecent);
    connect(m_start, &StartPage::locateRequested, this, &MainWindow::locate);
    connect(m_start, &StartPage::removeRequested, this, &MainWindow::forget);
    connect(m_start, &StartPage::filesDropped, this, &MainWindow::importDropped);
    connect(m_omnibox, &Omnibox::searchWanted, &m_workspace, &WorkspaceController::search);
    connect(m_omnibox, &Omnibox::commandChosen, this, [this](const QString& name) {
        for (QAction* action : m_book->all())
            if (m_book->titleOf(action) == name) return action->trigger();
    });
    connect(m_omnibox, &Omnibox::entityChosen, this, &MainWindow::showInGraph);
    connect(m_omnibox, &Omnibox::relationChosen, this, [this](const QString& name) {
        showActivity(Graph);
        m_explorer->setFilterText(qs(relationFilter(toStd(name))));
    });
    connect(m_omnibox, &Omnibox::tripleChosen, this, [this](qint64 triple) {
        showActivity(Graph);
        m_selection.select(Selection::ofTriple(triple));
    });
    connect(m_omnibox, &Omnibox::passageChosen, this, [this](const QString& title) {
        showActivity(Graph);
        m_explorer->setFilterText(title);
    });
}

void MainWindow::connectChat() {
    connect(m_chatPage, &ChatPage::askRequested, this, &MainWindow::ask);
    connect(m_chatPage, &ChatPage::stopRequested, &m_chat, &ChatController::stop);
    connect(m_chatPage, &ChatPage::newChatRequested, this, &MainWindow::newChat);
    connect(m_chatPage, &ChatPage::engineActionRequested, this, [this] {
        if (m_chat.state() == ChatController::EngineState::Failed)
            chooseModel();
        else
            openSample();
    });
    connect(m_chatPage, &ChatPage::tokenSelected, this, &MainWindow::selectToken);
    connect(m_chatPage, &ChatPage::tripleSelected, this, &MainWindow::selectTriple);
    connect(m_chatPage, &ChatPage::maskRequested, this, &MainWindow::maskAndAsk);
    connect(m_chatPage, &ChatPage::openInGraph, this, &MainWindow::showInGraph);
    connect(m_chatPage, &ChatPage::regenerateRequested, this, &MainWindow::regenerate);
    connect(m_chatPage, &ChatPage::saveTraceRequested, this, &MainWindow::saveTrace);
    connect(&m_chat, &ChatController::engineStateChanged, this, &MainWindow::onEngineState);
    connect(&m_chat, &ChatController::textArrived, &m_conversation, &ConversationModel::appendText);
    connect(&m_chat, &ChatController::answered, this, &MainWindow::onAnswered);
    connect(&m_chat, &ChatController::failed, this, [this](int turn, const QString& message) {
        m_conversation.setError(turn, message);
        m_chats.keepError(turn, message);
    });
    connect(&m_chat, &ChatController::busyChanged, m_chatPage, &ChatPage::setBusy);
    connect(&m_chat, &ChatController::memoryChanged, &m_memory, &MemoryController::setEngineMemory);
    connect(&m_chat, &ChatController::eventHappened, &m_memory, &MemoryController::mark);
    connect(&m_conversation, &QAbstractItemModel::modelReset, this, [this] {
        m_turn = 0;
        m_inspector->setAnswer({}, {});
    });
}

void MainWindow::connectInspector() {
    connect(m_inspector, &InspectorPage::stepChosen, this, [this](int step) {
        if (m_turn != 0)
            selectToken(m_turn, step);
        else // an answer of another page, which is no turn
            m_inspector->setStep(step);
    });
    connect(m_inspector, &InspectorPage::maskRequested, this,
            [this](qint64 triple, const QString& text) { maskAndAsk(m_turn, triple, text); });
    connect(m_inspector, &InspectorPage::openInGraph, this, &MainWindow::showInGraph);
    connect(m_inspector, &InspectorPage::whatIfRequested, this, [this](qint64 triple) {
        showActivity(WhatIf);
        if (m_inspector->answer()) m_whatIfPage->setBase(m_inspector->answer());
        m_whatIfPage->mask(triple);
    });
    InspectorTables* tables = m_inspector->tables();
    connect(tables, &InspectorTables::wordsWanted, this, [this] { m_whatIf.scoreWords(m_inspector->answer()); });
    connect(&m_whatIf, &WhatIfController::wordsScored, this, [this](const auto& a, const auto& effects) {
        if (a == m_inspector->answer()) m_inspector->tables()->setWords(effects);
    });
    connect(&m_whatIf, &WhatIfController::wordsFailed, this, [this](const auto& a, const QString& message) {
        if (a == m_inspector->answer()) m_inspector->tables()->setWordsError(message);
    });
    connect(tables, &InspectorTables::pathsWanted, this, [this](qint64 triple) {
        m_traces.follow(m_chat.engine(), m_chat.workspaceFolder(), m_inspector->answer(), triple);
    });
    connect(tables, &InspectorTables::explanationWanted, this, [this](int step, int layer) {
        m_traces.explain(m_chat.engine(), m_chat.workspaceFolder(), m_inspector->answer(), step, layer);
    });
    connect(&m_traces, &TraceController::explained, tables, &InspectorTables::setExplanation);
    connect(&m_traces, &TraceController::explainFailed, this, [this](const auto& a, const QString& message) {
        if (a == m_inspector->answer()) m_inspector->tables()->setExplanationError(message);
    });
    connect(&m_traces, &TraceController::followed, this, [this](const auto& a, qint64 triple, const auto& paths) {
        if (a == m_inspector->answer()) m_inspector->tables()->setPaths(triple, paths);
    });
    connect(&m_traces, &TraceController::followFailed, this, [this](const auto& a, const QString& message) {
        if (a == m_inspector->answer()) m_inspector->tables()->setPathsError(message);
    });
    connect(m_inspector, &InspectorPage::emptyActionRequested, this, [this] { m_chatPage->composer()->setFocus(); });
}

void MainWindow::connectBuild() {
    connect(m_buildPage, &BuildPage::newWorkspaceRequested, this, &MainWindow::newWorkspace);
    connect(m_buildPage, &BuildPage::chooseSourcesRequested, this, &MainWindow::chooseSources);
    connect(m_buildPage, &BuildPage::importRequested, &m_build, &BuildController::importSources);
    connect(m_buildPage, &BuildPage::nounChosen, &m_build, &BuildController::chooseNoun);
    connect(m_buildPage, &BuildPage::saveRejectedRequested, this, &MainWindow::saveRejected);
    connect(&m_build, &BuildController::reviewed, m_buildPage, &BuildPage::setReview);
    connect(&m_build, &BuildController::reviewFailed, m_buildPage, &BuildPage::setReviewError);
    connect(m_buildPage, &BuildPage::rowsRequested, &m_build, &BuildController::makeRows);
    connect(m_buildPage, &BuildPage::embedRequested, &m_build, &BuildController::embed);
    connect(m_buildPage, &BuildPage::storeRequested, this, [this](LeafType type) { m_build.buildStore(type); });
    connect(m_buildPage, &BuildPage::takeEmbeddingsRequested, this, &MainWindow::chooseEmbeddings);
    connect(m_buildPage, &BuildPage::takeHierarchyRequested, this, &MainWindow::chooseHierarchy);
    connect(m_buildPage, &BuildPage::encodingChosen, &m_build, &BuildController::setEncoding);
    connect(m_buildPage, &BuildPage::delimiterChosen, &m_build, &BuildController::setDelimiter);
    connect(&m_build, &BuildController::choiceNeeded, m_buildPage, &BuildPage::askForChoice);
    connect(m_buildPage, &BuildPage::cancelRequested, &m_build, &BuildController::cancel);
    connect(&m_build, &BuildController::detected, m_buildPage, &BuildPage::setProposal);
    connect(&m_build, &BuildController::stepStarted, this,
            [this](int step) { m_buildPage->setRunning(BuildPage::Step(step)); });
    connect(&m_build, &BuildController::stepProgress, this,
            [this](int step, const Progress& p) { m_buildPage->setProgress(BuildPage::Step(step), p); });
    connect(&m_build, &BuildController::stepFailed, this,
            [this](int step, const QString& message) { m_buildPage->setError(BuildPage::Step(step), message); });
    connect(&m_build, &BuildController::imported, m_buildPage, &BuildPage::setImportReport);
    connect(&m_build, &BuildController::rowsMade, m_buildPage, &BuildPage::setFunnelReport);
    connect(&m_build, &BuildController::embedded, m_buildPage, &BuildPage::setEmbedReport);
    connect(&m_build, &BuildController::storeBuilt, m_buildPage, &BuildPage::setBuildReport);
    connect(&m_build, &BuildController::stepEnded, this, [this](int) {
        m_buildPage->setRunning(std::nullopt);
        m_workspace.refresh();
    });
}

void MainWindow::connectRest() {
    connect(m_rail, &ActivityRail::chosen, this, [this](int index) {
        showActivity(Activity(index));
        updateMemory();
    });
    connect(m_top, &TopBar::searchRequested, this, &MainWindow::openOmnibox);
    connect(m_top, &TopBar::themeToggled, this, [this] { setDark(!themeOf(palette()).dark); });
    connect(&m_memory, &MemoryController::sampled, this, &MainWindow::updateMemory);
    connect(&m_jobs, &JobModel::changed, this, [this] { m_status->setJobs(m_jobs.summary(), m_jobs.fraction()); });
    connect(m_status, &StatusStrip::jobsClicked, this, [this] { m_jobsDock->setVisible(!m_jobsDock->isVisible()); });
    connect(m_status, &StatusStrip::selfCheckClicked, this, [this] { showActivity(Check); });
    connect(m_check, &CheckPage::runRequested, this,
            [this] { m_selfCheck.run(m_chat.engine(), m_chat.workspaceFolder(), m_top->k()); });
    connect(&m_selfCheck, &SelfCheckController::started, this, [this] { m_check->setRunning(true); });
    connect(&m_selfCheck, &SelfCheckController::failed, m_check, &CheckPage::setError);
    connect(&m_selfCheck, &SelfCheckController::finished, this, [this](const std::vector<CheckResult>& results) {
        m_check->setResults(results);
        const auto passed =
            std::count_if(results.begin(), results.end(), [](const CheckResult& r) { return r.passed; });
        const bool all = std::size_t(passed) == results.size();
        m_status->setSelfCheck(tr("self-check %1/%2 %3")
                                   .arg(passed)
                                   .arg(results.size())
                                   .arg(all ? QStringLiteral("✓") : QStringLiteral("✗")),
                               all);
    });
}

} // namespace akv::ui
