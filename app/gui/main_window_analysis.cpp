// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/bridge/answering.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/pages/compare_page.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/kept_view.h"
#include "views/pages/models_page.h"
#include "views/pages/roc_view.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/top_bar.h"

#include <QtCore/QSettings>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QStackedWidget>

namespace akv::ui {

void MainWindow::connectAnalysis() {
    connect(m_chatPage, &ChatPage::whatIfRequested, this, [this](int turn) {
        m_turn = turn;
        showActivity(WhatIf);
    });
    connect(m_whatIfPage, &WhatIfPage::runRequested, &m_whatIf, &WhatIfController::run);
    connect(m_whatIfPage, &WhatIfPage::rankRequested, this,
            [this](const std::shared_ptr<const Answer>& a, int count) { m_whatIf.rankByCause(a, std::size_t(count)); });
    connect(m_whatIfPage, &WhatIfPage::cancelRequested, &m_whatIf, &WhatIfController::cancel);
    connect(m_whatIfPage, &WhatIfPage::inspectRequested, this, &MainWindow::inspect);
    connect(m_whatIfPage, &WhatIfPage::stateActionRequested, this, [this] { showActivity(Chat); });
    connect(&m_whatIf, &WhatIfController::started, this,
            [this](const QString& what) { m_whatIfPage->setRunning(true, what); });
    connect(&m_whatIf, &WhatIfController::finished, this, [this](const auto& result) {
        m_whatIfPage->setRunning(false, {});
        m_whatIfPage->setResult(result);
    });
    connect(&m_whatIf, &WhatIfController::effectMeasured, m_whatIfPage, &WhatIfPage::setEffect);
    connect(&m_whatIf, &WhatIfController::ranked, this, [this] { m_whatIfPage->setRunning(false, {}); });
    connect(&m_whatIf, &WhatIfController::failed, this, [this](const QString& message) {
        m_whatIfPage->setRunning(false, {});
        m_whatIfPage->setError(message);
    });
    connect(m_whatIfPage, &WhatIfPage::applyRequested, this, &MainWindow::applyChange);
    connect(m_whatIfPage->kept(), &KeptView::placeChosen, &m_kept, &SelectionController::open);
    connect(m_whatIfPage->kept(), &KeptView::wanted, &m_kept, &SelectionController::select);
    connect(&m_kept, &SelectionController::forgotten, m_whatIfPage->kept(), &KeptView::askAgain);
    connect(&m_kept, &SelectionController::selected, m_whatIfPage->kept(), &KeptView::setPreview);
    connect(&m_kept, &SelectionController::failed, m_whatIfPage->kept(), &KeptView::setError);
    connect(m_whatIfPage->roc(), &RocView::runRequested, this, &MainWindow::measureRoc);
    connect(m_whatIfPage->roc(), &RocView::cancelRequested, &m_whatIf, &WhatIfController::cancelRoc);
    connect(&m_whatIf, &WhatIfController::rocStarted, this, [this] { m_whatIfPage->roc()->setRunning(true); });
    connect(&m_whatIf, &WhatIfController::rocProgressed, m_whatIfPage->roc(), &RocView::setProgress);
    connect(&m_whatIf, &WhatIfController::rocMeasured, this, [this](const RocCurve& curve, bool cancelled) {
        m_whatIfPage->roc()->setRunning(false);
        m_whatIfPage->roc()->setCurve(curve, cancelled);
    });
    connect(&m_whatIf, &WhatIfController::rocFailed, this, [this](const QString& message) {
        m_whatIfPage->roc()->setRunning(false);
        m_whatIfPage->roc()->setError(message);
    });
    connect(m_comparePage, &ComparePage::runRequested, &m_compare, &CompareController::run);
    connect(m_top, &TopBar::kChosen, this, &MainWindow::updateCompare);
    connect(m_comparePage, &ComparePage::cancelRequested, &m_compare, &CompareController::cancel);
    connect(m_comparePage, &ComparePage::inspectRequested, this, &MainWindow::inspect);
    connect(m_comparePage, &ComparePage::stateActionRequested, this, &MainWindow::openSample);
    connect(&m_compare, &CompareController::runningChanged, m_comparePage, &ComparePage::setRunning);
}

/// As the chat asks now: mode and k of the top bar.
void MainWindow::measureRoc(int rows) {
    AskOptions options;
    options.mode = m_top->mode();
    if (prunes(options.mode)) options.k = m_top->k();
    m_whatIf.measureRoc(std::size_t(rows), options);
}

/// The engine changed: what depends on it starts anew.
void MainWindow::updateAnalysis() {
    const auto engine = m_chat.engine();
    const QString folder = m_workspace.summary().folder;
    m_whatIf.setEngine(engine, folder);
    m_kept.setEngine(engine, folder);
    m_compare.setEngine(engine, folder);
    m_whatIfPage->setModes(m_chat.modes());
    m_comparePage->setOffers(engine ? offersOf(*engine) : std::vector<ModeOffer>());
    updateCompare();
    m_evaluatePage->plan()->setModes(m_chat.modes());
    m_evaluatePage->plan()->setLayers(engine ? engine->info().kbLayers : std::vector<int>(),
                                      engine ? engine->info().metricLayers : std::vector<int>());
    updateEvaluate();
    const bool ready = m_chat.state() == ChatController::EngineState::Ready;
    m_whatIfPage->setReady(ready ? QString() : tr("No model is loaded."));
    m_comparePage->setReady(ready                                                    ? QString()
                            : m_chat.state() == ChatController::EngineState::Loading ? m_chat.stateMessage()
                                                                                     : tr("No model is loaded."));
    m_hierarchy.setWorkspace(folder, qs(m_workspace.summary().manifest.storeHash));
    if (folder.isEmpty())
        m_hierarchyPage->setState(tr("No graph is open."), tr("Open the sample"), false);
    else if (!m_workspace.summary().storeProblem.isEmpty())
        m_hierarchyPage->setState(tr("This graph has no built store: %1").arg(m_workspace.summary().storeProblem),
                                  tr("Go to Build"), true);
    else if (shows(Hierarchy))
        m_hierarchy.load();
    m_modelsPage->setContext(m_workspace.isOpen(), qs(m_workspace.summary().manifest.encoder),
                             engine && engine->store() ? std::int64_t(engine->store()->width()) : 0, m_modelFolder,
                             m_chat.state() == ChatController::EngineState::Loading);
}

/// What all panes of the comparison use.
void MainWindow::updateCompare() {
    const auto engine = m_chat.engine();
    m_comparePage->setShared({m_top->k(), 0}, engine ? qs(engine->info().encoder) : QString(),
                             engine ? engine->info().contextLength : 0);
}

/// Shows an answer that is no turn of the conversation in the Inspector.
void MainWindow::inspect(const std::shared_ptr<const Answer>& answer, int step) {
    if (!answer) return;
    m_turn = 0;
    // Clusters of another store, as a control has, have other numbers.
    const auto engine = m_chat.engine();
    const bool same = engine && engine->store() && engine->store()->hash() == answer->trace.card.storeHash;
    m_inspector->setAnswer(answer, same ? m_chat.parentsOf(answer->trace) : ClusterParents{});
    m_inspector->setStep(step);
    m_chatPage->setCurrentToken(-1, -1);
    showActivity(Chat);
}

void MainWindow::startWhatIf(int id) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || !turn->answer) turn = m_conversation.last();
    if (!turn || !turn->answer || m_whatIf.running()) return;
    if (m_whatIfPage->base() != turn->answer) m_whatIfPage->setBase(turn->answer);
    if (m_inspector->answer() == turn->answer)
        m_whatIfPage->kept()->setPlace(m_inspector->step(), m_inspector->layer());
}

void MainWindow::connectHierarchy() {
    connect(&m_hierarchy, &HierarchyController::loading, this,
            [this] { m_hierarchyPage->setState(tr("Reading the hierarchy…"), {}, false); });
    connect(&m_hierarchy, &HierarchyController::loaded, this, [this] {
        m_hierarchyPage->setTree(m_hierarchy.tree(), false);
        updateUsage();
    });
    connect(&m_hierarchy, &HierarchyController::namesArrived, this,
            [this] { m_hierarchyPage->setTree(m_hierarchy.tree(), true); });
    connect(&m_hierarchy, &HierarchyController::found, this, [this](std::uint32_t leaf) {
        m_hierarchyPage->setNote({}, false);
        m_hierarchyPage->select({ClusterLevel::Leaf, leaf});
    });
    connect(&m_hierarchy, &HierarchyController::failed, this, [this](const QString& message) {
        if (m_hierarchy.tree()->leafCount() > 0)
            m_hierarchyPage->setNote(message, true);
        else
            m_hierarchyPage->setState(message, tr("Go to Build"), true);
    });
    connect(m_hierarchyPage, &HierarchyPage::leavesWanted, &m_hierarchy, &HierarchyController::readLeaves);
    connect(m_hierarchyPage, &HierarchyPage::intersWanted, &m_hierarchy, &HierarchyController::readInters);
    connect(m_hierarchyPage, &HierarchyPage::tripleWanted, &m_hierarchy, &HierarchyController::findTriple);
    connect(m_hierarchyPage, &HierarchyPage::openInGraph, this, &MainWindow::showInGraph);
    connect(m_hierarchyPage, &HierarchyPage::stateActionRequested, this, [this] {
        if (m_workspace.isOpen())
            showActivity(Build);
        else
            openSample();
    });
    connect(m_hierarchyPage, &HierarchyPage::queryWanted, this, &MainWindow::drawQuery);
    connect(&m_traces, &TraceController::explained, this, [this](const auto& answer, const auto& inside) {
        const Place place{answer, Scope::Word, inside->probe.step, inside->probe.layer};
        if (answer->trace.card.storeHash == m_workspace.summary().manifest.storeHash)
            m_hierarchyPage->setQuery(inside->direction, placeText(place));
    });
    connect(&m_traces, &TraceController::explainFailed, this, [this](const auto&, const QString& message) {
        if (shows(Hierarchy)) m_hierarchyPage->setQueryError(message);
    });
    const auto changed = [this] { updateUsage(); };
    connect(&m_conversation, &QAbstractItemModel::modelReset, this, changed);
}

/// The query of the word and layer that the Inspector shows.
void MainWindow::drawQuery() {
    const Place place = m_inspector->place();
    if (!place.answer || place.step < 0 || place.layer < 0)
        return m_hierarchyPage->setQueryError(tr("Ask something and click a word first; its query is drawn then."));
    m_traces.explain(m_chat.engine(), m_chat.workspaceFolder(), place.answer, place.step, place.layer);
}

void MainWindow::updateUsage() {
    if (!shows(Hierarchy)) return;
    ClusterUsage usage;
    for (const Turn& turn : m_conversation.turns())
        // Keys of another store have other numbers.
        if (turn.answer && (!m_chat.engine() || !m_chat.engine()->store() ||
                            turn.answer->trace.card.storeHash == m_chat.engine()->store()->hash()))
            usage.add(turn.answer->trace);
    m_hierarchyPage->setUsage(std::move(usage));
}

void MainWindow::scanModels() {
    m_models.scan(bundledModel(), QSettings().value(QStringLiteral("modelFolders")).toStringList());
}

void MainWindow::connectModels() {
    connect(&m_models, &ModelsController::scanned, m_modelsPage, &ModelsPage::setCards);
    connect(m_modelsPage, &ModelsPage::loadRequested, this, [this](const QString& folder) {
        m_modelFolder = folder;
        loadModel();
    });
    const auto store = [this](const QString& folder, bool add) {
        QStringList folders = QSettings().value(QStringLiteral("modelFolders")).toStringList();
        folders.removeAll(folder);
        // A folder that was found inside an added one goes with it.
        if (!add) folders.removeAll(QFileInfo(folder).path());
        if (add) folders << folder;
        QSettings().setValue(QStringLiteral("modelFolders"), folders);
        scanModels();
    };
    connect(m_modelsPage, &ModelsPage::folderDropped, this, [store](const QString& folder) { store(folder, true); });
    m_addModelFolder = [store](const QString& folder) { store(folder, true); };
    connect(m_modelsPage, &ModelsPage::addFolderRequested, this, [this, store] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Add a folder with a model, or with several"), graphsFolder());
        if (!folder.isEmpty()) store(folder, true);
    });
    connect(m_modelsPage, &ModelsPage::removeFolderRequested, this,
            [store](const QString& folder) { store(folder, false); });
}

} // namespace akv::ui
