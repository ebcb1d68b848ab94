// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/scoring_error_torch.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <random>

namespace akv {

namespace {

/// Keys of the first `count` leaves by the definition, in fp64: [count, slots, heads, D].
at::Tensor projectedKeys(const ModelWeights& weights, const LeafStore& store, std::int64_t count) {
    const auto d = std::int64_t(store.width());
    auto base = at::empty({count, d});
    for (std::int64_t i = 0; i < count; ++i)
        store.key(LeafId(std::uint32_t(i)), {base.data_ptr<float>() + i * d, std::size_t(d)});
    const auto& a = weights.adapter;
    auto z = at::linear(base.to(at::kDouble), a.keyWeight.to(at::kDouble), a.keyBias.to(at::kDouble));
    z = z - z.mean(-1, true);
    z = z * ((z * z).mean(-1, true) + weights.knowledge->keyEpsilon).rsqrt();
    const auto slots = std::int64_t(weights.knowledge->kbLayers.size());
    return z.view({count, slots, weights.config.heads, weights.config.headDim});
}

} // namespace

Result<ScoringError> compareScores(const ModelWeights& weights, const KnowledgeScorer& scorer, std::size_t leaves,
                                   std::uint64_t seed) {
    const at::NoGradGuard noGrad;
    const auto& store = scorer.store();
    const auto count = std::int64_t(std::min<std::size_t>(leaves, store.leafCount()));
    const auto heads = weights.config.heads, width = weights.config.headDim;
    const auto keys = projectedKeys(weights, store, count);
    std::mt19937_64 random(seed);
    std::normal_distribution<float> normal;
    ScoringError out;
    double squares = 0.0, energy = 0.0;
    for (std::int64_t slot = 0; slot < keys.size(1); ++slot) {
        std::vector<float> query(std::size_t(heads * width)), u(std::size_t(heads) * store.width()),
            beta(std::size_t(heads), 0.0F);
        for (auto& x : query) x = normal(random);
        scorer.keys().absorb(std::size_t(slot), query, u, beta);
        SelectOptions options;
        options.flat = true;
        options.scaleFactor = std::nullopt;
        AKV_ASSIGN(const auto selection, scorer.select({1, std::size_t(heads), u, beta}, options));
        const auto q = at::from_blob(query.data(), {heads, width}).to(at::kDouble);
        const auto exact =
            ((keys.select(1, slot) * q).sum(-1) / std::sqrt(double(width))).contiguous(); // [count, heads]
        const auto n = selection.leaf.kept.size();
        for (std::size_t j = 0; j < n; ++j) {
            const auto leaf = std::int64_t(selection.leaf.kept[j]);
            if (leaf >= count) continue;
            for (std::int64_t h = 0; h < heads; ++h) {
                const double truth = exact.data_ptr<double>()[leaf * heads + h];
                const double difference = std::abs(double(selection.logits[std::size_t(h) * n + j]) - truth);
                out.worst = std::max(out.worst, difference);
                squares += difference * difference, energy += truth * truth;
                ++out.scores;
            }
        }
    }
    out.rms = std::sqrt(squares / double(std::max<std::size_t>(1, out.scores)));
    out.scale = std::sqrt(energy / double(std::max<std::size_t>(1, out.scores)));
    return out;
}

} // namespace akv
