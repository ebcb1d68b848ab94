// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/negatives.h"

#include <algorithm>

namespace akv {

HardNegatives::HardNegatives(const TrainingFolder& folder, const std::vector<std::uint32_t>& rows) : m_folder(folder) {
    const auto ordered = [&](Field field) {
        auto order = rows;
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return folder.rows[a].*field < folder.rows[b].*field; });
        return order;
    };
    m_byName = ordered(&TrainingRow::nameId);
    m_byNoun = ordered(&TrainingRow::noun);
    m_byCluster = ordered(&TrainingRow::cluster);
}

std::uint32_t HardNegatives::mate(std::mt19937_64& random, const std::vector<std::uint32_t>& order, Field field,
                                  std::uint32_t row) const {
    const auto value = m_folder.rows[row].*field;
    const auto begin = std::lower_bound(order.begin(), order.end(), value,
                                        [&](auto r, auto v) { return m_folder.rows[r].*field < v; });
    const auto end =
        std::upper_bound(begin, order.end(), value, [&](auto v, auto r) { return v < m_folder.rows[r].*field; });
    return begin == end ? row : *(begin + std::ptrdiff_t(random() % std::uint64_t(end - begin)));
}

void HardNegatives::of(std::mt19937_64& random, std::uint32_t row, Mates mates,
                       const std::function<void(std::uint32_t)>& offer) const {
    for (int i = 0; i < mates.sameName; ++i) offer(mate(random, m_byName, &TrainingRow::nameId, row));
    for (int i = 0; i < mates.sameNoun; ++i) offer(mate(random, m_byNoun, &TrainingRow::noun, row));
    for (int i = 0; i < mates.alike; ++i) offer(similar(random, row));
}

std::uint32_t HardNegatives::similar(std::mt19937_64& random, std::uint32_t row) const {
    return mate(random, m_byCluster, &TrainingRow::cluster, row);
}

} // namespace akv
