// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/start_torch.h"

#include "core/device/guard_torch.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace akv {

namespace {

constexpr double kRidge = 0.3;
constexpr std::size_t kQuestions = 60'000;
constexpr double kEmbeddingNorm = 0.8;  ///< every token embedding has this norm
constexpr double kQueryGain = 0.5;      ///< of the knowledge queries: sets how sharp the first attention is
constexpr double kConstantShare = 0.25; ///< of that norm, in one coordinate that is equal for all tokens
constexpr double kPreviousMargin = 6.0; ///< nats by which the previous-token head prefers the previous token
constexpr double kInductionGain = 2.2;

std::vector<std::int64_t> questionPieces(const TrainingFolder& folder, const TrainingRow& row, std::size_t which) {
    std::vector<std::int64_t> out;
    for (const auto token : folder.templates[which]) {
        if (token >= 0) {
            out.push_back(token);
            continue;
        }
        const auto part = folder.string(token == TrainingFolder::kNounSlot ? row.noun : row.name); // no relation here
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

/// L2-normalised counts as (piece, weight).
std::map<std::int64_t, float> bag(const std::vector<std::int64_t>& pieces) {
    std::map<std::int64_t, float> out;
    for (const auto p : pieces) out[p] += 1.0F;
    float norm = 0.0F;
    for (const auto& [p, n] : out) norm += n * n;
    for (auto& [p, n] : out) n /= std::sqrt(norm);
    return out;
}

at::Tensor keyEmbeddings(const TrainingFolder& folder, const std::vector<std::uint32_t>& rows) {
    auto out = at::empty({std::int64_t(rows.size()), std::int64_t(folder.width)}, at::kFloat);
    folder.keys(rows, out.data_ptr<float>());
    return out;
}

struct Fit {
    at::Tensor rows;  ///< [V, d]
    at::Tensor mean;  ///< [d]
    at::Tensor basis; ///< [d, d], principal components of the centred keys as columns, strongest first
};

Fit fitRidge(const TrainingFolder& folder, std::int64_t vocabulary, const std::vector<std::uint32_t>& rows,
             std::mt19937_64& random) {
    const auto keys = keyEmbeddings(folder, rows);
    Fit out;
    out.mean = keys.mean(0);
    const auto y = keys - out.mean;
    auto gram = at::zeros({vocabulary, vocabulary}, at::kFloat);
    auto cross = at::zeros({vocabulary, std::int64_t(folder.width)}, at::kFloat);
    float* g = gram.data_ptr<float>();
    float* c = cross.data_ptr<float>();
    const float* target = y.data_ptr<float>();
    const auto templates = folder.templates.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto counts = bag(questionPieces(folder, folder.rows[rows[i]], random() % 2 ? 0 : random() % templates));
        for (const auto& [p, x] : counts) {
            for (const auto& [q, z] : counts) g[p * vocabulary + q] += x * z;
            for (std::size_t j = 0; j < folder.width; ++j)
                c[std::size_t(p) * folder.width + j] += x * target[i * folder.width + j];
        }
    }
    gram.diagonal().add_(kRidge);
    out.rows = at::cholesky_solve(cross, at::linalg_cholesky(gram));
    const auto [values, vectors] = at::linalg_eigh(at::matmul(y.t(), y));
    out.basis = vectors.flip(1).contiguous();
    return out;
}

StartReport measure(const TrainingFolder& folder, const Fit& fit, std::int64_t kept) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < folder.rows.size() && rows.size() < 1000; ++i)
        if (folder.rows[i].split == RowSplit::Validation) rows.push_back(i);
    StartReport out;
    if (rows.empty()) return out;
    const auto y = keyEmbeddings(folder, rows) - fit.mean;
    auto prediction = at::zeros_like(y);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const auto& [p, x] : bag(questionPieces(folder, folder.rows[rows[i]], 0)))
            prediction[std::int64_t(i)].add_(fit.rows[p], x);
    out.cosine = at::cosine_similarity(prediction, y, 1).mean().item<double>();
    const auto reduced = at::matmul(prediction, fit.basis.narrow(1, 0, kept));
    out.explained = (reduced.pow(2).sum() / prediction.pow(2).sum()).item<double>();
    const auto scores = at::matmul(reduced, at::matmul(y, fit.basis.narrow(1, 0, kept)).t());
    out.acc1 = scores.argmax(1).eq(at::arange(std::int64_t(rows.size()))).to(at::kFloat).mean().item<double>();
    return out;
}

/// The coordinates that head h of the knowledge attention reads: all heads share the strongest ones.
std::vector<std::int64_t> headCoordinates(std::int64_t head, std::int64_t heads, std::int64_t headDim,
                                          std::int64_t kept) {
    std::vector<std::int64_t> out;
    const auto shared = std::min(kept, headDim * 3 / 5);
    for (std::int64_t i = 0; i < shared; ++i) out.push_back(i);
    const auto others = std::max<std::int64_t>(1, kept - shared);
    for (std::int64_t i = 0; i < headDim - shared; ++i)
        out.push_back((shared + (head * others / heads + i) % others) % kept);
    return out;
}

/// Where the residual stream keeps what the start puts into it: [0, bag) the fitted rows, then one constant, then the
/// identity of the token and, from layer 0 on, that of the token before it.
struct Layout {
    std::int64_t bag, constant, identity, previous, identityWidth;
};

Layout layoutOf(const ModelConfig& c, std::int64_t bag) {
    const auto width = (c.hidden - bag - 1) / 2;
    return {bag, bag, bag + 1, bag + 1 + width, width};
}

void putEmbeddings(ModelWeights& weights, const Fit& fit, const Layout& at) {
    const auto& c = weights.config;
    auto fitted = at::matmul(fit.rows, fit.basis.narrow(1, 0, at.bag));
    const auto norms = fitted.norm(2, 1);
    const double typical = at::quantile(norms, 0.995).item<double>();
    fitted = fitted * (0.8 * kEmbeddingNorm / typical);
    const auto fittedNorm = fitted.norm(2, 1, true);
    fitted = fitted * (0.8 * kEmbeddingNorm / fittedNorm.clamp_min(0.8 * kEmbeddingNorm));
    auto identity = at::randn({c.vocabulary, at.identityWidth});
    const double constant = kConstantShare * kEmbeddingNorm;
    const auto left = (kEmbeddingNorm * kEmbeddingNorm - constant * constant - fitted.pow(2).sum(1, true)).sqrt();
    identity = identity / identity.norm(2, 1, true) * left;
    weights.decoder.embed.zero_();
    weights.decoder.embed.narrow(1, 0, at.bag).copy_(fitted);
    weights.decoder.embed.select(1, at.constant).fill_(constant);
    weights.decoder.embed.narrow(1, at.identity, at.identityWidth).copy_(identity);
}

/// Head 0 of layer 0: zero scores, so a uniform average of the past; values copy the fitted coordinates in, the output
/// copies them back.
void putAverage(ModelWeights& weights, const Layout& at) {
    auto& w = weights.decoder.layers.front();
    w.q.narrow(0, 0, weights.config.headDim).zero_();
    w.v.narrow(0, 0, weights.config.headDim).zero_();
    const double gain = 6.0 * kEmbeddingNorm / std::sqrt(double(weights.config.hidden));
    for (std::int64_t i = 0; i < at.bag; ++i) {
        w.v[i][i].fill_(1.0);
        w.o[i][i].fill_(gain);
    }
}

/// Head 1 of layer 0: every position attends to the one before it and notes its identity. With a constant query and
/// key in the fast rotary pairs m the score is a sum of cos(theta_m (distance - 1)), largest at distance 1.
void putPreviousToken(ModelWeights& weights, const Layout& at) {
    const auto& c = weights.config;
    auto& w = weights.decoder.layers.front();
    const auto D = c.headDim, half = D / 2;
    w.q.narrow(0, D, D).zero_();
    w.k.narrow(0, D, D).zero_();
    w.v.narrow(0, D, D).zero_();
    const auto pairs = std::max<std::int64_t>(1, half / 4);
    std::vector<double> theta;
    double contrast = 0.0; // score at distance 1 minus score at distances 0 and 2
    for (std::int64_t m = 0; m < pairs; ++m) {
        theta.push_back(std::pow(c.ropeTheta, -2.0 * double(m) / double(D)));
        contrast += 1.0 - std::cos(theta.back());
    }
    const double input = kConstantShare * std::sqrt(double(c.hidden)); // the constant after the norm
    const double amplitude = std::sqrt(kPreviousMargin * std::sqrt(double(D)) / contrast) / input;
    for (std::int64_t m = 0; m < pairs; ++m) {
        w.k[D + m][at.constant].fill_(amplitude);
        w.q[D + m][at.constant].fill_(amplitude * std::cos(theta[std::size_t(m)]));
        w.q[D + m + half][at.constant].fill_(-amplitude * std::sin(theta[std::size_t(m)]));
    }
    const double gain = 1.5 * kEmbeddingNorm / std::sqrt(double(c.hidden));
    for (std::int64_t i = 0; i < std::min(at.identityWidth, D); ++i) {
        w.v[D + i][at.identity + i].fill_(1.0);
        w.o[at.previous + i][D + i].fill_(gain);
    }
}

/// Head 1 of layer 1: an induction head (Elhage et al. 2021). It looks for earlier positions whose previous token is
/// the present one and copies their identity towards the output; the slow rotary pairs carry the match, so that
/// distance hardly matters.
void putInduction(ModelWeights& weights, const Layout& at) {
    const auto& c = weights.config;
    auto& w = weights.decoder.layers[1];
    const auto D = c.headDim, half = D / 2;
    w.q.narrow(0, D, D).zero_();
    w.k.narrow(0, D, D).zero_();
    w.v.narrow(0, D, D).zero_();
    const auto slots = std::min(at.identityWidth, D * 4 / 5);
    for (std::int64_t i = 0; i < slots; ++i) {
        const auto slot = D + half - 1 - i / 2 + (i % 2 ? half : 0);
        w.q[slot][at.identity + i].fill_(kInductionGain);
        w.k[slot][at.previous + i].fill_(kInductionGain);
    }
    for (std::int64_t i = 0; i < std::min(at.identityWidth, D); ++i) {
        w.v[D + i][at.identity + i].fill_(1.0);
        w.o[at.identity + i][D + i].fill_(0.3);
    }
    for (std::int64_t i = 0; i < std::min(at.bag, D - at.identityWidth); ++i) {
        w.v[D + at.identityWidth + i][i].fill_(1.0);
        w.o[i][D + at.identityWidth + i].fill_(0.1);
    }
}

void putAdapter(ModelWeights& weights, const Fit& fit, std::int64_t kept) {
    const auto& c = weights.config;
    auto& kb = *weights.knowledge;
    auto& a = weights.adapter;
    for (std::size_t slot = 0; slot < kb.kbLayers.size(); ++slot) {
        auto& w = weights.decoder.layers[std::size_t(kb.kbLayers[slot])];
        w.queryKg.zero_();
        for (std::int64_t h = 0; h < c.heads; ++h) {
            const auto coordinates = headCoordinates(h, c.heads, c.headDim, kept);
            for (std::int64_t i = 0; i < c.headDim; ++i) {
                const auto output = (std::int64_t(slot) * c.heads + h) * c.headDim + i;
                const auto direction = fit.basis.select(1, coordinates[std::size_t(i)]);
                a.keyWeight[output].copy_(direction);
                a.keyBias[output].copy_(-at::dot(direction, fit.mean));
                w.queryKg[h * c.headDim + i][coordinates[std::size_t(i)]].fill_(kQueryGain);
            }
        }
    }
}

} // namespace

ModelWeights randomStart(const TrainConfig& config, std::uint64_t seed) {
    at::manual_seed(seed);
    ModelWeights out;
    out.config = config.model;
    out.knowledge = config.knowledge;
    const auto& c = out.config;
    const auto matrix = [](std::int64_t rows, std::int64_t cols, double deviation) {
        return at::randn({rows, cols}) * deviation;
    };
    const double in = 1.0 / std::sqrt(double(c.hidden)); // output projections start at zero
    out.decoder.embed = matrix(c.vocabulary, c.hidden, kEmbeddingNorm / std::sqrt(double(c.hidden)));
    out.decoder.head = out.decoder.embed;
    out.decoder.norm = at::ones({c.hidden});
    for (std::int64_t i = 0; i < c.layers; ++i) {
        LayerWeights w;
        w.inputNorm = at::ones({c.hidden});
        w.postNorm = at::ones({c.hidden});
        w.q = matrix(c.heads * c.headDim, c.hidden, in);
        w.k = matrix(c.kvHeads * c.headDim, c.hidden, in);
        w.v = matrix(c.kvHeads * c.headDim, c.hidden, in * 0.7);
        w.o = at::zeros({c.hidden, c.heads * c.headDim});
        w.gate = matrix(c.ffn, c.hidden, in);
        w.up = matrix(c.ffn, c.hidden, in);
        w.down = at::zeros({c.hidden, c.ffn});
        const auto& layers = out.knowledge->kbLayers;
        if (std::find(layers.begin(), layers.end(), int(i)) != layers.end()) w.queryKg = w.q.clone();
        out.decoder.layers.push_back(std::move(w));
    }
    const auto outputs = std::int64_t(out.knowledge->kbLayers.size()) * c.heads * c.headDim;
    const auto d = out.knowledge->encoderWidth;
    out.adapter.keyWeight = matrix(outputs, d, 1.0 / std::sqrt(double(d)));
    out.adapter.keyBias = at::zeros({outputs});
    out.adapter.valueWeight = matrix(outputs, d, 0.4);
    out.adapter.valueBias = at::zeros({outputs});
    return out;
}

Result<StartReport> closedFormStart(ModelWeights& weights, const TrainingFolder& folder, std::uint64_t seed) {
    return guarded("closed-form start", [&]() -> Result<StartReport> {
        const at::NoGradGuard noGrad;
        const auto& c = weights.config;
        if (c.kvHeads != c.heads)
            return Error(ErrorCode::Unsupported, "the closed-form start needs as many key-value heads as heads");
        std::mt19937_64 random(seed);
        std::vector<std::uint32_t> rows;
        for (std::uint32_t i = 0; i < folder.rows.size(); ++i)
            if (folder.rows[i].split == RowSplit::Train) rows.push_back(i);
        std::shuffle(rows.begin(), rows.end(), random);
        if (rows.size() > kQuestions) rows.resize(kQuestions);
        const Fit fit = fitRidge(folder, c.vocabulary, rows, random);
        const auto kept = std::min({c.hidden * 3 / 5, std::int64_t(folder.width), c.headDim});
        StartReport report = measure(folder, fit, kept);
        report.questions = rows.size();
        const auto layout = layoutOf(c, kept);
        putEmbeddings(weights, fit, layout);
        putAverage(weights, layout);
        if (c.heads > 1) putPreviousToken(weights, layout);
        if (c.heads > 1 && c.layers > 1) putInduction(weights, layout);
        putAdapter(weights, fit, kept);
        return report;
    });
}

} // namespace akv
