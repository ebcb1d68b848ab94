// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device/guard_torch.h"
#include "core/engine/answer_gate.h"
#include "core/engine/copy_path.h"
#include "core/engine/engine_torch.h"
#include "core/engine/sampling_torch.h"

#include <algorithm>
#include <atomic>
#include <unordered_map>

namespace akv {

namespace {

/// What a triple of the prompt weighs that the last KB layer does not keep: it may be copied, and stands behind all
/// that is attended to.
constexpr float kToldWeight = 1e-6F;

/// Log-probabilities, finite also where a gate that is sure leaves nothing.
at::Tensor logarithm(const at::Tensor& probabilities) { return at::log(probabilities.clamp_min(1e-20)); }

class TorchSession final : public Session {
public:
    explicit TorchSession(std::shared_ptr<const TorchEngine> engine)
        : m_engine(std::move(engine)), m_cache(m_engine->decoder().weights().config) {}

    Result<void> prefill(std::span<const int> prompt, const GenerateOptions& options) override;
    Result<Step> decodeOne() override;
    void stop() override { m_stop.store(true); }
    void reset() override {
        m_cache.clear();
        m_logits = at::Tensor();
        m_failed = false;
        m_stop.store(false);
        m_step = 0;
    }
    SessionMemory memory() const override { return {m_cache.bytes(), m_stagedLeafBytes}; }
    Result<PromptState> begin(std::span<const int> prompt) const override;
    Result<void> observe(const PromptState& prompt, const GenerateOptions& options) override;
    Result<double> score(std::span<const int> prompt, std::span<const int> continuation,
                         const GenerateOptions& options) override;

private:
    Result<void> configure(const GenerateOptions& options);
    Result<void> intervene();
    Result<void> run(std::span<const int> tokens);
    Result<void> readTriples();
    Result<void> mixCopies(std::span<const CopyCandidate> candidates);
    Result<std::vector<CopyCandidate>> copyCandidates();
    void decideAnswer(std::span<const CopyCandidate> candidates);
    std::optional<CopyRecord> copied(int token) const;
    bool decides() const { return akv::decides(m_options.mode) && m_options.sentence; }
    KnowledgePass* pass() { return attendsToKnowledge(m_options.mode) ? &m_pass : nullptr; }

    std::shared_ptr<const TorchEngine> m_engine;
    KvCache m_cache;
    GenerateOptions m_options;
    KnowledgePass m_pass;
    std::optional<ReducedScorer> m_reduced; ///< without m_reducedBy
    std::vector<ClusterRef> m_reducedBy;
    std::mt19937_64 m_random;
    at::Tensor m_logits;         ///< of the next token; modes that copy: log-probabilities of the mixture
    std::vector<float> m_lambda; ///< of the step that produced m_logits
    std::vector<int> m_said;     ///< answer tokens so far
    std::string m_question;      ///< its words; modes that copy
    std::vector<LeafId> m_named; ///< leaves whose key the question names, as the prefill kept them
    double m_holds = 0.0;        ///< the answer gate's probability that the graph holds the answer
    std::unordered_map<std::uint32_t, CopySentence> m_sentences; ///< by leaf; modes that copy
    CopyDistribution m_copies;                                   ///< c of the next token
    std::vector<float> m_copyShare;                              ///< gate * c / p of each of its tokens
    std::atomic<bool> m_stop{false};
    bool m_failed = false;
    int m_step = 0;
    std::uint64_t m_stagedLeafBytes = 0;
};

Result<void> TorchSession::configure(const GenerateOptions& options) {
    if (m_failed) return Error(ErrorCode::Internal, "an earlier call met an error; reset before asking again");
    if (attendsToKnowledge(options.mode) && !m_engine->scorer())
        return Error(ErrorCode::InvalidInput, std::string("mode ") + modeName(options.mode) +
                                                  " needs a prepared knowledge graph and a model with an adapter");
    if (m_engine->store()) AKV_CHECK(m_engine->store()->checkWhole());
    m_options = options;
    std::sort(m_options.masked.begin(), m_options.masked.end());
    m_pass = {};
    m_pass.scorer = m_engine->scorer();
    m_pass.select.k = options.k.value_or(m_engine->info().k);
    m_pass.select.flat = options.mode == Mode::Kblam;
    m_pass.select.scaleFactor = m_engine->info().scaleFactor;
    if (options.scale) m_pass.select.scaleFactor = options.scale->factor;
    m_pass.select.clusterTemperature = m_engine->info().clusterTemperature;
    m_pass.select.masked = m_options.masked;
    m_pass.select.runnersUp = options.sink ? options.runnersUp : 0;
    m_pass.sink = options.sink;
    AKV_CHECK(intervene());
    m_random.seed(options.seed);
    m_step = 0;
    m_said.clear();
    m_sentences.clear();
    m_named.clear();
    if (!copies(options.mode)) return {};
    if (!m_engine->info().copyGate)
        return Error(ErrorCode::Unsupported, std::string("mode ") + modeName(options.mode) + ": the model '" +
                                                 m_engine->info().name +
                                                 "' has no copy gate (copy_gate.weight in adapter.safetensors); use "
                                                 "mode atlaskv, or a model that was trained with one");
    if (!options.sentence)
        return Error(ErrorCode::InvalidInput, std::string("mode ") + modeName(options.mode) +
                                                  " needs the texts of the triples: open a prepared workspace (-w)");
    return {};
}

/// Puts what a what-if wants into the pass.
Result<void> TorchSession::intervene() {
    if (!attendsToKnowledge(m_options.mode)) return {};
    AKV_CHECK(checkHeads(m_options.ablated, m_engine->info().kbLayers, m_engine->info().heads));
    m_pass.ablated = m_options.ablated;
    std::sort(m_options.pinned.begin(), m_options.pinned.end());
    m_pass.pinned = m_options.pinned;
    AKV_ASSIGN(auto gone, leavesOfClusters(m_engine->store()->hierarchy(), m_options.maskedClusters));
    for (const auto leaf : m_options.pinned)
        if (std::binary_search(gone.begin(), gone.end(), leaf) ||
            std::binary_search(m_options.masked.begin(), m_options.masked.end(), leaf))
            return Error(ErrorCode::InvalidInput, "leaf " + std::to_string(leaf.value()) +
                                                      " is to be kept always and taken away; choose one of the two");
    if (m_options.maskedClusters.empty()) return {};
    if (!m_reduced || m_reducedBy != m_options.maskedClusters) {
        AKV_ASSIGN(auto reduced, m_engine->reduced(m_options.maskedClusters));
        m_reduced.emplace(std::move(reduced));
        m_reducedBy = m_options.maskedClusters;
    }
    m_pass.reduced = &*m_reduced;
    return {};
}

Result<void> TorchSession::run(std::span<const int> tokens) {
    auto done = guarded("generation", [&]() -> Result<void> {
        m_pass.step = m_step;
        m_pass.lambdaByLayer.clear();
        m_pass.stagedLeafBytes = 0;
        AKV_ASSIGN(auto logits, m_engine->decoder().forward(tokens, m_cache, pass()));
        m_logits = at::from_blob(logits.data(), {std::int64_t(logits.size())}).clone();
        m_lambda = m_pass.lambdaByLayer;
        m_stagedLeafBytes = m_pass.stagedLeafBytes;
        ++m_step;
        return decides() ? readTriples() : Result<void>();
    });
    m_failed = !done.ok();
    return done;
}

Result<void> TorchSession::prefill(std::span<const int> prompt, const GenerateOptions& options) {
    AKV_CHECK(configure(options));
    if (decides()) m_question = m_engine->questionOf(prompt);
    return run(prompt);
}

Result<PromptState> TorchSession::begin(std::span<const int> prompt) const {
    const auto& kbLayers = m_engine->info().kbLayers;
    if (kbLayers.empty())
        return Error(ErrorCode::Unsupported, "the model '" + m_engine->info().name + "' has no KB layers");
    AKV_ASSIGN(auto hidden, m_engine->decoder().hiddenBefore(std::size_t(kbLayers.front()), prompt));
    return PromptState{std::move(hidden)};
}

Result<void> TorchSession::observe(const PromptState& prompt, const GenerateOptions& options) {
    reset();
    auto plain = options;
    if (copies(plain.mode)) plain.mode = Mode::Atlas; // chooses alike
    AKV_CHECK(configure(plain));
    if (!pass())
        return Error(ErrorCode::InvalidInput,
                     std::string("mode ") + modeName(options.mode) + " has no KB layers to ask");
    m_pass.endsAt = std::size_t(m_engine->info().kbLayers.back());
    AKV_CHECK(m_engine->decoder().observe(prompt.hidden, m_pass));
    m_stagedLeafBytes = m_pass.stagedLeafBytes;
    m_pass.endsAt.reset();
    return {};
}

/// The leaves that the last KB layer kept, then those of the prompt's triples that it did not.
Result<std::vector<CopyCandidate>> TorchSession::copyCandidates() {
    std::vector<CopyCandidate> candidates;
    const auto add = [&](LeafId leaf, float weight) -> Result<void> {
        auto found = m_sentences.find(leaf.value());
        if (found == m_sentences.end()) {
            AKV_ASSIGN(auto sentence, m_options.sentence(leaf));
            found = m_sentences.emplace(leaf.value(), std::move(sentence)).first;
        }
        candidates.push_back({leaf, weight, &found->second});
        return {};
    };
    const auto& kept = m_pass.lastLeaves;
    for (std::size_t j = 0; j < kept.size(); ++j) AKV_CHECK(add(LeafId(kept[j]), m_pass.lastLeafWeights[j]));
    for (const auto leaf : m_options.told)
        if (std::ranges::find(kept, leaf.value()) == kept.end()) AKV_CHECK(add(leaf, kToldWeight));
    return candidates;
}

/// The first token of an answer: the gate's probability of a refusal takes the place of the language model's; the other
/// tokens keep their shares of the rest.
void TorchSession::decideAnswer(std::span<const CopyCandidate> candidates) {
    const auto& gate = m_engine->adapter().answerGate;
    const auto token = m_engine->refusalToken();
    if (!gate.defined() || token < 0) return;
    std::vector<KeyWords> keys;
    for (const auto& c : candidates)
        keys.push_back({m_engine->words(c.sentence->noun()), m_engine->words(c.sentence->name()), c.weight});
    auto p = at::softmax(m_logits.reshape({-1}), -1).contiguous();
    const double refusal = p[token].item<double>();
    const auto weights = gate.to(at::kFloat).contiguous();
    const double decided =
        refusalProbability(answerFeatures(m_question, keys, refusal),
                           std::span<const float, kAnswerFeatures>(weights.data_ptr<float>(), kAnswerFeatures));
    m_holds = 1.0 - decided;
    for (const auto j : namedKeys(m_question, keys)) m_named.push_back(candidates[j].leaf);
    p.mul_((1.0 - decided) / std::max(1e-9, 1.0 - refusal));
    p[token] = decided;
    m_logits = logarithm(p);
}

/// What the words of the triples do to the next token: the first one is decided by the answer gate, the others may be
/// copied.
Result<void> TorchSession::readTriples() {
    const bool first = m_said.empty(), mayCopy = copies(m_options.mode);
    if (!first && !mayCopy) return {};
    AKV_ASSIGN(const auto candidates, copyCandidates());
    if (first) decideAnswer(candidates);
    return mayCopy ? mixCopies(candidates) : Result<void>();
}

/// p = (1 - gate) p_LM + gate c, with gate = sigmoid(w . h + v . state + b) at the position that says the token.
Result<void> TorchSession::mixCopies(std::span<const CopyCandidate> candidates) {
    m_copies = copyDistribution(candidates, m_said);
    double floor = 0.0;
    std::vector<CopyCandidate> named(candidates.begin(), candidates.end());
    std::erase_if(named, [&](const auto& c) { return std::ranges::find(m_named, c.leaf) == m_named.end(); });
    if (auto copies = copyDistribution(named, m_said); copies.inLine && !copies.tokens.empty()) {
        m_copies = std::move(copies);
        floor = m_holds;
    }
    m_copyShare.clear();
    if (m_copies.tokens.empty()) return {};
    const auto& adapter = m_engine->adapter();
    const auto state = m_copies.state();
    const auto logit = at::dot(adapter.copyWeight, at::from_blob(m_pass.hidden.data(), {adapter.copyWeight.size(0)})) +
                       adapter.copyBias.squeeze(0) + adapter.copyState[0] * state[0] + adapter.copyState[1] * state[1];
    const auto gate = std::max(at::sigmoid(logit).item<float>(), float(floor));
    auto p = (at::softmax(m_logits.reshape({-1}), -1) * (1.0F - gate)).contiguous();
    float* values = p.data_ptr<float>();
    for (const auto& copy : m_copies.tokens) {
        if (copy.token < 0 || copy.token >= p.numel())
            return Error(ErrorCode::InvalidInput, "a triple's token " + std::to_string(copy.token) +
                                                      " is outside the vocabulary of " + std::to_string(p.numel()));
        values[copy.token] += gate * copy.share;
    }
    for (const auto& copy : m_copies.tokens) m_copyShare.push_back(gate * copy.share / values[copy.token]);
    m_logits = logarithm(p);
    return {};
}

std::optional<CopyRecord> TorchSession::copied(int token) const {
    if (!copies(m_options.mode)) return std::nullopt;
    for (std::size_t i = 0; i < m_copyShare.size(); ++i)
        if (const auto& copy = m_copies.tokens[i]; copy.token == token && m_copyShare[i] >= 0.5F)
            return CopyRecord{copy.leaf.value(), copy.offset, m_copyShare[i]};
    return std::nullopt;
}

Result<Step> TorchSession::decodeOne() {
    if (m_failed || !m_logits.defined())
        return Error(ErrorCode::Internal, "decodeOne() before prefill() or after an error");
    if (m_stop.load()) return Error(ErrorCode::Cancelled, "stopped");
    const Sample sample = sampleToken(m_logits, m_options.temperature, m_random);
    Step out;
    out.token = sample.token;
    out.logprob = sample.logprob;
    out.lambdaByLayer = m_lambda;
    for (const float x : m_lambda) out.lambdaKg += x / float(m_lambda.size());
    out.end = m_engine->isEnd(sample.token);
    out.copied = copied(sample.token);
    if (m_options.sink)
        m_options.sink->onToken(
            {m_step - 1, sample.token, m_engine->tokenText(sample.token), sample.logprob, sample.best, out.copied});
    m_said.push_back(sample.token);
    if (!out.end) AKV_CHECK(run(std::span(&out.token, 1)));
    return out;
}

Result<double> TorchSession::score(std::span<const int> prompt, std::span<const int> continuation,
                                   const GenerateOptions& options) {
    reset();
    AKV_CHECK(prefill(prompt, options));
    double total = 0.0;
    for (const int token : continuation) {
        total += at::log_softmax(m_logits.reshape({-1}), -1)[token].item<double>();
        m_said.push_back(token);
        AKV_CHECK(run(std::span(&token, 1)));
    }
    reset();
    return total;
}

} // namespace

std::unique_ptr<Session> TorchEngine::createSession() const {
    return std::make_unique<TorchSession>(shared_from_this());
}

} // namespace akv
