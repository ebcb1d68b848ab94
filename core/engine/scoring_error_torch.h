// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/hikvp/knowledge_scorer.h"
#include "core/model/weights_torch.h"

namespace akv {

/// See Engine::measureScoring(). Memory: one fp64 projection [leaves, P].
Result<ScoringError> compareScores(const ModelWeights& weights, const KnowledgeScorer& scorer, std::size_t leaves,
                                   std::uint64_t seed);

} // namespace akv
