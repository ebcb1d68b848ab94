// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/embed_folder.h"

#include "core/hikvp/balanced_kmeans.h"

#include <algorithm>
#include <cmath>

namespace akv {

namespace {

void quantise(const Matrix& vectors, std::vector<std::int8_t>& codes, std::vector<float>& scales) {
    codes.resize(vectors.data.size());
    scales.resize(vectors.rows);
    for (std::size_t r = 0; r < vectors.rows; ++r) {
        float largest = 1e-12F;
        for (const float x : vectors.row(r)) largest = std::max(largest, std::abs(x));
        scales[r] = largest / 127.0F;
        for (std::size_t i = 0; i < vectors.cols; ++i)
            codes[r * vectors.cols + i] = std::int8_t(std::lround(vectors.row(r)[i] / scales[r]));
    }
}

} // namespace

Result<void> embedFolder(TrainingFolder& folder, const SentencePiece& pieces, SentenceEncoder& encoder,
                         const ClusterFunction& cluster, const JobContext& context) {
    const auto text = [&](std::uint32_t string) {
        const auto pieceIds = folder.string(string);
        return pieces.decode(std::vector<int>(pieceIds.begin(), pieceIds.end()));
    };
    std::vector<std::string> texts;
    texts.reserve(folder.rows.size());
    for (const auto& row : folder.rows) texts.push_back("the " + text(row.noun) + " of " + text(row.name));
    AKV_ASSIGN(const Matrix keys, encoder.encode(texts, context));
    quantise(keys, folder.keyCodes, folder.keyScale);
    folder.clusters = cubeRootSquaredUp(keys.rows);
    AKV_ASSIGN(const auto labels,
               cluster ? cluster(keys, folder.clusters, context)
                       : balancedLabels(keys, folder.clusters, ClusterOptions{}, "clustering similar keys", context));
    for (std::size_t i = 0; i < folder.rows.size(); ++i) folder.rows[i].cluster = labels[i];
    texts.clear();
    for (const auto string : folder.valueString) texts.push_back(text(string));
    AKV_ASSIGN(const Matrix values, encoder.encode(texts, context));
    quantise(values, folder.valueCodes, folder.valueScale);
    folder.width = encoder.width();
    folder.encoder = encoder.name();
    return {};
}

} // namespace akv
