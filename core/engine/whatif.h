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
    std::vector<TripleId> masked;
    std::vector<Value> values; ///< said in place of the triple's value; needs options.encoder
};

/// An answer as the graph is (before) and as it would be (after).
struct WhatIfResult {
    Answer before, after;
    std::vector<WordChange> diff;
    /// Log-probability of the words of `before` (teacher-forced, without the end of sequence) in both worlds.
    double logprobBefore = 0.0, logprobAfter = 0.0;
    double logprobChange() const { return logprobAfter - logprobBefore; }
    bool sameText() const { return before.text == after.text; }
};

/// Asks twice with the same options and seed. `options.masked` and `options.valueTexts` hold in both worlds. A value is
/// replaced in all rows of the triple that ask for its tail (in all its rows when none does): as base embedding, as
/// text in prompts, as tokens to copy. Errors: those of ask(), a change that changes nothing, an encoder that is not
/// the graph's.
Result<WhatIfResult> whatIf(const Engine& engine, const Workspace& workspace, const std::string& question,
                            const AskOptions& options, const WhatIfChange& change, const JobContext& context);

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
Result<CauseRanking> rankByCause(const Engine& engine, const Workspace& workspace, const std::string& question,
                                 const AskOptions& options, std::size_t count, const JobContext& context);

} // namespace akv
