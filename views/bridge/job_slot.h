// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "views/models/pause_gate.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace akv::ui {

/// One running job at a time, on a thread of its own. start() supersedes: the running job is cancelled and its result
/// is dropped; the new one begins when the old one has returned, which dropped() tells of (JobModel::drop() listens).
/// cancel() only asks to stop: the result, partial or Error{Cancelled}, still arrives. Results and progress arrive on
/// the thread that owns the slot. The cancel flag is shared by value with the job. Destruction cancels and waits.
class JobSlot : public QObject {
    Q_OBJECT
public:
    explicit JobSlot(QObject* parent = nullptr);
    ~JobSlot() override;

    /// Runs `work` and hands its Result to `done`. Returns the token of the job.
    template <class Value>
    CancelToken start(std::function<Result<Value>(const JobContext&)> work, std::function<void(Result<Value>)> done,
                      std::function<void(const Progress&)> progress = {}) {
        const CancelToken token = supersede();
        const quint64 job = m_job;
        const JobContext context = makeContext(job, token, std::move(progress));
        run([this, job, context, work = std::move(work), done = std::move(done)]() mutable {
            auto result = std::make_shared<Result<Value>>(guardedCall<Value>(work, context));
            // The slot outlives the call: its destructor waits for the pool.
            post(job, context.cancel, [result, done = std::move(done)] { done(std::move(*result)); });
        });
        return token;
    }

    void cancel();
    /// Of the job that was started last: it holds at reports of progress, so only jobs with a progress can be paused.
    PauseGate gate() const { return m_gate; }
    bool running() const { return m_running; }
    /// Blocks until no work is running; for tests and shutdown.
    void waitForDone() { m_pool.waitForDone(); }

Q_SIGNALS:
    void runningChanged(bool running);
    /// The superseded job with this token has returned.
    void dropped(const akv::CancelToken& token);

private:
    template <class Value>
    static Result<Value> guardedCall(const std::function<Result<Value>(const JobContext&)>& work,
                                     const JobContext& context) {
        if (auto stopped = context.checkCancelled(); !stopped.ok()) return std::move(stopped).error();
        try {
            return work(context);
        } catch (const std::bad_alloc&) {
            return Error(ErrorCode::OutOfMemory, "out of memory");
        } catch (const std::exception& e) { return Error(ErrorCode::Internal, e.what()); }
    }
    CancelToken supersede();
    JobContext makeContext(quint64 job, const CancelToken& token, std::function<void(const Progress&)> progress);
    void run(std::function<void()> task);
    /// From the worker: calls `deliver` on the owner's thread unless the job was superseded.
    void post(quint64 job, const CancelToken& token, std::function<void()> deliver);

    QThreadPool m_pool;
    CancelToken m_token;
    PauseGate m_gate;
    quint64 m_job = 0;
    bool m_running = false;
};

} // namespace akv::ui
