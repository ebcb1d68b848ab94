// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/what_if_controller.h"

#include "core/encoder/sentence_encoder.h"
#include "views/models/text.h"
#include "views/models/what_if.h"

namespace akv::ui {

namespace {

using WhatIfPtr = std::shared_ptr<const WhatIfResult>;
using EncoderPtr = std::unique_ptr<SentenceEncoder>;

/// The sentence encoder where a mode compares embeddings or a new value needs one; null where nothing is encoded.
Result<EncoderPtr> encoderFor(const Answer& a, const WhatIfChange& change) {
    if (change.values.empty() && a.mode != Mode::Rag && change.mode != Mode::Rag) return EncoderPtr();
    AKV_ASSIGN(const auto folder, findMiniLm());
    AKV_ASSIGN(auto encoder, openMiniLm(folder));
    return EncoderPtr(std::move(encoder));
}

Result<WhatIfPtr> compare(const Engine& engine, const std::filesystem::path& folder, const Answer& a,
                          const WhatIfChange& change, const JobContext& context) {
    AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
    AKV_ASSIGN(const auto encoder, encoderFor(a, change));
    AKV_ASSIGN(auto result, whatIf(engine, *workspace, a, encoder.get(), change, context));
    return std::make_shared<const WhatIfResult>(std::move(result));
}

QString scoredText(std::size_t count) {
    return count == 1 ? WhatIfController::tr("1 word scored")
                      : WhatIfController::tr("%n words scored", nullptr, int(count));
}

} // namespace

WhatIfController::WhatIfController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    for (JobSlot* slot : {&m_run, &m_rank, &m_words, &m_roc})
        connect(slot, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void WhatIfController::setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder) {
    cancel();
    m_words.cancel();
    m_roc.cancel();
    m_engine = std::move(engine);
    m_workspace = workspaceFolder;
}

void WhatIfController::cancel() {
    m_run.cancel();
    m_rank.cancel();
}

bool WhatIfController::ended(int job, const Error* error, const QString& result, QString* message) {
    if (!error) {
        m_jobs.finish(job, JobModel::Outcome::Done, result);
        return false;
    }
    const bool cancelled = error->code == ErrorCode::Cancelled;
    m_jobs.finish(job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed, qs(error->text()));
    *message = cancelled ? tr("Cancelled.") : qs(error->text());
    return true;
}

void WhatIfController::run(std::shared_ptr<const Answer> a, const WhatIfChange& change) {
    if (!m_engine || !a || m_workspace.isEmpty()) {
        Q_EMIT failed(tr("What-if needs a model, an open graph and an answer."));
        return;
    }
    auto job = std::make_shared<int>(0);
    const CancelToken token =
        m_run.start<WhatIfPtr>([engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), a, change](
                                   const JobContext& context) { return compare(*engine, folder, *a, change, context); },
                               [this, job](Result<WhatIfPtr> result) {
                                   QString message;
                                   if (ended(*job, result.ok() ? nullptr : &result.error(),
                                             result.ok() ? whatIfVerdict(*result.value()) : QString(), &message))
                                       Q_EMIT failed(message);
                                   else
                                       Q_EMIT finished(result.value());
                               },
                               [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("What if: %1").arg(whatIfText(change, *a)), token);
    m_jobs.setToldElsewhere(*job); // by finished() or failed()
    Q_EMIT started(whatIfText(change, *a));
}

void WhatIfController::rankByCause(std::shared_ptr<const Answer> a, std::size_t count) {
    if (!m_engine || !a || m_workspace.isEmpty() || a->tokens.empty()) {
        Q_EMIT failed(tr("Ranking by cause needs a model, an open graph and an answer that read it."));
        return;
    }
    auto job = std::make_shared<int>(0);
    const int ranking = ++m_ranking;
    const auto measured = [this, ranking](const Cause& cause, std::size_t done, std::size_t total) {
        const qint64 triple = cause.evidence.triple.value();
        QMetaObject::invokeMethod(
            this,
            [this, ranking, triple, delta = cause.logprobChange, same = cause.sameText, done, total] {
                if (ranking == m_ranking) Q_EMIT effectMeasured(triple, delta, same, int(done), int(total));
            },
            Qt::QueuedConnection);
    };
    const CancelToken token = m_rank.start<CauseRanking>(
        [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), a, count,
         measured](const JobContext& context) -> Result<CauseRanking> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            AKV_ASSIGN(const auto encoder, encoderFor(*a, {}));
            return akv::rankByCause(*engine, *workspace, *a, encoder.get(), count, measured, context);
        },
        [this, job](Result<CauseRanking> result) {
            QString message;
            if (ended(*job, result.ok() ? nullptr : &result.error(),
                      result.ok() ? tr("%1 masked alone").arg(triplesText(result->causes.size())) : QString(),
                      &message))
                Q_EMIT failed(message);
            else
                Q_EMIT ranked();
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Rank the evidence by cause"), token, m_rank.gate());
    Q_EMIT started(tr("masking one triple at a time"));
}

void WhatIfController::scoreWords(std::shared_ptr<const Answer> a) {
    if (!m_engine || !a) {
        Q_EMIT wordsFailed(a, tr("Scoring the words without the graph needs a model and an answer."));
        return;
    }
    using Effects = std::vector<TokenEffect>;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_words.start<Effects>(
        [engine = m_engine, a](const JobContext& context) { return measureTokenEffects(*engine, *a, context); },
        [this, job, a](Result<Effects> result) {
            QString message;
            if (ended(*job, result.ok() ? nullptr : &result.error(),
                      result.ok() ? scoredText(result->size()) : QString(), &message))
                Q_EMIT wordsFailed(a, message);
            else
                Q_EMIT wordsScored(a, result.value());
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Score the words without the graph"), token);
}

void WhatIfController::measureRoc(std::size_t rows, const AskOptions& ask) {
    if (!m_engine || !m_engine->store() || m_workspace.isEmpty()) {
        Q_EMIT rocFailed(tr("Asking about the graph needs a model and an open graph."));
        return;
    }
    using Items = std::vector<AnswerabilityItem>;
    AnswerabilityOptions options;
    options.rows = rows;
    options.ask = ask;
    auto job = std::make_shared<int>(0);
    auto wanted = std::make_shared<std::size_t>(0);
    const CancelToken token = m_roc.start<Items>(
        [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), options,
         wanted](const JobContext& context) -> Result<Items> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            *wanted = 2 * std::min<std::size_t>(options.rows, workspace->manifest().rows);
            return measureAnswerability(*engine, *workspace, options, {}, context);
        },
        [this, job, wanted](Result<Items> items) {
            const bool cancelled = items.ok() && items->size() < *wanted;
            auto curve = items.ok() ? rocCurve(*items) : Result<RocCurve>(items.error());
            if (cancelled && !curve.ok()) // too few questions were asked for a curve
                curve = Error(ErrorCode::Cancelled, "cancelled; the graph was not changed");
            QString message;
            if (ended(*job, curve.ok() ? nullptr : &curve.error(),
                      curve.ok() ? tr("AUC %1").arg(curve->area, 0, 'f', 3) : QString(), &message))
                Q_EMIT rocFailed(message);
            else
                Q_EMIT rocMeasured(curve.value(), cancelled);
        },
        [this, job](const Progress& p) {
            m_jobs.update(*job, p);
            Q_EMIT rocProgressed(int(p.done), int(p.total));
        });
    *job = m_jobs.begin(tr("λ against answerability"), token);
    Q_EMIT rocStarted();
}

} // namespace akv::ui
