// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace akv {

/// Words that fewer training values hold are left out of the list: rare words are most of all words.
inline constexpr std::uint32_t kListedFrom = 5;

/// Files of a training folder that go into the model folder, so that an evaluation can tell what training has seen.
inline constexpr std::array<const char*, 2> kTrainingLists = {"nouns.txt", "value_words.txt"};

/// Relation nouns in order, one a line.
std::string nounList(std::span<const std::string> nouns);
/// "word<TAB>count" in order of words: how many of the different `values` hold the word (`wordRuns`), from
/// `kListedFrom` on.
std::string valueWordList(std::span<const std::string> values);

/// What a model met in training, as the lists in its folder say.
class TrainingWords {
public:
    /// A folder without lists is no error: what they would say is then not known. Error for a line that is none.
    static Result<TrainingWords> read(const std::filesystem::path& modelFolder);

    std::size_t nouns() const { return m_nouns.size(); }
    std::size_t valueWords() const { return m_valueWords.size(); }
    /// Was the relation noun in training rows? Empty when not known.
    std::optional<bool> nounSeen(const std::string& noun) const;
    /// How many training values hold the rarest word of this value; 0 when the list leaves it out (fewer than
    /// `kListedFrom`). Empty when not known or when the value has no word.
    std::optional<std::uint32_t> rarestWord(const std::string& value) const;

    /// Of the lists; empty for a list that is not there.
    const std::string& nounsHash() const { return m_nounsHash; }
    const std::string& valueWordsHash() const { return m_valueWordsHash; }

private:
    std::unordered_set<std::string> m_nouns; ///< lower case
    std::unordered_map<std::string, std::uint32_t> m_valueWords;
    std::string m_nounsHash, m_valueWordsHash;
};

} // namespace akv
