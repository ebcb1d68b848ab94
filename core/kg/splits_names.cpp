// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/splits_names.h"

#include "core/base/strings.h"

namespace akv {

Result<void> SplitsNames::read(const SplitsFiles& files, std::uint64_t bytes,
                               const std::function<Result<void>()>& poll) {
    for (const auto& path : files.entities)
        AKV_CHECK(readLabels(path, files.encoding, bytes, [&](const LabelRecord& record) -> Result<void> {
            AKV_CHECK(poll());
            const std::string label(trimmed(record.label));
            if (label.empty()) return {};
            const auto place = static_cast<std::uint32_t>(m_entities.size());
            if (!m_ids.try_emplace(hash128(record.id), place).second) return {};
            m_entities.push_back({label});
            const auto [same, fresh] = m_labels.try_emplace(hash128(label), place);
            if (!fresh) same->second = kSeveral;
            return {};
        }));
    for (const auto& path : files.relations)
        AKV_CHECK(readLabels(path, files.encoding, bytes, [&](const LabelRecord& record) -> Result<void> {
            AKV_CHECK(poll());
            const std::string label(trimmed(record.label));
            if (label.empty()) return {};
            m_relations.try_emplace(hash128(record.id), Named{label});
            return {};
        }));
    return {};
}

ColumnOrder SplitsNames::examine(const std::vector<std::vector<std::string>>& records) {
    std::size_t first = 0, last = 0, named = 0;
    for (const auto& record : records) {
        const std::size_t n = record.size();
        if (n < 3) continue;
        for (const std::size_t c : {std::size_t(0), std::size_t(2)}) {
            const Hash128 front = hash128(trimmed(record[c]));
            first += m_ids.contains(front);
            named += m_labels.contains(front);
            if (n >= 6) last += m_ids.contains(hash128(trimmed(record[n - 3 + c])));
        }
    }
    m_byId = first + last > 0 || named == 0;
    if (m_byId) m_labels = {};
    if (last <= first) return {0, 1, 2};
    const int n = static_cast<int>(records.front().size());
    return {n - 3, n - 2, n - 1};
}

std::string SplitsNames::entity(std::string_view term, bool used) {
    const std::string id(trimmed(term));
    const Hash128 key = hash128(id);
    const auto& places = m_byId ? m_ids : m_labels;
    if (const auto found = places.find(key); found != places.end() && found->second != kSeveral) {
        Named& entity = m_entities[found->second];
        m_used += used && !entity.used;
        entity.used |= used;
        return m_byId ? nameOf(entity, id, m_entityNames) : id;
    }
    if (used && !id.empty()) m_without.insert(key);
    return m_byId && !id.empty() ? m_entityNames.claim(id, {id, id + " (" + id + ")"}) : id;
}

std::string SplitsNames::relation(std::string_view term, bool used) {
    const std::string id(trimmed(term));
    if (const auto found = m_relations.find(hash128(id)); found != m_relations.end()) {
        m_relationsUsed += used && !found->second.used;
        found->second.used |= used;
        return nameOf(found->second, id, m_relationNames);
    }
    return m_byId && !id.empty() ? m_relationNames.claim(id, {id, id + " (" + id + ")"}) : id;
}

const std::string& SplitsNames::nameOf(Named& named, const std::string& id, NameOwners& owners) {
    if (!std::exchange(named.named, true)) named.name = owners.claim(id, {named.name, named.name + " (" + id + ")"});
    return named.name;
}

const std::string* SplitsNames::used(std::string_view id) const {
    const auto found = m_ids.find(hash128(id));
    if (found == m_ids.end() || !m_entities[found->second].used) return nullptr;
    return &m_entities[found->second].name;
}

} // namespace akv
