// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/build_controller.h"

#include "views/models/text.h"

namespace akv::ui {

BuildController::BuildController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void BuildController::detect(const QStringList& sources) {
    if (sources.isEmpty()) return;
    m_detect.start<SourceProposal>(
        [path = std::filesystem::path(toStd(sources.front()))](const JobContext&) { return detectSource(path); },
        [this, sources](Result<SourceProposal> proposal) {
            if (!proposal.ok()) {
                Q_EMIT stepFailed(0, qs(proposal.error().text()));
                return;
            }
            m_sources = sources;
            Q_EMIT detected(sources, proposal.value());
        });
}

template <class Report>
void BuildController::runStep(int step, const QString& title,
                              std::function<Result<Report>(Workspace&, const JobContext&)> work,
                              void (BuildController::*done)(const Report&)) {
    if (m_run.running()) return;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_run.start<Report>(
        [folder = std::filesystem::path(toStd(m_folder)),
         work = std::move(work)](const JobContext& context) -> Result<Report> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Write));
            return work(*workspace, context);
        },
        [this, job, step, done](Result<Report> report) {
            if (report.ok()) {
                m_jobs.finish(*job, JobModel::Outcome::Done, {});
                Q_EMIT(this->*done)(report.value());
            } else {
                const bool cancelled = report.error().code == ErrorCode::Cancelled;
                m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                              qs(report.error().text()));
                Q_EMIT stepFailed(step, cancelled ? tr("Cancelled; the graph is as it was before.")
                                                  : qs(report.error().text()));
            }
            Q_EMIT stepEnded(step);
        },
        [this, job, step](const Progress& p) {
            m_jobs.update(*job, p);
            Q_EMIT stepProgress(step, p);
        });
    *job = m_jobs.begin(title, token);
    Q_EMIT stepStarted(step);
}

void BuildController::importSources() {
    std::vector<std::filesystem::path> paths;
    for (const QString& source : m_sources) paths.emplace_back(toStd(source));
    runStep<ImportReport>(
        0, tr("Import"),
        [paths](Workspace& workspace, const JobContext& context) {
            return akv::importSources(workspace, paths, {}, context);
        },
        &BuildController::imported);
}

void BuildController::makeRows(const Kg2kvOptions& options) {
    runStep<FunnelReport>(
        1, tr("KG2KV"),
        [options](Workspace& workspace, const JobContext& context) { return buildRows(workspace, options, context); },
        &BuildController::rowsMade);
}

void BuildController::embed() {
    runStep<EmbedReport>(
        2, tr("Embedding"),
        [](Workspace& workspace, const JobContext& context) -> Result<EmbedReport> {
            AKV_ASSIGN(const auto folder, findMiniLm());
            AKV_ASSIGN(const auto encoder, openMiniLm(folder));
            return embedRows(workspace, *encoder, context);
        },
        &BuildController::embedded);
}

void BuildController::buildStore(LeafType type) {
    runStep<BuildReport>(
        3, tr("Build the store"),
        [type](Workspace& workspace, const JobContext& context) { return akv::buildStore(workspace, type, context); },
        &BuildController::storeBuilt);
}

} // namespace akv::ui
