// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/pinned_leaves.h"

#include <algorithm>
#include <cmath>

namespace akv {

namespace {

struct Entry {
    std::uint32_t leaf = 0;
    float score = 0.0F;
    std::vector<float> logits; ///< [positions * heads] without the shift
};

std::vector<Entry> entriesOf(const KnowledgeSelection& selection, std::size_t rows, float shift) {
    const std::size_t n = selection.leaf.kept.size();
    std::vector<Entry> out(n);
    for (std::size_t j = 0; j < n; ++j) {
        out[j].leaf = selection.leaf.kept[j];
        out[j].score = selection.leaf.keptScore[j];
        for (std::size_t q = 0; q < rows; ++q) out[j].logits.push_back(selection.logits[q * n + j] - shift);
    }
    return out;
}

/// The leaf as it would have been scored; its runner-up's place is taken from the record.
Entry pinnedEntry(KnowledgeSelection& selection, const KnowledgeQuery& query, const KnowledgeScorer& scorer,
                  LeafId leaf) {
    Entry out;
    out.leaf = leaf.value();
    auto& next = selection.leaf.runnersUp;
    if (const auto found = std::find(next.begin(), next.end(), leaf.value()); found != next.end()) {
        const auto score = selection.leaf.runnersUpScore.begin() + (found - next.begin());
        out.score = *score;
        selection.leaf.runnersUpScore.erase(score);
        next.erase(found);
    }
    const std::size_t width = scorer.store().width();
    std::vector<float> key(width);
    scorer.store().key(leaf, key);
    for (std::size_t q = 0; q < query.positions * query.heads; ++q) {
        double dot = double(query.beta[q]);
        for (std::size_t i = 0; i < width; ++i) dot += double(query.u[q * width + i]) * double(key[i]);
        out.logits.push_back(float(double(scorer.scaleOf(leaf)) * dot));
    }
    return out;
}

float shiftOf(std::optional<float> scaleFactor, std::size_t n) {
    return scaleFactor ? std::log(*scaleFactor) - std::log(float(n)) : 0.0F;
}

} // namespace

std::vector<std::uint32_t> keepPinned(KnowledgeSelection& selection, const KnowledgeQuery& query,
                                      const KnowledgeScorer& scorer, std::span<const LeafId> pinned, std::size_t k,
                                      std::optional<float> scaleFactor) {
    const std::size_t rows = query.positions * query.heads;
    auto entries = entriesOf(selection, rows, shiftOf(scaleFactor, selection.leaf.kept.size()));
    const auto isPinned = [&](std::uint32_t leaf) {
        return std::binary_search(pinned.begin(), pinned.end(), LeafId(leaf));
    };
    std::vector<Entry> added;
    for (const auto leaf : pinned)
        if (std::ranges::find(entries, leaf.value(), &Entry::leaf) == entries.end())
            added.push_back(pinnedEntry(selection, query, scorer, leaf));
    if (added.empty()) return {};
    while (entries.size() + added.size() > k) {
        const auto last =
            std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& e) { return !isPinned(e.leaf); });
        if (last == entries.rend()) break;
        entries.erase(std::next(last).base());
    }
    std::ranges::stable_sort(added, std::ranges::greater(), &Entry::score);
    std::vector<std::uint32_t> out;
    for (auto& entry : added) {
        out.push_back(entry.leaf);
        entries.push_back(std::move(entry));
    }
    const std::size_t n = entries.size();
    const float shift = shiftOf(scaleFactor, n);
    selection.leaf.kept.clear(), selection.leaf.keptScore.clear();
    selection.logits.assign(rows * n, 0.0F);
    for (std::size_t j = 0; j < n; ++j) {
        selection.leaf.kept.push_back(entries[j].leaf);
        selection.leaf.keptScore.push_back(entries[j].score);
        for (std::size_t q = 0; q < rows; ++q) selection.logits[q * n + j] = entries[j].logits[q] + shift;
    }
    return out;
}

} // namespace akv
