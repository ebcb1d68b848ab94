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

void ExportController::exportTriples(const QString& folder, std::vector<TripleId> triples, ExportKind kind,
                                     const QString& file) {
    start(m_triples, tr("Export what is drawn"), file,
          [folder = std::filesystem::path(toStd(folder)), triples = std::move(triples), kind,
           target = std::filesystem::path(toStd(file))](const JobContext& context) -> Result<std::uint64_t> {
              AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
              AKV_ASSIGN(const auto report, akv::exportTriples(*workspace, triples, kind, target, context));
              return report.records;
          });
}

void ExportController::exportEvidence(std::shared_ptr<const Answer> answer, const QString& file) {
    start(m_evidence, tr("Export the evidence"), file,
          [answer = std::move(answer),
           target = std::filesystem::path(toStd(file))](const JobContext&) -> Result<std::uint64_t> {
              AKV_CHECK(akv::exportTrace(answer->trace, TraceExportKind::Evidence, target));
              return std::uint64_t(evidenceOf(answer->trace).size());
          });
}

void ExportController::exportTrace(std::shared_ptr<const Answer> answer, const QString& file) {
    const auto kind = file.endsWith(QStringLiteral(".json")) ? TraceExportKind::Json : TraceExportKind::Npy;
    start(m_trace, tr("Export the trace"), file,
          [answer = std::move(answer), kind,
           target = std::filesystem::path(toStd(file))](const JobContext&) -> Result<std::uint64_t> {
              AKV_CHECK(akv::exportTrace(answer->trace, kind, target));
              return std::uint64_t(answer->trace.layers.size());
          });
}

void ExportController::openNumbers(const QString& file) {
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_numbers.start<NumberFile>(
        [file](const JobContext&) { return readNumbers(file); },
        [this, job, file](Result<NumberFile> read) {
            m_jobs.finish(*job, read.ok() ? JobModel::Outcome::Done : JobModel::Outcome::Failed,
                          read.ok() ? tr("%1 tables in %2").arg(read.value().tables.size()).arg(file)
                                    : qs(read.error().text()));
            if (read.ok())
                Q_EMIT numbersRead(file, read.value());
            else
                Q_EMIT numbersFailed(qs(read.error().text()));
        });
    *job = m_jobs.begin(tr("Open numbers"), token);
}

} // namespace akv::ui
