// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/config.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

using nlohmann::json;

template <class T>
void take(const json& object, const char* key, T& into) {
    if (object.contains(key)) into = object.at(key).get<T>();
}

void readModel(const json& m, TrainConfig& out) {
    take(m, "hidden", out.model.hidden);
    take(m, "layers", out.model.layers);
    take(m, "heads", out.model.heads);
    out.model.kvHeads = out.model.heads;
    take(m, "kv_heads", out.model.kvHeads);
    take(m, "head_dim", out.model.headDim);
    take(m, "ffn", out.model.ffn);
    take(m, "max_positions", out.model.maxPositions);
    take(m, "kb_layers", out.knowledge.kbLayers);
    out.knowledge.metricLayers = out.knowledge.kbLayers;
    take(m, "metric_layers", out.knowledge.metricLayers);
    take(m, "refusal", out.knowledge.refusal);
    take(m, "cluster_temperature", out.knowledge.clusterTemperature);
    if (m.contains("kb_scale_factor") && !m["kb_scale_factor"].is_null())
        out.knowledge.scaleFactor = m["kb_scale_factor"].get<float>();
    if (m.contains("k")) {
        const auto k = m.at("k").get<std::vector<std::uint32_t>>();
        out.knowledge.k = {k.at(0), k.at(1), k.at(2)};
    }
    out.model.tiedOutput = true;
}

void readSchedule(const json& c, TrainConfig& out) {
    take(c, "seed", out.seed);
    take(c, "steps", out.steps);
    take(c, "batch", out.batch);
    take(c, "accumulation", out.accumulation);
    take(c, "knowledge_start", out.knowledgeStart);
    take(c, "knowledge_end", out.knowledgeEnd);
    take(c, "learning_rate", out.learningRate);
    take(c, "embedding_learning_rate", out.embeddingLearningRate);
    take(c, "matrix_learning_rate", out.matrixLearningRate);
    take(c, "query_learning_rate", out.queryLearningRate);
    take(c, "weight_decay", out.weightDecay);
    take(c, "warmup", out.warmup);
    take(c, "final_share", out.finalShare);
    take(c, "refusal_share", out.refusalShare);
    take(c, "swap_share", out.swapShare);
    take(c, "source_weights", out.sourceWeights);
    take(c, "text_share", out.textShare);
    take(c, "context_share", out.contextShare);
    take(c, "question_share", out.questionShare);
    take(c, "grounding_weight", out.groundingWeight);
    take(c, "joint_weight", out.jointWeight);
    take(c, "question_knowledge", out.questionKnowledge);
    take(c, "question_negatives", out.questionNegatives);
    take(c, "question_same_noun", out.questionSameNoun);
    take(c, "coarse_weight", out.coarseWeight);
    take(c, "lambda_weight", out.lambdaWeight);
    take(c, "copy_weight", out.copyWeight);
    take(c, "closed_form_start", out.closedFormStart);
    take(c, "bf16", out.bf16);
    take(c, "validate_every", out.validateEvery);
    take(c, "checkpoint_every", out.checkpointEvery);
    take(c, "threads", out.threads);
    take(c, "device", out.device);
    take(c, "seconds", out.seconds);
    take(c, "ahead", out.ahead);
    if (!c.contains("grow")) return;
    take(c.at("grow"), "layers_before", out.grow.layers);
    take(c.at("grow"), "ffn", out.grow.ffn);
}

} // namespace

Result<TrainConfig> loadTrainConfig(const std::filesystem::path& file, TrainTarget target) {
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(1) << 20));
    TrainConfig out;
    out.target = target;
    try {
        const auto config = json::parse(text);
        const auto here = file.parent_path();
        out.data = here / config.at("data").get<std::string>();
        out.out = here / config.at("out").get<std::string>();
        if (config.contains("base")) out.base = here / config.at("base").get<std::string>();
        readSchedule(config, out);
        if (config.contains("model")) readModel(config.at("model"), out);
    } catch (const std::exception& e) { return Error(ErrorCode::InvalidInput, "'" + file.string() + "': " + e.what()); }
    if (out.steps < (out.base.empty() ? 1 : 0) || out.batch < 2 || out.accumulation < 1)
        return Error(ErrorCode::InvalidInput,
                     "'" + file.string() + "': steps " + std::to_string(out.steps) + ", batch " +
                         std::to_string(out.batch) + " and accumulation " + std::to_string(out.accumulation) +
                         " must be positive (batch at least 2; steps may be 0 with a base, whose answer "
                         "gate is then fitted)");
    return out;
}

} // namespace akv
