// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// One question of an evaluation. `row`: the gold row of the workspace; empty for questions that the graph cannot
/// answer.
struct EvalQuestion {
    std::string question, key, value;
    std::optional<RowId> row;
};

/// From a Q-K-V file (gold by triple_id, else by key string and value), or from the workspace's own rows with the first
/// question template.
Result<std::vector<EvalQuestion>> loadQuestions(const std::filesystem::path& file, const Workspace& workspace);
Result<std::vector<EvalQuestion>> workspaceQuestions(const Workspace& workspace);

struct EvalOptions {
    std::vector<std::uint32_t> sizes; ///< KG sizes; empty: the whole workspace
    std::vector<Mode> modes = {Mode::Atlas, Mode::Kblam};
    int seeds = 3;
    int questions = 100;     ///< per cell and seed, answerable; about a quarter as many unanswerable ones are added
    std::optional<PruneK> k; ///< empty: recommended for each cell's hierarchy
    bool generate = true;    ///< exact match, F1 and refusals beside ACC
    bool maskGold = false;   ///< also score the answer with the gold row masked
    std::uint64_t seed = 0;
    int threads = 0;
};

/// A mean over seeds with the half width of its 95 % interval (Student t; 0 for one seed).
struct Figure {
    double mean = 0.0, half = 0.0;
};

/// One line of the result table (field names as in `summary.json`, cli.md).
struct EvalResult {
    Mode mode = Mode::Atlas;
    std::uint32_t size = 0;
    int seedCount = 0;
    std::uint64_t questions = 0, unanswerable = 0; ///< over all seeds
    PruneK k;
    double leavesScanned = 0.0; ///< share of the leaves that were scored, mean over KB layers (prefill)
    std::map<std::string, Figure>
        figures; ///< acc1, acc5, acc1_set, acc5_set, em, f1, refusal_precision, refusal_recall, logprob_drop_rate
    double timeToFirstToken = 0.0, tokensPerSecond = 0.0;
};

struct EvalReport {
    std::string layerRule;
    std::vector<EvalResult> results;
};

/// method.md section 8: for each (size, seed) draws rows without replacement, builds their hierarchy, asks about rows
/// that were drawn and about some that were not. ACC ranks the gold row by the knowledge attention of the prefill,
/// summed over heads, prompt positions and the model's metric layers. Writes summary.json and items.jsonl to `out`.
Result<EvalReport> evaluate(const std::filesystem::path& model, const Workspace& workspace,
                            const std::vector<EvalQuestion>& questions, const EvalOptions& options,
                            const std::filesystem::path& out, const JobContext& context);

} // namespace akv
