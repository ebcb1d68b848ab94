// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>
#include <random>
#include <utility>
#include <vector>

namespace akv {

struct Sample {
    int token = 0;
    float logprob = 0.0F;                    ///< under the untempered distribution
    std::vector<std::pair<int, float>> best; ///< five best tokens with their log-probabilities
};

/// Draws from logits [1, V]: the argmax (lowest id of equals) at temperature 0, else from softmax(logits /
/// temperature).
Sample sampleToken(const at::Tensor& logits, float temperature, std::mt19937_64& random);

} // namespace akv
