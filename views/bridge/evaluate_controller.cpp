// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/evaluate_controller.h"

#include "core/base/file.h"
#include "core/workspace/pipeline.h"
#include "views/models/text.h"

namespace akv::ui {

namespace {

/// Makes the base embeddings of a graph that came without them, as the sample does: cells are drawn from these.
Result<void> completeEmbeddings(const std::filesystem::path& folder, SentenceEncoder* encoder,
                                const JobContext& context) {
    AKV_ASSIGN(const auto shipped, Workspace::open(folder, Workspace::Access::Read));
    if (!shipped->embeddingsLeftOut() || !encoder) return {};
    AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Write));
    AKV_CHECK(embedRows(*workspace, *encoder, context));
    return {};
}

Result<std::unique_ptr<OpenJudge>> openJudge(const JudgeRequest& request, const std::filesystem::path& results) {
    ChatOptions options;
    options.url = toStd(request.url), options.model = toStd(request.model);
    options.key = request.key.isEmpty() ? apiKeyFromEnvironment() : toStd(request.key);
    options.requestsPerSecond = request.requestsPerSecond;
    return OpenJudge::open(std::move(options), results);
}

} // namespace

EvaluateController::EvaluateController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    connect(&m_run, &JobSlot::dropped, &m_jobs, &JobModel::drop);
    m_poll.setInterval(1000);
    connect(&m_poll, &QTimer::timeout, this, [this] { read(false); });
}

void EvaluateController::setSources(const QString& modelFolder, const QString& workspaceFolder) {
    m_model = modelFolder;
    m_workspace = workspaceFolder;
}

QString EvaluateController::encoderProblem() {
    const auto where = findMiniLm();
    return where.ok() ? QString() : qs(where.error().text());
}

void EvaluateController::run(const EvalRequest& request) {
    if (m_run.running()) return;
    m_folder = request.out;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_run.start<EvalReport>(
        [model = std::filesystem::path(toStd(m_model)), folder = std::filesystem::path(toStd(m_workspace)),
         request](const JobContext& context) -> Result<EvalReport> {
            std::unique_ptr<SentenceEncoder> encoder; // without one there is no retriever's row
            if (const auto where = findMiniLm(); where.ok()) { AKV_ASSIGN(encoder, openMiniLm(where.value())); }
            AKV_CHECK(completeEmbeddings(folder, encoder.get(), context));
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            auto questions = request.questions.isEmpty() ? workspaceQuestions(*workspace)
                                                         : loadQuestions(toStd(request.questions), *workspace);
            if (!questions.ok()) return std::move(questions).error();
            EvalOptions options;
            options.sizes = request.sizes;
            options.modes = request.modes;
            options.seeds = request.seeds;
            options.questions = decltype(options.questions)(request.perCell);
            if (!request.metrics.empty()) options.metrics = request.metrics;
            options.layers = request.layers;
            options.encoder = encoder.get();
            options.sweeps = request.sweeps;
            std::unique_ptr<OpenJudge> judge;
            if (request.judge) {
                AKV_ASSIGN(judge, openJudge(*request.judge, toStd(request.out)));
                options.judge = &judge->judge();
            }
            return evaluate(model, *workspace, questions.value(), options, toStd(request.out), context);
        },
        [this, job](Result<EvalReport> report) {
            m_poll.stop();
            const bool cancelled = !report.ok() && report.error().code == ErrorCode::Cancelled;
            m_jobs.finish(*job,
                          report.ok() ? JobModel::Outcome::Done
                          : cancelled ? JobModel::Outcome::Cancelled
                                      : JobModel::Outcome::Failed,
                          report.ok() ? m_folder : qs(report.error().text()));
            if (!report.ok() && !cancelled) Q_EMIT failed(qs(report.error().text()));
            Q_EMIT ended();
            read(false);
        },
        [this, job](const Progress& p) {
            m_jobs.update(*job, p);
            Q_EMIT progressed(p);
        });
    *job = m_job = m_jobs.begin(tr("Evaluation"), token, m_run.gate());
    m_poll.start();
    Q_EMIT started(m_folder);
}

void EvaluateController::openFolder(const QString& folder) {
    if (m_run.running()) return;
    m_folder = folder;
    read(true);
}

void EvaluateController::read(bool complain) {
    if (m_read.running()) {
        m_again = true; // what was written since is read once the present reading is done
        return;
    }
    m_again = false;
    struct Read {
        std::vector<EvalLine> lines;
        std::vector<EvalItem> items;
        std::vector<SweepLine> sweep;
    };
    m_read.start<Read>(
        [folder = std::filesystem::path(toStd(m_folder))](const JobContext&) -> Result<Read> {
            AKV_ASSIGN(const std::string summary, readFile(folder / "summary.json", std::uint64_t(64) << 20));
            auto lines = parseEvalSummary(QByteArray::fromStdString(summary));
            if (!lines)
                return Error(ErrorCode::FileFormat, "'" + (folder / "summary.json").string() +
                                                        "' is no summary of an evaluation: it has no list \"results\"");
            Read out;
            out.lines = std::move(*lines);
            if (const auto items = readFile(folder / "items.jsonl", std::uint64_t(256) << 20); items.ok())
                out.items = parseEvalItems(QByteArray::fromStdString(items.value()));
            for (const char* name : {"k_sweep.json", "scale_sweep.json", "layer_sweep.json"})
                if (const auto sweep = readFile(folder / name, std::uint64_t(64) << 20); sweep.ok())
                    for (auto& line : parseSweep(QByteArray::fromStdString(sweep.value())))
                        out.sweep.push_back(std::move(line));
            return out;
        },
        [this, complain, folder = m_folder](Result<Read> read) {
            if (read.ok()) {
                Q_EMIT sweepRead(read->sweep);
                Q_EMIT resultsRead(folder, read->lines, read->items);
            } else if (complain) {
                Q_EMIT failed(qs(read.error().text()));
            }
            if (m_again) this->read(false);
        });
}

} // namespace akv::ui
