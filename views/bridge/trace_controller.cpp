// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/trace_controller.h"

#include "core/base/file.h"
#include "core/chat/restored_answer.h"
#include "views/models/text.h"

namespace akv::ui {

TraceController::TraceController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    for (JobSlot* slot : {&m_open, &m_follow, &m_explain}) connect(slot, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void TraceController::open(const QString& file) {
    using AnswerPtr = std::shared_ptr<const Answer>;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_open.start<AnswerPtr>(
        [path = std::filesystem::path(toStd(file))](const JobContext&) -> Result<AnswerPtr> {
            AKV_ASSIGN(Trace trace, loadTrace(path));
            return std::make_shared<const Answer>(answerFromTrace(std::move(trace)));
        },
        [this, job, file](Result<AnswerPtr> answer) {
            if (!answer.ok()) {
                m_jobs.finish(*job, JobModel::Outcome::Failed, qs(answer.error().text()));
                Q_EMIT failed(qs(answer.error().text()));
                return;
            }
            m_jobs.finish(*job, JobModel::Outcome::Done, file);
            Q_EMIT opened(file, answer.value());
        });
    *job = m_jobs.begin(tr("Open a trace"), token);
}

void TraceController::write(const QString& file, const QByteArray& content) {
    m_write.start<void>([path = std::filesystem::path(toStd(file)),
                         what = content.toStdString()](const JobContext&) { return writeFileAtomically(path, what); },
                        [this, file](Result<void> result) {
                            if (result.ok())
                                Q_EMIT written(file);
                            else
                                Q_EMIT failed(qs(result.error().text()));
                        });
}

void TraceController::follow(std::shared_ptr<const Engine> engine, const QString& workspace,
                             std::shared_ptr<const Answer> answer, qint64 triple) {
    if (!engine || !answer || workspace.isEmpty()) {
        Q_EMIT followFailed(answer, tr("Following a triple needs the model and the graph that the answer came from."));
        return;
    }
    using Paths = std::vector<RowPath>;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_follow.start<Paths>(
        [engine, folder = std::filesystem::path(toStd(workspace)), answer,
         triple](const JobContext& context) -> Result<Paths> {
            AKV_ASSIGN(const auto opened, Workspace::open(folder, Workspace::Access::Read));
            return replayTriple(*engine, *opened, answer->trace, TripleId(triple), context);
        },
        [this, job, answer, triple](Result<Paths> paths) {
            const auto found = [&paths] {
                return paths->size() == 1 ? tr("1 place") : tr("%n places", nullptr, int(paths->size()));
            };
            m_jobs.finish(*job, paths.ok() ? JobModel::Outcome::Done : JobModel::Outcome::Failed,
                          paths.ok() ? found() : qs(paths.error().text()));
            if (paths.ok())
                Q_EMIT followed(answer, triple, paths.value());
            else
                Q_EMIT followFailed(answer, qs(paths.error().text()));
        });
    *job = m_jobs.begin(tr("Follow triple %1").arg(triple), token);
}

void TraceController::explain(std::shared_ptr<const Engine> engine, const QString& workspace,
                              std::shared_ptr<const Answer> answer, int step, int layer) {
    if (!engine || !answer || workspace.isEmpty()) {
        Q_EMIT explainFailed(answer, tr("The numbers need the model and the graph that the answer came from."));
        return;
    }
    using ExplanationPtr = std::shared_ptr<const LayerExplanation>;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_explain.start<ExplanationPtr>(
        [engine, folder = std::filesystem::path(toStd(workspace)), answer, step,
         layer](const JobContext& context) -> Result<ExplanationPtr> {
            AKV_ASSIGN(const auto opened, Workspace::open(folder, Workspace::Access::Read));
            AKV_ASSIGN(auto inside, explainLayer(*engine, *opened, answer->trace, step, layer, context));
            return std::make_shared<const LayerExplanation>(std::move(inside));
        },
        [this, job, answer](Result<ExplanationPtr> inside) {
            m_jobs.finish(*job, inside.ok() ? JobModel::Outcome::Done : JobModel::Outcome::Failed,
                          inside.ok() ? QString() : qs(inside.error().text()));
            if (inside.ok())
                Q_EMIT explained(answer, inside.value());
            else
                Q_EMIT explainFailed(answer, qs(inside.error().text()));
        });
    *job = m_jobs.begin(tr("Recompute layer %1, step %2").arg(layer).arg(step), token);
}

} // namespace akv::ui
