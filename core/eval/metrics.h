// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix.h"

#include <cstddef>
#include <string>
#include <vector>

namespace akv {

/// What an answer says as the value: the text after `key` + " is " (the key string is "the {noun} of {name}"; compared
/// normalised), without the final full stop; else the whole answer.
std::string answerValue(const std::string& answer, const std::string& key);

/// SQuAD-normalised equality.
bool exactMatch(const std::string& prediction, const std::string& reference);

/// F measures (beta = 1) of ROUGE-1, -2 and -L (Lin 2004; one reference, sentence level). Tokens: lower-case runs of
/// ASCII letters and digits and of bytes above 0x7F, without stemming. Two texts without a token (ROUGE-2: without a
/// pair) score 1 when both are token-for-token equal, else 0.
struct Rouge {
    double one = 0.0, two = 0.0, l = 0.0;
};
Rouge rouge(const std::string& prediction, const std::string& reference);

/// BERTScore (Zhang et al. 2020): greedy matching by cosine of token embeddings [tokens, d], no idf, no rescaling.
/// Recall: mean over reference tokens of the best cosine, precision: over prediction tokens. No tokens: 0.
struct BertScore {
    double precision = 0.0, recall = 0.0, f1 = 0.0;
};
BertScore bertScore(const Matrix& prediction, const Matrix& reference);

/// Expected rank (from 1) of the first of `inside` equal scores when `above` others score more and `outside` others
/// score the same: ties are in random order, so it is above + outside / (inside + 1) + 1.
double expectedRank(std::size_t above, std::size_t outside, std::size_t inside);

/// A mean over seeds with the half width of its 95 % interval (Student t; 0 for one seed).
struct Figure {
    double mean = 0.0, half = 0.0;
};
Figure figureOf(const std::vector<double>& values);

} // namespace akv
