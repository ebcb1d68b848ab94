// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer_gate.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace akv {

namespace {

constexpr double kMostOdds = 4.0; ///< log odds beyond this say nothing more
constexpr double kNounWeight = 0.25;
constexpr double kRidge = 1e-3;
constexpr int kNewtonSteps = 25;

using Vector = std::array<double, kAnswerFeatures>;

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) out.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            word += char(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0)
            word += c;
        else
            flush();
    }
    flush();
    return out;
}

/// Share of the words that `sorted` holds; 0 without words.
double found(const std::vector<std::string>& words, const std::vector<std::string>& sorted) {
    if (words.empty()) return 0.0;
    const auto count =
        std::ranges::count_if(words, [&](const auto& word) { return std::ranges::binary_search(sorted, word); });
    return double(count) / double(words.size());
}

double dot(const AnswerFeatures& x, const Vector& w) {
    double sum = 0.0;
    for (std::size_t i = 0; i < kAnswerFeatures; ++i) sum += double(x[i]) * w[i];
    return sum;
}

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// Solves H d = g, H symmetric and positive definite, by elimination.
Vector solve(std::array<Vector, kAnswerFeatures> h, Vector g) {
    for (std::size_t i = 0; i < kAnswerFeatures; ++i)
        for (std::size_t r = i + 1; r < kAnswerFeatures; ++r) {
            const double factor = h[r][i] / h[i][i];
            for (std::size_t c = i; c < kAnswerFeatures; ++c) h[r][c] -= factor * h[i][c];
            g[r] -= factor * g[i];
        }
    for (std::size_t i = kAnswerFeatures; i-- > 0;) {
        for (std::size_t c = i + 1; c < kAnswerFeatures; ++c) g[i] -= h[i][c] * g[c];
        g[i] /= h[i][i];
    }
    return g;
}

} // namespace

AnswerFeatures answerFeatures(std::string_view question, std::span<const KeyWords> keys, double refusal) {
    auto asked = wordsOf(question);
    std::ranges::sort(asked);
    const double p = std::clamp(refusal, 1e-6, 1.0 - 1e-6);
    AnswerFeatures out{1.0F, float(std::clamp(std::log(p / (1.0 - p)), -kMostOdds, kMostOdds))};
    double best = -1.0;
    bool ofOthers = false;
    for (const auto& key : keys) {
        const double name = found(wordsOf(key.name), asked), noun = found(wordsOf(key.noun), asked);
        const double score = name + kNounWeight * noun;
        ofOthers = ofOthers || (name < 1.0 && noun >= 1.0);
        if (score < best || (score == best && key.weight <= out[5])) continue;
        best = score;
        out[2] = float(name);
        out[3] = name >= 1.0 ? 1.0F : 0.0F;
        out[4] = name >= 1.0 ? float(noun) : 0.0F;
        out[5] = key.weight;
        out[6] = name >= 1.0 && noun >= 1.0 ? 1.0F : 0.0F;
    }
    out[7] = out[3] > 0.0F && out[6] == 0.0F && ofOthers ? 1.0F : 0.0F;
    return out;
}

std::vector<std::size_t> namedKeys(std::string_view question, std::span<const KeyWords> keys) {
    auto asked = wordsOf(question);
    std::ranges::sort(asked);
    std::vector<std::size_t> out;
    std::pair<double, std::size_t> best; // share of the noun, words of the name
    for (std::size_t j = 0; j < keys.size(); ++j) {
        const auto name = wordsOf(keys[j].name);
        if (found(name, asked) < 1.0) continue;
        const std::pair rank{found(wordsOf(keys[j].noun), asked), name.size()};
        if (rank < best) continue;
        if (rank > best) out.clear();
        best = rank;
        out.push_back(j);
    }
    return out;
}

double refusalProbability(const AnswerFeatures& features, std::span<const float, kAnswerFeatures> weights) {
    Vector w{};
    std::ranges::copy(weights, w.begin());
    return sigmoid(dot(features, w));
}

std::array<float, kAnswerFeatures> fitAnswerGate(std::span<const AnswerExample> examples) {
    std::array<float, kAnswerFeatures> out{};
    const auto refusals = std::ranges::count_if(examples, &AnswerExample::refuse);
    const auto answers = std::ptrdiff_t(examples.size()) - refusals;
    if (refusals == 0 || answers == 0) return out;
    Vector w{};
    for (int step = 0; step < kNewtonSteps; ++step) {
        Vector gradient{};
        std::array<Vector, kAnswerFeatures> hessian{};
        for (std::size_t i = 0; i < kAnswerFeatures; ++i) {
            gradient[i] = kRidge * w[i];
            hessian[i][i] = kRidge;
        }
        for (const auto& example : examples) {
            const double share = 0.5 / double(example.refuse ? refusals : answers);
            const double p = sigmoid(dot(example.features, w)), error = p - (example.refuse ? 1.0 : 0.0);
            for (std::size_t i = 0; i < kAnswerFeatures; ++i) {
                gradient[i] += share * error * double(example.features[i]);
                for (std::size_t j = 0; j < kAnswerFeatures; ++j)
                    hessian[i][j] += share * p * (1 - p) * double(example.features[i]) * double(example.features[j]);
            }
        }
        const Vector move = solve(hessian, gradient);
        for (std::size_t i = 0; i < kAnswerFeatures; ++i) w[i] -= move[i];
    }
    std::ranges::transform(w, out.begin(), [](double x) { return float(x); });
    return out;
}

} // namespace akv
