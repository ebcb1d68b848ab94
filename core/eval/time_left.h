// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace akv {

/// How long a job of many like steps still takes, from those that are done.
class TimeLeft {
public:
    void start(std::size_t total) { m_total = total, m_done = 0, m_begin = Clock::now(); }
    void step() { ++m_done; }
    std::size_t done() const { return m_done; }
    std::size_t total() const { return m_total; }
    /// "about 3 min left"; says so while it is not known.
    std::string text() const {
        return m_done < 2 ? std::string("time left not known yet")
                          : phrase(std::chrono::duration<double>(Clock::now() - m_begin).count() / double(m_done) *
                                   double(m_total > m_done ? m_total - m_done : 0));
    }
    static std::string phrase(double seconds) {
        const auto whole = static_cast<long>(seconds + 0.5);
        if (whole < 90) return "about " + std::to_string(whole) + " s left";
        if (whole < 5400) return "about " + std::to_string((whole + 30) / 60) + " min left";
        return "about " + std::to_string((whole + 1800) / 3600) + " h left";
    }

private:
    using Clock = std::chrono::steady_clock;
    std::size_t m_total = 0, m_done = 0;
    Clock::time_point m_begin{};
};

} // namespace akv
