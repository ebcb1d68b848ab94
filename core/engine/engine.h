// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/engine/copy_path.h"
#include "core/engine/intervention.h"
#include "core/hikvp/leaf_store.h"
#include "core/trace/attention_sink.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace akv {

class LeafStore;
class Session;
struct KnowledgeQuery;
struct KnowledgeSelection;
struct SelectOptions;

/// How knowledge reaches the model (method.md section 0). Only modes that the build can really run are listed.
enum class Mode { ZeroShot, InContext, Rag, Kblam, Atlas, AtlasCopy, Hybrid, HybridCopy };
/// "zero-shot", "icl", "rag", "kblam", "atlaskv", "atlaskv-copy", "hybrid", "hybrid-copy"
const char* modeName(Mode mode);
Result<Mode> parseMode(const std::string& name);
struct ModelInfo;
/// The mode to begin with: with copying where the model can, since its words then come from the triples themselves.
Mode defaultMode(const ModelInfo& info);
/// Modes that select by root, inter and leaf keys, so that k matters.
bool prunes(Mode mode);
std::vector<Mode> allModes(); ///< in the order that lists show them
std::string modeNames();      ///< all of them, comma-separated, for messages and help
/// The triples that knowledge attention selected stand as text in the prompt.
constexpr bool isHybrid(Mode mode) { return mode == Mode::Hybrid || mode == Mode::HybridCopy; }
/// The sentences of the kept triples may be copied; needs a model with a copy gate.
constexpr bool copies(Mode mode) { return mode == Mode::AtlasCopy || mode == Mode::HybridCopy; }
/// The answer gate decides between answer and refusal, where the model has one (answer_gate.h). The paper's modes leave
/// that to the language model alone.
constexpr bool decides(Mode mode) { return copies(mode) || mode == Mode::Hybrid; }
/// The KB layers read the leaf store.
constexpr bool attendsToKnowledge(Mode mode) {
    return mode == Mode::Kblam || mode == Mode::Atlas || mode == Mode::AtlasCopy || isHybrid(mode);
}
/// Triples stand as text in the prompt.
constexpr bool promptsWithFacts(Mode mode) { return mode == Mode::InContext || mode == Mode::Rag || isHybrid(mode); }

/// A triple as a line of a prompt says it: "The {noun} of {name} is {value}."
struct FactText {
    std::string noun, name, value;
};

struct ModelInfo {
    std::string name, hash, folder;
    std::uint64_t parameters = 0, adapterParameters = 0;
    std::uint64_t weightsBytes = 0; ///< in memory: matrices in the type of the file, the rest in fp32
    int layers = 0, hidden = 0, heads = 0, headDim = 0, vocabulary = 0, contextLength = 0;
    std::vector<int> kbLayers;
    std::vector<int> metricLayers; ///< layer rule of pooled scores: sum over these KB layers
    std::string encoder;           ///< base embeddings that the adapter was trained with; empty: no adapter
    std::size_t encoderWidth = 0;
    std::string refusal; ///< the model card's refusal sentence
    std::optional<float> scaleFactor;
    float clusterTemperature = 1.0F; ///< of root and inter keys (SelectOptions)
    PruneK k;                        ///< the model's own default
    bool answerGate = false;         ///< decides(Mode) between answer and refusal by it (answer_gate.h)
    bool copyGate = false;           ///< the adapter can copy the kept triples' sentences (modes with "copy")
};

struct EngineOptions {
    int threads = 0; ///< 0: the library's default
};

/// Knowledge scores as the engine computes them (absorbed queries, stored codes) against the definition in fp64: every
/// key projected, normalised over all P outputs and multiplied with the query (method.md section 3).
struct ScoringError {
    std::size_t scores = 0; ///< how many were compared
    double worst = 0.0;     ///< largest absolute difference
    double rms = 0.0;       ///< root mean square difference
    double scale = 0.0;     ///< root mean square of the scores themselves
};

/// Model, tokenizer and optional knowledge; immutable and shared between sessions.
class Engine {
public:
    /// `store` may be null: then only Mode::ZeroShot runs. Errors: missing or corrupt files, and a store whose encoder
    /// or width differs from the adapter's.
    static Result<std::shared_ptr<const Engine>> load(const std::filesystem::path& modelFolder,
                                                      std::shared_ptr<const LeafStore> store,
                                                      const EngineOptions& options = {});
    virtual ~Engine() = default;
    virtual const ModelInfo& info() const = 0;
    virtual const LeafStore* store() const = 0;
    virtual std::unique_ptr<Session> createSession() const = 0;
    /// This engine with other base embeddings [leaves.size(), width] as the values of some leaves: shares the model and
    /// the rest of the store, so it costs next to nothing. Needs a store. Sessions must come from the engine returned.
    virtual Result<std::shared_ptr<const Engine>> withValues(std::span<const LeafId> leaves,
                                                             const Matrix& values) const = 0;
    /// What a KB layer keeps for a query (knowledge_scorer.h). Needs a store.
    virtual Result<KnowledgeSelection> select(const KnowledgeQuery& query, const SelectOptions& options) const = 0;
    /// Compares the scores of up to `leaves` leaves for one random query per KB layer and head. Needs a store.
    virtual Result<ScoringError> measureScoring(std::size_t leaves, std::uint64_t seed) const = 0;
    virtual std::vector<int> tokenize(const std::string& text) const = 0;
    virtual std::string tokenText(int id) const = 0; ///< surface form with its leading space
    /// Prompt token ids of a question in the model's chat format: `<s> <q>` question `<a>`.
    virtual std::vector<int> prompt(const std::string& question) const = 0;
    /// "The {noun} of {name} is {value}.", piece by piece as the trainer writes it. Error when the tokenizer has no
    /// full stop of its own.
    virtual Result<CopySentence> sentence(const FactText& fact) const = 0;
    /// `<fact>` and the fact's sentence. Error when the tokenizer has no `<fact>`.
    virtual Result<std::vector<int>> factLine(const FactText& fact) const = 0;
    /// The prompt of icl, rag and hybrid: `<s>`, then factLine() of each fact in the order given, then
    /// `<q>` question `<a>`. Without facts it equals prompt(question).
    Result<std::vector<int>> promptWithFacts(const std::string& question, std::span<const FactText> facts) const;
};

struct GenerateOptions {
    Mode mode = Mode::Atlas;
    std::optional<PruneK> k;    ///< empty: the model's default
    std::vector<LeafId> masked; ///< leaves removed before leaf scoring
    // What-if, see Interventions. Errors: a cluster, layer or head that does not exist, a leaf both pinned and masked.
    std::vector<ClusterRef> maskedClusters;
    std::vector<HeadRef> ablated;
    std::vector<LeafId> pinned;
    std::optional<ScaleChange> scale;
    int maxTokens = 64;
    float temperature = 0.0F; ///< 0: greedy
    std::uint64_t seed = 0;
    AttentionSink* sink = nullptr;      ///< not owned; null: no tracing, no cost
    std::size_t runnersUp = kRunnersUp; ///< how many keys below each cut the sink is told of
    /// Modes that copy, and hybrid for the answer gate: the sentence of a leaf. Asked once per leaf and answer.
    std::function<Result<CopySentence>(LeafId)> sentence;
    std::vector<LeafId> told; ///< leaves whose triples stand in the prompt because attention chose them (hybrid)
};

/// One produced token.
struct Step {
    int token = 0;
    float logprob = 0.0F;
    float lambdaKg = 0.0F;            ///< mean over KB layers and heads at the position that produced it
    std::vector<float> lambdaByLayer; ///< [KB layers], mean over heads
    bool end = false;                 ///< end-of-sequence
    std::optional<CopyRecord> copied; ///< copying gave at least half of the token's probability
};

/// A prompt as far as no graph has a part in it: the hidden states where the first KB layer begins.
struct PromptState {
    std::vector<float> hidden; ///< [positions, hidden]
};

struct SessionMemory {
    std::uint64_t kvCacheBytes = 0, stagedLeafBytes = 0;
};

/// One conversation's mutable state. One thread at a time; stop() from any thread acts at the next token. After an
/// Error the session is unusable until reset().
class Session {
public:
    virtual ~Session() = default;
    virtual Result<void> prefill(std::span<const int> prompt, const GenerateOptions& options) = 0;
    virtual Result<Step> decodeOne() = 0;
    virtual void stop() = 0;
    virtual void reset() = 0;
    virtual SessionMemory memory() const = 0;
    /// Error Unsupported for a model without KB layers.
    virtual Result<PromptState> begin(std::span<const int> prompt) const = 0;
    /// What the KB layers choose for a prompt that begin() made, told to `options.sink` as prefill() would, at a part
    /// of its cost: no logits, no copying. For one prompt asked with many ks. The session is then as after reset().
    virtual Result<void> observe(const PromptState& prompt, const GenerateOptions& options) = 0;
    /// Sum of log-probabilities of `continuation` after `prompt` under `options` (teacher-forced).
    virtual Result<double> score(std::span<const int> prompt, std::span<const int> continuation,
                                 const GenerateOptions& options) = 0;
};

} // namespace akv
