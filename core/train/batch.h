// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/training_folder.h"
#include "core/text/sentence_piece.h"
#include "core/train/config.h"

#include <cstdint>
#include <random>
#include <vector>

namespace akv {

/// One forward pass of training as plain arrays.
struct Batch {
    std::int64_t examples = 0, length = 0; ///< B, T
    std::vector<std::int64_t> ids;         ///< [B, T], padded with eos on the right
    std::vector<std::int64_t> target;      ///< [B, T]; -1: no loss here
    // Grounding: positions (b * T + t) whose knowledge attention should find row `gold` of the context.
    std::vector<std::int64_t> groundPosition, groundGold;
    std::vector<float> groundWeight;
    // Knowledge context shared by the batch; empty: no knowledge.
    std::int64_t knowledgeRows = 0;  ///< N
    std::vector<float> keys, values; ///< [N, d]
    // For validation: which positions predict the value's tokens.
    std::vector<std::int64_t> valuePosition; ///< b * T + t
    std::vector<std::int64_t> valueExample;  ///< b of each of them
    std::vector<std::uint8_t> answerable;    ///< [B]
};

/// Token ids of the chat format for a tokenizer; error when it lacks one of them.
Result<ChatTokens> chatTokens(const SentencePiece& pieces);

/// Makes batches from a training folder; deterministic: batch i depends on (seed, i) only.
class BatchMaker {
public:
    BatchMaker(const TrainingFolder& folder, const ChatTokens& chat, std::vector<int> refusal,
               const TrainConfig& config);

    /// Training batch of a step; `knowledge` = rows of the context.
    Batch train(std::uint64_t step, int micro, int examples, int knowledge) const;
    /// Validation rows only, own values, no swap; `index` picks which.
    Batch validate(std::uint64_t index, int examples, int knowledge) const;
    std::size_t validationRows() const { return m_validation.size(); }

private:
    using Random = std::mt19937_64;
    struct Example {
        std::vector<std::int64_t> ids;
        std::size_t answerBegin = 0;              ///< first answer token
        std::size_t valueBegin = 0, valueEnd = 0; ///< tokens of the value; equal: refusal
        std::int64_t gold = -1;
    };
    Batch knowledgeBatch(Random& random, std::span<const std::uint32_t> rows, int knowledge, bool training) const;
    Batch textBatch(Random& random, int examples) const;
    Batch contextBatch(Random& random, int examples) const;
    Example question(Random& random, std::uint32_t row, std::uint32_t valueString, bool answerable,
                     bool training) const;
    void appendAnswer(Example& out, const TrainingRow& row, std::uint32_t valueString) const;
    void appendRefusal(Example& out) const;
    std::uint32_t drawRow(Random& random) const;
    std::uint32_t drawValue(Random& random) const; ///< for a row whose value is swapped
    std::vector<std::uint32_t> contextRows(Random& random, std::span<const std::uint32_t> answerable,
                                           std::span<const std::uint32_t> absent, int count, bool training) const;
    Batch pack(const std::vector<Example>& examples) const;

    const TrainingFolder& m_folder;
    ChatTokens m_chat;
    std::vector<int> m_refusal;
    const TrainConfig& m_config;
    std::vector<std::vector<std::uint32_t>> m_bySource; ///< training rows
    std::vector<double> m_sourceShare;                  ///< cumulative
    std::vector<std::uint32_t> m_validation, m_training;
    std::vector<std::uint32_t> m_nameOrder; ///< training rows sorted by nameId, for hard negatives
    std::vector<std::uint32_t> m_nounOrder; ///< sorted by noun
};

} // namespace akv
