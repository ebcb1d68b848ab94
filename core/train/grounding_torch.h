// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/batch.h"

#include <ATen/ATen.h>

namespace akv {

/// The grounding loss (method.md section 7) as ACC measures it: the knowledge attention of one KB layer, softmax per
/// head, averaged over heads and over all positions of the prompt, against the gold row; and the same at single
/// positions of the answer. Grounding of cluster means uses the same function on their scores.
class GroundingTargets {
public:
    explicit GroundingTargets(const Batch& batch, at::Device device = at::kCPU);
    bool empty() const { return m_count == 0; }

    /// The gold row of every position [B * T]; 0 where the example has none. gold [B], -1: none.
    at::Tensor goldByPosition(const std::vector<std::int64_t>& gold) const;
    /// log softmax of the gold row, [n_h, B * T], from whole logits [n_h, B * T, N].
    static at::Tensor goldLog(const at::Tensor& logits, const at::Tensor& goldOfPosition);

    /// goldLog [n_h, B * T]: log of the gold row's share of each position's knowledge softmax. Mean over the examples
    /// with a gold row.
    at::Tensor loss(const at::Tensor& goldLog) const;
    /// The same pooling by the mass that the joint softmax really gives (so a position counts as much as its
    /// lambda_kg): -log of the gold row's part of all knowledge mass over heads and prompt positions. goldLogits [n_h,
    /// B * T]; normaliser [n_h, B * T] log of the joint denominator; lambda [n_h, B * T]; kept [B * T, k] the rows in
    /// it; goldOfPosition [B * T].
    at::Tensor jointLoss(const at::Tensor& goldLogits, const at::Tensor& normaliser, const at::Tensor& lambda,
                         const at::Tensor& kept, const at::Tensor& goldOfPosition) const;
    /// Joint weights [n_h, B * T, N] summed over heads and prompt positions, [examples with gold, N].
    at::Tensor pooledMass(const at::Tensor& weights) const;
    /// Pooled share of every row [examples with gold, N] for measuring, and which row is right.
    at::Tensor pooled(const at::Tensor& logits) const;
    at::Tensor goldRows() const { return m_goldOfPooled; }

private:
    at::Device m_device;
    std::int64_t m_examples, m_length, m_count = 0;
    at::Tensor m_promptMask;   ///< [B, T] 0 inside a grounded prompt, -inf elsewhere
    at::Tensor m_promptLength; ///< [B] log of the number of positions
    at::Tensor m_pooledExamples, m_goldOfPooled;
    at::Tensor m_position, m_example, m_weight; ///< single positions
};

} // namespace akv
