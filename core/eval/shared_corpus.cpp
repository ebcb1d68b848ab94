// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/shared_corpus.h"

#include "core/base/file.h"
#include "core/base/strings.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

std::string plainName(const std::string& name) {
    return asciiLower(std::filesystem::path(name).filename().stem().string());
}

} // namespace

Result<std::string> sharedCorpusNote(const std::filesystem::path& modelFolder,
                                     const std::vector<std::string>& sources) {
    const std::string unknown =
        "the model card does not list what the adapter was trained on (trained_on), so it is not "
        "known whether it has seen these questions' corpus";
    const auto file = modelFolder / "model_card.json";
    if (!std::filesystem::exists(file)) return unknown;
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(1) << 20));
    const auto card = nlohmann::json::parse(text, nullptr, false);
    if (!card.is_object() || !card.contains("trained_on") || !card["trained_on"].is_array()) return unknown;
    for (const auto& entry : card["trained_on"]) {
        if (!entry.is_string()) continue;
        const auto trained = plainName(entry.get<std::string>());
        for (const auto& source : sources) {
            const auto asked = plainName(source);
            if (!trained.empty() && !asked.empty() &&
                (trained.find(asked) != std::string::npos || asked.find(trained) != std::string::npos))
                return "the adapter was trained on '" + entry.get<std::string>() + "' and the graph comes from '" +
                       source + "': these figures are not out of distribution";
        }
    }
    return std::string();
}

} // namespace akv
