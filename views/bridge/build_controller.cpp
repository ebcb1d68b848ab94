// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/build_controller.h"

#include "core/engine/measure_k.h"
#include "core/kg/source_file.h"
#include "views/models/text.h"

#include <algorithm>
#include <chrono>

namespace akv::ui {

namespace {

/// The recommended k by the attention of a model, as `atlaskv build` measures it.
Result<void> measureWith(const std::filesystem::path& model, Workspace& workspace, BuildReport& report,
                         const JobContext& context) {
    context.progress("measuring k with the model", 0, 0);
    AKV_ASSIGN(auto store, workspace.openStore());
    AKV_ASSIGN(const auto engine, Engine::load(model, std::move(store), {}));
    AKV_ASSIGN(const auto measured, measureRecommendedK(workspace, *engine, context));
    report.k = measured.k;
    report.recall = measured.recall;
    report.recallQueries = measured.questions;
    report.recallModel = engine->info().name;
    return {};
}

/// Builds; a model that cannot be asked, or a cancel from then on, leaves the k of the clustering and says why.
Result<BuildReport> buildAndMeasure(Workspace& workspace, LeafType type, const std::filesystem::path& hierarchy,
                                    const std::filesystem::path& model, const JobContext& context) {
    AKV_ASSIGN(BuildReport report, akv::buildStore(workspace, type, context, hierarchy));
    if (model.empty() || report.rows == 0) return report;
    const auto begin = std::chrono::steady_clock::now();
    if (const auto done = measureWith(model, workspace, report, context); !done.ok())
        report.recallNote =
            done.error().code == ErrorCode::Cancelled ? "measuring with the model was cancelled" : done.error().text();
    report.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

} // namespace

BuildController::BuildController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    connect(&m_run, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void BuildController::setEncoding(const QString& encoding) {
    ReaderOptions options = m_tried;
    options.encoding = toStd(encoding);
    look(m_wanted, options);
}

void BuildController::setDelimiter(const QString& delimiter) {
    ReaderOptions options = m_tried;
    options.delimiter = toStd(delimiter);
    look(m_wanted, options);
}

void BuildController::look(const QStringList& sources, const ReaderOptions& options) {
    if (sources.isEmpty()) return;
    m_wanted = sources;
    m_tried = options;
    auto choices = std::make_shared<ReadChoices>(
        ReadChoices{sources, false, qs(options.encoding), qs(options.delimiter), QString()});
    m_detect.start<SourceProposal>(
        [path = std::filesystem::path(toStd(sources.front())), options, choices](const JobContext&) {
            auto proposal = detectSource(path, options);
            if (proposal.ok()) return proposal;
            choices->encoding = needsEncoding(path);
            choices->detectedDelimiter = qs(detectedDelimiter(path, options));
            return proposal;
        },
        [this, sources, options, choices](Result<SourceProposal> proposal) {
            if (!proposal.ok()) {
                Q_EMIT stepFailed(0, qs(proposal.error().text()));
                if (choices->encoding || !choices->detectedDelimiter.isEmpty()) Q_EMIT choiceNeeded(*choices);
                return;
            }
            m_sources = sources;
            m_options = options;
            m_detectedDelimiter = qs(proposal->detectedDelimiter);
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
                Q_EMIT stepFailed(step, cancelled ? BuildController::tr("Cancelled; the graph is as it was before.")
                                                  : qs(report.error().text()));
            }
            Q_EMIT stepEnded(step);
        },
        [this, job, step](const Progress& p) {
            m_jobs.update(*job, p);
            Q_EMIT stepProgress(step, p);
        });
    *job = m_jobs.begin(title, token, m_run.gate());
    Q_EMIT stepStarted(step);
}

void BuildController::importSources(std::optional<ColumnOrder> columns) {
    std::vector<std::filesystem::path> paths;
    for (const QString& source : m_sources) paths.emplace_back(toStd(source));
    ReaderOptions options = m_options;
    m_wanted = m_sources;
    m_tried = m_options;
    options.columns = columns;
    const ReadChoices choices{{}, true, qs(options.encoding), qs(options.delimiter), m_detectedDelimiter};
    runStep<ImportReport>(
        0, tr("Import"),
        [this, paths, options, choices](Workspace& workspace, const JobContext& context) {
            auto report = akv::importSources(workspace, paths, options, context);
            const bool unread = !report.ok() && report.error().code != ErrorCode::Cancelled;
            // Beyond what a preview reads. This object outlives the work: its slot waits for it.
            if (unread && std::ranges::any_of(paths, needsEncoding))
                QMetaObject::invokeMethod(
                    this, [this, choices] { Q_EMIT choiceNeeded(choices); }, Qt::QueuedConnection);
            return report;
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

void BuildController::takeEmbeddings(const QString& file, const QString& encoder) {
    runStep<EmbedReport>(
        2, tr("Taking embeddings over"),
        [path = std::filesystem::path(toStd(file)), name = toStd(encoder)](Workspace& workspace,
                                                                           const JobContext& context) {
            return akv::takeEmbeddings(workspace, path, name, context);
        },
        &BuildController::embedded);
}

void BuildController::buildStore(LeafType type, const QString& hierarchy) {
    runStep<BuildReport>(
        3, tr("Build the store"),
        [type, path = std::filesystem::path(toStd(hierarchy)),
         model = std::filesystem::path(toStd(m_model))](Workspace& workspace, const JobContext& context) {
            return buildAndMeasure(workspace, type, path, model, context);
        },
        &BuildController::storeBuilt);
}

void BuildController::review() {
    constexpr std::size_t kLines = 500;
    if (m_folder.isEmpty()) return;
    m_review.start<RowReview>(
        [folder = std::filesystem::path(toStd(m_folder))](const JobContext& context) -> Result<RowReview> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            return reviewRows(*workspace, kLines, context);
        },
        [this](Result<RowReview> review) {
            if (review.ok())
                Q_EMIT reviewed(review.value());
            else
                Q_EMIT reviewFailed(qs(review.error().text()));
        });
}

void BuildController::chooseNoun(const QString& relation, MaskedSide missing, const QString& noun) {
    m_choose.start<void>(
        [folder = std::filesystem::path(toStd(m_folder)), name = toStd(relation), missing,
         text = toStd(noun)](const JobContext&) -> Result<void> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Write));
            return akv::chooseNoun(*workspace, name, missing, text);
        },
        [this](Result<void> done) {
            if (!done.ok()) Q_EMIT reviewFailed(qs(done.error().text()));
            review();
        });
}

} // namespace akv::ui
