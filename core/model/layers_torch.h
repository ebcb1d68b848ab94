// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"

#include <ATen/ATen.h>
#include <vector>

namespace akv {

/// Weights of one decoder layer. Matrices are [out, in]; undefined tensors are absent parts.
struct LayerWeights {
    at::Tensor inputNorm, postNorm; ///< [H]
    at::Tensor q, k, v, o;          ///< [n_h*D, H], [n_kv*D, H] twice, [H, n_h*D]
    at::Tensor qBias, kBias, vBias; ///< Qwen 2
    at::Tensor qNorm, kNorm;        ///< Qwen 3, [D]
    at::Tensor gate, up, down;      ///< [F, H] twice, [H, F]
    at::Tensor queryKg;             ///< knowledge query head [n_h*D, H]; undefined outside KB layers
};

struct DecoderWeights {
    at::Tensor embed; ///< [V, H]
    at::Tensor norm;  ///< [H]
    at::Tensor head;  ///< [V, H]; the same tensor as `embed` when tied
    std::vector<LayerWeights> layers;
};

/// Linear projectors of the adapter, base embedding -> all KB layers and heads at once (P = slots * n_h * D).
struct AdapterWeights {
    at::Tensor keyWeight, keyBias;     ///< [P, d], [P]
    at::Tensor valueWeight, valueBias; ///< [P, d], [P]
    /// Gate of the copy path, [H], [1] and [2]: share of the next token that is copied from the selected triples,
    /// sigmoid(copyWeight . h + copyState . s + copyBias) with h the final normed hidden state and s the state of the
    /// copy distribution (CopyDistribution::state()). Undefined: the adapter has none.
    at::Tensor copyWeight, copyBias, copyState;
    at::Tensor answerGate; ///< [8] weights of the answer gate (core/engine/answer_gate.h); undefined: none
};

/// x * rsqrt(mean(x^2) + eps) * w over the last dimension, statistics in fp32.
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon);

/// Rotary cosines and sines for positions [0, count), each [count, D/2] fp32.
struct RopeTables {
    at::Tensor cos, sin;
};
RopeTables ropeTables(const ModelConfig& config, std::int64_t count);

/// Rotates x [..., T, D] (halves convention of Hugging Face) with tables sliced to [T, D/2].
at::Tensor applyRope(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin);

/// down(silu(gate x) * up x).
at::Tensor feedForward(const LayerWeights& layer, const at::Tensor& x);

} // namespace akv
