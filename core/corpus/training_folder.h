// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace akv {

/// Where a row of the training folder may be used.
enum class RowSplit : std::uint8_t { Train = 0, Validation = 1 };

/// One Q-K-V row as indices: token strings for its parts, embeddings for its key and value.
struct TrainingRow {
    std::uint32_t noun = 0, name = 0, value = 0; ///< indices of token strings
    std::uint32_t valueEmbedding = 0;            ///< row of the value embeddings
    std::uint32_t nameId = 0;                    ///< equal for rows about the same entity (hard negatives)
    std::uint16_t source = 0;                    ///< index into TrainingFolder::sources
    RowSplit split = RowSplit::Train;
    std::uint32_t relation = kNoString; ///< token string of the relation's own words; kNoString: the row asks by noun
    std::uint32_t cluster = 0;          ///< cluster of similar keys (near-duplicates, hard negatives)

    static constexpr std::uint32_t kNoString = 0xFFFFFFFF;
};

/// Everything that training reads (one safetensors file and tokenizer.model): token strings, rows, int8 base embeddings
/// and plain text as tokens. Row i's key embedding is keyCodes[i, :] * keyScale[i]. A value of the pool is a token
/// string with an embedding; rows draw other values from it so that the model has to read the value instead of
/// recalling it.
struct TrainingFolder {
    std::size_t width = 0; ///< d of the base embeddings
    std::string encoder;
    std::vector<std::string> sources;
    std::vector<float> sourceWeight;       ///< sampling weight of each source
    std::vector<std::uint16_t> tokens;     ///< all token strings, one after the other
    std::vector<std::uint32_t> tokenBegin; ///< [strings + 1]
    std::vector<TrainingRow> rows;
    std::vector<std::int8_t> keyCodes;                ///< [rows, d]
    std::vector<float> keyScale;                      ///< [rows]
    std::vector<std::int8_t> valueCodes;              ///< [values, d]
    std::vector<float> valueScale;                    ///< [values]
    std::vector<std::uint32_t> valueString;           ///< [values] token string of each embedded value
    std::vector<std::uint16_t> text;                  ///< plain text, documents closed by the end-of-sequence token
    std::vector<std::vector<std::int32_t>> templates; ///< question forms of training; negative: a slot
    std::vector<std::vector<std::int32_t>> relationTemplates; ///< forms for rows with a relation
    std::uint32_t clusters = 1;                               ///< TrainingRow::cluster < clusters

    static constexpr std::int32_t kNounSlot = -1, kNameSlot = -2, kRelationSlot = -3;

    std::span<const std::uint16_t> string(std::uint32_t index) const {
        return {tokens.data() + tokenBegin[index], tokenBegin[index + 1] - tokenBegin[index]};
    }
    std::size_t values() const { return valueString.size(); }
    bool embedded() const { return width > 0; } ///< false: strings only, embedFolder() makes the rest
    /// Decoded base embeddings of chosen rows / values into out [n, d].
    void keys(std::span<const std::uint32_t> rowIndices, float* out) const;
    void valueRows(std::span<const std::uint32_t> valueIndices, float* out) const;

    Result<void> save(const std::filesystem::path& folder) const;
    /// Errors: missing, truncated, or parts whose sizes do not fit each other.
    static Result<TrainingFolder> load(const std::filesystem::path& folder);
};

/// Token ids of the chat format; looked up once from the tokenizer.
struct ChatTokens {
    int bos = 1, eos = 2, question = 3, answer = 4, fact = 5;
    int questionMark = 0, period = 0;
    std::vector<int> the, of, is; ///< "The", "of", "is"
};

} // namespace akv
