// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bridge/job_slot.h"
#include "views/models/compare_model.h"
#include "views/models/job_model.h"

namespace akv::ui {

/// Asks one question in several modes, one after the other; fills the model. cancel() stops within one token, what was
/// finished stays.
class CompareController : public QObject {
    Q_OBJECT
public:
    CompareController(JobModel& jobs, CompareModel& model, QObject* parent = nullptr);
    void setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder);
    /// `runs`: modes with their settings, in the order they are asked.
    void run(const QString& question, std::vector<CompareModel::Run> runs);
    void cancel();
    bool running() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    void findGold();
    void next(std::size_t row);
    void end(JobModel::Outcome outcome);

    JobModel& m_jobs;
    CompareModel& m_model;
    std::shared_ptr<const Engine> m_engine;
    QString m_workspace;
    CancelToken m_cancel;
    int m_job = 0;
    bool m_running = false;
    JobSlot m_slot, m_gold;
};

} // namespace akv::ui
