// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layers_torch.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace akv {

/// How the matrices of the decoder are loaded; vectors and the adapter's projectors are fp32 in any case.
enum class MatrixNumbers {
    Fp32,    ///< to train, average or compare
    AsInFile ///< fp16 and bf16 stay as they are, to be packed
};

/// Everything in a model folder.
struct ModelWeights {
    ModelConfig config;
    DecoderWeights decoder;
    std::optional<KnowledgeConfig> knowledge;
    AdapterWeights adapter;                              ///< undefined tensors without a knowledge config
    std::string hash;                                    ///< hex XXH3 of the weight files
    std::uint64_t parameters = 0, adapterParameters = 0; ///< numbers in the files
    std::uint64_t bytesOnDisk = 0;
};

/// Loads a Hugging Face folder: config.json, model.safetensors (or sharded with model.safetensors.index.json), and
/// adapter.safetensors with kb_config_explicit.json when present. Errors name the tensor and both shapes.
Result<ModelWeights> loadModelWeights(const std::filesystem::path& folder, MatrixNumbers numbers = MatrixNumbers::Fp32);

/// Moves every tensor; a tied head stays tied.
void moveTo(ModelWeights& weights, at::Device device);

/// Names and tensors in Hugging Face layout (adapter tensors as key_projector.* and value_projector.*).
using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;
NamedTensors decoderTensors(const ModelConfig& config, const DecoderWeights& weights);
NamedTensors adapterTensors(const KnowledgeConfig& config, const DecoderWeights& weights,
                            const AdapterWeights& adapter);

/// Writes tensors as fp16 (or fp32) safetensors, aside and renamed.
Result<void> saveTensors(const std::filesystem::path& file, const NamedTensors& tensors, at::ScalarType type);

/// Writes config.json, model.safetensors, kb_config_explicit.json and adapter.safetensors.
Result<void> saveModelWeights(const ModelWeights& weights, const std::filesystem::path& folder, at::ScalarType type);

} // namespace akv
