// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/relation_words.h"

#include "core/base/strings.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace akv {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// `http://x/ontology/birthPlace` -> birthPlace; `/film/film/release_region` -> release_region; `dbo:birthPlace` too.
std::string_view localName(std::string_view relation) {
    if (relation.size() > 2 && relation.front() == '<' && relation.back() == '>')
        relation = relation.substr(1, relation.size() - 2);
    const bool isUri = relation.find("://") != std::string_view::npos || relation.substr(0, 4) == "urn:";
    const bool isPath = !relation.empty() && relation.front() == '/';
    if (isUri || isPath) {
        while (!relation.empty() && (relation.back() == '/' || relation.back() == '#')) relation.remove_suffix(1);
        const auto cut = relation.find_last_of(isUri ? "/#:" : "/");
        if (cut != std::string_view::npos) relation.remove_prefix(cut + 1);
        return relation;
    }
    const auto colon = relation.find(':');
    if (colon != std::string_view::npos && colon + 1 < relation.size() && relation.find(' ') == std::string_view::npos)
        relation.remove_prefix(colon + 1);
    return relation;
}

/// Breaks birthPlace and URLPath; all words of a broken identifier are lower case except acronyms.
std::string spacedCamelCase(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char before = i > 0 ? text[i - 1] : ' ', after = i + 1 < text.size() ? text[i + 1] : ' ';
        const bool breaks = isUpper(c) && (isLower(before) || isDigit(before) || (isUpper(before) && isLower(after)));
        if (breaks) out += ' ';
        const bool startsWord = isUpper(c) && isLower(after) && (breaks || i == 0);
        out += startsWord ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
    }
    return out;
}

constexpr std::array<std::string_view, 24> kKeptPlurals = {
    "series", "species", "news",  "politics",     "physics", "mathematics", "economics", "ethics",
    "gas",    "bus",     "class", "status",       "process", "business",    "address",   "analysis",
    "basis",  "thesis",  "axis",  "headquarters", "means",   "always",      "lens",      "alias"};

} // namespace

std::vector<std::string> relationWords(std::string_view relation) {
    const std::string decoded = percentDecoded(localName(trimmed(relation)));
    const bool identifier = decoded.find(' ') == std::string::npos;
    std::string text = identifier ? spacedCamelCase(decoded) : decoded;
    for (char& c : text)
        if (c == '_' || (identifier && c == '-') || c == '/') c = ' ';
    const bool shouted = std::none_of(text.begin(), text.end(), isLower) && text.size() > 4;
    if (shouted) text = asciiLower(text);
    auto words = splitWords(text);
    // A capital that only starts the phrase ("Has part") is no name.
    if (!words.empty() && words[0].size() > 1 && isUpper(words[0][0]) && isLower(words[0][1]))
        words[0] = asciiLower(words[0]);
    return words;
}

std::string singular(std::string_view word) {
    const std::string lower = asciiLower(word);
    const auto ends = [&](std::string_view tail) { return lower.size() > tail.size() && lower.ends_with(tail); };
    if (std::find(kKeptPlurals.begin(), kKeptPlurals.end(), lower) != kKeptPlurals.end() || lower.size() < 4)
        return std::string(word);
    if (ends("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
    if (ends("sses") || ends("xes") || ends("ches") || ends("shes"))
        return std::string(word.substr(0, word.size() - 2));
    if (ends("ss") || ends("us") || ends("is") || ends("ics") || !ends("s")) return std::string(word);
    return std::string(word.substr(0, word.size() - 1));
}

} // namespace akv
