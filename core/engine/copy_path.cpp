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

bool inLine(const CopySentence& sentence, std::span<const int> generated) {
    return generated.size() <= sentence.tokens.size() &&
           std::ranges::equal(generated, std::span(sentence.tokens).first(generated.size()));
}

/// Which token of its sentence every candidate would say, `whole`: in line; empty: it takes no part.
std::vector<std::optional<std::size_t>> nextTokens(std::span<const CopyCandidate> candidates,
                                                   std::span<const int> generated, bool whole) {
    std::vector<std::optional<std::size_t>> out(candidates.size());
    std::size_t furthest = 0;
    for (std::size_t j = 0; j < candidates.size(); ++j) {
        const auto& s = *candidates[j].sentence;
        if (whole) {
            if (inLine(s, generated)) out[j] = generated.size();
            continue;
        }
        const auto said = saidOf(std::span(s.tokens).subspan(s.valueBegin), generated);
        out[j] = s.valueBegin + said;
        furthest = std::max(furthest, said);
    }
    for (std::size_t j = 0; j < candidates.size(); ++j) {
        const auto& s = *candidates[j].sentence;
        if (out[j] && (*out[j] >= s.tokens.size() || (!whole && *out[j] - s.valueBegin < furthest))) out[j].reset();
    }
    return out;
}

} // namespace

CopyDistribution copyDistribution(std::span<const CopyCandidate> candidates, std::span<const int> generated) {
    CopyDistribution out;
    if (generated.empty()) return out;
    out.inLine = std::ranges::any_of(candidates, [&](const auto& c) { return inLine(*c.sentence, generated); });
    out.next = nextTokens(candidates, generated, out.inLine);
    const auto& next = out.next;
    const auto takesPart = [&](std::size_t j) { return next[j].has_value(); };
    double total = 0.0;
    for (std::size_t j = 0; j < candidates.size(); ++j)
        if (takesPart(j)) total += double(candidates[j].weight);
    if (!(total > 0.0)) return out;
    out.weight = float(total);
    std::vector<float> strongest; // weight of the leaf that stands for each token
    for (std::size_t j = 0; j < candidates.size(); ++j) {
        if (!takesPart(j)) continue;
        const auto& c = candidates[j];
        const int token = c.sentence->tokens[*next[j]];
        const auto share = float(double(c.weight) / total);
        auto found = std::ranges::find(out.tokens, token, &CopyToken::token);
        if (found == out.tokens.end()) {
            out.tokens.push_back({token, share, c.leaf, int(*next[j])});
            strongest.push_back(c.weight);
            continue;
        }
        found->share += share;
        auto& best = strongest[std::size_t(found - out.tokens.begin())];
        if (c.weight > best) best = c.weight, found->leaf = c.leaf, found->offset = int(*next[j]);
    }
    return out;
}

} // namespace akv
