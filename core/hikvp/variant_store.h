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

} // namespace akv
