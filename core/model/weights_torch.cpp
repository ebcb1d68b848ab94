// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weights_torch.h"

#include "core/base/safetensors.h"
#include "core/base/safetensors_writer.h"
#include "core/device/guard_torch.h"

#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

namespace akv {

namespace {

/// Tensors of one or several safetensors files.
class Shards {
public:
    static Result<Shards> open(const std::filesystem::path& folder, MatrixNumbers numbers) {
        Shards out;
        out.m_numbers = numbers;
        const auto index = folder / "model.safetensors.index.json";
        if (!std::filesystem::exists(index)) {
            AKV_CHECK(out.add(folder / "model.safetensors"));
            return out;
        }
        AKV_ASSIGN(const auto text, readFile(index, std::uint64_t(64) << 20));
        const auto parsed = nlohmann::json::parse(text, nullptr, false);
        if (parsed.is_discarded() || !parsed.contains("weight_map") || !parsed["weight_map"].is_object())
            return Error(ErrorCode::FileFormat, "'" + index.string() + "' has no weight_map");
        std::set<std::string> names;
        for (const auto& [tensor, file] : parsed["weight_map"].items())
            if (file.is_string()) names.insert(file.get<std::string>());
        for (const auto& name : names) AKV_CHECK(out.add(folder / name));
        return out;
    }
    Result<void> add(const std::filesystem::path& path) {
        AKV_ASSIGN(auto file, SafetensorsFile::open(path));
        m_files.push_back(std::move(file));
        std::error_code ignored;
        m_bytes += std::filesystem::file_size(path, ignored);
        AKV_ASSIGN(const auto mapped, MappedFile::open(path));
        m_checksum ^= checksum64(mapped->bytes().data(), mapped->bytes().size()) + m_files.size();
        return {};
    }
    bool has(const std::string& name) const {
        for (const auto& file : m_files)
            if (file->find(name)) return true;
        return false;
    }
    Result<at::Tensor> get(const std::string& name, std::vector<std::int64_t> shape) const {
        for (const auto& file : m_files) {
            if (!file->find(name)) continue;
            AKV_ASSIGN(const auto values, file->requireFloats(name, shape));
            const auto out = at::empty(shape, at::kFloat);
            std::copy(values.begin(), values.end(), out.data_ptr<float>());
            return out;
        }
        return Error(ErrorCode::FileFormat, "'" + m_files.front()->path().string() + "': tensor '" + name +
                                                "' is missing; the folder does not hold a complete model");
    }
    /// A matrix of the decoder.
    Result<at::Tensor> matrix(const std::string& name, std::vector<std::int64_t> shape) const {
        for (const auto& file : m_files) {
            const auto* view = file->find(name);
            if (!view || m_numbers == MatrixNumbers::Fp32) continue;
            const bool half = view->type == TensorType::F16;
            if (!half && view->type != TensorType::BF16) continue;
            AKV_ASSIGN(const auto whole, file->require(name, shape));
            const auto out = at::empty(shape, half ? at::kHalf : at::kBFloat16);
            std::memcpy(out.data_ptr(), whole.bytes.data(), whole.bytes.size());
            return out;
        }
        return get(name, std::move(shape));
    }
    std::uint64_t bytes() const { return m_bytes; }
    std::string hash() const {
        char text[17];
        std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(m_checksum));
        return text;
    }

private:
    std::vector<std::shared_ptr<const SafetensorsFile>> m_files;
    MatrixNumbers m_numbers = MatrixNumbers::Fp32;
    std::uint64_t m_bytes = 0, m_checksum = 0;
};

std::string layerPrefix(std::size_t layer) { return "model.layers." + std::to_string(layer) + "."; }

Result<void> loadFused(const Shards& shards, const ModelConfig& c, const std::string& p, LayerWeights& w) {
    const auto nq = c.heads * c.headDim, nkv = c.kvHeads * c.headDim;
    AKV_ASSIGN(const auto qkv, shards.matrix(p + "self_attn.qkv_proj.weight", {nq + 2 * nkv, c.hidden}));
    w.q = qkv.narrow(0, 0, nq).contiguous();
    w.k = qkv.narrow(0, nq, nkv).contiguous();
    w.v = qkv.narrow(0, nq + nkv, nkv).contiguous();
    AKV_ASSIGN(const auto gateUp, shards.matrix(p + "mlp.gate_up_proj.weight", {2 * c.ffn, c.hidden}));
    w.gate = gateUp.narrow(0, 0, c.ffn).contiguous();
    w.up = gateUp.narrow(0, c.ffn, c.ffn).contiguous();
    return {};
}

Result<LayerWeights> loadLayer(const Shards& shards, const ModelConfig& c, std::size_t index) {
    LayerWeights w;
    const std::string p = layerPrefix(index);
    const auto nq = c.heads * c.headDim, nkv = c.kvHeads * c.headDim;
    AKV_ASSIGN(w.inputNorm, shards.get(p + "input_layernorm.weight", {c.hidden}));
    AKV_ASSIGN(w.postNorm, shards.get(p + "post_attention_layernorm.weight", {c.hidden}));
    AKV_ASSIGN(w.o, shards.matrix(p + "self_attn.o_proj.weight", {c.hidden, nq}));
    AKV_ASSIGN(w.down, shards.matrix(p + "mlp.down_proj.weight", {c.hidden, c.ffn}));
    if (c.fusedProjections) {
        AKV_CHECK(loadFused(shards, c, p, w));
    } else {
        AKV_ASSIGN(w.q, shards.matrix(p + "self_attn.q_proj.weight", {nq, c.hidden}));
        AKV_ASSIGN(w.k, shards.matrix(p + "self_attn.k_proj.weight", {nkv, c.hidden}));
        AKV_ASSIGN(w.v, shards.matrix(p + "self_attn.v_proj.weight", {nkv, c.hidden}));
        AKV_ASSIGN(w.gate, shards.matrix(p + "mlp.gate_proj.weight", {c.ffn, c.hidden}));
        AKV_ASSIGN(w.up, shards.matrix(p + "mlp.up_proj.weight", {c.ffn, c.hidden}));
    }
    if (c.attentionBias) {
        AKV_ASSIGN(w.qBias, shards.get(p + "self_attn.q_proj.bias", {nq}));
        AKV_ASSIGN(w.kBias, shards.get(p + "self_attn.k_proj.bias", {nkv}));
        AKV_ASSIGN(w.vBias, shards.get(p + "self_attn.v_proj.bias", {nkv}));
    }
    if (c.queryKeyNorm) {
        AKV_ASSIGN(w.qNorm, shards.get(p + "self_attn.q_norm.weight", {c.headDim}));
        AKV_ASSIGN(w.kNorm, shards.get(p + "self_attn.k_norm.weight", {c.headDim}));
    }
    return w;
}

Result<void> loadAdapter(const std::filesystem::path& folder, ModelWeights& out, Shards& shards) {
    AKV_CHECK(shards.add(folder / "adapter.safetensors"));
    const ModelConfig& c = out.config;
    const KnowledgeConfig& kb = *out.knowledge;
    const auto outputs = std::int64_t(kb.kbLayers.size()) * c.heads * c.headDim;
    for (const int layer : kb.kbLayers) {
        if (layer < 0 || layer >= c.layers)
            return Error(ErrorCode::FileFormat, "'" + folder.string() + "': KB layer " + std::to_string(layer) +
                                                    " does not exist, the model has " + std::to_string(c.layers) +
                                                    " layers");
        AKV_ASSIGN(out.decoder.layers[std::size_t(layer)].queryKg,
                   shards.matrix(layerPrefix(std::size_t(layer)) + "self_attn.q_proj_kg.weight",
                                 {c.heads * c.headDim, c.hidden}));
    }
    AKV_ASSIGN(out.adapter.keyWeight, shards.get("key_projector.weight", {outputs, kb.encoderWidth}));
    AKV_ASSIGN(out.adapter.keyBias, shards.get("key_projector.bias", {outputs}));
    AKV_ASSIGN(out.adapter.valueWeight, shards.get("value_projector.weight", {outputs, kb.encoderWidth}));
    AKV_ASSIGN(out.adapter.valueBias, shards.get("value_projector.bias", {outputs}));
    if (shards.has("answer_gate.weight")) { AKV_ASSIGN(out.adapter.answerGate, shards.get("answer_gate.weight", {8})); }
    if (shards.has("copy_gate.weight")) {
        AKV_ASSIGN(out.adapter.copyWeight, shards.get("copy_gate.weight", {c.hidden}));
        AKV_ASSIGN(out.adapter.copyBias, shards.get("copy_gate.bias", {1}));
        out.adapter.copyState = at::zeros({2}); // adapters that were trained without it
        if (shards.has("copy_gate.state")) { AKV_ASSIGN(out.adapter.copyState, shards.get("copy_gate.state", {2})); }
    }
    return {};
}

} // namespace

Result<ModelWeights> loadModelWeights(const std::filesystem::path& folder, MatrixNumbers numbers) {
    return guarded("loading the model", [&]() -> Result<ModelWeights> {
        ModelWeights out;
        AKV_ASSIGN(out.config, loadModelConfig(folder));
        AKV_ASSIGN(out.knowledge, loadKnowledgeConfig(folder));
        AKV_ASSIGN(auto shards, Shards::open(folder, numbers));
        const ModelConfig& c = out.config;
        AKV_ASSIGN(out.decoder.embed, shards.matrix("model.embed_tokens.weight", {c.vocabulary, c.hidden}));
        AKV_ASSIGN(out.decoder.norm, shards.get("model.norm.weight", {c.hidden}));
        for (std::size_t i = 0; i < std::size_t(c.layers); ++i) {
            AKV_ASSIGN(auto layer, loadLayer(shards, c, i));
            out.decoder.layers.push_back(std::move(layer));
        }
        if (c.tiedOutput || !shards.has("lm_head.weight")) {
            out.decoder.head = out.decoder.embed;
        } else {
            AKV_ASSIGN(out.decoder.head, shards.matrix("lm_head.weight", {c.vocabulary, c.hidden}));
        }
        if (out.knowledge) AKV_CHECK(loadAdapter(folder, out, shards));
        const auto count = [](const NamedTensors& tensors) {
            std::uint64_t sum = 0;
            for (const auto& [name, tensor] : tensors) sum += std::uint64_t(tensor.numel());
            return sum;
        };
        out.parameters = count(decoderTensors(c, out.decoder));
        if (out.knowledge) out.adapterParameters = count(adapterTensors(*out.knowledge, out.decoder, out.adapter));
        out.hash = shards.hash();
        out.bytesOnDisk = shards.bytes();
        return out;
    });
}

void moveTo(ModelWeights& weights, at::Device device) {
    const auto move = [&](at::Tensor& t) {
        if (t.defined()) t = t.to(device);
    };
    auto& d = weights.decoder;
    const bool tied = d.head.is_same(d.embed);
    move(d.embed);
    move(d.norm);
    if (tied)
        d.head = d.embed;
    else
        move(d.head);
    for (auto& w : d.layers)
        for (auto* t : {&w.inputNorm, &w.postNorm, &w.q, &w.k, &w.v, &w.o, &w.qBias, &w.kBias, &w.vBias, &w.qNorm,
                        &w.kNorm, &w.gate, &w.up, &w.down, &w.queryKg})
            move(*t);
    auto& a = weights.adapter;
    for (auto* t : {&a.keyWeight, &a.keyBias, &a.valueWeight, &a.valueBias, &a.copyWeight, &a.copyBias, &a.copyState,
                    &a.answerGate})
        move(*t);
}

NamedTensors decoderTensors(const ModelConfig& config, const DecoderWeights& weights) {
    NamedTensors out = {{"model.embed_tokens.weight", weights.embed}, {"model.norm.weight", weights.norm}};
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const auto& w = weights.layers[i];
        const std::string p = layerPrefix(i);
        out.insert(out.end(), {{p + "input_layernorm.weight", w.inputNorm},
                               {p + "post_attention_layernorm.weight", w.postNorm},
                               {p + "self_attn.q_proj.weight", w.q},
                               {p + "self_attn.k_proj.weight", w.k},
                               {p + "self_attn.v_proj.weight", w.v},
                               {p + "self_attn.o_proj.weight", w.o},
                               {p + "mlp.gate_proj.weight", w.gate},
                               {p + "mlp.up_proj.weight", w.up},
                               {p + "mlp.down_proj.weight", w.down}});
        for (const auto& [name, tensor] :
             {std::pair{"self_attn.q_proj.bias", &w.qBias}, std::pair{"self_attn.k_proj.bias", &w.kBias},
              std::pair{"self_attn.v_proj.bias", &w.vBias}, std::pair{"self_attn.q_norm.weight", &w.qNorm},
              std::pair{"self_attn.k_norm.weight", &w.kNorm}})
            if (tensor->defined()) out.emplace_back(p + name, *tensor);
    }
    if (!config.tiedOutput) out.emplace_back("lm_head.weight", weights.head);
    return out;
}

NamedTensors adapterTensors(const KnowledgeConfig& config, const DecoderWeights& weights,
                            const AdapterWeights& adapter) {
    NamedTensors out = {{"key_projector.weight", adapter.keyWeight},
                        {"key_projector.bias", adapter.keyBias},
                        {"value_projector.weight", adapter.valueWeight},
                        {"value_projector.bias", adapter.valueBias}};
    if (adapter.copyWeight.defined()) {
        out.emplace_back("copy_gate.weight", adapter.copyWeight);
        out.emplace_back("copy_gate.bias", adapter.copyBias);
        out.emplace_back("copy_gate.state", adapter.copyState);
    }
    if (adapter.answerGate.defined()) out.emplace_back("answer_gate.weight", adapter.answerGate);
    for (const int layer : config.kbLayers)
        out.emplace_back(layerPrefix(std::size_t(layer)) + "self_attn.q_proj_kg.weight",
                         weights.layers[std::size_t(layer)].queryKg);
    return out;
}

Result<void> saveTensors(const std::filesystem::path& file, const NamedTensors& tensors, at::ScalarType type) {
    std::vector<at::Tensor> alive;
    SafetensorsWriter writer;
    writer.metadata("format", "pt");
    for (const auto& [name, tensor] : tensors) {
        alive.push_back(tensor.detach().to(at::kCPU).to(type).contiguous());
        const auto& t = alive.back();
        writer.add(name, type == at::kHalf ? "F16" : "F32", t.sizes().vec(), t.data_ptr(), t.nbytes());
    }
    return writer.write(file);
}

Result<void> saveModelWeights(const ModelWeights& weights, const std::filesystem::path& folder, at::ScalarType type) {
    return guarded("saving the model", [&]() -> Result<void> {
        std::error_code ignored;
        std::filesystem::create_directories(folder, ignored);
        AKV_CHECK(saveModelConfig(weights.config, folder));
        AKV_CHECK(saveTensors(folder / "model.safetensors", decoderTensors(weights.config, weights.decoder), type));
        if (!weights.knowledge) return {};
        AKV_CHECK(saveKnowledgeConfig(*weights.knowledge, folder));
        return saveTensors(folder / "adapter.safetensors",
                           adapterTensors(*weights.knowledge, weights.decoder, weights.adapter), type);
    });
}

} // namespace akv
