// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/training_folder.h"
#include "core/engine/copy_path.h"

#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace akv {

/// One training sequence.
struct Example {
    std::vector<std::int64_t> ids;
    std::size_t promptBegin = 1;              ///< first position whose knowledge attention is grounded
    std::size_t answerBegin = 0;              ///< first answer token
    std::size_t valueBegin = 0, valueEnd = 0; ///< tokens of the value; equal: refusal or no value
    std::int64_t gold = -1;                   ///< row of the batch's knowledge context; -1: none
};

/// Writes rows of a training folder as token sequences of the chat format:
/// `<s>` (`<fact>` The {noun} of {name} is {value}.)* `<q>` question `<a>` answer `</s>`.
class ExampleMaker {
public:
    using Random = std::mt19937_64;

    ExampleMaker(const TrainingFolder& folder, const ChatTokens& chat, std::vector<int> refusal)
        : m_folder(folder), m_chat(chat), m_refusal(std::move(refusal)) {}

    enum class Answer { Value, Refusal, None };
    /// `plainShare` of the questions take the first form, the others any form that the row has.
    Example question(Random& random, std::uint32_t row, std::uint32_t valueString, Answer answer,
                     double plainShare) const;
    /// The question with facts before it.
    Example withFacts(const Example& question, std::span<const std::uint32_t> rows,
                      std::span<const std::uint32_t> valueStrings) const;
    Example text(std::size_t begin, std::size_t length) const;
    /// Tokens of the longest sequence that `question` can make of a row, roughly.
    std::size_t longest(std::uint32_t row) const;

    /// "The {noun} of {name} is {value}." with another value than the row's own.
    CopySentence sentence(const TrainingRow& row, std::uint32_t valueString) const;

private:
    void appendSentence(Example& out, const TrainingRow& row, std::uint32_t valueString) const;
    const std::vector<std::int32_t>& form(Random& random, const TrainingRow& row, double plainShare) const;

    const TrainingFolder& m_folder;
    ChatTokens m_chat;
    std::vector<int> m_refusal;
};

} // namespace akv
