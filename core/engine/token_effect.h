// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <string>
#include <vector>

namespace akv {

/// A token that could have come instead, with its log-probability.
struct TokenChoice {
    std::string text;
    double logprob = 0.0;
};

/// One token of an answer with the graph and without it, both after the same tokens (teacher-forced).
struct TokenEffect {
    int step = 0;
    double with = 0.0;    ///< log-probability as it was answered
    double without = 0.0; ///< of the model alone after the question and the tokens before this one
    std::vector<TokenChoice> choicesWith, choicesWithout; ///< the best five, most probable first
    double change() const { return with - without; }
};

/// What the graph did to every token of `answer`: the model alone (mode zero-shot) reads the question and the answer's
/// own tokens. Errors: an answer without tokens, one of another model; cancelled between two tokens.
Result<std::vector<TokenEffect>> measureTokenEffects(const Engine& engine, const Answer& answer,
                                                     const JobContext& context);

} // namespace akv
