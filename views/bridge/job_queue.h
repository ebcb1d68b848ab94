// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace akv::ui {

/// Short pieces of work in the order they were added, one after the other on a thread of its own, none dropped: for
/// writing. Results arrive on the thread that owns the queue. Destruction finishes what was added.
class JobQueue : public QObject {
    Q_OBJECT
public:
    explicit JobQueue(QObject* parent = nullptr);
    ~JobQueue() override;

    template <class Value>
    void add(std::function<Result<Value>()> work, std::function<void(Result<Value>)> done) {
        m_pool.start([this, work = std::move(work), done = std::move(done)]() mutable {
            auto result = std::make_shared<Result<Value>>(guarded<Value>(work));
            // The queue outlives the call: its destructor waits for the pool.
            QMetaObject::invokeMethod(
                this, [result, done = std::move(done)] { done(std::move(*result)); }, Qt::QueuedConnection);
        });
    }
    void waitForDone() { m_pool.waitForDone(); }

private:
    template <class Value>
    static Result<Value> guarded(const std::function<Result<Value>()>& work) {
        try {
            return work();
        } catch (const std::bad_alloc&) {
            return Error(ErrorCode::OutOfMemory, "out of memory");
        } catch (const std::exception& e) { return Error(ErrorCode::Internal, e.what()); }
    }

    QThreadPool m_pool;
};

} // namespace akv::ui
