// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/bridge/job_slot.h"
#include "views/models/check_result.h"
#include "views/models/job_model.h"

#include <memory>

namespace akv::ui {

/// Invariants that can be read off one answer's records. `hierarchy` may be null (then cluster membership is taken from
/// the traced paths alone).
std::vector<CheckResult> checkRecords(const Answer& answer, const PruneK& k, const Hierarchy* hierarchy);

/// Asks questions made from a row of the workspace and measures every invariant on what the engine returned.
Result<std::vector<CheckResult>> runSelfCheck(const Engine& engine, const std::filesystem::path& workspace,
                                              const PruneK& k, const JobContext& context);

/// Runs the self-check in a worker.
class SelfCheckController : public QObject {
    Q_OBJECT
public:
    explicit SelfCheckController(JobModel& jobs, QObject* parent = nullptr);
    void run(std::shared_ptr<const Engine> engine, const QString& workspace, const PruneK& k);

Q_SIGNALS:
    void started();
    void finished(const std::vector<akv::ui::CheckResult>& results);
    void failed(const QString& message);

private:
    JobModel& m_jobs;
    JobSlot m_slot;
};

} // namespace akv::ui
