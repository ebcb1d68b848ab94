// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "views/models/indicators.h"
#include "views/models/text.h"
#include "views/models/what_if.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/accessible.h"
#include "views/widgets/token_strip.h"

#include <QtWidgets/QApplication>

#include <algorithm>

namespace akv::ui {

/// What happens while the focus is elsewhere, for those who do not see it.
void MainWindow::connectAnnouncements() {
    connect(&m_jobs, &JobModel::ended, this, [this](int, const QString& text) { announce(this, text); });
    connect(&m_chat, &ChatController::answered, this,
            [this](int, const std::shared_ptr<const Answer>& answer) { announceAnswer(*answer); });
    connect(&m_chat, &ChatController::failed, this,
            [this](int, const QString& message) { announce(this, tr("No answer: %1").arg(message)); });
    connect(&m_whatIf, &WhatIfController::finished, this,
            [this](const auto& result) { announce(this, whatIfVerdict(*result)); });
    connect(&m_whatIf, &WhatIfController::failed, this, [this](const QString& message) { announce(this, message); });
    connect(&m_workspace, &WorkspaceController::pageRead, this,
            [this](const QString& text, quint64 offset, const std::vector<Triple>&, quint64 total) {
                if (offset == 0 && !text.isEmpty()) announce(this, tr("%1 found").arg(triplesText(total)));
            });
}

void MainWindow::announceAnswer(const Answer& answer) {
    const QString text = qs(answer.text).trimmed();
    QString said = answer.stopped ? tr("Answer stopped: %1").arg(text) : tr("Answer finished: %1").arg(text);
    const Indicators figures = indicatorsOf(answer);
    if (answer.refused)
        said += QLatin1Char('\n') + tr("The model says that it cannot find this in the graph.");
    else if (figures.groundingRank)
        said += QLatin1Char('\n') + tr("Grounded in triple #%1 of %2 that were read.")
                                        .arg(*figures.groundingRank)
                                        .arg(grouped(figures.leavesRead));
    else if (figures.leavesRead > 0)
        said +=
            QLatin1Char('\n') + tr("Not grounded in the %1 triples that were read.").arg(grouped(figures.leavesRead));
    announce(this, said);
}

bool MainWindow::focusNextPrevChild(bool next) {
    orderTabs(currentPage());
    return QMainWindow::focusNextPrevChild(next);
}

/// A word that was chosen by a key of the window; the words themselves speak when they have the focus.
void MainWindow::announceWord(int step) {
    const auto answer = m_inspector->answer();
    if (!answer || dynamic_cast<TokenStrip*>(QApplication::focusWidget())) return;
    const auto& tokens = answer->tokens;
    const auto at = std::find_if(tokens.begin(), tokens.end(), [step](const AnswerToken& t) { return t.step == step; });
    if (at == tokens.end()) return;
    announce(this, tr("“%1”, word %2 of %3, λ %4")
                       .arg(qs(at->text).trimmed())
                       .arg(at - tokens.begin() + 1)
                       .arg(tokens.size())
                       .arg(scoreText(double(at->lambdaKg))));
}

void MainWindow::moveLayer(int by) {
    m_inspector->moveLayer(by);
    if (m_inspector->layer() >= 0) announce(this, tr("layer %1").arg(m_inspector->layer()));
}

} // namespace akv::ui
