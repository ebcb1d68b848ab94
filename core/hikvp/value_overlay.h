// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/leaf_store.h"

namespace akv {

/// `base` with other base embeddings as the values of some leaves, without a copy of the rest: keys, clusters, rows and
/// ids stay. `values` [leaves.size(), width]; they are held in the codes of the base's type, so that reading one gives
/// what an edited and rebuilt store would give. hash() differs from the base's. Errors: sizes that do not fit, a leaf
/// that does not exist, values that are not finite.
Result<std::shared_ptr<const LeafStore>> overlayValues(std::shared_ptr<const LeafStore> base,
                                                       std::span<const LeafId> leaves, const Matrix& values);

} // namespace akv
