// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/items.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>
#include <sstream>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;

Json optionalJson(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

std::optional<double> optionalNumber(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

/// Scores that are there only when they were asked for, by their names in the file.
constexpr std::pair<const char*, std::optional<double> EvalItem::*> kScores[] = {
    {"leaves_scanned", &EvalItem::scanned},
    {"mass_recall", &EvalItem::massRecall},
    {"matched", &EvalItem::match},
    {"em", &EvalItem::em},
    {"f1", &EvalItem::f1},
    {"rouge_1", &EvalItem::rouge1},
    {"rouge_2", &EvalItem::rouge2},
    {"rouge_l", &EvalItem::rougeL},
    {"bertscore_precision", &EvalItem::bertPrecision},
    {"bertscore_recall", &EvalItem::bertRecall},
    {"bertscore", &EvalItem::bertScore},
    {"judge", &EvalItem::judge},
    {"logprob", &EvalItem::logprob},
    {"logprob_masked", &EvalItem::logprobMasked}};

constexpr std::pair<const char*, std::uint64_t EvalItem::*> kCounts[] = {{"prompt_tokens", &EvalItem::promptTokens},
                                                                         {"kv_cache_bytes", &EvalItem::kvCacheBytes},
                                                                         {"moved_bytes", &EvalItem::movedBytes},
                                                                         {"kg_bytes", &EvalItem::kgBytes},
                                                                         {"rss_peak_bytes", &EvalItem::rssPeakBytes}};

Json evidenceJson(const std::vector<ItemEvidence>& evidence) {
    Json out = Json::array();
    for (const auto& e : evidence)
        out.push_back({{"key", e.key}, {"value", e.value}, {"score", e.score}, {"gold", e.gold}});
    return out;
}

Json toJson(const EvalItem& item) {
    Json json = {{"mode", item.mode},
                 {"size", item.size},
                 {"seed", item.seed},
                 {"generation", item.generation},
                 {"question", item.question},
                 {"key", item.key},
                 {"noun", item.noun},
                 {"gold", item.gold},
                 {"answerable", item.answerable}};
    if (item.nounSeen) json["noun_seen"] = *item.nounSeen;
    if (item.rarestWord) json["rarest_word"] = *item.rarestWord;
    json["k"] = {item.k.root, item.k.inter, item.k.leaf};
    if (!item.setting.empty()) json["setting"] = item.setting;
    if (item.rank) {
        json["rank"] = optionalJson(item.rank->strict), json["rank_set"] = optionalJson(item.rank->set);
        Json layers = Json::array();
        for (const auto& [layer, rank] : item.rankByLayer)
            layers.push_back(
                {{"layer", layer}, {"rank", optionalJson(rank.strict)}, {"rank_set", optionalJson(rank.set)}});
        json["rank_by_layer"] = std::move(layers);
    }
    if (item.generated) json["answer"] = item.answer, json["refused"] = item.refused;
    for (const auto& [name, member] : kScores)
        if (item.*member) json[name] = *(item.*member);
    json["evidence"] = evidenceJson(item.evidence);
    json["time_to_first_token_s"] = item.timeToFirstToken, json["tokens_per_s"] = item.tokensPerSecond;
    for (const auto& [name, member] : kCounts) json[name] = item.*member;
    return json;
}

EvalItem fromJson(const Json& json) {
    EvalItem item;
    item.mode = json.at("mode").get<std::string>();
    item.size = json.at("size").get<std::uint32_t>();
    item.seed = json.at("seed").get<std::uint64_t>();
    item.generation = json.at("generation").get<int>();
    item.question = json.at("question").get<std::string>();
    item.key = json.at("key").get<std::string>();
    item.noun = json.at("noun").get<std::string>();
    item.gold = json.at("gold").get<std::string>();
    item.answerable = json.at("answerable").get<bool>();
    if (json.contains("noun_seen")) item.nounSeen = json.at("noun_seen").get<bool>();
    if (json.contains("rarest_word")) item.rarestWord = json.at("rarest_word").get<std::uint32_t>();
    const auto& k = json.at("k");
    item.k = {k.at(0).get<std::uint32_t>(), k.at(1).get<std::uint32_t>(), k.at(2).get<std::uint32_t>()};
    item.setting = json.value("setting", "");
    if (json.contains("rank")) {
        item.rank = GoldRank{optionalNumber(json, "rank"), optionalNumber(json, "rank_set")};
        for (const auto& layer : json.at("rank_by_layer"))
            item.rankByLayer[layer.at("layer").get<int>()] = {optionalNumber(layer, "rank"),
                                                              optionalNumber(layer, "rank_set")};
    }
    item.generated = json.contains("answer");
    if (item.generated) {
        item.answer = json.at("answer").get<std::string>();
        item.refused = json.at("refused").get<bool>();
    }
    for (const auto& [name, member] : kScores) item.*member = optionalNumber(json, name);
    for (const auto& e : json.at("evidence"))
        item.evidence.push_back({e.at("key").get<std::string>(), e.at("value").get<std::string>(),
                                 e.at("score").get<double>(), e.at("gold").get<bool>()});
    item.timeToFirstToken = json.at("time_to_first_token_s").get<double>();
    item.tokensPerSecond = json.at("tokens_per_s").get<double>();
    for (const auto& [name, member] : kCounts) item.*member = json.at(name).get<std::uint64_t>();
    return item;
}

} // namespace

std::string itemToLine(const EvalItem& item) {
    return toJson(item).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<EvalItem> itemFromLine(const std::string& line, const std::string& where) {
    try {
        return fromJson(Json::parse(line));
    } catch (const Json::exception& problem) {
        return Error(ErrorCode::FileFormat, where + " is no item of an evaluation: " + problem.what() +
                                                "; delete the file and run the evaluation again");
    }
}

Result<void> writeItems(const std::filesystem::path& file, const std::vector<EvalItem>& items) {
    std::string text;
    for (const auto& item : items) text += itemToLine(item) + "\n";
    return writeFileAtomically(file, text);
}

Result<std::vector<EvalItem>> readItems(const std::filesystem::path& file) {
    AKV_ASSIGN(const auto text, readFile(file));
    std::vector<EvalItem> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        AKV_ASSIGN(auto item, itemFromLine(line, "'" + file.string() + "' line " + std::to_string(out.size() + 1)));
        out.push_back(std::move(item));
    }
    return out;
}

} // namespace akv
