// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/batch.h"

#include <deque>
#include <functional>
#include <future>

namespace akv {

/// Training batches in order, some of them made ahead on threads of their own: an accelerator must not wait for the
/// processor. The batches are the same ones for every `ahead`.
class BatchQueue {
public:
    /// `make(i)` gives batch i and may be called from several threads; `first`: the first one that is wanted.
    BatchQueue(std::function<Batch(std::uint64_t)> make, std::uint64_t first, int ahead)
        : m_make(std::move(make)), m_next(first), m_ahead(std::size_t(ahead)) {}

    Batch next() {
        while (m_running.size() < m_ahead) start();
        if (m_running.empty()) return m_make(m_next++);
        Batch out = m_running.front().get();
        m_running.pop_front();
        start();
        return out;
    }

private:
    void start() {
        m_running.push_back(std::async(std::launch::async, [this, index = m_next++] { return m_make(index); }));
    }
    std::function<Batch(std::uint64_t)> m_make;
    std::uint64_t m_next;
    std::size_t m_ahead;
    std::deque<std::future<Batch>> m_running; ///< waits for what still runs when it goes
};

} // namespace akv
