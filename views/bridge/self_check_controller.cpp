// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/self_check_controller.h"

#include "views/models/text.h"

namespace akv::ui {

SelfCheckController::SelfCheckController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    connect(&m_slot, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void SelfCheckController::run(std::shared_ptr<const Engine> engine, const QString& folder, const PruneK& k) {
    if (!engine || !engine->store()) {
        Q_EMIT failed(tr("Open a graph with a built store and a model first."));
        return;
    }
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_slot.start<std::vector<CheckResult>>(
        [engine = std::move(engine), path = std::filesystem::path(toStd(folder)),
         k](const JobContext& context) -> Result<std::vector<CheckResult>> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return runSelfCheck(*engine, *workspace, k, context);
        },
        [this, job](Result<std::vector<CheckResult>> results) {
            if (results.ok()) {
                m_jobs.finish(*job, JobModel::Outcome::Done, {});
                Q_EMIT finished(results.value());
                return;
            }
            const bool cancelled = results.error().code == ErrorCode::Cancelled;
            m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                          qs(results.error().text()));
            Q_EMIT failed(cancelled ? tr("Cancelled.") : qs(results.error().text()));
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Self-check"), token);
    Q_EMIT started();
}

} // namespace akv::ui
