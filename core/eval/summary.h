// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/items.h"
#include "core/eval/metrics.h"

#include <map>
#include <span>

namespace akv {

using Figures = std::map<std::string, Figure>;

/// One line of the result table (field names as in `summary.json`, cli.md). Every figure is a mean over seeds with its
/// interval.
struct EvalResult {
    std::string mode; ///< as in `ask`; "retriever" for the sentence encoder on the question
    std::uint32_t size = 0;
    int seedCount = 0, generations = 1;
    std::uint64_t questions = 0, unanswerable = 0; ///< over all seeds
    std::vector<PruneK> k;                         ///< the k that was used; several when it differed by seed
    std::string setting; ///< of a sweep: kb_scale_factor ("none", "10") or the KB layers that read ("4+5"); else empty
    /// acc1, acc5, acc1_set, acc5_set, em, f1, rouge_1, rouge_2, rouge_l, bertscore (F), bertscore_precision,
    /// bertscore_recall, judge, judge_em_agreement, refusal_precision, refusal_recall, logprob_drop_rate, matched,
    /// leaves_scanned, mass_recall; what was not measured is not there.
    Figures figures;
    std::map<int, Figures> byLayer; ///< KB layer -> acc1, acc5, acc1_set, acc5_set by that layer alone
    /// rss_peak_bytes (of the process), kg_bytes, kv_cache_bytes, moved_bytes, prompt_tokens, time_to_first_token_s,
    /// tokens_per_s.
    Figures cost;
    struct Part {
        std::string name, text; ///< as in summary.json; for people
        std::uint64_t questions = 0;
        Figures figures;
    };
    /// Questions by what training has seen: nouns_seen, nouns_unseen (relation nouns); value_words_common (at least 50
    /// training values hold the rarest word of the value), value_words_uncommon (5 to 49), value_words_rare. Only those
    /// that there are questions of, and that the model folder has lists for.
    std::vector<Part> parts;
    std::optional<double> judgeStandardError; ///< of the mean judge score over runs (seed, generation)
};

/// Summarises the items of one (mode, size, k), a list for each seed. Error when a measured value is not a finite
/// number.
Result<EvalResult> summarise(std::span<const std::vector<EvalItem>> seeds);

/// Error that names the item and the measure when one is not a finite number.
Result<void> checkFinite(const EvalItem& item);

} // namespace akv
