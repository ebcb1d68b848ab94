// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/packed_decoder.h"
#include "core/model/weights_torch.h"

namespace akv {

/// Packs the matrices of `weights` one by one and drops each from there, so that a model is never held twice. What
/// remains: the configuration, the vectors and the adapter without its value projector.
Result<std::shared_ptr<const PackedDecoder>> packDecoder(ModelWeights& weights);

} // namespace akv
