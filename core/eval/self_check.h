// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <string>
#include <vector>

namespace akv {

/// One invariant, what was measured and whether it holds.
struct CheckResult {
    std::string name;   ///< the invariant in words
    std::string number; ///< what was measured: "max |d| 1.2e-7 over 48 records"
    std::string limit;  ///< what would still pass
    bool passed = false;
};

/// Invariants that can be read off one answer's records. `hierarchy` may be null (then cluster membership is taken from
/// the traced paths alone).
std::vector<CheckResult> checkRecords(const Answer& answer, const PruneK& k, const Hierarchy* hierarchy);

/// Asks a question made from a row of the workspace and measures every invariant on what the engine returned
/// (method.md section 4): shown = multiplied, codes = embeddings, no pruning = flat attention, repeatable, masked =
/// unread.
Result<std::vector<CheckResult>> runSelfCheck(const Engine& engine, const Workspace& workspace, const PruneK& k,
                                              const JobContext& context);

} // namespace akv
