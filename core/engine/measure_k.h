// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/workspace/recommend_k.h"
#include "core/workspace/workspace.h"

#include <span>
#include <string>
#include <vector>

namespace akv {

struct MeasureKOptions {
    double target = 0.999;        ///< share of the flat attention's mass that pruning must keep
    double smallTarget = 0.9999;  ///< the same below `largeFrom` leaves, where pruning saves little for a lost triple
    double maximumScanned = 0.10; ///< of the leaves, from `largeFrom` leaves on
    std::uint32_t largeFrom = kLargeGraph;
};

/// A k and what it keeps of the model's own attention.
struct MeasuredK {
    PruneK k;
    double recall = 0.0;  ///< mean over questions and metric layers of the flat top-k_L mass whose rows pruning keeps
    double scanned = 0.0; ///< leaves scored / leaves, mean
    std::uint32_t questions = 0;
};

/// The cheapest k of a ladder (kLadder()) that keeps `target` of the mass which the model's own flat attention gives to
/// its top k_L rows in the prefill of `questions`, from kMustPrune rows on with all levels pruned in half of them;
/// where none does, the cheapest that keeps `target` with fewer levels pruned, and where none does that, the one that
/// keeps most. Below `largeFrom` leaves the target is `smallTarget`; from there on only ks within `maximumScanned` are
/// considered, if there are any. Questions should ask about rows of the store. Errors: no store, no questions, a
/// question that does not fit the context.
Result<MeasuredK> measureK(const Engine& engine, std::span<const std::string> questions, const MeasureKOptions& options,
                           const JobContext& context);

/// What a key asks for and of whom.
struct Asked {
    std::string noun, name;
};

/// How many rows a k is measured with. A rung that passes by luck loses more than it seems, since the cheapest of many
/// is taken: at 1,000 rows 160 rows and a target of 0.999 lost up to 4 % of other questions, 240 lost 0.8 %, 480 and a
/// target of 0.9999 0.2 to 0.5 % (ACC@5 of 600 questions, flat 99.5 to 99.8 %). Fewer from 2,000 rows on, where flat
/// attention becomes slow and the ladder shorter.
std::size_t rowsForK(std::uint64_t rows);

inline constexpr std::size_t kBothForms = 160; ///< fewer rows are asked about in both ways

/// Questions about those rows. People ask in many ways: every second one in the plain form, the others in all that
/// training knows; about fewer rows than kBothForms one in each of both ways.
std::vector<std::string> questionsForK(std::span<const Asked> rows);

/// questionsForK() about up to `count` rows of the workspace, drawn with its seed.
Result<std::vector<std::string>> sampleQuestions(const Workspace& workspace, std::size_t count);

/// Measures k with sampleQuestions() and keeps it in the workspace as the recommended one.
Result<MeasuredK> measureRecommendedK(Workspace& workspace, const Engine& engine, const JobContext& context);

} // namespace akv
