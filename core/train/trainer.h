// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/train/config.h"

#include <functional>

namespace akv {

/// One line of curves.csv. Validation columns are repeated from the last validation.
struct TrainCurve {
    int step = 0;
    double loss = 0.0, languageLoss = 0.0, groundingLoss = 0.0, gradientNorm = 0.0, tokensPerSecond = 0.0,
           seconds = 0.0;
    double copyLoss = 0.0;
    double validationGrounding = 0.0;     ///< ACC@1 of the layer rule among 1,000 rows, query tokens: the whole prompt
    double validationMassGrounding = 0.0; ///< the same by the mass of the joint softmax, so weighted by lambda_kg
    double validationExact = 0.0;         ///< value tokens all predicted (teacher-forced)
    double validationRefused = 0.0, validationFalseRefusals = 0.0, validationLambda = 0.0, validationLoss = 0.0;
    double validationFactsExact = 0.0, validationFactsRefused = 0.0; ///< with the facts in the prompt instead
    bool validated = false;
};

struct TrainReport {
    int steps = 0;
    bool resumed = false;
    TrainCurve last;
};

/// Trains as configured: writes curves.csv, a checkpoint every `checkpointEvery` steps and at the end the model folder
/// `out/model` (Hugging Face layout, fp16, with the tokenizer). With `resume` it goes on from the newest checkpoint.
/// Errors: NaN loss (names the step; the last checkpoint is kept), data that do not fit the configuration.
Result<TrainReport> train(const TrainConfig& config, bool resume, const JobContext& context,
                          const std::function<void(const TrainCurve&)>& onCurve = {});

} // namespace akv
