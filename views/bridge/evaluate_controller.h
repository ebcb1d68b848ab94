// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/evaluate.h"
#include "views/bridge/job_slot.h"
#include "views/models/eval_request.h"
#include "views/models/job_model.h"
#include "views/models/result_series.h"
#include "views/models/sweep_results.h"

#include <QtCore/QTimer>

namespace akv::ui {

/// Runs an evaluation and reads its folder as it grows: summary.json and items.jsonl are the only source of what is
/// shown, so that a run of the command line can be opened in the same way.
class EvaluateController : public QObject {
    Q_OBJECT
public:
    explicit EvaluateController(JobModel& jobs, QObject* parent = nullptr);
    void setSources(const QString& modelFolder, const QString& workspaceFolder);
    void run(const EvalRequest& request);
    void cancel() { m_run.cancel(); }
    /// Holds the run between two questions; what is finished is in the folder.
    void setPaused(bool paused) { m_jobs.setPaused(m_jobs.rowOf(m_job), paused); }
    bool running() const { return m_run.running(); }
    /// Why the metrics that need the sentence encoder cannot be measured; empty: they can.
    static QString encoderProblem();
    /// Shows a run that is there already.
    void openFolder(const QString& folder);

Q_SIGNALS:
    void started(const QString& folder);
    void resultsRead(const QString& folder, const std::vector<akv::ui::EvalLine>& lines,
                     const std::vector<akv::ui::EvalItem>& items);
    /// Comes before resultsRead; empty without a sweep.
    void sweepRead(const std::vector<akv::ui::SweepLine>& lines);
    void progressed(const akv::Progress& progress);
    void ended();
    void failed(const QString& message);

private:
    void read(bool complain);

    JobModel& m_jobs;
    QString m_model, m_workspace, m_folder;
    QTimer m_poll;
    bool m_again = false; ///< read() was called during a reading
    int m_job = 0;
    JobSlot m_run, m_read;
};

} // namespace akv::ui
