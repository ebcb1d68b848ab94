// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/what_if.h"

namespace akv::ui {

/// Asks a question again under a change and scores the first answer's words under it; ranks evidence by cause. One job
/// at a time; the stored graph is never touched.
class WhatIfController : public QObject {
    Q_OBJECT
public:
    explicit WhatIfController(JobModel& jobs, QObject* parent = nullptr);
    /// The engine and where its parts came from; null: none.
    void setEngine(std::shared_ptr<const Engine> engine, const QString& modelFolder, const QString& workspaceFolder);
    void run(std::shared_ptr<const Answer> a, const WhatIfChange& change);
    /// Masks the first `count` triples of the evidence one at a time; each effect arrives as it is measured.
    void rankByCause(std::shared_ptr<const Answer> a, std::size_t count);
    void cancel();
    bool running() const { return m_run.running() || m_rank.running(); }

Q_SIGNALS:
    void started(const QString& what);
    void finished(const akv::ui::WhatIfResult& result);
    void effectMeasured(qint64 triple, double delta, int done, int total);
    void ranked();
    void failed(const QString& message);

private:
    void rankNext(std::shared_ptr<const Answer> a, std::vector<TripleId> left, int total, std::optional<double> base,
                  int job);

    JobModel& m_jobs;
    std::shared_ptr<const Engine> m_engine;
    QString m_model, m_workspace;
    CancelToken m_rankCancel;
    JobSlot m_run, m_rank;
};

} // namespace akv::ui
