// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>

namespace akv {

/// A knowledge head of a KB layer; without a head all of the layer's.
struct HeadRef {
    int layer = 0; ///< index of the decoder layer
    std::optional<int> head;
    auto operator<=>(const HeadRef&) const = default;
};

} // namespace akv
