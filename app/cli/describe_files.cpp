// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/describe_files.h"

#include "core/base/file.h"
#include "core/base/safetensors.h"
#include "core/model/config.h"
#include "core/trace/trace.h"

#include <fstream>
#include <set>

namespace akv::cli {

namespace fs = std::filesystem;

namespace {

/// Without the end-of-sequence token, which says nothing.
std::size_t saidTokens(const Trace& trace) {
    const bool ended = !trace.tokens.empty() && !trace.answer.ends_with(trace.tokens.back().text);
    return trace.tokens.size() - (ended ? 1 : 0);
}

struct Weights {
    std::uint64_t parameters = 0, bytes = 0;
    std::vector<std::string> files;
    std::set<std::string> types;
    bool copyGate = false, answerGate = false;
};

/// All files BEGIN*.safetensors of a folder.
Result<Weights> countWeights(const fs::path& folder, const std::string& begin) {
    std::set<fs::path> paths;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code))
        if (entry.path().extension() == ".safetensors" && entry.path().filename().string().starts_with(begin))
            paths.insert(entry.path());
    Weights out;
    for (const auto& path : paths) {
        AKV_ASSIGN(const auto file, SafetensorsFile::open(path));
        for (const auto& [name, tensor] : file->tensors()) {
            out.parameters += tensor.elements();
            out.types.insert(tensorTypeName(tensor.type));
            out.copyGate = out.copyGate || name == "copy_gate.weight";
            out.answerGate = out.answerGate || name == "answer_gate.weight";
        }
        out.bytes += fs::file_size(path, code);
        out.files.push_back(path.filename().string());
    }
    return out;
}

Result<Json> knowledgeJson(const fs::path& folder, const KnowledgeConfig& kb) {
    AKV_ASSIGN(const auto weights, countWeights(folder, "adapter"));
    if (weights.files.empty())
        return Error(ErrorCode::FileFormat, "'" + folder.string() +
                                                "' has kb_config_explicit.json but no adapter.safetensors; copy the "
                                                "folder again");
    return Json{{"parameters", weights.parameters},
                {"bytes", weights.bytes},
                {"types", weights.types},
                {"kb_layers", kb.kbLayers},
                {"metric_layers", kb.metricLayers},
                {"encoder", kb.encoder},
                {"encoder_width", kb.encoderWidth},
                {"kb_scale_factor", kb.scaleFactor ? Json(*kb.scaleFactor) : Json(nullptr)},
                {"cluster_temperature", kb.clusterTemperature},
                {"k", {{"root", kb.k.root}, {"inter", kb.k.inter}, {"leaf", kb.k.leaf}}},
                {"copy_gate", weights.copyGate},
                {"answer_gate", weights.answerGate},
                {"refusal", kb.refusal}};
}

/// model_card.json as it is; null without one.
Result<Json> card(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder / "model_card.json", ignored)) return Json(nullptr);
    AKV_ASSIGN(const auto text, readFile(folder / "model_card.json", std::uint64_t(1) << 20));
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return Error(ErrorCode::FileFormat, "'" + (folder / "model_card.json").string() + "' is not JSON (" +
                                                std::to_string(text.size()) + " bytes); copy the file again");
    return json;
}

} // namespace

bool isModelFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path / "config.json", ignored);
}

Result<Json> describeModel(const fs::path& folder) {
    AKV_ASSIGN(const auto config, loadModelConfig(folder));
    AKV_ASSIGN(const auto knowledge, loadKnowledgeConfig(folder));
    AKV_ASSIGN(const auto weights, countWeights(folder, "model"));
    if (weights.files.empty())
        return Error(ErrorCode::FileFormat,
                     "'" + folder.string() + "' has config.json but no model*.safetensors; copy the folder again");
    std::error_code ignored;
    Json json = {{"type", "model"},
                 {"path", folder.string()},
                 {"family", config.modelType},
                 {"parameters", weights.parameters},
                 {"bytes", weights.bytes},
                 {"types", weights.types},
                 {"files", weights.files},
                 {"layers", config.layers},
                 {"hidden", config.hidden},
                 {"heads", config.heads},
                 {"kv_heads", config.kvHeads},
                 {"head_dim", config.headDim},
                 {"ffn", config.ffn},
                 {"vocabulary", config.vocabulary},
                 {"context_length", config.maxPositions},
                 {"tied_output", config.tiedOutput},
                 {"tokenizer", fs::exists(folder / "tokenizer.model", ignored)  ? "tokenizer.model"
                               : fs::exists(folder / "tokenizer.json", ignored) ? "tokenizer.json"
                                                                                : "missing"},
                 {"adapter", nullptr}};
    if (knowledge) { AKV_ASSIGN(json["adapter"], knowledgeJson(folder, *knowledge)); }
    AKV_ASSIGN(json["card"], card(folder));
    return json;
}

bool isTrace(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    char magic[8] = {};
    return path.extension() == ".akvtrace" || (file.read(magic, 8) && std::string_view(magic, 8) == "AKVTRACE");
}

Result<Json> describeTraceFile(const fs::path& path) {
    AKV_ASSIGN(const auto trace, loadTrace(path));
    std::error_code ignored;
    std::set<int> steps;
    for (const auto& record : trace.layers) steps.insert(record.step);
    const auto& card = trace.card;
    return Json{{"type", "trace"},
                {"path", path.string()},
                {"bytes", fs::file_size(path, ignored)},
                {"question", trace.question},
                {"answer", trace.answer},
                {"mode", card.mode},
                {"model", card.model},
                {"model_hash", card.modelHash},
                {"store_hash", card.storeHash},
                {"rows", card.rows},
                {"k", {{"root", card.kRoot}, {"inter", card.kInter}, {"leaf", card.kLeaf}}},
                {"seed", card.seed},
                {"temperature", card.temperature},
                {"masked", card.masked},
                {"prompt_tokens", trace.promptTokens.size()},
                {"answer_tokens", saidTokens(trace)},
                {"steps", steps.size()},
                {"kb_layers", trace.kbLayers()},
                {"records", trace.layers.size()},
                {"facts", trace.facts.size()},
                {"leaves", trace.leaves.size()},
                {"truncated", trace.truncated},
                {"dropped_records", trace.droppedRecords}};
}

} // namespace akv::cli
