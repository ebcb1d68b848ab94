// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace akv {

/// Threads worth using for about `operations` multiply-adds: one below a few milliseconds of work, at most four.
inline std::size_t threadsFor(double operations) {
    if (operations < 4e7) return 1;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
}

/// Runs body(i) for i in [0, count), shared out over `threads` threads including the caller's; returns when all are
/// done. The body must not throw. Which thread takes which index is not fixed, so results must not depend on it.
template <class Body>
void parallelFor(std::size_t count, std::size_t threads, Body&& body) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) body(i);
    };
    std::vector<std::thread> helpers;
    for (std::size_t t = 1; t < std::min(threads, count); ++t) helpers.emplace_back(work);
    work();
    for (auto& helper : helpers) helper.join();
}

} // namespace akv
