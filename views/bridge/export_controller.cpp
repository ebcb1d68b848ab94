// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/export_controller.h"

#include "core/trace/trace_export.h"
#include "views/models/text.h"

namespace akv::ui {

ExportController::ExportController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void ExportController::start(JobSlot& slot, const QString& title, const QString& file,
                             std::function<Result<std::uint64_t>(const JobContext&)> work) {
    auto job = std::make_shared<int>(0);
    const CancelToken token = slot.start<std::uint64_t>(
        std::move(work),
        [this, job, file](Result<std::uint64_t> written) {
            if (written.ok()) {
                m_jobs.finish(*job, JobModel::Outcome::Done,
                              tr("%1 records in %2").arg(grouped(written.value())).arg(file));
                Q_EMIT this->written(file);
                return;
            }
            const bool cancelled = written.error().code == ErrorCode::Cancelled;
            m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                          qs(written.error().text()));
            if (!cancelled) Q_EMIT failed(qs(written.error().text()));
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(title, token);
}

void ExportController::exportGraph(const QString& folder, ExportKind kind, const QString& file) {
    start(m_graph, tr("Export the graph"), file,
          [folder = std::filesystem::path(toStd(folder)), kind,
           target = std::filesystem::path(toStd(file))](const JobContext& context) -> Result<std::uint64_t> {
              AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
              AKV_ASSIGN(const auto report, exportWorkspace(*workspace, kind, target, context));
              return report.records;
          });
}

void ExportController::exportEvidence(std::shared_ptr<const Answer> answer, const QString& file) {
    start(m_evidence, tr("Export the evidence"), file,
          [answer = std::move(answer),
           target = std::filesystem::path(toStd(file))](const JobContext&) -> Result<std::uint64_t> {
              AKV_CHECK(exportTrace(answer->trace, TraceExportKind::Evidence, target));
              return std::uint64_t(evidenceOf(answer->trace).size());
          });
}

} // namespace akv::ui
