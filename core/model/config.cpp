// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/config.h"

#include "core/base/file.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

namespace akv {

namespace {

using nlohmann::json;

Result<json> parseObject(const std::filesystem::path& path) {
    AKV_ASSIGN(const auto text, readFile(path, std::uint64_t(16) << 20));
    auto parsed = json::parse(text, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object())
        return Error(ErrorCode::FileFormat, "'" + path.string() + "' is not a JSON object (" +
                                                std::to_string(text.size()) + " bytes); copy the file again");
    return parsed;
}

Result<std::int64_t> positive(const json& object, const char* key, const std::filesystem::path& path) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer() || found->get<std::int64_t>() <= 0)
        return Error(ErrorCode::FileFormat, "'" + path.string() + "': '" + key + "' must be a positive whole number");
    return found->get<std::int64_t>();
}

std::int64_t integerOr(const json& object, const char* key, std::int64_t fallback) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : fallback;
}

double numberOr(const json& object, const char* key, double fallback) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : fallback;
}

bool flagOr(const json& object, const char* key, bool fallback) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : fallback;
}

void readRope(const json& config, ModelConfig& out) {
    out.ropeTheta = numberOr(config, "rope_theta", out.ropeTheta);
    for (const char* key : {"rope_scaling", "rope_parameters"}) {
        const auto found = config.find(key);
        if (found == config.end() || !found->is_object()) continue;
        out.ropeTheta = numberOr(*found, "rope_theta", out.ropeTheta);
        const std::string type = found->value("rope_type", found->value("type", std::string("default")));
        out.rope.llama3 = type == "llama3";
        if (type == "default") continue;
        out.rope.factor = numberOr(*found, "factor", 1.0);
        out.rope.lowFrequencyFactor = numberOr(*found, "low_freq_factor", 1.0);
        out.rope.highFrequencyFactor = numberOr(*found, "high_freq_factor", 4.0);
        out.rope.originalMaxPositions = numberOr(*found, "original_max_position_embeddings", 8192);
    }
}

void readTokens(const json& config, ModelConfig& out) {
    out.bos = static_cast<int>(integerOr(config, "bos_token_id", 1));
    const auto eos = config.find("eos_token_id");
    if (eos == config.end() || eos->is_null()) return;
    out.eos.clear();
    if (eos->is_array())
        for (const auto& id : *eos) out.eos.push_back(id.get<int>());
    else if (eos->is_number_integer())
        out.eos.push_back(eos->get<int>());
}

Result<void> checkShape(const ModelConfig& c, const std::filesystem::path& path) {
    if (c.heads % c.kvHeads != 0)
        return Error(ErrorCode::FileFormat, "'" + path.string() + "': " + std::to_string(c.heads) +
                                                " attention heads are not a multiple of " + std::to_string(c.kvHeads) +
                                                " key-value heads");
    if (c.headDim % 2 != 0)
        return Error(ErrorCode::FileFormat, "'" + path.string() + "': head_dim " + std::to_string(c.headDim) +
                                                " is odd; rotary embedding needs an even width");
    return {};
}

} // namespace

std::vector<double> ropeFrequencies(const ModelConfig& config) {
    const RopeScaling& rope = config.rope;
    std::vector<double> out(std::size_t(config.headDim / 2));
    for (std::size_t i = 0; i < out.size(); ++i) {
        double f = std::pow(config.ropeTheta, -2.0 * double(i) / double(config.headDim));
        if (rope.llama3) {
            // Llama 3.1: long wavelengths are divided by the factor, short ones kept, those between interpolated.
            const double wavelength = 2.0 * std::numbers::pi / f;
            const double low = rope.originalMaxPositions / rope.lowFrequencyFactor;
            const double high = rope.originalMaxPositions / rope.highFrequencyFactor;
            if (wavelength > low) {
                f /= rope.factor;
            } else if (wavelength > high) {
                const double smooth = (rope.originalMaxPositions / wavelength - rope.lowFrequencyFactor) /
                                      (rope.highFrequencyFactor - rope.lowFrequencyFactor);
                f = (1.0 - smooth) * f / rope.factor + smooth * f;
            }
        } else {
            f /= rope.factor;
        }
        out[i] = f;
    }
    return out;
}

Result<ModelConfig> loadModelConfig(const std::filesystem::path& folder) {
    const auto path = folder / "config.json";
    AKV_ASSIGN(const json config, parseObject(path));
    ModelConfig out;
    out.modelType = config.value("model_type", std::string("llama"));
    static const std::vector<std::string> kFamilies = {"llama", "mistral", "qwen2", "qwen3", "phi3"};
    if (std::find(kFamilies.begin(), kFamilies.end(), out.modelType) == kFamilies.end())
        return Error(ErrorCode::Unsupported, "'" + path.string() + "': model_type '" + out.modelType +
                                                 "' is not one of llama, mistral, qwen2, qwen3, phi3");
    AKV_ASSIGN(out.vocabulary, positive(config, "vocab_size", path));
    AKV_ASSIGN(out.hidden, positive(config, "hidden_size", path));
    AKV_ASSIGN(out.layers, positive(config, "num_hidden_layers", path));
    AKV_ASSIGN(out.heads, positive(config, "num_attention_heads", path));
    AKV_ASSIGN(out.ffn, positive(config, "intermediate_size", path));
    out.kvHeads = integerOr(config, "num_key_value_heads", out.heads);
    out.headDim = integerOr(config, "head_dim", out.hidden / out.heads);
    out.maxPositions = integerOr(config, "max_position_embeddings", out.maxPositions);
    out.rmsEpsilon = numberOr(config, "rms_norm_eps", out.rmsEpsilon);
    out.tiedOutput = flagOr(config, "tie_word_embeddings", false);
    out.attentionBias = flagOr(config, "attention_bias", out.modelType == "qwen2");
    out.queryKeyNorm = out.modelType == "qwen3";
    out.fusedProjections = out.modelType == "phi3";
    const auto window = integerOr(config, "sliding_window", 0);
    if (window > 0 && flagOr(config, "use_sliding_window", out.modelType != "qwen2" && out.modelType != "qwen3"))
        out.slidingWindow = window;
    readRope(config, out);
    readTokens(config, out);
    AKV_CHECK(checkShape(out, path));
    return out;
}

Result<std::optional<KnowledgeConfig>> loadKnowledgeConfig(const std::filesystem::path& folder) {
    const auto path = folder / "kb_config_explicit.json";
    if (!std::filesystem::exists(path)) return std::optional<KnowledgeConfig>();
    AKV_ASSIGN(const json config, parseObject(path));
    KnowledgeConfig out;
    try {
        out.kbLayers = config.at("kb_layers").get<std::vector<int>>();
        if (const auto& scale = config.at("kb_scale_factor"); !scale.is_null()) out.scaleFactor = scale.get<float>();
        out.k = {config.at("root_top_k_kb").get<std::uint32_t>(), config.at("inter_top_k_kb").get<std::uint32_t>(),
                 config.at("leaf_top_k_kb").get<std::uint32_t>()};
        out.encoder = config.at("encoder").get<std::string>();
        out.encoderWidth = config.at("encoder_width").get<std::int64_t>();
        out.metricLayers = config.value("metric_layers", out.kbLayers);
        out.refusal = config.value("refusal", std::string());
        out.clusterTemperature = config.value("cluster_temperature", 1.0F);
        out.keyEpsilon = config.value("key_layernorm_epsilon", 1e-5);
    } catch (const json::exception& e) { return Error(ErrorCode::FileFormat, "'" + path.string() + "': " + e.what()); }
    if (out.kbLayers.empty() || !std::is_sorted(out.kbLayers.begin(), out.kbLayers.end()))
        return Error(ErrorCode::FileFormat, "'" + path.string() + "': kb_layers must be a non-empty ascending list");
    if (!(out.clusterTemperature > 0.0F))
        return Error(ErrorCode::FileFormat, "'" + path.string() + "': cluster_temperature must be positive, it is " +
                                                std::to_string(out.clusterTemperature));
    return std::optional<KnowledgeConfig>(std::move(out));
}

Result<void> saveModelConfig(const ModelConfig& c, const std::filesystem::path& folder) {
    const json config = {{"architectures", {"LlamaForCausalLM"}},
                         {"model_type", c.modelType},
                         {"vocab_size", c.vocabulary},
                         {"hidden_size", c.hidden},
                         {"num_hidden_layers", c.layers},
                         {"num_attention_heads", c.heads},
                         {"num_key_value_heads", c.kvHeads},
                         {"head_dim", c.headDim},
                         {"intermediate_size", c.ffn},
                         {"max_position_embeddings", c.maxPositions},
                         {"rms_norm_eps", c.rmsEpsilon},
                         {"rope_theta", c.ropeTheta},
                         {"tie_word_embeddings", c.tiedOutput},
                         {"hidden_act", "silu"},
                         {"attention_bias", c.attentionBias},
                         {"bos_token_id", c.bos},
                         {"eos_token_id", c.eos.empty() ? 2 : c.eos.front()},
                         {"torch_dtype", "float16"}};
    return writeFileAtomically(folder / "config.json", config.dump(2) + "\n");
}

Result<void> saveKnowledgeConfig(const KnowledgeConfig& c, const std::filesystem::path& folder) {
    const json config = {{"kb_layers", c.kbLayers},
                         {"kb_scale_factor", c.scaleFactor ? json(*c.scaleFactor) : json(nullptr)},
                         {"cluster_temperature", c.clusterTemperature},
                         {"root_top_k_kb", c.k.root},
                         {"inter_top_k_kb", c.k.inter},
                         {"leaf_top_k_kb", c.k.leaf},
                         {"encoder", c.encoder},
                         {"encoder_width", c.encoderWidth},
                         {"metric_layers", c.metricLayers},
                         {"key_layernorm_epsilon", c.keyEpsilon},
                         {"sep_query_head", true},
                         {"refusal", c.refusal}};
    return writeFileAtomically(folder / "kb_config_explicit.json", config.dump(2) + "\n");
}

} // namespace akv
