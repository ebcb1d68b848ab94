// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/hikvp/leaf_store.h"

#include <cstdint>
#include <vector>

namespace akv {

struct RecommendOptions {
    std::uint64_t seed = 0;
    double target = 0.99;    ///< recall at which the search stops
    double noise = 0.5;      ///< norm of the Gaussian noise that is added to a unit key to make a query
    double sharpness = 20.0; ///< logit = sharpness * inner product
    std::uint32_t queries = 200;
};

/// k with the recall that was measured for it.
struct RecommendedK {
    PruneK k;
    double recall = 0.0; ///< mean over queries of the share of the exact top-k_L mass that pruning keeps
    std::uint32_t queries = 0;
    double rootAvailable = 0, interAvailable = 0, leafAvailable = 0; ///< keys scored per query, mean
};

/// Below so many rows a k need not prune on every level: pruning saves nothing there that is worth a lost triple.
constexpr std::uint32_t kMustPrune = 500;

/// From so many rows on a k is worth little unless it leaves nine leaves of ten alone.
constexpr std::uint32_t kLargeGraph = 10'000;

/// The ks that are tried for a hierarchy of that many root and inter clusters and leaves, cheapest first: half to
/// nine tenths of the roots (all of them below kMustPrune rows), from max(12, I/16) inter clusters on, up to nine
/// tenths of them below kLargeGraph rows, from there on also just below one tenth; 8 or 16 leaves. Never empty.
std::vector<PruneK> kLadder(std::uint32_t roots, std::uint32_t inters, std::uint32_t leaves);

/// Whether k keeps fewer than are available on every level, whichever clusters it keeps.
bool alwaysPrunes(const Hierarchy& hierarchy, const PruneK& k);

/// The cheapest k of that ladder whose measured recall reaches the target, else the one with the best recall; from
/// kMustPrune rows on as long as there are any only k that really prune on all three levels.
///
/// The queries are keys with noise, scored by inner product against root, inter and leaf keys: a measure of the
/// hierarchy alone, without an adapter. measureK() of core/engine asks a model.
Result<RecommendedK> recommendK(const Hierarchy& hierarchy, const Matrix& leafKeys, const RecommendOptions& options,
                                const JobContext& context);

} // namespace akv
