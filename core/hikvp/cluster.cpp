// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/balanced_kmeans.h"
#include "core/hikvp/leaf_store.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace akv {

namespace {

Result<void> checkKeys(const Matrix& keys, const ClusterOptions& options) {
    if (keys.rows > 0xFFFFFFF0ULL)
        return Error(ErrorCode::Unsupported, std::to_string(keys.rows) + " rows are more than a store can number");
    if (keys.data.size() != keys.rows * keys.cols || (keys.rows > 0 && keys.cols == 0))
        return Error(ErrorCode::InvalidInput, "the key matrix [" + std::to_string(keys.rows) + ", " +
                                                  std::to_string(keys.cols) + "] holds " +
                                                  std::to_string(keys.data.size()) + " numbers");
    if (!(options.maxImbalance >= 1.0) || options.iterations < 0)
        return Error(ErrorCode::InvalidInput, "clustering needs maxImbalance >= 1 and iterations >= 0");
    for (std::size_t i = 0; i < keys.data.size(); ++i)
        if (!(std::abs(keys.data[i]) < 1e15F))
            return Error(ErrorCode::InvalidInput, "the key embedding of row " + std::to_string(i / keys.cols) +
                                                      " holds " + std::to_string(keys.data[i]) +
                                                      ", which is not a usable number; embed the rows again");
    return {};
}

/// Positions of the items of every label, ascending inside a label: begin [labels + 1] and the items in label order.
struct Groups {
    std::vector<std::uint32_t> begin, items;
};

Groups groupBy(const std::vector<std::uint32_t>& labels, std::uint32_t count) {
    Groups out{std::vector<std::uint32_t>(count + 1, 0), std::vector<std::uint32_t>(labels.size())};
    for (const auto label : labels) ++out.begin[label + 1];
    std::partial_sum(out.begin.begin(), out.begin.end(), out.begin.begin());
    auto cursor = out.begin;
    for (std::uint32_t i = 0; i < labels.size(); ++i) out.items[cursor[labels[i]]++] = i;
    return out;
}

} // namespace

Result<Clustering> clusterKeys(const Matrix& keys, const ClusterOptions& options, const JobContext& context) {
    AKV_CHECK(checkKeys(keys, options));
    AKV_CHECK(context.checkCancelled());
    Clustering out;
    auto& tree = out.hierarchy;
    if (keys.rows == 0) {
        tree.root.cols = tree.inter.cols = keys.cols;
        tree.interBegin = tree.leafBegin = {0};
        return out;
    }
    const std::uint32_t inters = cubeRootSquaredUp(keys.rows), roots = cubeRootUp(keys.rows);
    AKV_ASSIGN(const auto interOfRow, balancedLabels(keys, inters, options, "clustering rows", context));
    const Matrix interMeans = labelMeans(keys, interOfRow, inters);
    AKV_ASSIGN(const auto rootOfInter, balancedLabels(interMeans, roots, options, "clustering clusters", context));

    // Cluster order: roots, their inter clusters, their rows. New inter id = position in that order.
    const Groups byRoot = groupBy(rootOfInter, roots), byInter = groupBy(interOfRow, inters);
    tree.root = labelMeans(interMeans, rootOfInter, roots);
    tree.interBegin = byRoot.begin;
    tree.inter = Matrix(inters, keys.cols);
    tree.leafBegin = {0};
    out.order.reserve(keys.rows);
    for (std::uint32_t i = 0; i < inters; ++i) {
        const std::uint32_t old = byRoot.items[i];
        std::copy_n(interMeans.row(old).data(), keys.cols, tree.inter.row(i).data());
        for (std::uint32_t m = byInter.begin[old]; m < byInter.begin[old + 1]; ++m)
            out.order.push_back(byInter.items[m]);
        tree.leafBegin.push_back(static_cast<std::uint32_t>(out.order.size()));
    }
    context.progress("clustering rows", inters, inters);
    return out;
}

} // namespace akv
