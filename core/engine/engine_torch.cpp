// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/file.h"
#include "core/device/guard_torch.h"
#include "core/engine/answer_gate.h"
#include "core/engine/copy_path.h"
#include "core/engine/sampling_torch.h"
#include "core/engine/scoring_error_torch.h"
#include "core/hikvp/value_overlay.h"
#include "core/model/decoder_torch.h"
#include "core/text/sentence_piece.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace akv {

namespace {

class TorchEngine final : public Engine, public std::enable_shared_from_this<TorchEngine> {
public:
    TorchEngine(std::shared_ptr<const ModelWeights> weights, std::shared_ptr<const SentencePiece> pieces,
                std::shared_ptr<const LeafStore> store)
        : m_decoder(weights), m_pieces(std::move(pieces)), m_store(std::move(store)) {
        if (m_store) m_scorer = std::make_shared<const KnowledgeScorer>(m_store, m_decoder.absorbedKeys());
    }

    const ModelInfo& info() const override { return m_info; }
    const LeafStore* store() const override { return m_store.get(); }
    std::unique_ptr<Session> createSession() const override;
    Result<ScoringError> measureScoring(std::size_t leaves, std::uint64_t seed) const override {
        return guarded("measuring the scores", [&]() -> Result<ScoringError> {
            if (!m_scorer)
                return Error(ErrorCode::InvalidInput, "there is no knowledge to score: open a prepared graph");
            return compareScores(m_decoder.weights(), *m_scorer, leaves, seed);
        });
    }
    Result<std::shared_ptr<const Engine>> withValues(std::span<const LeafId> leaves,
                                                     const Matrix& values) const override {
        if (!m_scorer) return Error(ErrorCode::InvalidInput, "there are no values to change: open a prepared graph");
        AKV_ASSIGN(auto store, overlayValues(m_store, leaves, values));
        auto out = std::make_shared<TorchEngine>(*this);
        out->m_scorer = std::make_shared<const KnowledgeScorer>(m_scorer->withValuesOf(store));
        out->m_store = std::move(store);
        return std::shared_ptr<const Engine>(std::move(out));
    }
    std::vector<int> tokenize(const std::string& text) const override { return m_pieces->encode(text); }
    std::string tokenText(int id) const override { return m_pieces->surface(id); }
    std::vector<int> prompt(const std::string& question) const override {
        std::vector<int> out = {m_bos, m_question};
        const auto body = m_pieces->encode(question);
        out.insert(out.end(), body.begin(), body.end());
        out.push_back(m_answer);
        return out;
    }
    Result<CopySentence> sentence(const FactText& fact) const override;
    Result<std::vector<int>> factLine(const FactText& fact) const override;
    const Decoder& decoder() const { return m_decoder; }
    const KnowledgeScorer* scorer() const { return m_scorer.get(); }
    /// Chooses among what is left without these clusters.
    Result<ReducedScorer> reduced(std::span<const ClusterRef> clusters) const {
        AKV_ASSIGN(auto left, withoutClusters(m_store, clusters));
        auto store = left.store;
        return ReducedScorer{std::move(left), KnowledgeScorer(std::move(store), m_decoder.absorbedKeys())};
    }
    /// The words of the last question of a prompt.
    std::string questionOf(std::span<const int> prompt) const;
    std::string words(std::span<const int> tokens) const { return m_pieces->decode(tokens); }
    int refusalToken() const { return m_refusal; }
    int period() const { return m_period.value_or(-1); }
    bool isEnd(int token) const {
        const auto& eos = m_decoder.weights().config.eos;
        return std::find(eos.begin(), eos.end(), token) != eos.end();
    }

    Result<void> describe(const std::filesystem::path& folder);

private:
    Decoder m_decoder;
    std::shared_ptr<const SentencePiece> m_pieces;
    std::shared_ptr<const LeafStore> m_store;
    std::shared_ptr<const KnowledgeScorer> m_scorer;
    ModelInfo m_info;
    int m_bos = 1, m_question = 3, m_answer = 4, m_refusal = -1;
    std::optional<int> m_fact, m_period;
};

Result<CopySentence> TorchEngine::sentence(const FactText& fact) const {
    if (!m_period)
        return Error(ErrorCode::Unsupported, "'" + m_info.folder +
                                                 "': the tokenizer has no piece '.', so triples cannot be put into the "
                                                 "words of an answer; choose another model, or mode atlaskv or kblam");
    CopySentence out;
    const auto add = [&](const std::string& part) {
        const auto ids = m_pieces->encode(part);
        out.tokens.insert(out.tokens.end(), ids.begin(), ids.end());
        return out.tokens.size();
    };
    out.nounBegin = add("The");
    out.nounEnd = add(fact.noun);
    out.nameBegin = add("of");
    out.nameEnd = add(fact.name);
    out.valueBegin = add("is");
    add(fact.value);
    out.tokens.push_back(*m_period);
    return out;
}

std::string TorchEngine::questionOf(std::span<const int> prompt) const {
    const auto begin = std::find(prompt.rbegin(), prompt.rend(), m_question).base();
    return words({begin, std::find(begin, prompt.end(), m_answer)});
}

Result<std::vector<int>> TorchEngine::factLine(const FactText& fact) const {
    if (!m_fact)
        return Error(ErrorCode::Unsupported,
                     "'" + m_info.folder +
                         "': the tokenizer lacks '<fact>', so triples cannot be written into the prompt; choose "
                         "another model, or mode atlaskv or kblam");
    AKV_ASSIGN(auto words, sentence(fact));
    words.tokens.insert(words.tokens.begin(), *m_fact);
    return std::move(words.tokens);
}

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
    Result<double> score(std::span<const int> prompt, std::span<const int> continuation,
                         const GenerateOptions& options) override;

private:
    Result<void> configure(const GenerateOptions& options);
    Result<void> intervene();
    Result<void> run(std::span<const int> tokens);
    Result<void> mixCopies();
    Result<std::vector<CopyCandidate>> copyCandidates();
    void decideAnswer(std::span<const CopyCandidate> candidates);
    std::optional<CopyRecord> copied(int token) const;
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
        m_logits = m_engine->decoder().forward(tokens, m_cache, pass());
        m_lambda = m_pass.lambdaByLayer;
        m_stagedLeafBytes = m_pass.stagedLeafBytes;
        ++m_step;
        return copies(m_options.mode) ? mixCopies() : Result<void>();
    });
    m_failed = !done.ok();
    return done;
}

Result<void> TorchSession::prefill(std::span<const int> prompt, const GenerateOptions& options) {
    AKV_CHECK(configure(options));
    if (copies(options.mode)) m_question = m_engine->questionOf(prompt);
    return run(prompt);
}

Result<std::vector<CopyCandidate>> TorchSession::copyCandidates() {
    std::vector<CopyCandidate> candidates;
    for (std::size_t j = 0; j < m_pass.lastLeaves.size(); ++j) {
        const LeafId leaf(m_pass.lastLeaves[j]);
        auto found = m_sentences.find(leaf.value());
        if (found == m_sentences.end()) {
            AKV_ASSIGN(auto sentence, m_options.sentence(leaf));
            found = m_sentences.emplace(leaf.value(), std::move(sentence)).first;
        }
        candidates.push_back({leaf, m_pass.lastLeafWeights[j], &found->second});
    }
    return candidates;
}

/// The first token of an answer: the gate's probability of a refusal takes the place of the language model's; the other
/// tokens keep their shares of the rest.
void TorchSession::decideAnswer(std::span<const CopyCandidate> candidates) {
    const auto& gate = m_engine->decoder().weights().adapter.answerGate;
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
    m_logits = at::log(p.clamp_min(1e-20));
}

/// p = (1 - gate) p_LM + gate c, with gate = sigmoid(w . h + v . state + b) at the position that says the token.
Result<void> TorchSession::mixCopies() {
    AKV_ASSIGN(const auto candidates, copyCandidates());
    if (m_said.empty()) decideAnswer(candidates);
    m_copies = copyDistribution(candidates, m_said);
    double floor = 0.0;
    auto named = candidates;
    std::erase_if(named, [&](const auto& c) { return std::ranges::find(m_named, c.leaf) == m_named.end(); });
    if (auto copies = copyDistribution(named, m_said); copies.inLine && !copies.tokens.empty()) {
        m_copies = std::move(copies);
        floor = m_holds;
    }
    m_copyShare.clear();
    if (m_copies.tokens.empty()) return {};
    const auto& adapter = m_engine->decoder().weights().adapter;
    const auto state = m_copies.state();
    const auto logit = at::dot(adapter.copyWeight, m_pass.hidden) + adapter.copyBias.squeeze(0) +
                       adapter.copyState[0] * state[0] + adapter.copyState[1] * state[1];
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
    m_logits = at::log(p);
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

std::unique_ptr<Session> TorchEngine::createSession() const {
    return std::make_unique<TorchSession>(shared_from_this());
}

/// "name" of the folder's model_card.json; empty without a card.
Result<std::string> cardName(const std::filesystem::path& folder) {
    const auto path = folder / "model_card.json";
    if (!std::filesystem::exists(path)) return std::string();
    AKV_ASSIGN(const auto text, readFile(path, std::uint64_t(1) << 20));
    const auto card = nlohmann::json::parse(text, nullptr, false);
    if (card.is_discarded() || !card.is_object() || !card.contains("name") || !card["name"].is_string())
        return Error(ErrorCode::FileFormat,
                     "'" + path.string() + "' is not a model card: a JSON object with \"name\" was expected");
    return card["name"].get<std::string>();
}

Result<void> TorchEngine::describe(const std::filesystem::path& folder) {
    const auto& w = m_decoder.weights();
    const auto& c = w.config;
    if (m_pieces->size() != c.vocabulary)
        return Error(ErrorCode::InvalidInput, "'" + folder.string() + "': the tokenizer has " +
                                                  std::to_string(m_pieces->size()) + " pieces, the model " +
                                                  std::to_string(c.vocabulary));
    m_bos = c.bos;
    for (const auto& [piece, into] : {std::pair{"<q>", &m_question}, std::pair{"<a>", &m_answer}}) {
        const auto id = m_pieces->id(piece);
        if (!id)
            return Error(ErrorCode::Unsupported, "'" + folder.string() + "': the tokenizer lacks '" + piece +
                                                     "', the chat format of this program");
        *into = *id;
    }
    m_fact = m_pieces->id("<fact>");
    m_period = m_pieces->id(".");
    std::error_code ignored;
    const auto whole = std::filesystem::weakly_canonical(folder, ignored);
    m_info = {};
    m_info.name = whole.filename().string();
    m_info.hash = w.hash;
    m_info.folder = whole.string();
    m_info.weightsBytes = w.bytesOnDisk;
    m_info.layers = int(c.layers);
    m_info.hidden = int(c.hidden);
    m_info.heads = int(c.heads);
    m_info.headDim = int(c.headDim);
    m_info.vocabulary = int(c.vocabulary);
    m_info.contextLength = int(c.maxPositions);
    AKV_ASSIGN(const auto name, cardName(folder));
    if (!name.empty()) m_info.name = name;
    for (const auto& [name, tensor] : decoderTensors(c, w.decoder)) m_info.parameters += std::uint64_t(tensor.numel());
    if (!w.knowledge) return {};
    m_info.kbLayers = w.knowledge->kbLayers;
    m_info.metricLayers = w.knowledge->metricLayers;
    m_info.encoder = w.knowledge->encoder;
    m_info.encoderWidth = std::size_t(w.knowledge->encoderWidth);
    m_info.refusal = w.knowledge->refusal;
    m_info.answerGate = w.adapter.answerGate.defined();
    if (const auto refusal = m_pieces->encode(m_info.refusal); !refusal.empty()) m_refusal = refusal.front();
    m_info.scaleFactor = w.knowledge->scaleFactor;
    m_info.clusterTemperature = w.knowledge->clusterTemperature;
    m_info.k = w.knowledge->k;
    m_info.copyGate = w.adapter.copyWeight.defined() && m_period.has_value();
    for (const auto& [name, tensor] : adapterTensors(*w.knowledge, w.decoder, w.adapter))
        m_info.adapterParameters += std::uint64_t(tensor.numel());
    return {};
}

Result<void> checkStore(const ModelWeights& weights, const LeafStore& store, const std::filesystem::path& folder) {
    if (!weights.knowledge)
        return Error(ErrorCode::InvalidInput,
                     "'" + folder.string() + "' has no adapter (kb_config_explicit.json); only zero-shot works");
    const auto& kb = *weights.knowledge;
    if (std::size_t(kb.encoderWidth) != store.width() || kb.encoder != store.encoderName())
        return Error(ErrorCode::InvalidInput, "the graph was embedded with " + store.encoderName() + " (" +
                                                  std::to_string(store.width()) + " wide), the adapter expects " +
                                                  kb.encoder + " (" + std::to_string(kb.encoderWidth) +
                                                  " wide); embed the graph again or choose another model");
    return {};
}

} // namespace

Result<std::shared_ptr<const Engine>> Engine::load(const std::filesystem::path& modelFolder,
                                                   std::shared_ptr<const LeafStore> store,
                                                   const EngineOptions& options) {
    return guarded("loading the engine", [&]() -> Result<std::shared_ptr<const Engine>> {
        AKV_ASSIGN(auto loaded, loadModelWeights(modelFolder));
        // A small model's matrices are too small to share: the barrier between threads would cost more than the work.
        constexpr std::uint64_t kSmallModelBytes = 100'000'000;
        if (options.threads > 0 || loaded.bytesOnDisk < kSmallModelBytes)
            at::set_num_threads(std::max(1, options.threads));
        const auto weights = std::make_shared<const ModelWeights>(std::move(loaded));
        AKV_ASSIGN(auto pieces, SentencePiece::open(modelFolder / "tokenizer.model"));
        if (store) AKV_CHECK(checkStore(*weights, *store, modelFolder));
        auto engine = std::make_shared<TorchEngine>(weights, std::move(pieces), std::move(store));
        AKV_CHECK(engine->describe(modelFolder));
        return std::shared_ptr<const Engine>(std::move(engine));
    });
}

} // namespace akv
