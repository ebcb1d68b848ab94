// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "core/workspace/export.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <memory>

namespace akv::ui {

/// Writes a graph, or the evidence of one answer as a graph, to files; whole or not at all.
class ExportController : public QObject {
    Q_OBJECT
public:
    explicit ExportController(JobModel& jobs, QObject* parent = nullptr);
    void exportGraph(const QString& workspace, ExportKind kind, const QString& file);
    /// N-Triples when the file ends in .nt, else GraphML.
    void exportEvidence(std::shared_ptr<const Answer> answer, const QString& file);

Q_SIGNALS:
    void written(const QString& file);
    void failed(const QString& message);

private:
    void start(JobSlot& slot, const QString& title, const QString& file,
               std::function<Result<std::uint64_t>(const JobContext&)> work);

    JobModel& m_jobs;
    JobSlot m_graph, m_evidence;
};

} // namespace akv::ui
