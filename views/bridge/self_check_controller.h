// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/self_check.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <memory>

namespace akv::ui {

/// Runs the core's self-check in a worker.
class SelfCheckController : public QObject {
    Q_OBJECT
public:
    explicit SelfCheckController(JobModel& jobs, QObject* parent = nullptr);
    void run(std::shared_ptr<const Engine> engine, const QString& workspace, const PruneK& k);

Q_SIGNALS:
    void started();
    void finished(const std::vector<akv::CheckResult>& results);
    void failed(const QString& message);

private:
    JobModel& m_jobs;
    JobSlot m_slot;
};

} // namespace akv::ui
