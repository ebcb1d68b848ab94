// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/explain.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <memory>

namespace akv::ui {

/// Opens .akvtrace files, which need neither model nor workspace, writes texts made from them, and replays an answer to
/// see where a triple was lost or how its weights were made.
class TraceController : public QObject {
    Q_OBJECT
public:
    explicit TraceController(JobModel& jobs, QObject* parent = nullptr);
    void open(const QString& file);
    /// Writes `text` aside and renames it.
    void write(const QString& file, const QByteArray& content);
    /// Runs the traced answer again and ranks `triple` on every level; needs the model and graph it came from.
    void follow(std::shared_ptr<const Engine> engine, const QString& workspace, std::shared_ptr<const Answer> answer,
                qint64 triple);

    /// Runs the traced answer again up to `step` and takes the inside of `layer`.
    void explain(std::shared_ptr<const Engine> engine, const QString& workspace, std::shared_ptr<const Answer> answer,
                 int step, int layer);

Q_SIGNALS:
    void explained(const std::shared_ptr<const akv::Answer>& answer,
                   const std::shared_ptr<const akv::LayerExplanation>& explanation);
    void explainFailed(const std::shared_ptr<const akv::Answer>& answer, const QString& message);
    void followed(const std::shared_ptr<const akv::Answer>& answer, qint64 triple,
                  const std::vector<akv::RowPath>& paths);
    void followFailed(const std::shared_ptr<const akv::Answer>& answer, const QString& message);
    void opened(const QString& file, const std::shared_ptr<const akv::Answer>& answer);
    void written(const QString& file);
    void failed(const QString& message);

private:
    JobModel& m_jobs;
    JobSlot m_open, m_write, m_follow, m_explain;
};

} // namespace akv::ui
