// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/weights_torch.h"
#include "core/train/batch.h"

#include <ATen/ATen.h>

namespace akv {

/// Losses and counts of one forward pass.
struct ForwardResult {
    at::Tensor loss;            ///< what is differentiated
    double languageLoss = 0.0;  ///< mean cross-entropy over target tokens
    double groundingLoss = 0.0; ///< method.md section 7, mean over KB layers
    double tokens = 0.0;        ///< target tokens
    double groundingHits = 0.0,
           groundingCount = 0.0;           ///< gold row first in the head-averaged attention, summed over metric layers
    double lambdaKg = 0.0;                 ///< mean over KB layers and heads at grounded positions
    double exact = 0.0, answerable = 0.0;  ///< examples whose value tokens are all predicted (teacher-forced greedy)
    double refused = 0.0, refusable = 0.0; ///< unanswerable examples whose first answer token is the refusal's
    double falseRefusals = 0.0;
};

/// The decoder with knowledge attention over the batch's context, differentiable. Every position attends to the k_L
/// rows that a step of its own would keep; the inference path in core/model computes the same function through absorbed
/// scores.
class TrainingNetwork {
public:
    TrainingNetwork(ModelWeights& weights, bool bf16) : m_weights(weights), m_bf16(bf16) {}
    ForwardResult forward(const Batch& batch, double groundingWeight, int refusalFirstToken, bool measure) const;
    /// Logits [B, T, V] fp32; for tests.
    at::Tensor logits(const Batch& batch) const;

private:
    struct Knowledge;
    struct Flow;
    at::Tensor linear(const at::Tensor& x, const at::Tensor& weight) const;
    at::Tensor product(const at::Tensor& a, const at::Tensor& b) const;
    at::Tensor feedForward(const at::Tensor& x, const LayerWeights& w) const;
    at::Tensor attention(std::size_t layer, const at::Tensor& x, Flow& flow) const;
    at::Tensor hidden(Flow& flow) const;
    Knowledge projectKnowledge(const Batch& batch) const;
    void ground(const at::Tensor& knowledgeLogits, const at::Tensor& lambda, int layer, Flow& flow) const;

    ModelWeights& m_weights;
    bool m_bf16;
};

} // namespace akv
