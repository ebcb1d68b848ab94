// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/absorbed.h"
#include "core/hikvp/leaf_store.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace akv::test {

inline Matrix randomMatrix(std::size_t rows, std::size_t cols, unsigned seed, float spread = 1.0F) {
    std::mt19937 rng(seed);
    std::normal_distribution<float> normal(0.0F, spread);
    Matrix out(rows, cols);
    for (float& v : out.data) v = normal(rng);
    return out;
}

/// Unit rows around `centres` random centres, as sentence embeddings are.
inline Matrix clusteredRows(std::size_t rows, std::size_t cols, std::size_t centres, unsigned seed) {
    const Matrix base = randomMatrix(std::max<std::size_t>(centres, 1), cols, seed);
    Matrix out = randomMatrix(rows, cols, seed + 1, 0.6F);
    for (std::size_t i = 0; i < rows; ++i) {
        double norm = 0;
        for (std::size_t j = 0; j < cols; ++j) {
            out.row(i)[j] += base.row(i % base.rows)[j];
            norm += double(out.row(i)[j]) * out.row(i)[j];
        }
        for (float& v : out.row(i)) v = static_cast<float>(v / std::sqrt(norm));
    }
    return out;
}

/// A hierarchy from labels: rows reordered into cluster order, centroids computed as method.md section 4 says.
/// interLabel[old inter] of the new cluster ids is returned through `interIds` when given.
inline Clustering clusteringFromLabels(const Matrix& keys, const std::vector<std::uint32_t>& leafToInter,
                                       const std::vector<std::uint32_t>& interToRoot,
                                       std::vector<std::uint32_t>* interIds = nullptr) {
    const std::size_t inters = interToRoot.size(), d = keys.cols;
    const std::size_t roots = inters == 0 ? 0 : *std::max_element(interToRoot.begin(), interToRoot.end()) + 1;
    std::vector<std::uint32_t> order(inters);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return interToRoot[a] < interToRoot[b]; });
    Clustering out;
    auto& h = out.hierarchy;
    h.root = Matrix(roots, d);
    h.inter = Matrix(inters, d);
    h.interBegin.assign(1, 0);
    h.leafBegin.assign(1, 0);
    for (std::size_t i = 0; i < inters; ++i) {
        std::vector<double> mean(d, 0.0);
        const auto before = out.order.size();
        for (std::uint32_t row = 0; row < keys.rows; ++row)
            if (leafToInter[row] == order[i]) {
                out.order.push_back(row);
                for (std::size_t j = 0; j < d; ++j) mean[j] += keys.row(row)[j];
            }
        for (std::size_t j = 0; j < d; ++j) h.inter.row(i)[j] = float(mean[j] / double(out.order.size() - before));
        h.leafBegin.push_back(static_cast<std::uint32_t>(out.order.size()));
    }
    for (std::size_t r = 0; r < roots; ++r) {
        std::vector<double> mean(d, 0.0);
        std::size_t members = 0;
        for (std::size_t i = 0; i < inters; ++i)
            if (interToRoot[order[i]] == r) {
                ++members;
                for (std::size_t j = 0; j < d; ++j) mean[j] += h.inter.row(i)[j];
            }
        for (std::size_t j = 0; j < d; ++j) h.root.row(r)[j] = float(mean[j] / double(members));
        h.interBegin.push_back(h.interBegin.back() + static_cast<std::uint32_t>(members));
    }
    if (interIds != nullptr) *interIds = order;
    return out;
}

/// A clustering of `rows` keys with random cluster sizes (every cluster has a member).
inline Clustering randomClustering(const Matrix& keys, std::size_t inters, std::size_t roots, unsigned seed) {
    std::mt19937 rng(seed);
    std::vector<std::uint32_t> leafToInter(keys.rows), interToRoot(inters);
    for (std::size_t i = 0; i < leafToInter.size(); ++i)
        leafToInter[i] = std::uint32_t(i < inters ? i : rng() % inters);
    for (std::size_t i = 0; i < inters; ++i) interToRoot[i] = std::uint32_t(i < roots ? i : rng() % roots);
    std::shuffle(leafToInter.begin(), leafToInter.end(), rng);
    return clusteringFromLabels(keys, leafToInter, interToRoot);
}

} // namespace akv::test
