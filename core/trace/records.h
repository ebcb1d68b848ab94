// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// What one level of one KB layer kept in one step. Ids are root clusters, inter clusters or leaves (cluster order).
struct LevelRecord {
    std::vector<std::uint32_t> kept; ///< by descending score, ties by lower id
    std::vector<float> keptScore;    ///< softmax per head, summed over heads and the query positions of the step
    std::uint64_t available = 0;     ///< keys that were scored on this level; kept.size() == available: no pruning
    std::vector<std::uint32_t>
        runnersUp; ///< the next best keys below the cut, by descending score (at most kRunnersUp)
    std::vector<float> runnersUpScore;

    /// Lowest score that was kept; empty when nothing was pruned.
    std::optional<float> cutOff() const {
        if (kept.empty() || kept.size() >= available) return std::nullopt;
        return keptScore.back();
    }
};

constexpr std::size_t kNormedLeaves = 256; ///< leaves of a record that have a value norm
constexpr std::size_t kRunnersUp = 5;

/// One KB layer in one forward call (step 0 = prefill), captured inside the attention itself.
struct LayerRecord {
    int step = 0;
    int layer = 0;     ///< index of the decoder layer
    int heads = 0;     ///< knowledge query heads n_h
    int positions = 1; ///< query positions of this call (prompt length in the prefill, else 1)
    bool flat = false; ///< flat attention (KBLaM): root and inter are empty
    LevelRecord root, inter, leaf;
    /// Joint attention weight of head h on kept leaf j at the last query position, [heads, leaf.kept.size()].
    /// Sums over j to lambdaKg[h]; the rest of the mass went to the sequence.
    std::vector<float> headWeights;
    std::vector<float> lambdaKg;         ///< share of knowledge per head at the last query position, [heads]
    std::vector<float> lambdaByPosition; ///< mean over heads for every query position, [positions]
    /// Joint attention weight of every kept leaf, summed over heads and all query positions of the call,
    /// [leaf.kept.size()]: what ACC ranks by, as the released evaluation does. Empty in traces of older versions.
    std::vector<float> leafMass;
    /// The same for each head alone, [heads, leaf.kept.size()]; only calls of several positions hold it, else it is
    /// headWeights. Empty in traces of older versions.
    std::vector<float> headMass;
    std::vector<std::uint32_t> pinned; ///< kept leaves that a what-if put there (see keepPinned())
    /// Norm of each kept leaf's contribution to the layer output before the output projection, summed over heads:
    /// |w_hj * v_hj|, of the first kNormedLeaves leaves kept, which are the best; empty when not asked for.
    std::vector<float> valueNorm;
};

/// The inside of one KB layer in one forward call at its last query position: what a logit and a weight were made of.
struct LayerProbe {
    int step = 0, layer = 0, heads = 0;
    std::vector<float> u;              ///< absorbed queries [heads, d]
    std::vector<float> beta;           ///< [heads]
    int positions = 1;                 ///< of the call; a layer chooses for all of them together
    std::vector<float> allU, allBeta;  ///< of every position: [positions, heads, d] and [positions, heads]
    std::vector<std::uint32_t> leaves; ///< kept leaves [n], in the order of the layer's record
    std::vector<float> keyScale;       ///< s of their keys [n]
    std::optional<float> scaleFactor;  ///< kb_scale_factor; empty: the logits carry no shift
    std::vector<float> logits;         ///< [heads, n] with the shift log(scaleFactor) - log(n)
    std::vector<float> sequenceLogits; ///< [heads, positions so far]
    std::vector<float> weights;        ///< joint softmax, [heads, n]
    std::vector<std::uint8_t> ablated; ///< [heads]; 1: a what-if set this head's knowledge mass to zero
};

/// Where a copied token comes from (modes that copy).
struct CopyRecord {
    std::uint32_t leaf = 0;
    int offset = 0;     ///< which token of the triple's sentence "The {noun} of {name} is {value}."
    float share = 0.0F; ///< how much of the token's probability copying gave
};

/// One produced token. Token t of the answer is produced by step t.
struct TokenRecord {
    int step = 0;
    int id = 0;
    std::string text;
    float logprob = 0.0F;
    std::vector<std::pair<int, float>> alternatives; ///< (token id, log-probability) of the best five
    std::optional<CopyRecord> copied = {};           ///< copying gave at least half of its probability
};

} // namespace akv
