// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/nouns.h"

#include "core/base/strings.h"
#include "core/kg2kv/relation_words.h"

#include <algorithm>
#include <array>

namespace akv {

namespace {

using Words = std::vector<std::string>;

template <std::size_t N>
bool isOneOf(const std::string& word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 9> kAuxiliaries = {"is",   "are",   "was",  "were", "be",
                                                          "been", "being", "gets", "got"};
constexpr std::array<std::string_view, 9> kModals = {"shall", "should", "must", "can",  "could",
                                                     "may",   "might",  "will", "would"};
constexpr std::array<std::string_view, 4> kHave = {"has", "have", "had", "having"};
constexpr std::array<std::string_view, 4> kArticles = {"a", "an", "the", "its"};

/// What the object of "<verb> <preposition>" is to the verb.
std::string_view prepositionNoun(const std::string& word) {
    static constexpr std::pair<std::string_view, std::string_view> kNouns[] = {
        {"in", "location"},         {"at", "location"},     {"on", "location"},
        {"within", "location"},     {"near", "location"},   {"inside", "location"},
        {"to", "target"},           {"into", "target"},     {"towards", "target"},
        {"toward", "target"},       {"from", "source"},     {"for", "purpose"},
        {"with", "partner"},        {"as", "role"},         {"about", "subject"},
        {"of", "subject"},          {"under", "basis"},     {"over", "object"},
        {"via", "means"},           {"through", "means"},   {"by", "agent"},
        {"against", "opponent"},    {"during", "period"},   {"before", "later event"},
        {"after", "earlier event"}, {"between", "partner"}, {"among", "group"},
        {"than", "comparison"}};
    for (const auto& [preposition, noun] : kNouns)
        if (word == preposition) return noun;
    return {};
}

std::string nounOf(const Words& words, MaskedSide missing);

/// The noun phrase of words that already are one: an article goes, the last word becomes singular.
std::string nounPhrase(Words words) {
    if (words.size() > 1 && isOneOf(asciiLower(words.front()), kArticles)) words.erase(words.begin());
    const bool hasPreposition =
        std::any_of(words.begin() + 1, words.end(), [](const auto& w) { return !prepositionNoun(w).empty(); });
    if (!hasPreposition && !words.empty()) words.back() = singular(words.back());
    return joinWords(words);
}

struct Verb {
    VerbNouns nouns;
    bool participle = false;
};

std::optional<Verb> asVerb(const std::string& word, bool single) {
    if (const auto known = readVerb(word)) {
        // "award", "design", "use": alone, a base form reads better as the noun it also is.
        if (single && known->form == VerbForm::Base && known->nouns.object == word) return std::nullopt;
        return Verb{known->nouns, known->form == VerbForm::Past};
    }
    if (const auto guess = guessFromParticiple(word)) return Verb{*guess, true};
    return std::nullopt;
}

/// "calibrated by", "born in", "measured in accordance with": a participle with a preposition.
std::string passiveNoun(const VerbNouns& nouns, const std::string& participle, const Words& rest, MaskedSide missing) {
    if (rest.empty()) return missing == MaskedSide::Tail ? nouns.object : nouns.agent;
    if (rest.front() == "by") return missing == MaskedSide::Tail ? nouns.agent : nouns.action;
    if (missing == MaskedSide::Head) return participle + " item";
    for (const auto& word : rest)
        if (word == "according" || word == "accordance") return nouns.action + " standard";
    const auto role = prepositionNoun(rest.front());
    if (!role.empty()) return nouns.action + " " + std::string(role);
    return participle + " " + nounPhrase(rest);
}

/// "produces", "distributed film", "competes with".
std::string activeNoun(const Verb& verb, const Words& words, MaskedSide missing) {
    const Words rest(words.begin() + 1, words.end());
    if (missing == MaskedSide::Head) return verb.nouns.agent;
    if (rest.empty()) return verb.nouns.object;
    const auto role = prepositionNoun(rest.front());
    if (!role.empty())
        return rest.size() == 1 ? verb.nouns.action + " " + std::string(role)
                                : nounPhrase(Words(rest.begin() + 1, rest.end()));
    if (verb.participle) return nounPhrase(words);
    const auto last = prepositionNoun(rest.back());
    if (!last.empty()) return verb.nouns.action + " " + std::string(last);
    return nounPhrase(rest);
}

/// Words that start with a verb form, an auxiliary or a modal; empty when none of them does.
std::string verbPhraseNoun(const Words& words, MaskedSide missing) {
    const std::string first = asciiLower(words.front());
    const Words rest(words.begin() + 1, words.end());
    if (!rest.empty() && (first == "not" || first == "no" || first == "never" || first == "cannot"))
        return "excluded " + nounOf(rest, missing);
    if (!rest.empty() && isOneOf(first, kModals)) return nounOf(rest, missing);
    if (!rest.empty() && isOneOf(first, kHave))
        return missing == MaskedSide::Tail ? nounPhrase(rest) : nounPhrase(rest) + " holder";
    if (!rest.empty() && isOneOf(first, kAuxiliaries)) {
        const auto verb = asVerb(rest.front(), false);
        if (verb && verb->participle)
            return passiveNoun(verb->nouns, rest.front(), Words(rest.begin() + 1, rest.end()), missing);
        return nounOf(rest, missing);
    }
    const auto verb = asVerb(words.front(), words.size() == 1);
    if (!verb) return {};
    if (verb->participle && !rest.empty() && !prepositionNoun(rest.front()).empty())
        return passiveNoun(verb->nouns, words.front(), rest, missing);
    const auto known = readVerb(words.front());
    const bool nounCompound = known && known->form != VerbForm::ThirdPerson && !verb->participle && !rest.empty() &&
                              prepositionNoun(rest.front()).empty();
    if (nounCompound) return {}; // "work address", "filming location"
    return activeNoun(*verb, words, missing);
}

std::string nounOf(const Words& words, MaskedSide missing) {
    if (const auto known = lexiconNouns(asciiLower(joinWords(words))))
        return std::string(missing == MaskedSide::Tail ? known->tail : known->head);
    if (std::string noun = verbPhraseNoun(words, missing); !noun.empty()) return noun;
    if (words.size() > 1 && words.back() == "of") { // "moon of": the head is the moon
        const std::string noun = nounPhrase(Words(words.begin(), words.end() - 1));
        return missing == MaskedSide::Head ? noun : noun + " role";
    }
    if (words.size() > 1 && !prepositionNoun(words.back()).empty()) { // "city in", "successor to"
        const std::string noun = nounPhrase(Words(words.begin(), words.end() - 1));
        return missing == MaskedSide::Head ? noun : noun + " " + std::string(prepositionNoun(words.back()));
    }
    const std::string noun = nounPhrase(words);
    return missing == MaskedSide::Tail ? noun : noun + " holder";
}

} // namespace

RelationNoun relationNoun(std::string_view relation, MaskedSide missing) {
    Words words = relationWords(relation);
    if (words.empty()) { // only punctuation: the relation itself is all there is
        const std::string raw = collapseSpaces(relation);
        return {raw, NounSource::Rule};
    }
    if (const auto known = lexiconNouns(asciiLower(joinWords(words))))
        return {std::string(missing == MaskedSide::Tail ? known->tail : known->head), NounSource::Lexicon};
    return {nounOf(words, missing), NounSource::Rule};
}

} // namespace akv
