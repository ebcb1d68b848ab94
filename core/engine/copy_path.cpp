// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/copy_path.h"

#include <algorithm>

namespace akv {

namespace {

/// Largest o such that the last o tokens of `generated` are the first o of `value`.
std::size_t saidOf(std::span<const int> value, std::span<const int> generated) {
    for (std::size_t o = std::min(value.size(), generated.size()); o > 0; --o)
        if (std::ranges::equal(generated.last(o), value.first(o))) return o;
    return 0;
}

} // namespace

std::vector<CopyToken> copyDistribution(std::span<const CopyCandidate> candidates, std::span<const int> generated,
                                        int period) {
    std::vector<std::size_t> said;
    std::size_t furthest = 0;
    for (const auto& c : candidates) {
        said.push_back(saidOf(c.value, generated));
        furthest = std::max(furthest, said.back());
    }
    double total = 0.0;
    for (std::size_t j = 0; j < candidates.size(); ++j)
        if (said[j] == furthest) total += double(candidates[j].weight);
    std::vector<CopyToken> out;
    std::vector<float> strongest; // weight of the leaf that stands for each token
    for (std::size_t j = 0; j < candidates.size(); ++j) {
        const auto& c = candidates[j];
        if (said[j] != furthest || !(total > 0.0)) continue;
        const int token = furthest < c.value.size() ? c.value[furthest] : period;
        const auto share = float(double(c.weight) / total);
        auto found = std::ranges::find(out, token, &CopyToken::token);
        if (found == out.end()) {
            out.push_back({token, share, c.leaf, int(furthest)});
            strongest.push_back(c.weight);
            continue;
        }
        found->share += share;
        auto& best = strongest[std::size_t(found - out.begin())];
        if (c.weight > best) best = c.weight, found->leaf = c.leaf;
    }
    return out;
}

} // namespace akv
