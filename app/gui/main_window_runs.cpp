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
    connect(m_evaluatePage, &EvaluatePage::runRequested, this,
            [this](const QString& questions, const auto& sizes, const auto& modes, int seeds, int perCell,
                   const QString& out) {
                m_evaluate.run({questions, sizes, modes, seeds, perCell, out});
            });
    connect(m_evaluatePage, &EvaluatePage::cancelRequested, &m_evaluate, &EvaluateController::cancel);
    connect(m_evaluatePage, &EvaluatePage::pauseRequested, &m_evaluate, &EvaluateController::setPaused);
    connect(m_evaluatePage, &EvaluatePage::chooseQuestionsRequested, this, [this] {
        m_evaluatePage->setQuestionsFile(QFileDialog::getOpenFileName(
            this, tr("Questions: Q-K-V rows as JSON or JSON Lines"), graphsFolder(), tr("JSON (*.json *.jsonl)")));
    });
    connect(m_evaluatePage, &EvaluatePage::openRunRequested, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Open a run: the folder with summary.json"), graphsFolder());
        if (!folder.isEmpty()) m_evaluate.openFolder(folder);
    });
    connect(m_evaluatePage, &EvaluatePage::askRequested, this, &MainWindow::ask);
    connect(&m_evaluate, &EvaluateController::started, this, [this] { m_evaluatePage->setRunning(true); });
    connect(&m_evaluate, &EvaluateController::progressed, m_evaluatePage, &EvaluatePage::setProgress);
    connect(&m_evaluate, &EvaluateController::resultsRead, m_evaluatePage, &EvaluatePage::setResults);
    connect(&m_evaluate, &EvaluateController::failed, m_evaluatePage, &EvaluatePage::setError);
    connect(&m_evaluate, &EvaluateController::ended, this, [this] {
        m_evaluatePage->setRunning(false);
        updateEvaluate(); // the next run gets a folder of its own
    });
}

void MainWindow::updateEvaluate() {
    const WorkspaceSummary& s = m_workspace.summary();
    const bool ready = m_chat.state() == ChatController::EngineState::Ready && m_chat.engine()->store();
    m_evaluate.setSources(m_modelFolder, s.folder);
    m_evaluatePage->setReady(ready ? QString() : tr("Open a graph with a built store and a model first."),
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
