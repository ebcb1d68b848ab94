// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/command_book.h"
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "app/gui/preferences_dialog.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/memory_page.h"
#include "views/pages/memory_page_curve.h"
#include "views/pages/memory_page_estimator.h"
#include "views/widgets/top_bar.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStackedWidget>

namespace akv::ui {

void MainWindow::connectMemory() {
    MemoryEstimator* estimator = m_memoryPage->estimator();
    MemoryCurveView* curve = m_memoryPage->curve();
    connect(estimator, &MemoryEstimator::guardrailRequested, this,
            [this] { showPreferences(PreferencesDialog::Compute); });
    connect(estimator, &MemoryEstimator::planChanged, this,
            [estimator, curve] { curve->setProjection(estimator->shape(), estimator->plan()); });
    connect(curve, &MemoryCurveView::measureRequested, this, [this](const std::vector<std::uint64_t>& sizes) {
        MemoryCurveOptions options;
        options.k = m_top->k();
        options.threads = m_settings.threads;
        m_memoryCurve.measure(m_modelFolder, sizes, options);
    });
    connect(curve, &MemoryCurveView::cancelRequested, &m_memoryCurve, &MemoryCurveController::cancel);
    connect(&m_memoryCurve, &MemoryCurveController::started, curve, [curve] { curve->setRunning(true, {}); });
    connect(&m_memoryCurve, &MemoryCurveController::progressed, curve,
            [curve](const QString& what) { curve->setRunning(true, what); });
    connect(&m_memoryCurve, &MemoryCurveController::failed, curve, &MemoryCurveView::setError);
    connect(&m_memoryCurve, &MemoryCurveController::ended, curve, [curve] { curve->setRunning(false, {}); });
    connect(&m_memoryCurve, &MemoryCurveController::measured, this, &MainWindow::updateEstimator);
    m_draftTimer = new QTimer(this);
    connect(m_draftTimer, &QTimer::timeout, this, [this] { saveDraft(m_chatPage->composer()->toPlainText()); });
    connect(m_chatPage, &ChatPage::askRequested, this, [] { saveDraft({}); });
}

/// The model or graph changed: the estimator begins with them.
void MainWindow::updateEstimator() {
    MemoryEstimator* estimator = m_memoryPage->estimator();
    const auto shape = readMemoryShape(toStd(m_modelFolder));
    estimator->setModel(QFileInfo(m_modelFolder).fileName(), shape.ok() ? shape.value() : MemoryShape{},
                        m_modelFolder.isEmpty() ? tr("No model folder is known.")
                        : shape.ok()            ? QString()
                                                : qs(shape.error().text()));
    const auto engine = m_chat.engine();
    m_memoryPage->curve()->setReady(engine ? QString() : tr("Load a model first."));
    m_memoryPage->curve()->setMeasurements(m_memoryCurve.points(engine ? engine->info().hash : std::string()));
    m_memoryPage->curve()->setProjection(estimator->shape(), estimator->plan());
}

/// What speaks against loading the model with the graph that is open; empty: nothing.
QString MainWindow::guardrailObjectionNow() const {
    const WorkspaceSummary& s = m_workspace.summary();
    if (m_allowed == m_modelFolder + QLatin1Char('\n') + s.folder) return {};
    const auto shape = readMemoryShape(toStd(m_modelFolder));
    if (!shape.ok()) return {}; // loading says what is wrong with the folder
    MemoryPlan plan;
    plan.rows = s.storeProblem.isEmpty() ? s.manifest.rows : 0;
    plan.k = s.manifest.k.value_or(PruneK{});
    plan.type = s.leafType;
    plan.contextTokens = std::min<std::uint64_t>(512, shape->contextLength);
    std::uint64_t available = MemorySampler().sample().systemAvailable;
    if (const auto engine = m_chat.engine()) available += engine->info().weightsBytes; // it is given up first
    return akv::ui::guardrailObjection(estimateMemory(shape.value(), plan), m_settings.guardrail, available);
}

void MainWindow::askToLoad(const QString& objection) {
    m_chat.refuse(m_workspace.summary().folder, objection);
    auto* box = new QMessageBox(QMessageBox::Warning, tr("This may not fit into memory"), objection,
                                QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* anyway = box->addButton(tr("Load anyway"), QMessageBox::AcceptRole);
    QPushButton* rail = box->addButton(tr("Change the guardrail…"), QMessageBox::ActionRole);
    box->addButton(tr("Do not load"), QMessageBox::RejectRole);
    connect(anyway, &QPushButton::clicked, this, [this] {
        m_allowed = m_modelFolder + QLatin1Char('\n') + m_workspace.summary().folder;
        startEngine();
    });
    connect(rail, &QPushButton::clicked, this, [this] { showPreferences(PreferencesDialog::Compute); });
    box->open();
}

void MainWindow::startEngine() {
    m_build.setModel(m_modelFolder);
    m_chat.setThreads(m_settings.threads);
    m_chat.load(m_modelFolder, m_workspace.summary().folder);
}

void MainWindow::showPreferences(int section) {
    auto* dialog = new PreferencesDialog(*m_book, m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::settingsChanged, this, &MainWindow::applySettings);
    dialog->showSection(section);
    dialog->open();
}

void MainWindow::showShortcuts() { showPreferences(PreferencesDialog::Shortcuts); }

void MainWindow::applySettings(const Settings& settings) {
    m_settings = settings;
    AnswerSettings answers;
    answers.maxTokens = settings.maxTokens;
    answers.temperature = float(settings.temperature);
    answers.seed = settings.seed;
    answers.traceBytes = std::size_t(settings.traceMegabytes) << 20;
    m_chat.setAnswerSettings(answers);
    m_chats.setKeepTraces(settings.keepTraces);
    m_explorer->capBox()->setValue(settings.graphCap);
    m_explorer->depthSlider()->setValue(settings.graphDepth);
    settings.draftSeconds > 0 ? m_draftTimer->start(settings.draftSeconds * 1000) : m_draftTimer->stop();
    m_memoryPage->estimator()->setFree(MemorySampler().sample().systemAvailable, settings.guardrail);
}

QString MainWindow::graphsFolder() const {
    return QFileInfo(m_settings.graphsFolder).isDir() ? m_settings.graphsFolder : userGraphsFolder();
}

void MainWindow::updateMemory() {
    m_inspector->setMemory(m_memory.series());
    if (!shows(Memory)) return;
    m_memoryPage->setMemory(m_memory.series(), m_workspace.summary().bytes);
    if (m_memory.series().points().empty()) return;
    const MemorySample& now = m_memory.series().points().back().sample;
    m_memoryPage->estimator()->setFree(now.systemAvailable, m_settings.guardrail);
    MeasuredMemory measured;
    if (m_chat.engine()) measured.engine = m_memory.engineMemory();
    if (m_chat.engine() && m_chat.engine()->store()) measured.disk = m_chat.engine()->store()->bytesOnDisk();
    if (measured != m_measured) m_memoryPage->estimator()->setMeasured(m_measured = measured);
}

} // namespace akv::ui
