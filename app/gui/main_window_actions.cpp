// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/number_file.h"
#include "views/models/text.h"
#include "views/pages/build_page.h"
#include "views/pages/chat_page.h"
#include "views/pages/check_page.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/graph_facets.h"
#include "views/pages/inspector_page.h"
#include "views/pages/jobs_panel.h"
#include "views/pages/memory_page.h"
#include "views/pages/memory_page_estimator.h"
#include "views/pages/start_page.h"
#include "views/pictures/view_export.h"
#include "views/widgets/top_bar.h"

#include <QtCore/QDir>
#include <QtCore/QSysInfo>
#include <QtCore/QThread>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QStackedWidget>

namespace akv::ui {

void MainWindow::openSample() {
    const QString sample = bundledSample();
    if (sample.isEmpty()) {
        m_start->setStatus(tr("The sample is missing: %1.").arg(bundleHint()), true);
        showActivity(Start);
        return;
    }
    m_start->setStatus(tr("Opening the sample…"), false);
    QDir().mkpath(userGraphsFolder());
    m_workspace.openCopy(sample, userSampleFolder());
    showActivity(Chat);
}

void MainWindow::openWorkspace(const QString& folder) {
    m_start->setStatus(tr("Opening %1…").arg(folder), false);
    m_explorer->setOpen(false, tr("Opening %1…").arg(folder));
    m_workspace.open(folder);
}

void MainWindow::chooseWorkspace() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open a graph (a folder NAME.akv)"), graphsFolder());
    if (!folder.isEmpty()) openWorkspace(folder);
}

void MainWindow::newWorkspace() {
    QString folder = QFileDialog::getSaveFileName(this, tr("Name of the new graph"),
                                                  graphsFolder() + QStringLiteral("/graph.akv"), tr("Graphs (*.akv)"));
    if (folder.isEmpty()) return;
    if (!folder.endsWith(QStringLiteral(".akv"))) folder += QStringLiteral(".akv");
    m_workspace.create(folder);
    showActivity(Build);
}

void MainWindow::chooseModel() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a model folder"), m_modelFolder);
    if (folder.isEmpty()) return;
    m_modelFolder = folder;
    loadModel();
}

void MainWindow::chooseSources(bool folder) {
    const QStringList paths =
        folder ? QStringList(QFileDialog::getExistingDirectory(this, tr("Choose a folder with triples")))
               : QFileDialog::getOpenFileNames(this, tr("Choose files with triples"));
    if (!paths.isEmpty() && !paths.front().isEmpty()) m_build.detect(paths);
}

void MainWindow::chooseEmbeddings(const QString& encoder) {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose the embeddings of the keys"), {},
                                                      tr("Embeddings of keys (*key.npy);;NumPy arrays (*.npy)"));
    if (!file.isEmpty()) m_build.takeEmbeddings(file, encoder);
}

void MainWindow::chooseHierarchy(LeafType type) {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Choose a file of the hierarchy"), {},
                                     tr("Hierarchies (*_embd_key.npy *_embd_key_*_mapping.json);;All files (*)"));
    if (!file.isEmpty()) m_build.buildStore(type, file);
}

void MainWindow::openRecent(const QString& path) {
    path.endsWith(QStringLiteral(".akvtrace")) ? openTrace(path) : openWorkspace(path);
}

void MainWindow::importDropped(const QStringList& paths) {
    if (paths.front().endsWith(QStringLiteral(".akvtrace"))) return openTrace(paths.front());
    QFile first(paths.front());
    if (QFileInfo(first).isFile() && first.open(QIODevice::ReadOnly) && isNumberFile(first.read(256)))
        return openNumbers(paths.front());
    if (QFileInfo::exists(paths.front() + QStringLiteral("/manifest.json"))) return openWorkspace(paths.front());
    if (QFileInfo::exists(paths.front() + QStringLiteral("/config.json"))) { // a model
        m_addModelFolder(paths.front());
        return showActivity(Models);
    }
    if (!m_workspace.isOpen()) {
        m_pendingSources = paths;
        newWorkspace();
        return;
    }
    showActivity(Build);
    m_build.detect(paths);
}

void MainWindow::loadModel() {
    if (m_modelFolder.isEmpty()) {
        m_start->setStatus(tr("No model folder is known: %1.").arg(bundleHint()), true);
        return;
    }
    const QString objection = guardrailObjectionNow();
    objection.isEmpty() ? startEngine() : askToLoad(objection);
}

void MainWindow::onOpened(const WorkspaceSummary& summary) {
    remember(summary.folder);
    const bool same = m_chatsFolder == summary.folder;
    if (!same) {
        m_chatsFolder = summary.folder;
        m_chats.setWorkspace(summary.folder);
        m_conversation.clear();
    }
    m_start->setStatus({}, false);
    m_top->setGraphText(QStringLiteral("%1 · %2").arg(summary.name, triplesText(summary.counts.triples)));
    m_explorer->setOpen(true, {});
    m_edits.setWorkspace(summary.folder);
    m_explorer->facets()->setFacets(summary.types, summary.relations, summary.counts.relations);
    m_table.setFilter(same ? m_table.filter() : QString());
    readAround(same ? m_explorer->centre() : summary.firstEntity);
    showStale();
    m_chatPage->setSuggestions(summary.suggestions, summary.unknown);
    m_chatPage->setGraphNote(summary.storeProblem.isEmpty() ? QString() : tr("no store: model alone"));
    updateBuildPage();
    if (!m_pendingSources.isEmpty()) m_build.detect(std::exchange(m_pendingSources, {}));
    loadModel();
}

void MainWindow::updateBuildPage() {
    const WorkspaceSummary& s = m_workspace.summary();
    m_build.setWorkspace(s.folder);
    m_build.review();
    m_buildPage->setWorkspace(s.folder, s.manifest, s.counts,
                              s.folder.isEmpty() ? tr("No graph is open: make a new one.") : QString());
    const auto encoder = m_build.encoder();
    m_buildPage->setEncoder(encoder.ok() ? tr("sentence encoder in %1").arg(qs(encoder.value().string()))
                                         : qs(encoder.error().text()),
                            encoder.ok());
}

void MainWindow::onEngineState() {
    using State = ChatController::EngineState;
    const State state = m_chat.state();
    const ChatPage::Engine page[] = {ChatPage::Engine::None, ChatPage::Engine::Loading, ChatPage::Engine::Ready,
                                     ChatPage::Engine::Failed};
    m_chatPage->setEngineState(page[int(state)], m_chat.stateMessage());
    m_top->setModes(m_chat.modes());
    const bool knows = state == State::Ready && m_chat.engine()->store();
    if (knows) m_top->setMode(defaultMode(m_chat.engine()->info()));
    m_top->setModelText(state == State::Ready     ? qs(m_chat.engine()->info().name)
                        : state == State::Loading ? tr("loading…")
                        : state == State::Failed  ? tr("model failed")
                                                  : tr("no model"));
    QString device = tr("CPU");
    if (knows) device += m_chat.engine()->store()->type() == LeafType::Int8 ? tr(" · int8 store") : tr(" · fp16 store");
    m_status->setDevice(device);
    m_status->setSelfCheck(tr("self-check not run"), std::nullopt);
    m_check->setReady(knows ? QString() : tr("Open a graph with a built store and a model first."));
    updateK();
    updateModelFacts();
    updateAnalysis();
    updateEstimator();
    if (state != State::Ready) return;
    MemoryPlan plan;
    plan.rows = knows ? m_chat.engine()->store()->leafCount() : 0;
    plan.type = knows ? m_chat.engine()->store()->type() : LeafType::Int8;
    plan.k = m_top->k();
    plan.contextTokens = 256;
    m_memoryPage->estimator()->setPlan(plan);
}

void MainWindow::updateK() {
    const auto engine = m_chat.engine();
    const auto& measured = m_workspace.summary().manifest.k;
    const PruneK own = engine ? engine->info().k : PruneK{};
    const PruneK best = measured.value_or(own);
    m_top->setK(best, best,
                measured ? tr("Recommended for this graph: keeps %1 of the exact top-k mass (measured).")
                               .arg(m_workspace.summary().manifest.recall, 0, 'f', 3)
                         : tr("The model's own default; build the store to measure a k for this graph."));
}

void MainWindow::updateSystemFacts() {
    const MemorySample now = m_memory.series().points().back().sample;
    FactList facts{
        {tr("system"), QSysInfo::prettyProductName()},
        {tr("processor"),
         tr("%1 · %2 threads").arg(QSysInfo::currentCpuArchitecture()).arg(QThread::idealThreadCount())},
        {tr("memory free"), tr("%1 of %2").arg(bytesText(now.systemAvailable), bytesText(now.systemTotal))},
        {tr("accelerator"), now.deviceTotal ? bytesText(*now.deviceTotal) : tr("none, runs on the processor")}};
    m_start->setSystem(facts);
    updateDiagnostics(facts);
}

/// Without folders: a copy for a report names neither user nor place.
void MainWindow::updateDiagnostics(const QList<std::pair<QString, QString>>& facts) {
    QStringList lines{tr("AtlasKV Workbench %1").arg(QApplication::applicationVersion())};
    for (const auto& [name, value] : facts) lines << name + QStringLiteral(": ") + value;
    const auto engine = m_chat.engine();
    if (engine) lines << tr("model: %1, hash %2").arg(qs(engine->info().name), qs(engine->info().hash).left(16));
    if (m_workspace.isOpen())
        lines << tr("graph: %1, %2 rows")
                     .arg(triplesText(m_workspace.summary().counts.triples),
                          grouped(m_workspace.summary().manifest.rows));
    m_jobsPanel->setFacts(lines.join(QLatin1Char('\n')));
}

void MainWindow::updateModelFacts() {
    FactList facts;
    if (const auto engine = m_chat.engine()) {
        const ModelInfo& info = engine->info();
        QStringList layers;
        for (const int layer : info.kbLayers) layers << QString::number(layer);
        facts = {{tr("name"), qs(info.name)},
                 {tr("parameters"), grouped(info.parameters)},
                 {tr("adapter"), info.adapterParameters > 0 ? grouped(info.adapterParameters) : tr("none")},
                 {tr("layers"), tr("%1, hidden %2").arg(info.layers).arg(info.hidden)},
                 {tr("KB layers"), layers.isEmpty() ? tr("none") : layers.join(QStringLiteral(", "))},
                 {tr("weights"), bytesText(info.weightsBytes)},
                 {tr("encoder"),
                  info.encoder.empty() ? tr("none") : tr("%1, %2 wide").arg(qs(info.encoder)).arg(info.encoderWidth)},
                 {tr("hash"), qs(info.hash).left(16)}};
    } else {
        facts = {{tr("state"), m_chat.stateMessage().isEmpty() ? tr("not loaded") : m_chat.stateMessage()},
                 {tr("folder"), m_modelFolder.isEmpty() ? tr("not found") : m_modelFolder}};
    }
    m_start->setModel(facts);
}

QWidget* MainWindow::currentPage() const { return m_stack->currentWidget(); }

void MainWindow::saveView() { saveViewAs(graphsFolder() + QStringLiteral("/view.svg"), exportFilters()); }

/// Picture or numbers of the page, by the ending of the file.
void MainWindow::saveViewAs(const QString& proposed, const QString& filters) {
    const QString file = QFileDialog::getSaveFileName(this, tr("Save what is shown"), proposed, filters);
    if (file.isEmpty()) return;
    const Turn* turn = m_conversation.turn(m_turn);
    const auto saved = exportView(*currentPage(), turn ? turn->question : windowTitle(), file);
    m_chatPage->setGraphNote(saved.ok() ? tr("saved %1").arg(file) : qs(saved.error().text()));
    if (!saved.ok()) QMessageBox::warning(this, tr("Save what is shown"), qs(saved.error().text()));
}

void MainWindow::ask(const QString& question) {
    if (m_editing != 0) {
        m_pendingQuestion = question;
        m_chats.fork(std::exchange(m_editing, 0));
        m_chatPage->setEditing({});
        return;
    }
    Turn turn;
    turn.question = question;
    addTurn(std::move(turn));
}

void MainWindow::addTurn(Turn turn, const RunCard* card) {
    if (sendTurn(std::move(turn), card) == 0) return;
    m_chatPage->showChats(false);
    showActivity(Chat);
}

int MainWindow::sendTurn(Turn turn, const RunCard* card) {
    if (m_chat.busy() || m_edits.running()) return 0;
    const auto mode = card ? parseMode(card->mode) : Result<Mode>(m_top->mode());
    if (!mode.ok()) return 0;
    turn.mode = mode.value();
    AskRequest request;
    request.question = turn.question;
    request.mode = turn.mode;
    request.masked = turn.masked;
    if (prunes(turn.mode)) request.k = card ? PruneK{card->kRoot, card->kInter, card->kLeaf} : m_top->k();
    if (card) {
        AnswerSettings settings;
        settings.seed = card->seed;
        settings.temperature = card->temperature;
        if (card->maxTokens > 0) settings.maxTokens = card->maxTokens;
        request.settings = settings;
        request.contextTriples = card->contextTriples;
        request.hybridAttention = card->hybridAttention;
    }
    request.turn = m_conversation.addQuestion(std::move(turn));
    m_chats.keepQuestion(*m_conversation.last());
    const int id = request.turn;
    m_chat.ask(std::move(request));
    return id;
}

void MainWindow::maskAndAsk(int id, qint64 triple, const QString& text) {
    const Turn* base = m_conversation.turn(id);
    if (!base) return;
    Turn turn;
    turn.question = base->question;
    turn.masked = base->masked;
    turn.masked.push_back(TripleId(triple));
    turn.maskedText = base->maskedText.isEmpty() ? text : tr("%1; %2").arg(base->maskedText, text);
    turn.baseTurn = base->id;
    addTurn(std::move(turn));
}

void MainWindow::regenerate(int id) {
    const Turn* base = m_conversation.turn(id);
    if (!base) return;
    Turn turn;
    turn.question = base->question;
    turn.masked = base->masked;
    turn.maskedText = base->maskedText;
    turn.baseTurn = m_conversation.firstVariant(id);
    addTurn(std::move(turn));
}

void MainWindow::onAnswered(int id, const std::shared_ptr<const Answer>& answer, const ClusterParents& parents) {
    m_conversation.setAnswer(id, answer, parents);
    m_chats.keepAnswer(id, answer);
    m_status->setSpeed(tr("%1 tokens/s · first token %2 s")
                           .arg(answer->tokensPerSecond, 0, 'f', 1)
                           .arg(answer->timeToFirstToken, 0, 'f', 2));
    if (answer->tokensPerSecond > 0.0 && !answer->stopped)
        m_evaluatePage->plan()->setPace(answer->timeToFirstToken +
                                        double(answer->tokens.size()) / answer->tokensPerSecond);
    if (answer->tokens.empty()) return;
    // Begin at the word for which the graph was read most.
    const AnswerToken* most = &answer->tokens.front();
    for (const AnswerToken& token : answer->tokens)
        if (token.lambdaKg > most->lambdaKg) most = &token;
    selectToken(id, most->step);
}

void MainWindow::saveTrace(int id) {
    const Turn* turn = m_conversation.turn(id);
    if (!turn || !turn->answer) return;
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save the trace"), graphsFolder() + QStringLiteral("/answer.akvtrace"),
        tr("Traces (*.akvtrace);;Everything in it, JSON (*.json);;Its arrays, a file each, NPY (*.npy)"));
    if (file.endsWith(QStringLiteral(".json")) || file.endsWith(QStringLiteral(".npy")))
        m_exports.exportTrace(turn->answer, file);
    else if (!file.isEmpty())
        m_chat.saveTrace(turn->answer, file);
}

} // namespace akv::ui
