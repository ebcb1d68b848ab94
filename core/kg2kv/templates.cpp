// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/nouns.h"

#include <array>

namespace akv {

namespace {

constexpr std::array<std::string_view, kTrainingTemplates + 6> kTemplates = {
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
    // Further forms of training data: possessives, short forms, other word order.
    "What is {name}'s {noun}?",
    "Who is the {noun} of {name}?",
    "Who or what is the {noun} of {name}?",
    "What was the {noun} of {name}?",
    "What is known as the {noun} of {name}?",
    "{noun} of {name}?",
    "{name} {noun}",
    "the {noun} of {name}",
    "Give me the {noun} of {name}.",
    "Please tell me the {noun} of {name}.",
    "Could you tell me what the {noun} of {name} is?",
    "Tell me {name}'s {noun}.",
    "As for {name}, what is the {noun}?",
    "What do you know about the {noun} of {name}?",
    "Find the {noun} of {name}.",
    "What would be the {noun} of {name}?",
    "In the graph, what is the {noun} of {name}?",
    "About {name}: tell me the {noun}.",
    "Is there a {noun} of {name}, and what is it?",
    "What does the graph say about the {noun} of {name}?",
    "{name} has which {noun}?",
    "Look up {name} and tell me its {noun}.",
    "Concerning {name}, who or what is the {noun}?",
    "I wonder what the {noun} of {name} might be.",
    // Held out: never used in training.
    "Which {noun} does {name} have?",
    "{name}: what is its {noun}?",
    "I would like to know the {noun} of {name}.",
    "Name the {noun} of {name}.",
    "Do you know the {noun} of {name}?",
    "For {name}, give the {noun}.",
};

constexpr std::array<std::string_view, 4> kRelationTemplates = {
    "{name} {relation} what?",
    "{name} {relation} whom or what?",
    "Complete the sentence: {name} {relation}",
    "What completes this: {name} {relation} ...?",
};

/// Replaces {slot} by its text; what is filled in is never read as a template.
std::string fill(std::string_view form, std::initializer_list<std::pair<std::string_view, std::string_view>> slots) {
    std::string out;
    while (!form.empty()) {
        const auto open = form.find('{');
        out += form.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = form.find('}', open);
        for (const auto& [slot, text] : slots)
            if (form.substr(open + 1, close - open - 1) == slot) out += text;
        form.remove_prefix(close + 1);
    }
    return out;
}

} // namespace

std::size_t questionTemplateCount() { return kTemplates.size(); }

std::string fillTemplate(std::size_t index, std::string_view noun, std::string_view name) {
    return fill(kTemplates[index % kTemplates.size()], {{"noun", noun}, {"name", name}});
}

std::size_t relationTemplateCount() { return kRelationTemplates.size(); }

std::string fillRelationTemplate(std::size_t index, std::string_view relation, std::string_view name) {
    return fill(kRelationTemplates[index % kRelationTemplates.size()], {{"relation", relation}, {"name", name}});
}

} // namespace akv
