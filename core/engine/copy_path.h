// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace akv {

/// A triple in the words of an answer: the tokens of "The {noun} of {name} is {value}."
struct CopySentence {
    std::vector<int> tokens;
    std::size_t valueBegin = 0;                                         ///< index of the first token of the value
    std::size_t nounBegin = 0, nounEnd = 0, nameBegin = 0, nameEnd = 0; ///< the tokens of the key's words

    std::span<const int> noun() const { return std::span(tokens).subspan(nounBegin, nounEnd - nounBegin); }
    std::span<const int> name() const { return std::span(tokens).subspan(nameBegin, nameEnd - nameBegin); }
};

/// A kept leaf of the last KB layer: its share of the knowledge attention (shares sum to 1) and its sentence.
struct CopyCandidate {
    LeafId leaf;
    float weight = 0.0F;
    const CopySentence* sentence = nullptr;
};

/// What copying would say next: c(token), the leaf that gives most of it and which token of its sentence it is.
struct CopyToken {
    int token = 0;
    float share = 0.0F;
    LeafId leaf;
    int offset = 0;
};

struct CopyDistribution {
    std::vector<CopyToken> tokens;                ///< shares sum to 1; empty: nothing to copy
    bool inLine = false;                          ///< the answer so far is the beginning of a sentence
    float weight = 0.0F;                          ///< attention on the leaves that take part
    std::vector<std::optional<std::size_t>> next; ///< [candidates] token of its sentence that each says; empty: no part

    /// What the gate sees beside the hidden state.
    std::array<float, 2> state() const { return {inLine ? 1.0F : 0.0F, weight}; }
};

/// The copy distribution after the answer tokens `generated`. A sentence whose first tokens are the whole answer so far
/// goes on with its next one ("in line"). When there is none, o_j = the largest o such that the last o answer tokens
/// are the first o of value j, only the leaves with the largest o_j take part, and leaf j says value_j[o_j]. Weights of
/// those that take part are renormalised. Nothing is proposed for the first token, which decides between an answer and
/// a refusal (answer_gate.h), nor by a sentence that was said to its end.
/// This path is the project's own (method.md section 7, "a copy path over the selected values' token ids").
CopyDistribution copyDistribution(std::span<const CopyCandidate> candidates, std::span<const int> generated);

} // namespace akv
