// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/config.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace akv {

/// What is trained: everything (the bundled model sees knowledge attention during its own training), or the adapter
/// alone with the language model frozen, as in the paper.
enum class TrainTarget { LanguageModel, Adapter };

/// A training run; the same config and seed give the same run on the same machine and thread count, unless `seconds`
/// ends it by the clock.
struct TrainConfig {
    TrainTarget target = TrainTarget::LanguageModel;
    std::filesystem::path data; ///< training folder
    std::filesystem::path base; ///< model folder whose LM is frozen (Adapter) or continued (LanguageModel, optional)
    std::filesystem::path out;  ///< checkpoints, curves.csv and the model folder
    ModelConfig model;
    KnowledgeConfig knowledge;
    std::uint64_t seed = 1;
    int steps = 1000;                             ///< 0, with a base: only the answer gate is fitted
    int batch = 128;                              ///< examples a step
    int accumulation = 1;                         ///< forward passes a step; batch is divided among them
    int knowledgeStart = 128, knowledgeEnd = 512; ///< rows in the context, growing linearly over the first half
    double learningRate = 1e-3;                   ///< AdamW: norms, biases
    double embeddingLearningRate = 5e-4;          ///< AdamW: token embeddings, which hold the closed-form start
    double matrixLearningRate = 0.02;             ///< Muon: matrices of the language model and the value projector
    double queryLearningRate = 2e-3;              ///< Muon: knowledge queries and key projector, which hold it, too
    double weightDecay = 0.01;
    int warmup = 50;
    double finalShare = 0.1;                    ///< cosine decay to this share of the rate
    int questionKnowledge = 0;                  ///< rows in the context of questions alone; 0: twice the others'
    int questionNegatives = 2;                  ///< near-duplicates that each of those questions brings along
    int questionSameNoun = 1;                   ///< rows that ask for the same thing, likewise
    double refusalShare = 0.15;                 ///< questions about rows that are not in the context
    double swapShare = 0.5;                     ///< rows whose value is replaced by another one of the pool
    std::map<std::string, float> sourceWeights; ///< overrides the sampling weights of the training folder by source
    double textShare = 0.05;                    ///< batches of plain text
    double contextShare = 0.2;                  ///< batches with facts as text in the prompt
    double questionShare = 0.0;                 ///< batches of questions without answers: grounding alone
    double groundingWeight = 1.0;               ///< method.md section 7; 0: off
    double jointWeight = 0.0;                   ///< grounding by the joint softmax's mass, relative to groundingWeight
    double coarseWeight = 0.3;                  ///< the same loss over cluster means, relative to the leaves; 0: off
    double lambdaWeight = 0.0;                  ///< loss that makes lambda_kg say whether the triple is there; 0: off
    double copyWeight = 0.0;                    ///< loss of the copy path; 0: the adapter gets none
    bool closedFormStart = true;
    bool bf16 = true;
    int validateEvery = 100;
    int checkpointEvery = 100;
    int threads = 2;
    std::string device = "cpu"; ///< "cpu" or "cuda"
    double seconds = 0.0;       ///< ends after this time and lets the schedule follow it; 0: by steps alone
    int ahead = 0;              ///< batches that are made ahead on threads of their own
    /// Growth of `base` before training, without changing what it computes (grow_torch.h).
    struct Growth {
        std::vector<int> layers; ///< new layers stand before these (the number of layers: at the end), ascending
        std::int64_t ffn = 0;    ///< new inner width; 0: as it is
    } grow;
};

Result<TrainConfig> loadTrainConfig(const std::filesystem::path& file, TrainTarget target);

} // namespace akv
