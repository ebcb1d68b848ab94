// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/turn_json.h"

#include <nlohmann/json.hpp>

namespace akv {

using nlohmann::json;

json evidenceJson(const std::vector<Evidence>& evidence) {
    json out = json::array();
    for (const Evidence& e : evidence)
        out.push_back({{"triple_id", e.triple.value()},
                       {"row_id", e.row.value()},
                       {"leaf_id", e.leaf.value()},
                       {"head", e.head},
                       {"relation", e.relation},
                       {"tail", e.tail},
                       {"key", e.key},
                       {"value", e.value},
                       {"share", e.share},
                       {"rank", e.rank},
                       {"group", e.group},
                       {"in_prompt", e.inPrompt},
                       {"score", e.score ? json(*e.score) : json()},
                       {"overlap", e.overlap}});
    return out;
}

std::vector<Evidence> evidenceFromJson(const json& list) {
    std::vector<Evidence> out;
    for (const json& j : list) {
        Evidence e;
        e.triple = TripleId(j.at("triple_id").get<std::int64_t>());
        e.row = RowId(j.at("row_id").get<std::uint32_t>());
        e.leaf = LeafId(j.at("leaf_id").get<std::uint32_t>());
        j.at("head").get_to(e.head), j.at("relation").get_to(e.relation), j.at("tail").get_to(e.tail);
        j.at("key").get_to(e.key), j.at("value").get_to(e.value);
        j.at("share").get_to(e.share), j.at("rank").get_to(e.rank), j.at("group").get_to(e.group);
        e.inPrompt = j.value("in_prompt", false);
        e.overlap = j.value("overlap", 0.0);
        if (const auto score = j.find("score"); score != j.end() && score->is_number()) e.score = score->get<double>();
        out.push_back(std::move(e));
    }
    return out;
}

json cardJson(const RunCard& card) {
    return {{"mode", card.mode},
            {"model", card.model},
            {"model_hash", card.modelHash},
            {"store_hash", card.storeHash},
            {"build", card.build},
            {"seed", card.seed},
            {"temperature", card.temperature},
            {"k", {card.kRoot, card.kInter, card.kLeaf}},
            {"rows", card.rows},
            {"masked", card.masked}};
}

RunCard cardFromJson(const json& j) {
    RunCard card;
    j.at("mode").get_to(card.mode), j.at("model").get_to(card.model), j.at("model_hash").get_to(card.modelHash);
    j.at("store_hash").get_to(card.storeHash), j.at("build").get_to(card.build), j.at("seed").get_to(card.seed);
    j.at("temperature").get_to(card.temperature), j.at("rows").get_to(card.rows), j.at("masked").get_to(card.masked);
    card.kRoot = j.at("k").at(0).get<std::uint32_t>();
    card.kInter = j.at("k").at(1).get<std::uint32_t>();
    card.kLeaf = j.at("k").at(2).get<std::uint32_t>();
    return card;
}

} // namespace akv
