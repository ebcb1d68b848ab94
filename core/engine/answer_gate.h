// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// A kept leaf of the last KB layer as the answer gate sees it: the words of its key and its share of the knowledge
/// attention (shares sum to 1).
struct KeyWords {
    std::string noun, name;
    float weight = 0.0F;
};

/// What the answer gate decides from: [1, log odds of a refusal by the language model; of the key that the question
/// names best: share of the name's words that the question holds, 1 if it holds all of them, then also (0 otherwise:
/// what is asked of another entity is no evidence) the same share for the noun, attention on that key, 1 if all of name
/// and noun are there, 1 if all of the name is there and the whole noun only of keys of other names ("atomic mass"
/// where the graph knows the "atomic number" of this element and the mass of others)].
constexpr std::size_t kAnswerFeatures = 8;
using AnswerFeatures = std::array<float, kAnswerFeatures>;

/// refusal: the language model's probability that the answer begins as the refusal sentence does. Words are compared
/// without punctuation and without regard to the case of ASCII letters. Of equally well named keys the one with most
/// attention counts.
AnswerFeatures answerFeatures(std::string_view question, std::span<const KeyWords> keys, double refusal);

/// Which of the keys the question names: their whole name stands in it and, among those, as much of the noun as of any,
/// then the longest name ("Sudan" stands in "South Sudan", too).
/// Ascending positions in `keys`; empty when no whole name does.
std::vector<std::size_t> namedKeys(std::string_view question, std::span<const KeyWords> keys);

/// The answer gate: a logistic regression over answerFeatures() that says how likely the graph does not hold the
/// answer. Where a model has one, it replaces the language model's own choice between answer and refusal in the modes
/// that bring the words of triples into the answer anyway (decides(Mode)). While the answer is the beginning of the
/// sentence of a named key (namedKeys()), the copy path's own gate is open at least as far as this one says that the
/// graph holds the answer: a question in words never trained on must not lose the name that it asks about. This is the
/// project's own; the paper's model decides alone, as mode `atlaskv` does.
double refusalProbability(const AnswerFeatures& features, std::span<const float, kAnswerFeatures> weights);

struct AnswerExample {
    AnswerFeatures features{};
    bool refuse = false; ///< the graph does not hold the answer
};

/// Fits the gate by Newton's method with both kinds weighted equally and a small ridge, so that it is always finite.
/// Zeros when an example of one kind is missing.
std::array<float, kAnswerFeatures> fitAnswerGate(std::span<const AnswerExample> examples);

} // namespace akv
