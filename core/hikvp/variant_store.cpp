// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/variant_store.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace akv {

namespace {

void fillWithUnitVectors(Matrix& rows, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    std::vector<double> v(rows.cols);
    for (std::size_t r = 0; r < rows.rows; ++r) {
        double sum = 0.0;
        for (double& x : v) x = normal(random), sum += x * x;
        for (std::size_t i = 0; i < v.size(); ++i) rows.row(r)[i] = float(v[i] / std::sqrt(sum));
    }
}

/// A cyclic permutation (Sattolo): no row keeps its own value.
std::vector<std::uint32_t> derangement(std::uint32_t n, std::mt19937_64& random) {
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t i = n; i-- > 1;) std::swap(order[i], order[random() % i]);
    return order;
}

} // namespace

Result<VariantStore> makeVariantStore(const LeafStore& store, const StoreVariant& variant, const JobContext& context) {
    const std::uint32_t n = store.leafCount();
    const std::size_t d = store.width();
    if (n > kVariantRows)
        return Error(ErrorCode::Unsupported, "this graph has " + std::to_string(n) +
                                                 " rows; a changed copy in memory is "
                                                 "made of up to " +
                                                 std::to_string(kVariantRows) + ". Edit the graph itself instead");
    Matrix keys(n, d), values(n, d);
    Clustering clustering;
    clustering.hierarchy = store.hierarchy();
    for (std::uint32_t leaf = 0; leaf < n; ++leaf) {
        if (leaf % 4096 == 0) AKV_CHECK(context.checkCancelled());
        const auto row = store.rowOf(LeafId(leaf)).value();
        clustering.order.push_back(row);
        store.key(LeafId(leaf), keys.row(row));
        store.value(LeafId(leaf), values.row(row));
    }
    VariantStore out;
    std::mt19937_64 random(variant.seed);
    switch (variant.kind) {
    case StoreVariant::Kind::ReplaceValues:
        if (variant.values.rows != variant.replaced.size() || (variant.values.rows > 0 && variant.values.cols != d))
            return Error(ErrorCode::InvalidInput, std::to_string(variant.replaced.size()) + " rows were named and " +
                                                      std::to_string(variant.values.rows) + " values of " +
                                                      std::to_string(variant.values.cols) +
                                                      " numbers given; the store is " + std::to_string(d) + " wide");
        for (std::size_t i = 0; i < variant.replaced.size(); ++i) {
            if (variant.replaced[i].value() >= n)
                return Error(ErrorCode::InvalidInput, "row " + std::to_string(variant.replaced[i].value()) +
                                                          " is not in a store of " + std::to_string(n) + " rows");
            std::ranges::copy(variant.values.row(i), values.row(variant.replaced[i].value()).begin());
        }
        break;
    case StoreVariant::Kind::ShuffleValues: {
        out.valueRow = derangement(n, random);
        Matrix moved(n, d);
        for (std::uint32_t row = 0; row < n; ++row)
            std::ranges::copy(values.row(out.valueRow[row]), moved.row(row).begin());
        values = std::move(moved);
        break;
    }
    case StoreVariant::Kind::RandomVectors: {
        fillWithUnitVectors(keys, random);
        fillWithUnitVectors(values, random);
        AKV_ASSIGN(clustering, clusterKeys(keys, {variant.seed}, context));
        break;
    }
    }
    AKV_ASSIGN(out.store, makeMemoryStore(keys, values, clustering, store.type(), store.encoderName()));
    return out;
}

} // namespace akv
