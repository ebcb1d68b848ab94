// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/corpus/training_words.h"
#include "core/model/weights_torch.h"
#include "core/train/average.h"

#include <algorithm>
#include <numeric>

namespace akv {

namespace {

namespace fs = std::filesystem;

/// All weights of a model; the tensors are its own, not copies.
NamedTensors tensorsOf(const ModelWeights& weights) {
    auto out = decoderTensors(weights.config, weights.decoder);
    if (!weights.knowledge) return out;
    for (auto& item : adapterTensors(*weights.knowledge, weights.decoder, weights.adapter)) out.push_back(item);
    return out;
}

Error unlike(const fs::path& first, const fs::path& other, const std::string& what) {
    return Error(ErrorCode::InvalidInput, "cannot average '" + first.string() + "' and '" + other.string() +
                                              "': " + what + "; average legs of one training run");
}

Result<void> checkAlike(const fs::path& first, const ModelWeights& a, const fs::path& other, const ModelWeights& b) {
    AKV_ASSIGN(const auto pieces, readFile(first / "tokenizer.model"));
    AKV_ASSIGN(const auto others, readFile(other / "tokenizer.model"));
    if (pieces != others) return unlike(first, other, "their tokenizers differ");
    const auto layers = [](const ModelWeights& w) { return w.knowledge ? w.knowledge->kbLayers : std::vector<int>(); };
    if (layers(a) != layers(b)) return unlike(first, other, "their KB layers differ");
    const auto mine = tensorsOf(a), theirs = tensorsOf(b);
    if (mine.size() != theirs.size())
        return unlike(first, other, std::to_string(mine.size()) + " weights against " + std::to_string(theirs.size()));
    for (std::size_t i = 0; i < mine.size(); ++i)
        if (mine[i].first != theirs[i].first || mine[i].second.sizes() != theirs[i].second.sizes())
            return unlike(first, other, "'" + mine[i].first + "' has another shape than '" + theirs[i].first + "'");
    return {};
}

Result<std::vector<double>> normalised(std::span<const double> shares, std::size_t count) {
    std::vector<double> out(shares.begin(), shares.end());
    if (out.empty()) out.assign(count, 1.0);
    if (out.size() != count || std::ranges::any_of(out, [](double share) { return !(share > 0.0 && share < 1e9); }))
        return Error(ErrorCode::InvalidInput,
                     std::to_string(count) + " models need as many positive shares, not " + std::to_string(out.size()));
    const double sum = std::accumulate(out.begin(), out.end(), 0.0);
    for (double& share : out) share /= sum;
    return out;
}

} // namespace

Result<void> averageModels(std::span<const fs::path> folders, std::span<const double> shares, const fs::path& out) {
    if (folders.size() < 2)
        return Error(ErrorCode::InvalidInput,
                     "averaging needs two models or more, not " + std::to_string(folders.size()));
    AKV_ASSIGN(const auto parts, normalised(shares, folders.size()));
    AKV_ASSIGN(auto mean, loadModelWeights(folders[0]));
    const auto sums = tensorsOf(mean);
    for (std::size_t m = 1; m < folders.size(); ++m) {
        AKV_ASSIGN(const auto other, loadModelWeights(folders[m]));
        AKV_CHECK(checkAlike(folders[0], mean, folders[m], other));
        const auto terms = tensorsOf(other);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            if (m == 1) sums[i].second.mul_(parts[0]);
            sums[i].second.add_(terms[i].second, parts[m]);
        }
    }
    AKV_CHECK(saveModelWeights(mean, out, at::kHalf));
    for (const char* name : {"tokenizer.model", kTrainingLists[0], kTrainingLists[1]}) {
        if (!fs::exists(folders[0] / name)) continue;
        AKV_ASSIGN(const auto content, readFile(folders[0] / name));
        AKV_CHECK(writeFileAtomically(out / name, content));
    }
    return {};
}

} // namespace akv
