// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/cluster_names.h"

#include "core/base/strings.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace akv {

namespace {

constexpr std::uint32_t kMedoidLeaves = 4096, kWordLeaves = 64;
constexpr std::size_t kWords = 3;

bool isFunctionWord(const std::string& word) {
    static const std::set<std::string> kWordsToSkip = {"the", "of", "a",  "an", "and", "in", "to",
                                                       "for", "on", "by", "at", "or",  "is", "with"};
    return word.size() < 2 || kWordsToSkip.contains(word);
}

/// Leaves at equal distances, all of them when there are few.
std::vector<LeafId> sampled(std::uint32_t begin, std::uint32_t end, std::uint32_t most) {
    const std::uint64_t count = end - begin, take = std::min<std::uint64_t>(count, most);
    std::vector<LeafId> out;
    for (std::uint64_t i = 0; i < take; ++i) out.emplace_back(begin + std::uint32_t(i * count / take));
    return out;
}

void countWords(const QkvRow& row, std::map<std::string, int>& counts) {
    std::set<std::string> once;
    for (const std::string* text : {&row.descriptionType, &row.name})
        for (std::string word : splitWords(asciiLower(*text))) {
            std::erase_if(word, [](unsigned char c) { return c < 0x80 && !std::isalnum(c) && c != '-'; });
            if (!isFunctionWord(word)) once.insert(word);
        }
    for (const auto& word : once) ++counts[word];
}

} // namespace

LeafId medoidLeaf(const LeafStore& store, std::span<const float> centroid, std::uint32_t begin, std::uint32_t end) {
    std::vector<float> key(store.width());
    double best = -std::numeric_limits<double>::infinity();
    LeafId nearest(begin);
    for (const auto leaf : sampled(begin, end, kMedoidLeaves)) {
        store.key(leaf, key);
        double dot = 0.0;
        for (std::size_t i = 0; i < key.size(); ++i) dot += double(key[i]) * double(centroid[i]);
        if (dot > best) best = dot, nearest = leaf;
    }
    return nearest;
}

std::string medoidName(const QkvRow& row) { return row.name + " \xC2\xB7 " + row.descriptionType; }

Result<ClusterName> nameCluster(const Workspace& workspace, const LeafStore& store, std::span<const float> centroid,
                                std::uint32_t begin, std::uint32_t end) {
    if (begin >= end || end > store.leafCount() || centroid.size() != store.width())
        return Error(ErrorCode::InvalidInput, "leaves " + std::to_string(begin) + " to " + std::to_string(end) +
                                                  " are no cluster of a store with " +
                                                  std::to_string(store.leafCount()) + " leaves");
    std::map<std::string, int> counts;
    for (const auto leaf : sampled(begin, end, kWordLeaves)) {
        AKV_ASSIGN(const QkvRow row, workspace.row(store.rowOf(leaf)));
        countWords(row, counts);
    }
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [word, count] : counts)
        if (count > 1 || counts.size() <= kWords) order.emplace_back(-count, word);
    std::sort(order.begin(), order.end());
    ClusterName out;
    AKV_ASSIGN(const QkvRow row, workspace.row(store.rowOf(medoidLeaf(store, centroid, begin, end))));
    out.medoid = medoidName(row);
    for (std::size_t i = 0; i < std::min(kWords, order.size()); ++i) out.words.push_back(order[i].second);
    return out;
}

} // namespace akv
