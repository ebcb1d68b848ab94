// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/shared_corpus.h"

#include "core/base/file.h"
#include "core/base/strings.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

constexpr const char* kUnknown = "the model card does not list what the adapter was trained on (trained_on), so it is "
                                 "not known whether it has seen these questions' corpus";

std::string plainName(const std::string& name) {
    return asciiLower(std::filesystem::path(name).filename().stem().string());
}

bool contains(const std::string& text, const std::string& part) {
    return !part.empty() && text.find(part) != std::string::npos;
}

} // namespace

Result<SharedCorpus> sharedCorpus(const std::filesystem::path& modelFolder, const std::vector<std::string>& sources) {
    const auto file = modelFolder / "model_card.json";
    if (!std::filesystem::exists(file)) return SharedCorpus{false, kUnknown};
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(1) << 20));
    const auto card = nlohmann::json::parse(text, nullptr, false);
    if (!card.is_object() || !card.contains("trained_on") || !card["trained_on"].is_array())
        return SharedCorpus{false, kUnknown};
    for (const auto& entry : card["trained_on"]) {
        if (!entry.is_string()) continue;
        const auto trained = plainName(entry.get<std::string>());
        for (const auto& source : sources)
            if (const auto asked = plainName(source); contains(trained, asked) || contains(asked, trained))
                return SharedCorpus{true, "the adapter was trained on '" + entry.get<std::string>() +
                                              "' and the graph comes from '" + source +
                                              "': these figures are not out of distribution"};
    }
    return SharedCorpus{true, {}};
}

} // namespace akv
