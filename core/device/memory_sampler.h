// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace akv {

/// One reading of this process's memory, in bytes; from /proc (no estimate).
struct MemorySample {
    double seconds = 0.0;      ///< since the sampler was made
    std::uint64_t rss = 0;     ///< resident set
    std::uint64_t rssPeak = 0; ///< high-water mark of the process
    std::uint64_t rssFile = 0; ///< resident pages backed by files (mapped stores and weights)
    std::uint64_t systemAvailable = 0, systemTotal = 0;
    std::optional<std::uint64_t> deviceUsed, deviceTotal; ///< empty without an accelerator
};

/// Reads the current process's memory; cheap enough for 10 Hz.
class MemorySampler {
public:
    MemorySampler();
    MemorySample sample() const;

private:
    double m_start = 0.0;
};

/// Gives freed memory back to the system where the allocator keeps it, so that a reading shows what is held.
void returnFreedMemory();

} // namespace akv
