// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace akv::ui {

/// Holds a job at its next report of progress until it may go on or is cancelled. Copies share the state; any thread
/// may call.
class PauseGate {
public:
    PauseGate() : m_shared(std::make_shared<Shared>()) {}
    void setPaused(bool paused) const {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->paused = paused;
        m_shared->changed.notify_all();
    }
    bool paused() const {
        const std::lock_guard lock(m_shared->mutex);
        return m_shared->paused;
    }
    /// From the worker.
    void pass(const CancelToken& cancel) const {
        constexpr std::chrono::milliseconds kLook(50); // a cancelled job does not stay here
        std::unique_lock lock(m_shared->mutex);
        while (m_shared->paused && !cancel.cancelled()) m_shared->changed.wait_for(lock, kLook);
    }

private:
    struct Shared {
        std::mutex mutex;
        std::condition_variable changed;
        bool paused = false;
    };
    std::shared_ptr<Shared> m_shared;
};

} // namespace akv::ui
