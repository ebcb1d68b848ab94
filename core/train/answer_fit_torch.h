// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer_gate.h"
#include "core/train/network_torch.h"

namespace akv {

struct AnswerFit {
    std::array<float, kAnswerFeatures> gate{};
    std::size_t questions = 0;
    double refused = 0.0, falseRefusals = 0.0; ///< shares on the questions it was fitted on
};

/// The answer gate, fitted on validation rows: entities that training never asked about, as most entities of a graph
/// are. A third of the questions come with facts in the prompt, as hybrid asks.
AnswerFit fitAnswerGateOn(const BatchMaker& batches, const TrainingNetwork& network,
                          const TrainingNetwork::Tokens& tokens, const SentencePiece& pieces);

} // namespace akv
