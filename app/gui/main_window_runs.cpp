// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/models/text.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/train_page.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>

namespace akv::ui {

void MainWindow::connectEvaluate() {
    EvaluatePlan* plan = m_evaluatePage->plan();
    connect(plan, &EvaluatePlan::runRequested, &m_evaluate, &EvaluateController::run);
    connect(plan, &EvaluatePlan::cancelRequested, &m_evaluate, &EvaluateController::cancel);
    connect(plan, &EvaluatePlan::pauseRequested, &m_evaluate, &EvaluateController::setPaused);
    connect(plan, &EvaluatePlan::chooseQuestionsRequested, this, [this, plan] {
        plan->setQuestionsFile(QFileDialog::getOpenFileName(this, tr("Questions: Q-K-V rows as JSON or JSON Lines"),
                                                            graphsFolder(), tr("JSON (*.json *.jsonl)")));
    });
    connect(m_evaluatePage, &EvaluatePage::openRunRequested, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Open a run: the folder with summary.json"), graphsFolder());
        if (!folder.isEmpty()) m_evaluate.openFolder(folder);
    });
    connect(m_evaluatePage, &EvaluatePage::askRequested, this, &MainWindow::ask);
    connect(&m_evaluate, &EvaluateController::started, this, [plan] { plan->setRunning(true); });
    connect(&m_evaluate, &EvaluateController::progressed, plan, &EvaluatePlan::setProgress);
    connect(&m_evaluate, &EvaluateController::sweepRead, m_evaluatePage, &EvaluatePage::setSweep);
    connect(&m_evaluate, &EvaluateController::resultsRead, m_evaluatePage, &EvaluatePage::setResults);
    connect(&m_evaluate, &EvaluateController::failed, plan, &EvaluatePlan::setError);
    connect(&m_evaluate, &EvaluateController::ended, this, [this, plan] {
        plan->setRunning(false);
        updateEvaluate(); // the next run gets a folder of its own
    });
}

/// What can be measured with what is loaded now.
void MainWindow::updateEvaluate() {
    const WorkspaceSummary& s = m_workspace.summary();
    const auto engine = m_chat.engine();
    const bool ready = m_chat.state() == ChatController::EngineState::Ready && engine->store();
    EvaluatePlan* plan = m_evaluatePage->plan();
    m_evaluate.setSources(m_modelFolder, s.folder);
    plan->setEncoderProblem(EvaluateController::encoderProblem());
    plan->setReady(ready ? QString() : tr("Open a graph with a built store and a model first."),
                   ready ? s.manifest.rows : 0,
                   s.folder + QStringLiteral("/evaluations/") +
                       QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HHmmss")));
}

void MainWindow::connectTrain() {
    connect(m_trainPage, &TrainPage::chooseConfigRequested, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Configuration of a training run"),
                                                          trainingExamples(), tr("JSON (*.json)"));
        if (!file.isEmpty()) m_trainPage->setConfig(file);
    });
    connect(m_trainPage, &TrainPage::openCurvesRequested, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Curves of a training run"), trainingExamples(),
                                                          tr("Curves (*.csv)"));
        if (!file.isEmpty()) m_train.follow(file);
    });
    connect(m_trainPage, &TrainPage::startRequested, this,
            [this](bool adapter, const QString& config, const QString& data, const QString& out, bool resume) {
                m_train.start(adapter ? TrainTarget::Adapter : TrainTarget::LanguageModel, config, data, out, resume);
            });
    connect(m_trainPage, &TrainPage::stopRequested, &m_train, &TrainController::stop);
    connect(&m_train, &TrainController::started, this,
            [this](const QString& out) { m_trainPage->setRunning(true, out); });
    connect(&m_train, &TrainController::curvesRead, m_trainPage, &TrainPage::setCurves);
    connect(&m_train, &TrainController::ended, this, [this](const QString& what) {
        m_trainPage->setRunning(false, {});
        m_trainPage->setMessage(what, false);
    });
    connect(&m_train, &TrainController::failed, this, [this](const QString& message) {
        m_trainPage->setRunning(m_train.running(), {});
        m_trainPage->setMessage(message, true);
    });
}

} // namespace akv::ui
