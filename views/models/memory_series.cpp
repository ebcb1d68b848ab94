// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/memory_series.h"

#include <QtCore/QObject>

#include <algorithm>

namespace akv::ui {

MemoryPoint splitMemory(const MemorySample& sample, const EngineMemory& engine) {
    MemoryPoint point;
    point.seconds = sample.seconds;
    point.sample = sample;
    std::uint64_t left = sample.rss;
    const std::array<std::uint64_t, 4> parts = {engine.weights, engine.kvCache, engine.keys, engine.stagedLeaves};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        point.stack[i] = std::min(parts[i], left);
        left -= point.stack[i];
    }
    point.stack[4] = left;
    return point;
}

void MemorySeries::add(const MemoryPoint& point) {
    if (!m_points.empty() && point.seconds - m_points.back().seconds < m_spacing) return;
    m_points.push_back(point);
    if (m_points.size() <= kMaxPoints) return;
    std::vector<MemoryPoint> half;
    for (std::size_t i = 0; i < m_points.size(); i += 2) half.push_back(m_points[i]);
    m_points = std::move(half);
    m_spacing = m_points.size() > 1
                    ? (m_points.back().seconds - m_points.front().seconds) / double(m_points.size() - 1) * 0.9
                    : 0.0;
}

void MemorySeries::mark(double seconds, const QString& label) {
    m_marks.push_back({seconds, label});
    if (m_marks.size() > 24) m_marks.erase(m_marks.begin());
}

QString memoryAreaName(std::size_t area) {
    switch (area) {
    case 0: return QObject::tr("weights");
    case 1: return QObject::tr("KV cache");
    case 2: return QObject::tr("root + inter");
    case 3: return QObject::tr("staged leaves");
    default: return QObject::tr("other");
    }
}

} // namespace akv::ui
