// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <memory>

namespace akv::ui {

/// Opens .akvtrace files, which need neither model nor workspace, and writes texts made from them.
class TraceController : public QObject {
    Q_OBJECT
public:
    explicit TraceController(JobModel& jobs, QObject* parent = nullptr);
    void open(const QString& file);
    /// Writes `text` aside and renames it.
    void write(const QString& file, const QString& text);

Q_SIGNALS:
    void opened(const QString& file, const std::shared_ptr<const akv::Answer>& answer);
    void written(const QString& file);
    void failed(const QString& message);

private:
    JobModel& m_jobs;
    JobSlot m_open, m_write;
};

} // namespace akv::ui
