// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/compare_controller.h"

#include "views/bridge/answering.h"
#include "views/models/text.h"

namespace akv::ui {

CompareController::CompareController(JobModel& jobs, CompareModel& model, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_model(model) {}

void CompareController::setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder) {
    cancel();
    m_engine = std::move(engine);
    m_workspace = workspaceFolder;
}

void CompareController::cancel() {
    m_cancel.cancel();
    m_slot.cancel();
}

void CompareController::run(const QString& question, const std::vector<Mode>& modes, const PruneK& k) {
    if (m_running || !m_engine || modes.empty()) return;
    m_k = k;
    m_cancel = CancelToken();
    m_model.start(question, modes);
    m_job = m_jobs.begin(tr("Compare %1 modes").arg(modes.size()), m_cancel);
    m_running = true;
    Q_EMIT runningChanged(true);
    next(0);
}

void CompareController::end(JobModel::Outcome outcome) {
    m_jobs.finish(m_job, outcome, {});
    m_running = false;
    Q_EMIT runningChanged(false);
}

void CompareController::next(std::size_t row) {
    const std::size_t all = m_model.runs().size();
    m_jobs.update(m_job, {"modes", row, all});
    if (row >= all) return end(JobModel::Outcome::Done);
    const Mode mode = m_model.runs()[row].mode;
    if (m_cancel.cancelled()) {
        for (std::size_t i = row; i < all; ++i)
            m_model.setState(m_model.runs()[i].mode, CompareModel::State::Failed, {}, tr("not run: stopped by you"));
        return end(JobModel::Outcome::Cancelled);
    }
    m_model.setState(mode, CompareModel::State::Running);
    AskOptions options;
    options.mode = mode;
    options.k = m_k;
    m_slot.start<Answer>(
        [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), question = toStd(m_model.question()),
         options](const JobContext& context) -> Result<Answer> {
            return askWorkspace(*engine, folder, question, options, context);
        },
        [this, row, mode](Result<Answer> answer) {
            if (answer.ok())
                m_model.setState(mode, CompareModel::State::Done,
                                 std::make_shared<const Answer>(std::move(answer).value()));
            else
                m_model.setState(mode, CompareModel::State::Failed, {}, qs(answer.error().text()));
            next(row + 1);
        });
}

} // namespace akv::ui
