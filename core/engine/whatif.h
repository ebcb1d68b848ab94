// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/word_diff.h"
#include "core/engine/answer.h"

#include <string>
#include <vector>

namespace akv {

/// What is different in the second answer. The workspace is never changed.
struct WhatIfChange {
    struct Value {
        TripleId triple;
        std::string text;
    };
    /// ShuffledValues: every key with the value of another row. RandomGraph: vectors of random direction in place of
    /// every key and value, so that the evidence names no triple.
    enum class Control { None, ShuffledValues, RandomGraph };
    std::vector<TripleId> masked; ///< on top of what the first answer was asked without
    std::vector<Value> values;    ///< said in place of the triple's value; needs options.encoder
    Control control = Control::None;
    Interventions interventions; ///< on top of those of the first answer
    std::optional<Mode> mode;    ///< empty: that of the first answer
    std::optional<PruneK> k;     ///< empty: that of the first answer
    /// True when an answer asked with `first` and this change would be asked just the same.
    bool nothing(const AskOptions& first) const;
};

/// An answer as the graph is (before) and as it would be (after).
struct WhatIfResult {
    Answer before, after;
    std::vector<WordChange> diff;
    /// Log-probability of the words of `before` (teacher-forced, without the end of sequence) in both worlds.
    double logprobBefore = 0.0, logprobAfter = 0.0;
    bool askedAgain = false; ///< the first answer came from another model or graph and was asked anew
    double logprobChange() const { return logprobAfter - logprobBefore; }
    bool sameText() const { return before.text == after.text; }
};

/// The options that an answer was asked with, from its run card. Error: an unknown mode.
Result<AskOptions> askedWith(const RunCard& card);

/// Asks twice with the same options and seed. `options.masked` and `options.valueTexts` hold in both worlds. A value is
/// replaced in all rows of the triple that ask for its tail (in all its rows when none does): as base embedding, as
/// text in prompts, as tokens to copy. Errors: those of ask(), a change that changes nothing, an encoder that is not
/// the graph's, a graph too large for a control.
Result<WhatIfResult> whatIf(const Engine& engine, const Workspace& workspace, const std::string& question,
                            const AskOptions& options, const WhatIfChange& change, const JobContext& context);
/// The same, starting from an answer that is there already; it is asked anew only when model or graph are not those
/// that it came from. Its own run card says how it was asked; `encoder` may be null where nothing is to be encoded.
Result<WhatIfResult> whatIf(const Engine& engine, const Workspace& workspace, const Answer& before,
                            SentenceEncoder* encoder, const WhatIfChange& change, const JobContext& context);

/// One piece of evidence and what its absence does.
struct Cause {
    Evidence evidence;
    double logprob = 0.0; ///< of the words of the first answer with this triple masked
    double logprobChange = 0.0;
    Answer after; ///< the answer without it
    bool sameText = false;
};

/// Evidence ranked by effect: each of the first `count` triples of the evidence is masked alone.
struct CauseRanking {
    Answer before;
    double logprob = 0.0;
    std::vector<Cause> causes; ///< the largest drop first, ties by evidence rank
    bool stopped = false;      ///< cancelled: only the causes that were measured are here
};
using OnCause = std::function<void(const Cause&, std::size_t done, std::size_t total)>;
Result<CauseRanking> rankByCause(const Engine& engine, const Workspace& workspace, const std::string& question,
                                 const AskOptions& options, std::size_t count, const JobContext& context);
/// The same for an answer that is there already; `onCause` hears of each as soon as it is measured.
Result<CauseRanking> rankByCause(const Engine& engine, const Workspace& workspace, const Answer& before,
                                 SentenceEncoder* encoder, std::size_t count, const OnCause& onCause,
                                 const JobContext& context);

} // namespace akv
