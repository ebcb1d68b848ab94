// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/phrases.h"

#include "core/base/strings.h"

#include <algorithm>
#include <array>

namespace akv {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isPunctuation(char c) { return std::string_view(",.;:!?()[]\"'").find(c) != std::string_view::npos; }

struct Word {
    std::string text;   ///< without punctuation around it
    bool open = false;  ///< punctuation before it: starts a new run
    bool close = false; ///< punctuation after it: ends a run
    bool capitalised = false;
};

Word wordOf(const std::string& raw) {
    std::size_t begin = 0, end = raw.size();
    while (begin < end && isPunctuation(raw[begin])) ++begin;
    while (end > begin && isPunctuation(raw[end - 1])) --end;
    Word out{raw.substr(begin, end - begin), begin > 0, end < raw.size(), false};
    out.capitalised = !out.text.empty() && isUpper(out.text.front());
    return out;
}

std::string join(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) out += (i > begin ? " " : "") + words[i].text;
    return out;
}

void keep(std::string text, std::size_t maxBytes, std::vector<std::string>& out) {
    if (text.size() >= 2 && text.size() <= maxBytes && text.find_first_of("=|<>{}\t\n") == std::string::npos)
        out.push_back(std::move(text));
}

bool links(const std::string& word) { return word == "of" || word == "the" || word == "de" || word == "von"; }

void collectNames(const std::vector<Word>& words, std::size_t maxBytes, Phrases& out) {
    for (std::size_t i = 0; i < words.size();) {
        if (!words[i].capitalised) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < words.size() && !words[end - 1].close && !words[end].open && end < i + 6 &&
               (words[end].capitalised ||
                (links(words[end].text) && end + 1 < words.size() && words[end + 1].capitalised)))
            ++end;
        while (end > i + 1 && !words[end - 1].capitalised) --end;
        // The first word of a sentence is capitalised anyway.
        if (i > 0 || end > i + 1) keep(join(words, i, end), maxBytes, out.names);
        i = end;
    }
}

void collectGroups(const std::vector<Word>& words, std::size_t maxBytes, Phrases& out) {
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (words[i].text != "a" && words[i].text != "an" && words[i].text != "the") continue;
        std::size_t end = i + 1;
        while (end < words.size() && end < i + 6 && !words[end].text.empty() && isLower(words[end].text.front()) &&
               words[end].text.size() > 3 && !words[end].close)
            ++end;
        if (end < words.size() && words[end].close && words[end].text.size() > 3 && end < i + 6) ++end;
        if (end > i + 1) keep(join(words, i + 1, end), maxBytes, out.groups);
    }
}

} // namespace

void collectPhrases(std::string_view paragraph, std::size_t maxBytes, Phrases& out) {
    while (!paragraph.empty()) {
        const auto stop = paragraph.find(". ");
        std::vector<Word> words;
        for (const auto& raw : splitWords(paragraph.substr(0, stop))) words.push_back(wordOf(raw));
        collectNames(words, maxBytes, out);
        collectGroups(words, maxBytes, out);
        std::size_t end = 0;
        while (end < words.size() && end < 14 && !words[end].close && !(end > 0 && words[end].open)) ++end;
        if (end < words.size() && words[end].close && end < 14) ++end;
        if (end >= 4) keep(join(words, 0, end), maxBytes, out.clauses);
        if (stop == std::string_view::npos) return;
        paragraph.remove_prefix(stop + 2);
    }
}

std::string inventedNumber(std::mt19937_64& random) {
    constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
    constexpr std::array kUnits = {"km", "m", "kg", "million", "billion", "years", "percent", "people", "USD", "MW"};
    const auto below = [&](std::uint64_t n) { return random() % n; };
    const auto letter = [&] { return char('A' + below(26)); };
    switch (below(6)) {
    case 0: return std::to_string(1000 + below(1040));
    case 1:
        return std::to_string(1 + below(28)) + " " + kMonths[below(kMonths.size())] + " " +
               std::to_string(1400 + below(640));
    case 2: return std::to_string(below(100)) + "." + std::to_string(below(100)) + " " + kUnits[below(kUnits.size())];
    case 3: return grouped(below(10'000'000)) + " " + kUnits[below(kUnits.size())];
    case 4: return std::string{letter(), letter()} + "-" + std::to_string(below(1000));
    default: {
        std::string out;
        for (std::uint64_t i = 0, n = 3 + below(3); i < n; ++i) out += letter();
        return below(2) ? out : out + " " + std::to_string(below(100));
    }
    }
}

} // namespace akv
