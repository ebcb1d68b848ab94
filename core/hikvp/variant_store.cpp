// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/variant_store.h"

#include "core/base/hash.h"
#include "core/base/strings.h"

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

/// A store whose leaves are some of another one's.
class ChosenLeaves final : public LeafStore {
public:
    ChosenLeaves(std::shared_ptr<const LeafStore> base, Hierarchy hierarchy, std::vector<std::uint32_t> leaves)
        : m_base(std::move(base)), m_hierarchy(std::move(hierarchy)), m_leaves(std::move(leaves)) {
        std::string parts = m_base->hash();
        for (const auto leaf : m_leaves) parts += ":" + std::to_string(leaf);
        m_hash = hex64(hash64(parts));
    }
    std::uint32_t leafCount() const override { return std::uint32_t(m_leaves.size()); }
    std::size_t width() const override { return m_base->width(); }
    LeafType type() const override { return m_base->type(); }
    const std::string& encoderName() const override { return m_base->encoderName(); }
    const Hierarchy& hierarchy() const override { return m_hierarchy; }
    RowId rowOf(LeafId leaf) const override { return m_base->rowOf(at(leaf)); }
    /// leafCount(), which no leaf has, for a row that is not among the chosen.
    LeafId leafOf(RowId row) const override {
        const auto leaf = m_base->leafOf(row).value();
        const auto found = std::lower_bound(m_leaves.begin(), m_leaves.end(), leaf);
        return LeafId(found != m_leaves.end() && *found == leaf ? std::uint32_t(found - m_leaves.begin())
                                                                : leafCount());
    }
    void key(LeafId leaf, std::span<float> out) const override { m_base->key(at(leaf), out); }
    void value(LeafId leaf, std::span<float> out) const override { m_base->value(at(leaf), out); }
    std::span<const std::int8_t> keyCodes8(LeafId leaf) const override { return m_base->keyCodes8(at(leaf)); }
    std::span<const std::int8_t> valueCodes8(LeafId leaf) const override { return m_base->valueCodes8(at(leaf)); }
    std::span<const std::uint16_t> keyCodes16(LeafId leaf) const override { return m_base->keyCodes16(at(leaf)); }
    std::span<const std::uint16_t> valueCodes16(LeafId leaf) const override { return m_base->valueCodes16(at(leaf)); }
    std::span<const float> keyCodes32(LeafId leaf) const override { return m_base->keyCodes32(at(leaf)); }
    std::span<const float> valueCodes32(LeafId leaf) const override { return m_base->valueCodes32(at(leaf)); }
    float keyScale(LeafId leaf) const override { return m_base->keyScale(at(leaf)); }
    float valueScale(LeafId leaf) const override { return m_base->valueScale(at(leaf)); }
    std::uint64_t bytesOnDisk() const override { return m_base->bytesOnDisk(); }
    std::uint64_t residentKeyBytes() const override { return m_base->residentKeyBytes(); }
    const std::string& hash() const override { return m_hash; }
    Result<void> checkWhole() const override { return m_base->checkWhole(); }

private:
    LeafId at(LeafId leaf) const { return LeafId(m_leaves[leaf.value()]); }
    std::shared_ptr<const LeafStore> m_base;
    Hierarchy m_hierarchy;
    std::vector<std::uint32_t> m_leaves; ///< ascending
    std::string m_hash;
};

/// Inter clusters that `clusters` takes away: true where it does.
Result<std::vector<bool>> missingInters(const Hierarchy& h, std::span<const ClusterRef> clusters) {
    std::vector<bool> out(h.inter.rows, false);
    for (const auto& cluster : clusters) {
        const bool root = cluster.level == ClusterRef::Level::Root;
        const std::size_t count = root ? h.root.rows : h.inter.rows;
        if (cluster.id.value() >= count)
            return Error(ErrorCode::InvalidInput,
                         std::string(root ? "root" : "inter") + " cluster " + std::to_string(cluster.id.value()) +
                             " does not exist; the graph has " + std::to_string(count) + ", numbered from 0");
        const auto begin = root ? h.interBegin[cluster.id.value()] : cluster.id.value();
        const auto end = root ? h.interBegin[cluster.id.value() + 1] : cluster.id.value() + 1;
        std::fill(out.begin() + begin, out.begin() + end, true);
    }
    return out;
}

void appendRow(Matrix& to, std::span<const float> row) {
    to.data.insert(to.data.end(), row.begin(), row.end());
    ++to.rows;
}

} // namespace

std::vector<LeafId> ReducedStore::leavesOf(std::span<const LeafId> base) const {
    std::vector<LeafId> out;
    for (const auto id : base) {
        const auto found = std::lower_bound(leaf.begin(), leaf.end(), id.value());
        if (found != leaf.end() && *found == id.value()) out.emplace_back(std::uint32_t(found - leaf.begin()));
    }
    return out;
}

Result<std::vector<LeafId>> leavesOfClusters(const Hierarchy& h, std::span<const ClusterRef> clusters) {
    AKV_ASSIGN(const auto missing, missingInters(h, clusters));
    std::vector<LeafId> out;
    for (std::uint32_t inter = 0; inter < missing.size(); ++inter)
        for (std::uint32_t leaf = h.leafBegin[inter]; missing[inter] && leaf < h.leafBegin[inter + 1]; ++leaf)
            out.emplace_back(leaf);
    return out;
}

Result<ReducedStore> withoutClusters(std::shared_ptr<const LeafStore> base, std::span<const ClusterRef> clusters) {
    const Hierarchy& h = base->hierarchy();
    AKV_ASSIGN(const auto missing, missingInters(h, clusters));
    ReducedStore out;
    Hierarchy left;
    left.root = Matrix(0, base->width());
    left.inter = Matrix(0, base->width());
    left.interBegin = left.leafBegin = {0};
    for (std::uint32_t root = 0; root < h.root.rows; ++root) {
        const std::size_t before = out.inter.size();
        for (std::uint32_t inter = h.interBegin[root]; inter < h.interBegin[root + 1]; ++inter) {
            if (missing[inter]) continue;
            for (std::uint32_t leaf = h.leafBegin[inter]; leaf < h.leafBegin[inter + 1]; ++leaf)
                out.leaf.push_back(leaf);
            out.inter.push_back(inter);
            appendRow(left.inter, h.inter.row(inter));
            left.leafBegin.push_back(std::uint32_t(out.leaf.size()));
        }
        if (out.inter.size() == before) continue;
        out.root.push_back(root);
        appendRow(left.root, h.root.row(root));
        left.interBegin.push_back(std::uint32_t(out.inter.size()));
    }
    if (out.leaf.empty())
        return Error(ErrorCode::InvalidInput,
                     "without these clusters nothing of the graph is left; mask fewer of them, "
                     "or choose mode zero-shot");
    out.store = std::make_shared<ChosenLeaves>(std::move(base), std::move(left), out.leaf);
    return out;
}

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
