// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device/memory_sampler.h"

#include <QtCore/QString>

#include <array>
#include <vector>

namespace akv::ui {

/// What the engine says it holds, in bytes.
struct EngineMemory {
    std::uint64_t weights = 0, kvCache = 0, keys = 0, stagedLeaves = 0;
    bool operator==(const EngineMemory&) const = default;
};

/// One moment of the memory chart. The stack adds up to the resident set of the process.
struct MemoryPoint {
    double seconds = 0.0;
    std::array<std::uint64_t, 5> stack{}; ///< weights, KV cache, root + inter keys, staged leaves, other
    MemorySample sample;
};

/// Splits a reading: parts are taken from the resident set in order and never exceed it; the rest is "other".
MemoryPoint splitMemory(const MemorySample& sample, const EngineMemory& engine);

struct MemoryMark {
    double seconds = 0.0;
    QString label;
};

/// Bounded history: when it is full every second point is dropped, so a long run keeps its whole span.
class MemorySeries {
public:
    static constexpr std::size_t kMaxPoints = 500;
    void add(const MemoryPoint& point);
    void mark(double seconds, const QString& label);
    const std::vector<MemoryPoint>& points() const { return m_points; }
    const std::vector<MemoryMark>& marks() const { return m_marks; }

private:
    std::vector<MemoryPoint> m_points;
    std::vector<MemoryMark> m_marks;
    double m_spacing = 0.0;
};

/// Names of the five areas, in the order of MemoryPoint::stack.
QString memoryAreaName(std::size_t area);

} // namespace akv::ui
