// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/token_effect.h"
#include "core/engine/whatif.h"
#include "core/eval/answerability.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <memory>

namespace akv::ui {

/// Asks a question again under a change, ranks evidence by cause and scores an answer's words without the graph. One
/// job of each kind at a time; the stored graph is never touched.
class WhatIfController : public QObject {
    Q_OBJECT
public:
    explicit WhatIfController(JobModel& jobs, QObject* parent = nullptr);
    /// The engine and the workspace that its store came from; null: none.
    void setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder);
    void run(std::shared_ptr<const Answer> a, const WhatIfChange& change);
    /// Masks the first `count` triples of the evidence one at a time; each effect arrives as it is measured.
    void rankByCause(std::shared_ptr<const Answer> a, std::size_t count);
    /// Log-probability of every word with the graph and without it.
    void scoreWords(std::shared_ptr<const Answer> a);
    /// Asks about `rows` rows of the graph with and without them and makes the curve of lambda_kg against that.
    void measureRoc(std::size_t rows, const AskOptions& ask);
    void cancelRoc() { m_roc.cancel(); }
    void cancel();
    bool running() const { return m_run.running() || m_rank.running(); }

Q_SIGNALS:
    void started(const QString& what);
    void finished(const std::shared_ptr<const akv::WhatIfResult>& result);
    /// Masking this triple alone changes the log-probability by `delta`; the words stay when `sameText`.
    void effectMeasured(qint64 triple, double delta, bool sameText, int done, int total);
    void ranked();
    void failed(const QString& message);
    void wordsScored(const std::shared_ptr<const akv::Answer>& a, const std::vector<akv::TokenEffect>& effects);
    void wordsFailed(const std::shared_ptr<const akv::Answer>& a, const QString& message);

    void rocStarted();
    void rocProgressed(int done, int total);
    /// `cancelled`: not all questions were asked.
    void rocMeasured(const akv::RocCurve& curve, bool cancelled);
    void rocFailed(const QString& message);

private:
    /// Ends the job in the list and says whether it failed; the message is then the error's.
    bool ended(int job, const Error* error, const QString& result, QString* message);

    JobModel& m_jobs;
    std::shared_ptr<const Engine> m_engine;
    QString m_workspace;
    int m_ranking = 0; ///< number of the present ranking: effects of an older one are dropped
    JobSlot m_run, m_rank, m_words, m_roc;
};

} // namespace akv::ui
