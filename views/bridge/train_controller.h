// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/trainer.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/result_series.h"

#include <QtCore/QTimer>

namespace akv::ui {

/// Starts, stops and resumes training, and follows the curves.csv of a run: its own, one that the command line writes
/// at this moment, or one that is over.
class TrainController : public QObject {
    Q_OBJECT
public:
    explicit TrainController(JobModel& jobs, QObject* parent = nullptr);
    /// `config`: JSON as for `atlaskv train`; `data`, `out`: instead of the configured folders where not empty.
    void start(TrainTarget target, const QString& config, const QString& data, const QString& out, bool resume);
    /// Ends after the present step; what the last checkpoint holds can be resumed.
    void stop() { m_run.cancel(); }
    bool running() const { return m_run.running(); }
    /// Reads this curves.csv now and whenever it grows.
    void follow(const QString& curvesFile);

Q_SIGNALS:
    void started(const QString& out);
    void curvesRead(const QString& file, const std::vector<akv::ui::Curve>& curves);
    void ended(const QString& what);
    void failed(const QString& message);

private:
    void read();

    JobModel& m_jobs;
    QString m_file;
    qint64 m_size = -1;
    QTimer m_poll;
    JobSlot m_run, m_read;
};

} // namespace akv::ui
