// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/nouns.h"

#include <array>

namespace akv {

namespace {

constexpr std::array<std::string_view, 16> kTemplates = {
    // The ten forms of training data (method.md section 1), in the order of the sources.
    "What is the {noun} of {name}?",
    "Describe the {noun} of {name}.",
    "Tell me about the {noun} of {name}.",
    "Provide details on the {noun} of {name}.",
    "Can you let me know the {noun} of {name}?",
    "Can you explain the {noun} of {name}?",
    "What insights can you provide about the {noun} of {name}?",
    "Can you elaborate on the {noun} of {name}?",
    "How would you describe the {noun} of {name}?",
    "Can you inform me about the {noun} of {name}?",
    // Held out: never used in training.
    "Which {noun} does {name} have?",
    "{name}: what is its {noun}?",
    "I would like to know the {noun} of {name}.",
    "Name the {noun} of {name}.",
    "Do you know the {noun} of {name}?",
    "For {name}, give the {noun}.",
};

} // namespace

std::size_t questionTemplateCount() { return kTemplates.size(); }

std::string fillTemplate(std::size_t index, std::string_view noun, std::string_view name) {
    std::string_view form = kTemplates[index % kTemplates.size()];
    std::string out;
    while (!form.empty()) {
        const auto open = form.find('{');
        out += form.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = form.find('}', open);
        out += form.substr(open + 1, close - open - 1) == "noun" ? noun : name;
        form.remove_prefix(close + 1);
    }
    return out;
}

} // namespace akv
