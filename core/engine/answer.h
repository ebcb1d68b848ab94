// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/prompt_context.h"
#include "core/engine/row_texts.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <string>
#include <vector>

namespace akv {

/// Where a token was copied from: copying gave `share` (at least half) of its probability.
struct CopiedFrom {
    RowId row;
    int offset = 0; ///< which token of the row's sentence "The {noun} of {name} is {value}."
    float share = 0.0F;
};

struct AnswerToken {
    int index = 0, id = 0, step = 0;
    std::string text;
    float logprob = 0.0F, lambdaKg = 0.0F;
    std::optional<CopiedFrom> copied = {}; ///< modes that copy
};

/// A triple that the model was really given. kblam and atlaskv: it was multiplied, ranked by `share`. icl, rag and
/// hybrid: it stood in the prompt, ranked by the order of the lines.
struct Evidence {
    TripleId triple;
    RowId row;
    LeafId leaf;
    std::string head, relation, tail, key, value;
    /// Joint attention weight summed over answer steps, KB layers and heads, divided by the same sum over all leaves
    /// kept; 0 where no knowledge attention ran.
    double share = 0.0;
    int rank = 0;            ///< from 1
    std::uint32_t group = 0; ///< identical-key group
    bool inPrompt = false;   ///< stood as text in the prompt
    std::optional<double> score =
        std::nullopt;     ///< rag: cosine with the question; hybrid: pooled score of the selection
    double overlap = 0.0; ///< token F1 of the answer's value part against this value
    /// The answer's words came from it, as far as words can tell: overlap of at least kUsedOverlap.
    bool used() const { return overlap >= kUsedOverlap; }
    static constexpr double kUsedOverlap = 0.5;
};

struct LevelCount {
    int step = 0, layer = 0;
    std::uint64_t rootKept = 0, rootAvailable = 0, interKept = 0, interAvailable = 0, leafKept = 0, leafAvailable = 0;
};

/// One answered question: the fields of `ask --json` (cli.md).
struct Answer {
    std::string question, text;
    Mode mode = Mode::Atlas;
    bool refused = false; ///< the text equals the model card's refusal sentence (normalised)
    bool stopped = false; ///< stopped by the user; the text is partial
    /// Token F1 of the text's value part against the top evidence's value; icl, whose lines have no ranking: the best
    /// of them.
    double match = 0.0;
    double lambdaKg = 0.0; ///< mean over answer tokens, KB layers and heads
    std::vector<AnswerToken> tokens;
    std::vector<Evidence> evidence;
    std::vector<LevelCount> levels;
    std::optional<ContextReport> context;    ///< icl, rag, hybrid
    std::vector<LevelCount> selectionLevels; ///< hybrid: what the selecting prefill kept
    double timeToFirstToken = 0.0;           ///< from the question on: retrieval and every prefill count
    double tokensPerSecond = 0.0;
    int promptTokens = 0;  ///< of the prompt that was answered, with its lines
    int prefillTokens = 0; ///< of all prefills: hybrid reads the question twice
    std::uint64_t rssPeakBytes = 0, kgBytes = 0, weightsBytes = 0, kvCacheBytes = 0;
    Trace trace;
};

struct AskOptions {
    Mode mode = Mode::Atlas;
    std::optional<PruneK> k;
    std::vector<TripleId> masked;       ///< neither read by attention nor written into prompts
    Interventions interventions;        ///< what-if; error in mode zero-shot, which reads nothing
    int contextTriples = 0;             ///< icl: at most, 0 = as many as fit; rag and hybrid: 0 = kDefaultTriples
    bool hybridAttention = true;        ///< hybrid: knowledge attention also while decoding with the prompt's triples
    SentenceEncoder* encoder = nullptr; ///< rag: encodes the question; not owned
    /// icl, rag, hybrid and atlaskv-copy: not owned; ask() takes the workspace's when null.
    const RowTexts* texts = nullptr;
    ValueTexts valueTexts; ///< ask(): say these values instead of the workspace's
    int maxTokens = 64;
    float temperature = 0.0F;
    std::uint64_t seed = 0;
    std::size_t traceBytes = std::size_t(64) << 20; ///< ask(): the trace keeps records until then, then counts
    /// Called with each piece of text as it is produced (whole UTF-8 sequences only) and its token.
    std::function<void(const std::string& text, const AnswerToken& token)> onText;
};

/// Leaves that a question may not read and those that it always keeps; both ascend.
struct LeafLimits {
    LeafLimits(std::vector<LeafId> without = {}, std::vector<LeafId> always = {})
        : masked(std::move(without)), pinned(std::move(always)) {}
    std::vector<LeafId> masked, pinned;
};

/// What a session is given for one question. Refers to the engine and the texts that it was prepared with.
struct PreparedQuestion {
    std::vector<int> prompt;
    GenerateOptions options; ///< without a sink
    std::optional<PromptContext> context;
};
/// Retrieves, selects and writes the prompt as the mode says; hybrid prefills once in `session`. Needs options.texts
/// where triples enter the prompt or are copied.
Result<PreparedQuestion> prepareQuestion(const Engine& engine, Session& session, const std::string& question,
                                         const AskOptions& options, const LeafLimits& limits,
                                         const JobContext& context);

/// The text of one answer with its tokens, cost and refusal, without describing the evidence: for measurements on
/// stores that are no workspace. Records go to `recorder`.
Result<Answer> generateAnswer(const Engine& engine, Session& session, const std::string& question,
                              const AskOptions& options, std::vector<LeafId> masked, TraceRecorder& recorder,
                              const JobContext& context);

/// Asks one question: prefill, decode, trace, evidence. Cancelling through `context` stops within one token and gives
/// the partial answer with stopped = true.
Result<Answer> ask(const Engine& engine, Session& session, const Workspace* workspace, const std::string& question,
                   const AskOptions& options, const JobContext& context);

/// Sum of log-probabilities of `tokens` as the answer to `question` under `options` (teacher-forced). The prompt is
/// prepared as ask() does it, so masks and values act on its lines too.
Result<double> scoreAnswer(const Engine& engine, Session& session, const Workspace* workspace,
                           const std::string& question, const AskOptions& options, std::span<const int> tokens,
                           const JobContext& context);

/// What `options` takes away and pins, as leaves of the engine's store. Errors: a triple without a row, a cluster that
/// does not exist, something pinned or ablated in a mode that does not attend to knowledge.
Result<LeafLimits> leafLimits(const Engine& engine, const Workspace& workspace, const AskOptions& options);
/// Leaves of all rows of the triples, ascending; error for a triple without a row.
Result<std::vector<LeafId>> leavesOfTriples(const Workspace& workspace, const LeafStore& store,
                                            const std::vector<TripleId>& triples);

/// What an answer says as the value: the text after " is ", without the final full stop; else everything.
std::string valuePart(const std::string& answer);
/// Whitespace-collapsed, lower-case, without articles and punctuation (SQuAD).
std::string normaliseAnswer(const std::string& text);
double tokenF1(const std::string& prediction, const std::string& reference);

} // namespace akv
