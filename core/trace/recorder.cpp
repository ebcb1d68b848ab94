// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include <algorithm>
#include <set>

namespace akv {

namespace {

std::size_t bytesOf(const LevelRecord& level) {
    return (level.kept.size() + level.keptScore.size() + level.runnersUp.size() + level.runnersUpScore.size()) * 4;
}

std::size_t bytesOf(const LayerRecord& record) {
    return sizeof record + bytesOf(record.root) + bytesOf(record.inter) + bytesOf(record.leaf) +
           (record.headWeights.size() + record.lambdaKg.size() + record.lambdaByPosition.size() +
            record.valueNorm.size() + record.leafMass.size() + record.headMass.size()) *
               4;
}

} // namespace

const LayerRecord* Trace::find(int step, int layer) const {
    for (const auto& record : layers)
        if (record.step == step && record.layer == layer) return &record;
    return nullptr;
}

std::vector<int> Trace::kbLayers() const {
    std::set<int> out;
    for (const auto& record : layers) out.insert(record.layer);
    return {out.begin(), out.end()};
}

void TraceRecorder::onLayer(LayerRecord record) {
    const auto bytes = bytesOf(record);
    if (m_bytes + bytes > m_maxBytes) {
        m_trace.truncated = true;
        ++m_trace.droppedRecords;
        return;
    }
    m_bytes += bytes;
    m_trace.layers.push_back(std::move(record));
}

void TraceRecorder::onToken(TokenRecord record) { m_trace.tokens.push_back(std::move(record)); }

Trace TraceRecorder::take() {
    Trace out = std::move(m_trace);
    m_trace = {};
    m_bytes = 0;
    std::stable_sort(out.layers.begin(), out.layers.end(), [](const auto& a, const auto& b) {
        return std::pair(a.step, a.layer) < std::pair(b.step, b.layer);
    });
    return out;
}

} // namespace akv
