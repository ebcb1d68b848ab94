// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "core/workspace/export.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/number_file.h"

#include <memory>

namespace akv::ui {

/// Writes a graph, or the evidence of one answer as a graph, to files, whole or not at all; reads exported numbers.
class ExportController : public QObject {
    Q_OBJECT
public:
    explicit ExportController(JobModel& jobs, QObject* parent = nullptr);
    void exportGraph(const QString& workspace, ExportKind kind, const QString& file);
    /// N-Triples when the file ends in .nt, GEXF when in .gexf, else GraphML.
    void exportEvidence(std::shared_ptr<const Answer> answer, const QString& file);
    /// JSON when the file ends in .json, else the arrays of each KB layer as .npy files (trace_export.h).
    void exportTrace(std::shared_ptr<const Answer> answer, const QString& file);
    /// Some triples of the graph as Triples, NTriples, GraphMl or Gexf.
    void exportTriples(const QString& folder, std::vector<TripleId> triples, ExportKind kind, const QString& file);
    /// Reads numbers that were exported before.
    void openNumbers(const QString& file);

Q_SIGNALS:
    void written(const QString& file);
    void failed(const QString& message);
    void numbersRead(const QString& file, const akv::ui::NumberFile& numbers);
    void numbersFailed(const QString& message);

private:
    void start(JobSlot& slot, const QString& title, const QString& file,
               std::function<Result<std::uint64_t>(const JobContext&)> work);

    JobModel& m_jobs;
    JobSlot m_graph, m_triples, m_evidence, m_trace, m_numbers;
};

} // namespace akv::ui
