// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/model/decoder.h"
#include "core/model/weights_torch.h"
#include "core/text/sentence_piece.h"

namespace akv {

/// The one Engine there is: a decoder, its tokenizer and a store, read by any number of sessions.
class TorchEngine final : public Engine, public std::enable_shared_from_this<TorchEngine> {
public:
    /// `weights`: what packDecoder() left of them.
    TorchEngine(ModelWeights weights, Decoder decoder, std::shared_ptr<const SentencePiece> pieces,
                std::shared_ptr<const LeafStore> store)
        : m_weights(std::move(weights)), m_decoder(std::move(decoder)), m_pieces(std::move(pieces)),
          m_store(std::move(store)) {
        if (m_store) m_scorer = std::make_shared<const KnowledgeScorer>(m_store, m_decoder.weights().absorbed);
    }

    const ModelInfo& info() const override { return m_info; }
    const LeafStore* store() const override { return m_store.get(); }
    std::unique_ptr<Session> createSession() const override;
    Result<KnowledgeSelection> select(const KnowledgeQuery& query, const SelectOptions& options) const override;
    Result<ScoringError> measureScoring(std::size_t leaves, std::uint64_t seed) const override;
    Result<std::shared_ptr<const Engine>> withValues(std::span<const LeafId> leaves,
                                                     const Matrix& values) const override;
    std::vector<int> tokenize(const std::string& text) const override { return m_pieces->encode(text); }
    std::string tokenText(int id) const override { return m_pieces->surface(id); }
    std::vector<int> prompt(const std::string& question) const override;
    Result<CopySentence> sentence(const FactText& fact) const override;
    Result<std::vector<int>> factLine(const FactText& fact) const override;
    const Decoder& decoder() const { return m_decoder; }
    const AdapterWeights& adapter() const { return m_weights.adapter; }
    const KnowledgeScorer* scorer() const { return m_scorer.get(); }
    /// Chooses among what is left without these clusters.
    Result<ReducedScorer> reduced(std::span<const ClusterRef> clusters) const;
    /// The words of the last question of a prompt.
    std::string questionOf(std::span<const int> prompt) const;
    std::string words(std::span<const int> tokens) const { return m_pieces->decode(tokens); }
    int refusalToken() const { return m_refusal; }
    int period() const { return m_period.value_or(-1); }
    bool isEnd(int token) const;

    /// Reads what the model says of itself; error: a tokenizer that lacks the prompt's marks.
    Result<void> describe(const std::filesystem::path& folder);

private:
    ModelWeights m_weights;
    Decoder m_decoder;
    std::shared_ptr<const SentencePiece> m_pieces;
    std::shared_ptr<const LeafStore> m_store;
    std::shared_ptr<const KnowledgeScorer> m_scorer;
    ModelInfo m_info;
    int m_bos = 1, m_question = 3, m_answer = 4, m_refusal = -1;
    std::optional<int> m_fact, m_period;
};

} // namespace akv
