// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

namespace akv {

/// Puts texts, cluster paths and cluster names of everything that occurs in the trace into it.
Result<void> describeTrace(Trace& trace, const Workspace& workspace, const RowTexts& texts, const LeafStore& store);

/// Evidence of an answer whose trace is described: the prompt's triples in their order where there are any, else the
/// `limit` leaves with the largest share. Fills evidence and match.
Result<void> collectEvidence(Answer& answer, const std::vector<PromptFact>& facts, const RowTexts& texts,
                             std::size_t limit);

std::vector<LevelCount> levelCounts(const std::vector<LayerRecord>& records);

} // namespace akv
