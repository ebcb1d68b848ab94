// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/training_folder.h"
#include "core/model/weights_torch.h"
#include "core/train/config.h"

namespace akv {

/// Randomly initialised weights of the configured shape.
ModelWeights randomStart(const TrainConfig& config, std::uint64_t seed);

struct StartReport {
    std::size_t questions = 0;
    double cosine = 0.0;    ///< mean cosine of a validation question's prediction to its centred key embedding
    double acc1 = 0.0;      ///< at up to 1,000 validation keys
    double explained = 0.0; ///< share of the predictions' energy in the kept principal components
};

/// The closed-form start of method.md section 7: ridge regression from counts of question pieces to centred key
/// embeddings, put into the token embeddings (principal components in the first coordinates, every row of equal norm),
/// layer 0 as a uniform causal average of them, and knowledge queries and keys that read that sub-space. With two or
/// more heads the second ones of layers 0 and 1 start as previous-token and induction head, so that names in the prompt
/// can be repeated from the first step on.
Result<StartReport> closedFormStart(ModelWeights& weights, const TrainingFolder& folder, std::uint64_t seed);

} // namespace akv
