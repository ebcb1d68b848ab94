// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/replay.h"

namespace akv {

/// How the joint attention weight of one head on one kept leaf came about (method.md section 3), at the last query
/// position of a step. What the engine gave: u, beta, s, its logits and weights; everything else is worked out from
/// those and the stored key in fp64.
struct WeightExplanation {
    int step = 0, layer = 0, head = 0;
    LeafId leaf;
    RowId row;
    double keyScale = 0.0;             ///< s of the key
    double dot = 0.0;                  ///< u_h . e
    double beta = 0.0;                 ///< beta_h
    double product = 0.0;              ///< s (u_h . e + beta_h)
    std::optional<double> scaleFactor; ///< kb_scale_factor; empty: the model adds no shift
    std::size_t kept = 0;              ///< n, leaves that the layer kept
    double shift = 0.0;                ///< log(scaleFactor) - log(n); 0 without a scale factor
    double logit = 0.0;                ///< product + shift
    double engineLogit = 0.0;          ///< what the scoring kernel gave for it
    std::size_t sequence = 0;          ///< sequence positions in the same softmax
    double largest = 0.0;              ///< largest logit of the head over kept leaves and sequence
    double denominator = 0.0;          ///< sum of exp(logit - largest) over both
    double weight = 0.0;               ///< exp(logit - largest) / denominator; 0 when the head is ablated
    double engineWeight = 0.0;         ///< what the engine multiplied the value with
    double lambda = 0.0;               ///< lambda_kg of the head: the weights of all kept leaves together
    bool ablated = false;              ///< a what-if took the head's knowledge mass away
    std::optional<double> traced;      ///< weight in the trace; empty: the trace dropped this step
    /// p: share of the leaf among the kept ones, so that weight = lambda * p.
    double share() const { return lambda > 0.0 ? weight / lambda : 0.0; }
};

/// The inside of one KB layer in one step of a traced answer, found by a replay.
struct LayerExplanation {
    LayerProbe probe;
    std::vector<RowId> rows;      ///< of probe.leaves
    std::vector<float> keys;      ///< stored keys of probe.leaves, [n, d]
    std::vector<float> traced;    ///< head weights of the trace, [heads, n]; empty: not recorded
    std::vector<float> direction; ///< u summed over the heads that are not ablated, [d]
    std::size_t width() const { return direction.size(); }
    /// Error: a head that does not exist, a leaf that was not kept.
    Result<WeightExplanation> of(int head, LeafId leaf) const;
};

/// Error as replay()'s; a layer that is no KB layer, a step that does not exist, a replay that keeps other leaves than
/// the trace says.
Result<LayerExplanation> explainLayer(const Engine& engine, const Workspace& workspace, const Trace& trace, int step,
                                      int layer, const JobContext& context);

} // namespace akv
