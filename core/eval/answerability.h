// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <functional>
#include <vector>

namespace akv {

/// One question, asked while the graph holds its row and once more while it does not.
struct AnswerabilityItem {
    RowId row;
    std::string question;
    bool answerable = false; ///< false: every row with the same key was masked
    double lambdaKg = 0.0;   ///< of the answer: mean over its tokens, KB layers and heads
    bool refused = false;    ///< the answer was the model card's refusal sentence
};

struct AnswerabilityOptions {
    std::size_t rows = 40; ///< drawn without replacement; each gives an answerable and a held-back question
    std::uint64_t seed = 0;
    AskOptions ask; ///< mode, k, length; masks are added to. A mode that attends to knowledge
};

/// Receiver operating characteristic of "lambda_kg is at least t" as a test for "the graph holds the answer".
struct RocCurve {
    struct Point {
        double falsePositives = 0.0, truePositives = 0.0; ///< rates
        double threshold = 0.0;                           ///< +infinity at (0, 0)
    };
    std::vector<Point> points; ///< one for each distinct lambda_kg, from (0, 0) to (1, 1)
    /// Probability that an answerable question has the higher lambda_kg, ties counted half (= area under the points).
    double area = 0.0;
    /// Half width of its 95 % interval: DeLong's structural components (1988), summed by question before they are
    /// squared (Obuchowski 1997), since the two askings of a question are no independent draws. 1 below two questions.
    double half = 0.0;
    std::size_t answerable = 0, heldBack = 0;
};
/// Error unless there are items of both kinds.
Result<RocCurve> rocCurve(const std::vector<AnswerabilityItem>& items);

using OnAnswerability = std::function<void(const AnswerabilityItem&, std::size_t done, std::size_t total)>;
/// Asks questions in the plain form about rows of the workspace, each as the graph is and with its identical-key group
/// masked; greedy. Cancelled: what was asked so far. Errors: a mode without knowledge attention, no rows.
Result<std::vector<AnswerabilityItem>> measureAnswerability(const Engine& engine, const Workspace& workspace,
                                                            const AnswerabilityOptions& options,
                                                            const OnAnswerability& onItem, const JobContext& context);

} // namespace akv
