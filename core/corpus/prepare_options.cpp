// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/corpus/prepare.h"

#include <nlohmann/json.hpp>

namespace akv {

Result<PrepareOptions> loadPrepareOptions(const std::filesystem::path& configFile, const std::filesystem::path& root) {
    AKV_ASSIGN(const auto text, readFile(configFile, std::uint64_t(1) << 20));
    PrepareOptions out;
    try {
        const auto config = nlohmann::json::parse(text);
        const auto base = root.empty() ? configFile.parent_path() / config.value("root", std::string(".")) : root;
        for (const auto& g : config.at("graphs"))
            out.graphs.push_back({g.at("name"), base / g.at("path").get<std::string>(),
                                  g.value("limit", std::size_t(0)), g.value("weight", 1.0F),
                                  g.value("validation", true), g.value("both_sides", false),
                                  g.value("rare_nouns", false), g.value("hold_out", 0)});
        for (const auto& t : config.value("texts", std::vector<std::string>())) out.texts.push_back(base / t);
        out.textTokens = config.value("text_tokens", out.textTokens);
        out.vocabulary = config.value("vocabulary", out.vocabulary);
        out.extraValues = config.value("extra_values", out.extraValues);
        out.invented = config.value("invented", out.invented);
        out.inventedWeight = config.value("invented_weight", out.inventedWeight);
        if (config.contains("relations")) out.relations = configFile.parent_path() / config.at("relations");
        out.tableShare = config.value("table_share", out.tableShare);
        if (config.contains("tokenizer")) out.tokenizer = configFile.parent_path() / config.at("tokenizer");
        out.embeddings = config.value("embeddings", out.embeddings);
        out.seed = config.value("seed", out.seed);
    } catch (const nlohmann::json::exception& e) {
        return Error(ErrorCode::InvalidInput, "'" + configFile.string() + "': " + e.what());
    }
    return out;
}

} // namespace akv
