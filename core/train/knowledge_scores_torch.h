// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

namespace akv {

/// What training needs of one KB layer's knowledge logits z = q . k over a shared context; differentiable.
struct KnowledgeScores {
    at::Tensor normaliser; ///< [n_h, P] log of the sum over all rows of exp z
    at::Tensor gold;       ///< [n_h, P] z of each position's gold row
    at::Tensor kept;       ///< [n_h, P, k] z of the rows that a decode step at the position would keep
    at::Tensor rows;       ///< [P, k] which rows these are: largest head-summed softmax first (no gradient)
};

/// query [n_h, P, D] (already divided by sqrt D), keys [n_h, N, D], goldRow [P] long in [0, N), k <= N. The logits of a
/// few positions at a time stay in the cache and are computed again for the gradient, so that [n_h, P, N] numbers are
/// never written: for thousands of rows that takes a third of the time of the plain graph. With `bf16` products are
/// made of bf16 operands and logits are rounded to bf16, as everywhere in training.
KnowledgeScores scoreKnowledge(const at::Tensor& query, const at::Tensor& keys, const at::Tensor& goldRow,
                               std::int64_t k, bool bf16);

} // namespace akv
