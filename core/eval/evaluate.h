// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encoder/sentence_encoder.h"
#include "core/engine/answer.h"
#include "core/eval/judge.h"
#include "core/eval/questions.h"
#include "core/eval/summary.h"
#include "core/eval/sweep.h"

#include <functional>
#include <set>

namespace akv {

/// Names of what can be measured, as `--metrics` takes them.
const std::vector<std::string>& evalMetricNames();

struct EvalOptions {
    std::vector<std::uint32_t> sizes; ///< KG sizes; empty: the whole workspace
    std::vector<Mode> modes = {Mode::Atlas, Mode::Kblam};
    int seeds = 3;
    std::size_t questions = 100;             ///< per cell and seed, answerable
    std::optional<std::size_t> unanswerable; ///< per cell and seed; empty: equally many
    std::optional<PruneK> k;                 ///< empty: measured with the model on each cell (measure_k.h)
    std::set<std::string> metrics = {"acc", "em", "f1", "rouge", "refusal"}; ///< of evalMetricNames()
    std::vector<int> layers;  ///< KB layers that ACC sums over; empty: the model's metric layers
    int generations = 1;      ///< answers for each question: one is greedy, several are sampled
    float temperature = 0.7F; ///< of sampled answers
    int maxTokens = 48;
    std::uint64_t seed = 0; ///< of the first draw; the others follow
    int threads = 0;
    bool paper = false; ///< the published figures go beside the results (a note in the configuration and the report)
    SweepOptions
        sweeps; ///< scale and layers: the modes of the run that attend to the graph, its metrics but judge and mask
    std::vector<std::filesystem::path> distractors; ///< see openDistractors()
    std::filesystem::path cache;                    ///< of distractors; empty: the folder of the results
    SentenceEncoder* encoder = nullptr; ///< not owned; for the retriever row, BERTScore and distractors; may be null
    Judge* judge = nullptr;             ///< not owned; needed by the metric "judge"
    std::string questionSource = "workspace";     ///< said in the report
    std::function<void(const std::string&)> note; ///< one line after each finished cell, and warnings
};

/// Everything that summary.json says.
struct EvalReport {
    std::string layerRule;
    std::string model, modelHash, workspace, questionSource, encoder, bertScoreEncoder, judgeModel;
    std::uint64_t workspaceRows = 0, distractorRows = 0, sharedKeys = 0, trainingNouns = 0, valueWords = 0,
                  weightsBytes = 0;
    bool paper = false;
    std::vector<std::string> notes;
    std::vector<EvalResult> results;
    struct Sweep {
        std::string name; ///< "k", "scale" or "layer"
        std::string fileName() const { return name + "_sweep.json"; }
        std::vector<EvalResult> results;
    };
    std::vector<Sweep> sweeps;
};

/// method.md section 8: for each (size, seed) draws rows without replacement, builds their hierarchy, asks about rows
/// that were drawn and about some that were not. ACC ranks the gold row by the knowledge attention of the prefill,
/// summed over heads, prompt positions and the layers of the rule.
///
/// Writes to `out`: cells/ as they are finished, then summary.json, summary.md, items.jsonl (and k_sweep.json,
/// scale_sweep.json, layer_sweep.json). Called again with the same folder and configuration it goes on with what is
/// missing (run_folder.h); cancelling keeps the finished cells.
Result<EvalReport> evaluate(const std::filesystem::path& model, const Workspace& workspace,
                            const std::vector<EvalQuestion>& questions, const EvalOptions& options,
                            const std::filesystem::path& out, const JobContext& context);

} // namespace akv
