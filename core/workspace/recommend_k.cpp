// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/recommend_k.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace akv {

namespace {

using Ids = std::vector<std::uint32_t>;

float dot(std::span<const float> a, std::span<const float> b) {
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

/// The k ids with the highest scores, ties by the lower id.
Ids best(Ids ids, std::span<const float> scores, std::size_t k) {
    k = std::min(k, ids.size());
    std::partial_sort(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(k), ids.end(),
                      [&](auto a, auto b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
    ids.resize(k);
    return ids;
}

Ids members(const Ids& clusters, const std::vector<std::uint32_t>& begin) {
    Ids ids;
    for (const auto cluster : clusters)
        for (std::uint32_t id = begin[cluster]; id < begin[cluster + 1]; ++id) ids.push_back(id);
    return ids;
}

Ids all(std::size_t count) {
    Ids ids(count);
    std::iota(ids.begin(), ids.end(), 0U);
    return ids;
}

/// Scores of one query against all keys of the three levels.
struct Scores {
    std::vector<float> root, inter, leaf;
};

std::vector<float> scoreAll(const Matrix& keys, std::span<const float> query) {
    std::vector<float> scores(keys.rows);
    for (std::size_t i = 0; i < keys.rows; ++i) scores[i] = dot(keys.row(i), query);
    return scores;
}

std::vector<float> noisyQuery(std::span<const float> key, double noise, std::mt19937_64& random) {
    std::normal_distribution<float> normal(0.0F,
                                           static_cast<float>(noise / std::sqrt(static_cast<double>(key.size()))));
    std::vector<float> query(key.begin(), key.end());
    for (float& x : query) x += normal(random);
    const float norm = std::sqrt(dot(query, query));
    if (norm > 0.0F)
        for (float& x : query) x /= norm;
    return query;
}

struct Measured {
    double recall = 0, inter = 0, leaf = 0;
    bool prunes = true; ///< alwaysPrunes(), or small enough not to
};

Measured measure(const Hierarchy& hierarchy, const std::vector<Scores>& queries, const PruneK& k, double sharpness) {
    Measured sum;
    sum.prunes = hierarchy.leafCount() < kMustPrune || alwaysPrunes(hierarchy, k);
    for (const auto& scores : queries) {
        const Ids roots = best(all(scores.root.size()), scores.root, k.root);
        const Ids inters = members(roots, hierarchy.interBegin);
        const Ids leaves = members(best(inters, scores.inter, k.inter), hierarchy.leafBegin);
        Ids kept = best(leaves, scores.leaf, k.leaf);
        std::sort(kept.begin(), kept.end());
        double found = 0.0, exact = 0.0;
        const Ids top = best(all(scores.leaf.size()), scores.leaf, k.leaf);
        for (const auto id : top) {
            const double mass = std::exp(sharpness * (scores.leaf[id] - scores.leaf[top.front()]));
            exact += mass;
            if (std::binary_search(kept.begin(), kept.end(), id)) found += mass;
        }
        sum.recall += found / exact;
        sum.inter += static_cast<double>(inters.size());
        sum.leaf += static_cast<double>(leaves.size());
    }
    const auto n = static_cast<double>(queries.size());
    return {sum.recall / n, sum.inter / n, sum.leaf / n, sum.prunes};
}

} // namespace

bool alwaysPrunes(const Hierarchy& hierarchy, const PruneK& k) {
    // The fewest keys that `kept` clusters can hold.
    const auto fewest = [](const std::vector<std::uint32_t>& begin, std::size_t kept) {
        std::vector<std::uint32_t> sizes;
        for (std::size_t c = 0; c + 1 < begin.size(); ++c) sizes.push_back(begin[c + 1] - begin[c]);
        std::sort(sizes.begin(), sizes.end());
        sizes.resize(std::min(kept, sizes.size()));
        return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t(0));
    };
    return k.root < hierarchy.root.rows && k.inter < fewest(hierarchy.interBegin, k.root) &&
           k.leaf < fewest(hierarchy.leafBegin, k.inter);
}

std::vector<PruneK> kLadder(std::uint32_t roots, std::uint32_t inters, std::uint32_t leaves) {
    const std::uint32_t keep = leaves >= 20'000 ? 16 : 8;
    const bool small = leaves < kMustPrune; // pruning saves nothing there that is worth a lost triple
    std::vector<PruneK> ks;
    const auto add = [&](std::uint32_t rootShare, std::uint32_t inter) { // share of the roots in per cent
        const PruneK k{std::clamp((roots * rootShare + 99) / 100, 1U, 128U), std::clamp(inter, 1U, 256U), keep};
        if (std::find(ks.begin(), ks.end(), k) == ks.end()) ks.push_back(k);
    };
    const auto ofInters = [&](std::uint32_t share) { return (inters * share + 99) / 100; };
    for (const std::uint32_t share : small ? std::vector{100U} : std::vector{50U, 67U, 80U, 90U})
        for (const std::uint32_t step : {4U, 6U, 8U, 12U, 16U, 24U}) add(share, std::max(12U, inters / 16) * step / 4);
    if (small)
        for (const std::uint32_t share : {75U, 100U}) add(100, ofInters(share));
    else if (leaves < kLargeGraph)
        for (const std::uint32_t rootShare : {90U, 100U})
            for (const std::uint32_t share : {30U, 60U, 75U, 90U}) add(rootShare, ofInters(share));
    else // just below a tenth of the inter keys, and so of the leaves
        for (const std::uint32_t rootShare : {80U, 90U}) add(rootShare, inters * 19 / 200);
    // Scoring leaves costs most; on equal terms fewer roots, which bring fewer inter keys.
    std::stable_sort(ks.begin(), ks.end(), [](const PruneK& a, const PruneK& b) {
        return a.inter != b.inter ? a.inter < b.inter : a.root < b.root;
    });
    return ks;
}

Result<RecommendedK> recommendK(const Hierarchy& hierarchy, const Matrix& leafKeys, const RecommendOptions& options,
                                const JobContext& context) {
    const auto leaves = static_cast<std::uint32_t>(leafKeys.rows);
    if (leaves == 0 || hierarchy.leafCount() != leaves)
        return Error(ErrorCode::Internal, "hierarchy of " + std::to_string(hierarchy.leafCount()) + " leaves with " +
                                              std::to_string(leaves) + " keys");
    std::mt19937_64 random(options.seed ^ 0x5bd1e995U);
    const std::uint32_t wanted = std::min(leaves > 100'000 ? 64U : options.queries, leaves);
    std::vector<Scores> queries;
    for (std::uint32_t i = 0; i < wanted; ++i) {
        AKV_CHECK(context.checkCancelled());
        const auto query = noisyQuery(leafKeys.row(random() % leaves), options.noise, random);
        queries.push_back(
            {scoreAll(hierarchy.root, query), scoreAll(hierarchy.inter, query), scoreAll(leafKeys, query)});
        context.progress("measure recall", i + 1, wanted);
    }
    const auto ks = kLadder(static_cast<std::uint32_t>(hierarchy.root.rows),
                            static_cast<std::uint32_t>(hierarchy.inter.rows), leaves);
    std::optional<RecommendedK> chosen;
    double chosenCost = 0.0;
    bool chosenPrunes = false;
    for (const auto& k : ks) {
        AKV_CHECK(context.checkCancelled());
        const Measured measured = measure(hierarchy, queries, k, options.sharpness);
        const double cost = static_cast<double>(hierarchy.root.rows) + measured.inter + measured.leaf;
        const bool enough = measured.recall >= options.target, hadEnough = chosen && chosen->recall >= options.target;
        bool better = !chosen;
        if (chosen && measured.prunes != chosenPrunes)
            better = measured.prunes;
        else if (chosen && enough != hadEnough)
            better = enough;
        else if (chosen)
            better = enough ? cost < chosenCost : measured.recall > chosen->recall;
        if (!better) continue;
        chosen = RecommendedK{
            k, measured.recall, wanted, static_cast<double>(hierarchy.root.rows), measured.inter, measured.leaf};
        chosenCost = cost;
        chosenPrunes = measured.prunes;
    }
    return *chosen;
}

} // namespace akv
