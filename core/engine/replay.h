// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <optional>
#include <string>
#include <vector>

namespace akv {

/// Where one key stood on one level of one KB layer in one step.
struct LevelRank {
    bool scored = false;         ///< false: its cluster was pruned one level up, or it was masked
    std::uint64_t rank = 0;      ///< from 1, by descending score; ties by lower id
    float score = 0.0F;          ///< softmax per head, summed over heads and positions
    std::uint64_t kept = 0;      ///< keys that the level kept (k)
    std::uint64_t available = 0; ///< keys that the level scored
    bool survived() const { return scored && rank <= kept; }
};

enum class LostAt { Root, Inter, Leaf, Masked, Nowhere };
const char* lostAtName(LostAt stage); ///< "root", "inter", "leaf", "masked", "kept"

/// The way of one row through one KB layer in one step.
struct RowPath {
    int step = 0, layer = 0;
    RowId row;
    LevelRank root, inter, leaf; ///< flat attention: root and inter are not scored
    double share = 0.0;          ///< mean over heads of its joint attention weight at the last position
    LostAt lost = LostAt::Nowhere;
    std::string text() const; ///< "pruned at inter: rank 71 of 465, k 64"
};

/// Runs the traced answer again in a session of its own: the prefill and its first `steps` tokens, each forced. The
/// sink hears of every KB layer with `runnersUp` keys below each cut. Errors: another model or store than the trace's,
/// a mode that decodes without knowledge attention.
Result<void> replay(const Engine& engine, const Workspace& workspace, const Trace& trace, int steps,
                    AttentionSink& sink, std::size_t runnersUp, const JobContext& context);

/// Runs the traced answer again, token by token, and ranks every row of the triple on every level. Works for steps that
/// the trace dropped, too. Errors: another model, store or a triple without a row; modes without knowledge attention.
Result<std::vector<RowPath>> replayTriple(const Engine& engine, const Workspace& workspace, const Trace& trace,
                                          TripleId triple, const JobContext& context);

} // namespace akv
