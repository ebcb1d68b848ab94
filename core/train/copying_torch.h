// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/batch.h"

#include <ATen/ATen.h>

namespace akv {

/// The copy path's share of every target token: with the kept leaves' weights w of the last KB layer (head-averaged,
/// renormalised over the kept leaves), leaf j proposes the token that continues its value after the longest prefix of
/// it that the answer so far ends with (the period after the whole value); if any leaf continues, only those with the
/// longest prefix take part. c(target) = sum of w over the leaves that propose the target.
/// positions: flat b * T + t of the target tokens; kept [positions, k] context rows; weights [positions, k].
/// Differentiable in `weights`. Returns [positions].
at::Tensor copyShare(const Batch& batch, const std::vector<std::int64_t>& positions, const at::Tensor& kept,
                     const at::Tensor& weights, int period);

/// Length of the longest prefix of `value` that `answer` ends with.
std::size_t matchedPrefix(std::span<const std::int64_t> answer, std::span<const std::uint16_t> value);

} // namespace akv
