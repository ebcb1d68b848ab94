// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/metrics.h"

#include "core/base/strings.h"
#include "core/engine/answer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace akv {

namespace {

using Tokens = std::vector<std::string>;

double fMeasure(double common, double inPrediction, double inReference) {
    return common > 0 ? 2 * common / (inPrediction + inReference) : 0.0;
}

double rougeN(const Tokens& prediction, const Tokens& reference, std::size_t n) {
    const auto grams = [n](const Tokens& tokens) {
        std::map<Tokens, int> out;
        for (std::size_t i = 0; i + n <= tokens.size(); ++i)
            ++out[Tokens(tokens.begin() + std::ptrdiff_t(i), tokens.begin() + std::ptrdiff_t(i + n))];
        return out;
    };
    if (prediction.size() < n && reference.size() < n) return prediction == reference ? 1.0 : 0.0;
    const auto a = grams(prediction), b = grams(reference);
    int common = 0;
    for (const auto& [gram, count] : a)
        if (const auto found = b.find(gram); found != b.end()) common += std::min(count, found->second);
    const auto count = [n](const Tokens& tokens) { return double(tokens.size() + 1 - std::min(n, tokens.size() + 1)); };
    return fMeasure(common, count(prediction), count(reference));
}

std::size_t longestCommonSubsequence(const Tokens& a, const Tokens& b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const auto& token : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = token == b[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

/// Mean over the rows of `from` of the best cosine with a row of `to`.
double bestCosines(const Matrix& from, const Matrix& to) {
    const auto norm = [](std::span<const float> row) {
        double sum = 0;
        for (const float x : row) sum += double(x) * double(x);
        return std::sqrt(sum);
    };
    double total = 0;
    for (std::size_t i = 0; i < from.rows; ++i) {
        double best = -1;
        for (std::size_t j = 0; j < to.rows; ++j) {
            double dot = 0;
            for (std::size_t d = 0; d < from.cols; ++d) dot += double(from.row(i)[d]) * double(to.row(j)[d]);
            const double norms = norm(from.row(i)) * norm(to.row(j));
            best = std::max(best, norms > 0 ? dot / norms : 0.0);
        }
        total += best;
    }
    return total / double(from.rows);
}

} // namespace

std::string answerValue(const std::string& answer, const std::string& key) {
    const std::string prefix = key + " is ";
    std::string out = answer;
    if (answer.size() > prefix.size() && normaliseAnswer(answer.substr(0, prefix.size())) == normaliseAnswer(prefix))
        out = answer.substr(prefix.size());
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

bool exactMatch(const std::string& prediction, const std::string& reference) {
    return normaliseAnswer(prediction) == normaliseAnswer(reference);
}

Rouge rouge(const std::string& prediction, const std::string& reference) {
    const Tokens a = wordRuns(prediction), b = wordRuns(reference);
    Rouge out;
    out.one = rougeN(a, b, 1);
    out.two = rougeN(a, b, 2);
    out.l = a.empty() && b.empty()
                ? 1.0
                : fMeasure(double(longestCommonSubsequence(a, b)), double(a.size()), double(b.size()));
    return out;
}

BertScore bertScore(const Matrix& prediction, const Matrix& reference) {
    BertScore out;
    if (prediction.rows == 0 || reference.rows == 0) return out;
    out.precision = bestCosines(prediction, reference);
    out.recall = bestCosines(reference, prediction);
    const double sum = out.precision + out.recall;
    out.f1 = sum > 0 ? 2 * out.precision * out.recall / sum : 0.0;
    return out;
}

double expectedRank(std::size_t above, std::size_t outside, std::size_t inside) {
    return double(above) + double(outside) / double(inside + 1) + 1.0;
}

Figure figureOf(const std::vector<double>& values) {
    static constexpr std::array kT = {0.0,   12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                      2.201, 2.179,  2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086};
    const auto n = double(values.size());
    Figure out;
    for (const double v : values) out.mean += v / n;
    if (values.size() < 2) return out;
    double squares = 0;
    for (const double v : values) squares += (v - out.mean) * (v - out.mean);
    out.half = kT[std::min(values.size() - 1, kT.size() - 1)] * std::sqrt(squares / (n - 1) / n);
    return out;
}

} // namespace akv
