// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/kv_cache.h"

#include <algorithm>

namespace akv {

namespace {

constexpr std::size_t kPanel = PanelView::kPanel;
constexpr std::size_t kFirstRoom = 64;

} // namespace

KvCache::KvCache(const ModelConfig& config)
    : m_width(std::size_t(config.headDim)), m_heads(std::size_t(config.kvHeads)),
      m_parts(std::size_t(config.layers) * m_heads) {
    for (auto& part : m_parts) grow(part, kFirstRoom);
}

std::uint64_t KvCache::bytes() const {
    std::uint64_t out = 0;
    for (const auto& part : m_parts) out += (part.keys.size() + part.values.size()) * sizeof(float);
    return out;
}

void KvCache::grow(Head& head, std::size_t positions) const {
    if (positions <= head.room) return;
    const std::size_t before = head.room;
    head.room = std::max(before, kFirstRoom);
    while (head.room < positions) head.room *= 2;
    head.keys.resize(head.room * m_width);
    const std::size_t panels = (m_width + kPanel - 1) / kPanel;
    std::vector<float> values(panels * head.room * kPanel);
    for (std::size_t p = 0; p < panels; ++p)
        std::copy_n(head.values.data() + p * before * kPanel, before * kPanel, values.data() + p * head.room * kPanel);
    head.values = std::move(values);
}

void KvCache::append(std::size_t layer, const float* k, const float* v, std::size_t T) {
    for (std::size_t h = 0; h < m_heads; ++h) {
        Head& part = m_parts[layer * m_heads + h];
        grow(part, m_length + T);
        for (std::size_t t = 0; t < T; ++t) {
            const std::size_t at = m_length + t;
            const float *key = k + (t * m_heads + h) * m_width, *value = v + (t * m_heads + h) * m_width;
            float* keys = part.keys.data() + at / kPanel * m_width * kPanel + at % kPanel;
            for (std::size_t i = 0; i < m_width; ++i) keys[i * kPanel] = key[i];
            for (std::size_t i = 0; i < m_width; ++i)
                part.values[(i / kPanel * part.room + at) * kPanel + i % kPanel] = value[i];
        }
    }
}

PanelView KvCache::keys(std::size_t layer, std::size_t head, std::size_t length) const {
    const Head& part = m_parts[layer * m_heads + head];
    return {reinterpret_cast<const std::byte*>(part.keys.data()), NumberType::Fp32, m_width * kPanel * sizeof(float),
            length, m_width};
}

PanelView KvCache::values(std::size_t layer, std::size_t head, std::size_t length) const {
    const Head& part = m_parts[layer * m_heads + head];
    return {reinterpret_cast<const std::byte*>(part.values.data()), NumberType::Fp32,
            part.room * kPanel * sizeof(float), m_width, length};
}

} // namespace akv
