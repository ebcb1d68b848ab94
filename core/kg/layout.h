// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"

#include <optional>
#include <utility>
#include <vector>

namespace akv {

struct LayoutPoint {
    double x = 0.0, y = 0.0; ///< 0 to 1
};

/// Fruchterman-Reingold places for `nodes` nodes, scaled into the unit square; the same graph gives the same places.
/// Cancelled within one iteration. With `start` (as many entries as nodes) those that have a place move little, and the
/// others begin beside a neighbour that has one.
Result<std::vector<LayoutPoint>> forceLayout(std::size_t nodes,
                                             const std::vector<std::pair<std::size_t, std::size_t>>& edges,
                                             const JobContext& context,
                                             const std::vector<std::optional<LayoutPoint>>& start = {});

} // namespace akv
