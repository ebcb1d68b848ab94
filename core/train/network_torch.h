// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/weights_torch.h"
#include "core/train/batch.h"
#include "core/train/knowledge_scores_torch.h"
#include "core/train/knowledge_table_torch.h"

#include <ATen/ATen.h>

namespace akv {

/// Losses and counts of one forward pass.
struct ForwardResult {
    at::Tensor loss; ///< what is differentiated; undefined: nothing
    /// Parts of the loss as scalars without gradient, left on their device so that nobody waits for them; undefined
    /// where a batch has none.
    at::Tensor languageLoss;  ///< mean cross-entropy over target tokens
    at::Tensor groundingLoss; ///< method.md section 7, mean over KB layers
    at::Tensor copyLoss;      ///< mean over target tokens of the mixture with the copy path
    at::Tensor lambdaLoss;    ///< binary cross-entropy of lambda_kg, mean over KB layers
    double groundingHits = 0.0, groundingMassHits = 0.0,
           groundingCount = 0.0;           ///< gold row first in the pooled prompt, summed over metric layers (ACC@1)
    double lambdaKg = 0.0;                 ///< mean over KB layers and heads at target positions
    double exact = 0.0, answerable = 0.0;  ///< examples whose value tokens are all predicted (teacher-forced greedy)
    double refused = 0.0, refusable = 0.0; ///< unanswerable examples whose first answer token is the refusal's
    double falseRefusals = 0.0;
    /// The choice between answer and refusal of each example (only when measuring, with knowledge).
    struct Decision {
        std::int64_t example = 0;
        double refusal = 0.0;                             ///< the language model's probability of it
        std::vector<std::pair<std::int64_t, float>> kept; ///< rows of the last KB layer and their shares
    };
    std::vector<Decision> decisions;
};

/// Value of a part of the loss; 0 where there is none. Waits for the device.
inline double valueOf(const at::Tensor& part) { return part.defined() ? part.item<double>() : 0.0; }

/// The decoder with knowledge attention over the batch's context, differentiable. Every position attends to the k_L
/// rows that a step of its own would keep; the inference path in core/model computes the same function through absorbed
/// scores.
class TrainingNetwork {
public:
    /// Weights and table are on the same device.
    TrainingNetwork(ModelWeights& weights, const KnowledgeTable& table, const TrainConfig& config)
        : m_weights(weights), m_table(table), m_config(config) {}
    /// Token ids that losses and measures need to know.
    struct Tokens {
        int refusal = -1; ///< first token of the refusal sentence
    };
    ForwardResult forward(const Batch& batch, const Tokens& tokens, bool measure) const;
    /// Logits [B, T, V] fp32; for tests.
    at::Tensor logits(const Batch& batch) const;

private:
    struct Knowledge;
    struct Flow;
    struct Head;
    at::Tensor attend(std::size_t layer, const at::Tensor& x, const at::Tensor& logits, const at::Tensor& v,
                      Flow& flow) const;
    at::Tensor projectKeys(const at::Tensor& embeddings) const;
    at::Tensor linear(const at::Tensor& x, const at::Tensor& weight) const;
    at::Tensor product(const at::Tensor& a, const at::Tensor& b) const;
    at::Tensor feedForward(const at::Tensor& x, const LayerWeights& w) const;
    at::Tensor attention(std::size_t layer, const at::Tensor& x, Flow& flow) const;
    at::Tensor hidden(Flow& flow) const;
    Knowledge projectKnowledge(const Batch& batch) const;
    void ground(const at::Tensor& query, const KnowledgeScores& scores, const at::Tensor& lambda,
                const at::Tensor& normaliser, std::size_t slot, Flow& flow) const;
    void measureGrounding(const at::Tensor& query, const KnowledgeScores& scores, const at::Tensor& keptShares,
                          std::size_t slot, Flow& flow) const;
    void gateLambda(const at::Tensor& lambda, Flow& flow) const;
    at::Tensor languageLoss(const Batch& batch, const at::Tensor& x, Flow& flow, const Tokens& tokens,
                            ForwardResult& out) const;
    at::Tensor copyLoss(const Batch& batch, const at::Tensor& h, const Head& head, const Flow& flow) const;

    at::Tensor sum(const at::Tensor& loss, const at::Tensor& part, double weight) const;

    ModelWeights& m_weights;
    const KnowledgeTable& m_table;
    const TrainConfig& m_config;
};

} // namespace akv
