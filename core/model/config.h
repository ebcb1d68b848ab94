// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/hikvp/leaf_store.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// Rotary scaling of Llama 3.1 ("llama3"); linear scaling when only `factor` differs from 1.
struct RopeScaling {
    bool llama3 = false;
    double factor = 1.0, lowFrequencyFactor = 1.0, highFrequencyFactor = 4.0;
    double originalMaxPositions = 8192;
};

/// Shape of a decoder of the Llama family as in a Hugging Face config.json (both the older `rope_theta` style and the
/// 5.x style with `rope_parameters`).
struct ModelConfig {
    std::string modelType = "llama";
    std::int64_t vocabulary = 0, hidden = 0, layers = 0, heads = 0, kvHeads = 0, headDim = 0, ffn = 0,
                 maxPositions = 2048;
    double rmsEpsilon = 1e-6, ropeTheta = 10000.0;
    RopeScaling rope;
    bool tiedOutput = false;
    bool attentionBias = false;                ///< biases on q, k, v (Qwen 2)
    bool queryKeyNorm = false;                 ///< RMSNorm on each head's q and k (Qwen 3)
    bool fusedProjections = false;             ///< qkv_proj and gate_up_proj (Phi 3)
    std::optional<std::int64_t> slidingWindow; ///< Mistral: attends to this many last positions
    int bos = 1;
    std::vector<int> eos = {2};
};

/// Rotary frequencies [D/2] with the model's scaling.
std::vector<double> ropeFrequencies(const ModelConfig& config);

/// The knowledge side of a model folder (`kb_config_explicit.json`).
struct KnowledgeConfig {
    std::vector<int> kbLayers;        ///< ascending decoder layers with a knowledge query head; slot = position here
    std::optional<float> scaleFactor; ///< kb_scale_factor; empty: no shift
    float clusterTemperature = 1.0F;  ///< cluster_temperature: divides the logits of root and inter keys
    double keyEpsilon = 1e-5;
    PruneK k;
    std::string encoder; ///< name of the sentence encoder
    std::int64_t encoderWidth = 0;
    std::vector<int> metricLayers; ///< the stated layer rule for pooled scores (subset of kbLayers)
    std::string refusal;           ///< the sentence that the model says when the KG does not hold the answer
};

/// Reads config.json. Errors name the file and the field; families that are not of this kind are Unsupported.
Result<ModelConfig> loadModelConfig(const std::filesystem::path& folder);
/// Reads kb_config_explicit.json; empty when the folder has none.
Result<std::optional<KnowledgeConfig>> loadKnowledgeConfig(const std::filesystem::path& folder);

Result<void> saveModelConfig(const ModelConfig& config, const std::filesystem::path& folder);
Result<void> saveKnowledgeConfig(const KnowledgeConfig& config, const std::filesystem::path& folder);

} // namespace akv
