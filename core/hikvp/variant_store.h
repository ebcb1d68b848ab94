// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/leaf_store.h"

#include <optional>

namespace akv {

/// How a store in memory differs from the one that it was made from. Nothing on disk changes.
struct StoreVariant {
    /// ReplaceValues: the rows of `replaced` hold `values` [n, d] instead; keys and hierarchy stay.
    /// ShuffleValues: every row holds the value of another row; keys and hierarchy stay.
    /// RandomVectors: unit vectors of random direction in place of every key and value, clustered anew.
    enum class Kind { ReplaceValues, ShuffleValues, RandomVectors } kind = Kind::ReplaceValues;
    std::vector<RowId> replaced;
    Matrix values;
    std::uint64_t seed = 0;
};

struct VariantStore {
    std::shared_ptr<const LeafStore> store;
    std::vector<std::uint32_t> valueRow; ///< ShuffleValues: row whose value row i holds; else empty
};

/// Rows that a variant may have: everything is decoded in memory (16 d bytes a row while it is made).
constexpr std::uint32_t kVariantRows = 200000;

/// Errors: too many rows, a row or width that does not fit, cancelled.
Result<VariantStore> makeVariantStore(const LeafStore& store, const StoreVariant& variant, const JobContext& context);

/// A root or inter cluster of a store.
struct ClusterRef {
    enum class Level { Root, Inter } level = Level::Inter;
    ClusterId id;
    auto operator<=>(const ClusterRef&) const = default;
};

/// What is left of a store, as a store of its own, and which id of the base each of its clusters and leaves had.
struct ReducedStore {
    std::shared_ptr<const LeafStore> store;
    std::vector<std::uint32_t> root, inter, leaf; ///< [ids of `store`] -> id in the base, ascending

    /// `ids` of the reduced store become ids of the base.
    static void toBase(std::vector<std::uint32_t>& ids, const std::vector<std::uint32_t>& base) {
        for (auto& id : ids) id = base[id];
    }
    /// The leaves of the base that are left, as leaves of `store`; those that went are passed over. Both ascend.
    std::vector<LeafId> leavesOf(std::span<const LeafId> base) const;
};

/// `base` without some clusters: their keys are not scored and take no place among the kept ones, their leaves are not
/// there. A root goes with its last inter cluster. The keys of all other clusters stay as they are, also those of the
/// roots above a missing cluster. Nothing is copied but the hierarchy. Errors: a cluster that does not exist, nothing
/// left.
Result<ReducedStore> withoutClusters(std::shared_ptr<const LeafStore> base, std::span<const ClusterRef> clusters);
/// Leaves of the clusters, ascending, each once. Error: a cluster that does not exist.
Result<std::vector<LeafId>> leavesOfClusters(const Hierarchy& hierarchy, std::span<const ClusterRef> clusters);

} // namespace akv
