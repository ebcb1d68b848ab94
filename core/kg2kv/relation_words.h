// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// The words of a relation name: the last part of a URI or path, with underscores, hyphens between letters of an
/// identifier and camelCase read as word breaks. Acronyms keep their capitals ("GDP"), words of SHOUTED names do not.
std::vector<std::string> relationWords(std::string_view relation);

/// Nouns for both sides of a known relation (missing tail, missing head).
struct NounPair {
    std::string_view tail, head;
};
/// Looks up a relation phrase in lower case with single spaces.
std::optional<NounPair> lexiconNouns(std::string_view phrase);

/// The nouns of a verb: produce -> producer, product, production.
struct VerbNouns {
    std::string agent, object, action;
};
enum class VerbForm { Base, ThirdPerson, Past, Gerund };
struct VerbReading {
    VerbNouns nouns;
    VerbForm form = VerbForm::Base;
};
/// Reads an inflected verb of the verb table.
std::optional<VerbReading> readVerb(std::string_view word);
/// Nouns of a participle that the table does not hold, by its spelling: "calibrated" -> calibrator, calibrated item,
/// calibrating. Empty for words that do not look like a participle.
std::optional<VerbNouns> guessFromParticiple(std::string_view word);
/// "symptoms" -> "symptom", "companies" -> "company"; words that only look plural are kept.
std::string singular(std::string_view word);

} // namespace akv
