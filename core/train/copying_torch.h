// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/batch.h"

#include <ATen/ATen.h>

namespace akv {

/// What the copy path (core/engine/copy_path) would say at positions of a batch, as constants of the graph: the copied
/// probability of the target is sum(w * proposes) / sum(w * takesPart) with w the attention on the kept rows.
struct CopyTargets {
    at::Tensor takesPart, proposes; ///< [P, k] 0 or 1
    at::Tensor state;               ///< [P, 2] what the gate sees
    at::Tensor some;                ///< [P] 0 where nothing is proposed
};

/// positions: flat b * T + t whose next token is asked for; kept [P, k] rows of the batch's context; weights [P, k]
/// their shares, summing to 1. Needs batch.sentences.
CopyTargets copyTargets(const Batch& batch, const std::vector<std::int64_t>& positions, const at::Tensor& kept,
                        const at::Tensor& weights);

} // namespace akv
