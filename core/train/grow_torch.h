// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/weights_torch.h"
#include "core/train/config.h"

namespace akv {

/// Makes a model deeper and wider without changing what it computes: a new layer adds nothing to the residual stream
/// (its two output matrices start at zero; the rest of it is drawn at random), new inner units of the feed-forward
/// networks are not read yet (their columns of `down` are zero). KB and metric layers keep their weights under their
/// new numbers. Errors: a place outside the model, an inner width below the present one.
Result<void> grow(ModelWeights& weights, const TrainConfig::Growth& growth, std::uint64_t seed);

} // namespace akv
