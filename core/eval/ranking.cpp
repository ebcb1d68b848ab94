// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/ranking.h"

#include "core/eval/metrics.h"

#include <algorithm>

namespace akv {

std::vector<ScoredRow> attentionRanking(const Trace& trace, const Cell& cell, std::span<const int> layers) {
    std::vector<double> sum(cell.rows.size(), 0.0);
    std::vector<std::uint8_t> seen(cell.rows.size(), 0);
    std::vector<std::uint32_t> leaves;
    for (const auto& record : trace.layers) {
        if (record.step != 0 || std::ranges::find(layers, record.layer) == layers.end()) continue;
        for (std::size_t j = 0; j < record.leaf.kept.size(); ++j) {
            const auto leaf = record.leaf.kept[j];
            sum[leaf] += double(record.leafMass[j]);
            if (!seen[leaf]) seen[leaf] = 1, leaves.push_back(leaf);
        }
    }
    std::vector<ScoredRow> out;
    out.reserve(leaves.size());
    for (const auto leaf : leaves) out.push_back({cell.rows[cell.store->rowOf(LeafId(leaf)).value()], sum[leaf]});
    return out;
}

std::vector<int> prefillLayers(const Trace& trace) {
    std::vector<int> out;
    for (const auto& record : trace.layers)
        if (record.step == 0 && (out.empty() || out.back() != record.layer)) out.push_back(record.layer);
    return out;
}

std::vector<ScoredRow> retrieverRanking(std::span<const float> question, const EvalPool& pool, const Cell& cell) {
    std::vector<ScoredRow> out;
    out.reserve(cell.rows.size());
    for (const auto row : cell.rows) {
        const auto key = pool.keys.row(row);
        float dot = 0.0F;
#pragma omp simd reduction(+ : dot)
        for (std::size_t d = 0; d < key.size(); ++d) dot += key[d] * question[d];
        out.push_back({row, double(dot)});
    }
    return out;
}

GoldRank goldRank(std::span<const ScoredRow> ranking, const EvalPool& pool, std::uint32_t gold) {
    const auto group = pool.rows[gold].group;
    std::optional<double> strict, best;
    for (const auto& [row, score] : ranking) {
        if (row == gold) strict = score;
        if (pool.rows[row].group == group) best = std::max(best.value_or(score), score);
    }
    const auto rankOf = [&](std::optional<double> target, bool grouped) -> std::optional<double> {
        if (!target) return std::nullopt;
        std::size_t above = 0, outside = 0, inside = 0;
        for (const auto& [row, score] : ranking) {
            const bool member = grouped ? pool.rows[row].group == group : row == gold;
            above += score > *target;
            if (score == *target) ++(member ? inside : outside);
        }
        return expectedRank(above, outside, inside);
    };
    return {rankOf(strict, false), rankOf(best, true)};
}

std::vector<ItemEvidence> topEvidence(std::vector<ScoredRow> ranking, const EvalPool& pool,
                                      std::optional<std::uint32_t> gold, std::size_t limit) {
    limit = std::min(limit, ranking.size());
    std::partial_sort(
        ranking.begin(), ranking.begin() + std::ptrdiff_t(limit), ranking.end(),
        [](const ScoredRow& a, const ScoredRow& b) { return a.score != b.score ? a.score > b.score : a.row < b.row; });
    std::vector<ItemEvidence> out;
    for (std::size_t i = 0; i < limit; ++i) {
        const auto& row = pool.rows[ranking[i].row];
        out.push_back({row.keyString(), row.value, ranking[i].score, gold && row.group == pool.rows[*gold].group});
    }
    return out;
}

} // namespace akv
