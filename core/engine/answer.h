// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <string>
#include <vector>

namespace akv {

struct AnswerToken {
    int index = 0, id = 0, step = 0;
    std::string text;
    float logprob = 0.0F, lambdaKg = 0.0F;
};

/// A triple that was really multiplied. share: joint attention weight summed over answer steps, KB layers and heads,
/// divided by the same sum over all leaves kept.
struct Evidence {
    TripleId triple;
    RowId row;
    LeafId leaf;
    std::string head, relation, tail, key, value;
    double share = 0.0;
    int rank = 0;            ///< from 1
    std::uint32_t group = 0; ///< identical-key group
};

struct LevelCount {
    int step = 0, layer = 0;
    std::uint64_t rootKept = 0, rootAvailable = 0, interKept = 0, interAvailable = 0, leafKept = 0, leafAvailable = 0;
};

/// One answered question: the fields of `ask --json` (cli.md).
struct Answer {
    std::string question, text;
    Mode mode = Mode::Atlas;
    bool refused = false;  ///< the text equals the model card's refusal sentence (normalised)
    bool stopped = false;  ///< stopped by the user; the text is partial
    double match = 0.0;    ///< token F1 of the text's value part against the top evidence's value
    double lambdaKg = 0.0; ///< mean over answer tokens, KB layers and heads
    std::vector<AnswerToken> tokens;
    std::vector<Evidence> evidence;
    std::vector<LevelCount> levels;
    double timeToFirstToken = 0.0, tokensPerSecond = 0.0;
    int promptTokens = 0;
    std::uint64_t rssPeakBytes = 0, kgBytes = 0, weightsBytes = 0, kvCacheBytes = 0;
    Trace trace;
};

struct AskOptions {
    Mode mode = Mode::Atlas;
    std::optional<PruneK> k;
    std::vector<TripleId> masked;
    int maxTokens = 64;
    float temperature = 0.0F;
    std::uint64_t seed = 0;
    /// Called with each piece of text as it is produced (whole UTF-8 sequences only) and its token.
    std::function<void(const std::string& text, const AnswerToken& token)> onText;
};

/// The text of one answer with its tokens, cost and refusal, without describing the evidence: for measurements on
/// stores that are no workspace. Records go to `recorder`.
Result<Answer> generateAnswer(const Engine& engine, Session& session, const std::string& question,
                              const AskOptions& options, std::vector<LeafId> masked, TraceRecorder& recorder,
                              const JobContext& context);

/// Asks one question: prefill, decode, trace, evidence. Cancelling through `context` stops within one token and gives
/// the partial answer with stopped = true.
Result<Answer> ask(const Engine& engine, Session& session, const Workspace* workspace, const std::string& question,
                   const AskOptions& options, const JobContext& context);

/// Whitespace-collapsed, lower-case, without articles and punctuation (SQuAD).
std::string normaliseAnswer(const std::string& text);
double tokenF1(const std::string& prediction, const std::string& reference);

} // namespace akv
