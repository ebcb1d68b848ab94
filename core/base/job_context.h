// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace akv {

/// Shared flag that is set once and never re-armed. The caller creates it before the job starts, so an early stop is
/// never lost. Copies share the flag; cancel() may be called from any thread.
class CancelToken {
public:
    CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() const { m_flag->store(true, std::memory_order_relaxed); }
    bool cancelled() const { return m_flag->load(std::memory_order_relaxed); }
    bool operator==(const CancelToken&) const = default; ///< the same flag

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

/// n of N within a named phase. total = 0 means that the total is not known yet.
struct Progress {
    std::string phase;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

/// What a long call receives: how to stop and whom to tell. `report` runs on the calling thread.
struct JobContext {
    CancelToken cancel;
    std::function<void(const Progress&)> report;

    void progress(std::string phase, std::uint64_t done, std::uint64_t total) const {
        if (report) report(Progress{std::move(phase), done, total});
    }
    /// Error{Cancelled} once the token is set. Poll once per token, cluster or about ten thousand triples.
    Result<void> checkCancelled() const {
        if (cancel.cancelled()) return Error(ErrorCode::Cancelled, "cancelled; the previous state was kept");
        return {};
    }
};

} // namespace akv
