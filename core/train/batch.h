// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix.h"
#include "core/engine/copy_path.h"
#include "core/text/sentence_piece.h"
#include "core/train/config.h"
#include "core/train/example.h"
#include "core/train/negatives.h"

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace akv {

/// Cluster means beside the rows of a context, and where the gold row's cluster is among them.
struct CoarseKeys {
    std::vector<std::int64_t> clusters; ///< [C] rows of BatchMaker::clusterMeans() of the level
    std::vector<std::int64_t> gold;     ///< [B]; -1: no grounding
};

/// One forward pass of training as plain arrays.
struct Batch {
    std::int64_t examples = 0, length = 0; ///< B, T
    std::vector<std::int64_t> ids;         ///< [B, T], padded with eos on the right
    std::vector<std::int64_t> target;      ///< [B, T]; -1: no loss here
    std::vector<std::int64_t> promptBegin; ///< [B] first grounded position
    std::vector<std::int64_t> answerBegin; ///< [B] first answer token
    // Grounding: the pooled prompt of every example with a gold row, and single positions (b * T + t) of its answer.
    std::vector<std::int64_t> gold; ///< [B] row of the context; -1: none
    std::vector<std::int64_t> groundPosition, groundExample;
    std::vector<float> groundWeight;
    std::vector<CoarseKeys> coarse; ///< inter and root level
    // Share of knowledge: positions (b * T + t) whose lambda_kg should be 1 (the triple is there and needed) or 0.
    std::vector<std::int64_t> lambdaPosition;
    std::vector<float> lambdaTarget, lambdaWeight;
    // Knowledge context shared by the batch; empty: no knowledge.
    std::int64_t knowledgeRows = 0;               ///< N
    std::vector<std::int64_t> keyRows, valueRows; ///< [N] rows and values of the training folder
    std::vector<CopySentence> sentences;          ///< [N]; empty where no answer is said
    // For validation: which positions predict the value's tokens.
    std::vector<std::int64_t> valuePosition; ///< b * T + t
    std::vector<std::int64_t> valueExample;  ///< b of each of them
    std::vector<std::uint8_t> answerable;    ///< [B]
};

/// Token ids of the chat format for a tokenizer; error when it lacks one of them.
Result<ChatTokens> chatTokens(const SentencePiece& pieces);

/// Makes batches from a training folder; deterministic: a batch depends on (seed, step, micro) only.
class BatchMaker {
public:
    BatchMaker(const TrainingFolder& folder, const ChatTokens& chat, std::vector<int> refusal,
               const TrainConfig& config);

    /// Training batch of a step; `knowledge` = rows of the context. Its kind (questions with answers, questions alone,
    /// facts in the prompt, plain text) is drawn with the configured shares; examples of one batch have similar length.
    Batch train(std::uint64_t step, int micro, int examples, int knowledge) const;
    /// Where a validation question finds its triple.
    enum class Source { Knowledge, Facts, Both };
    /// Validation rows only, own values, no swap; `index` picks which. Facts stand in the prompt.
    Batch validate(std::uint64_t index, int examples, int knowledge, Source source = Source::Knowledge) const;
    std::size_t validationRows() const { return m_validation.size(); }
    /// Means of the folder's clusters (level 0) and of clusters of these (level 1), [C, d]; empty without coarse loss.
    const std::array<Matrix, 2>& clusterMeans() const { return m_means; }

private:
    using Random = std::mt19937_64;
    /// What a batch is made of.
    struct Plan {
        std::span<const std::uint32_t> rows; ///< one per example
        int knowledge = 0;                   ///< rows of the context
        Mates mates;                         ///< what every question brings along
        bool training = true, answers = true;
        bool facts = false; ///< facts in the prompt
        bool withKnowledge = true;
    };
    Batch make(Random& random, const Plan& plan) const;
    Batch textBatch(Random& random, int examples) const;
    Example withFacts(Random& random, const Example& question, std::uint32_t row, std::uint32_t valueString,
                      bool present) const;
    std::uint32_t drawRow(Random& random) const;
    std::uint32_t drawValue(Random& random) const; ///< for a row whose value is swapped
    std::vector<std::uint32_t> drawExamples(Random& random, int count) const;
    std::vector<std::uint32_t> contextRows(Random& random, std::span<const std::uint32_t> answerable,
                                           std::span<const std::uint32_t> absent, int count, Mates mates,
                                           bool training) const;
    void addKnowledge(Random& random, const std::vector<std::uint32_t>& context,
                      const std::vector<std::uint32_t>& valueOf, bool sentences, Batch& out) const;
    CoarseKeys coarse(Random& random, std::size_t level, const Batch& batch,
                      const std::vector<std::uint32_t>& context) const;
    Batch pack(const std::vector<Example>& examples) const;
    void markGrounding(const Example& e, std::size_t b, Batch& out) const;
    void markLambda(const Example& e, std::size_t b, bool present, Batch& out) const;

    const TrainingFolder& m_folder;
    ExampleMaker m_maker;
    std::int64_t m_eos;
    const TrainConfig& m_config;
    std::vector<std::vector<std::uint32_t>> m_bySource; ///< training rows
    std::vector<double> m_sourceShare;                  ///< cumulative
    std::vector<std::uint32_t> m_validation, m_training;
    HardNegatives m_negatives;
    std::array<Matrix, 2> m_means;
    std::array<std::vector<std::uint32_t>, 2> m_clusterOfRow; ///< [rows] of each level
};

} // namespace akv
