// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_torch.h"

#include "core/base/file.h"
#include "core/device/guard_torch.h"
#include "core/engine/scoring_error_torch.h"
#include "core/hikvp/value_overlay.h"
#include "core/model/pack_torch.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace akv {

Result<KnowledgeSelection> TorchEngine::select(const KnowledgeQuery& query, const SelectOptions& options) const {
    if (!m_scorer) return Error(ErrorCode::InvalidInput, "there is no knowledge to choose from: open a prepared graph");
    return m_scorer->select(query, options);
}

Result<ScoringError> TorchEngine::measureScoring(std::size_t leaves, std::uint64_t seed) const {
    return guarded("measuring the scores", [&]() -> Result<ScoringError> {
        if (!m_scorer) return Error(ErrorCode::InvalidInput, "there is no knowledge to score: open a prepared graph");
        return compareScores(m_weights, *m_scorer, leaves, seed);
    });
}

Result<std::shared_ptr<const Engine>> TorchEngine::withValues(std::span<const LeafId> leaves,
                                                              const Matrix& values) const {
    if (!m_scorer) return Error(ErrorCode::InvalidInput, "there are no values to change: open a prepared graph");
    AKV_ASSIGN(auto store, overlayValues(m_store, leaves, values));
    auto out = std::make_shared<TorchEngine>(*this);
    out->m_scorer = std::make_shared<const KnowledgeScorer>(m_scorer->withValuesOf(store));
    out->m_store = std::move(store);
    return std::shared_ptr<const Engine>(std::move(out));
}

Result<ReducedScorer> TorchEngine::reduced(std::span<const ClusterRef> clusters) const {
    AKV_ASSIGN(auto left, withoutClusters(m_store, clusters));
    auto store = left.store;
    return ReducedScorer{std::move(left), KnowledgeScorer(std::move(store), m_decoder.weights().absorbed)};
}

std::vector<int> TorchEngine::prompt(const std::string& question) const {
    std::vector<int> out = {m_bos, m_question};
    const auto body = m_pieces->encode(question);
    out.insert(out.end(), body.begin(), body.end());
    out.push_back(m_answer);
    return out;
}

bool TorchEngine::isEnd(int token) const {
    const auto& eos = m_decoder.weights().config.eos;
    return std::find(eos.begin(), eos.end(), token) != eos.end();
}

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

namespace {

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

} // namespace

Result<void> TorchEngine::describe(const std::filesystem::path& folder) {
    const auto& w = m_weights;
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
    m_info.weightsBytes = m_decoder.weights().bytes();
    m_info.layers = int(c.layers);
    m_info.hidden = int(c.hidden);
    m_info.heads = int(c.heads);
    m_info.headDim = int(c.headDim);
    m_info.vocabulary = int(c.vocabulary);
    m_info.contextLength = int(c.maxPositions);
    AKV_ASSIGN(const auto name, cardName(folder));
    if (!name.empty()) m_info.name = name;
    m_info.parameters = w.parameters;
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
    m_info.adapterParameters = w.adapterParameters;
    m_info.weightsBytes += w.adapter.keyWeight.nbytes() + w.adapter.keyBias.nbytes(); // kept for measureScoring()
    return {};
}

namespace {

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
        AKV_ASSIGN(auto loaded, loadModelWeights(modelFolder, MatrixNumbers::AsInFile));
        // A small model's matrices are too small to share: the barrier between threads would cost more than the work.
        constexpr std::uint64_t kSmallModelBytes = 100'000'000;
        if (options.threads > 0 || loaded.bytesOnDisk < kSmallModelBytes)
            at::set_num_threads(std::max(1, options.threads));
        AKV_ASSIGN(auto pieces, SentencePiece::open(modelFolder / "tokenizer.model"));
        if (store) AKV_CHECK(checkStore(loaded, *store, modelFolder));
        AKV_ASSIGN(auto packed, packDecoder(loaded));
        const auto threads = std::size_t(options.threads > 0 ? options.threads : 4);
        auto engine = std::make_shared<TorchEngine>(std::move(loaded), Decoder(std::move(packed), threads),
                                                    std::move(pieces), std::move(store));
        AKV_CHECK(engine->describe(modelFolder));
        return std::shared_ptr<const Engine>(std::move(engine));
    });
}

} // namespace akv
