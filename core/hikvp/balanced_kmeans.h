// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/hikvp/leaf_store.h"

#include <cstdint>
#include <vector>

namespace akv {

/// Smallest r with r^3 >= m, and smallest t with t^3 >= m^2: the numbers of root and inter clusters of m leaves.
std::uint32_t cubeRootUp(std::uint64_t m);
std::uint32_t cubeRootSquaredUp(std::uint64_t m);

/// Splits points [N, d] into `clusters` groups of nearly equal size (largest / mean <= maxImbalance, or the ceiling of
/// the mean where that is larger), neighbouring labels being similar. Balanced bisections along the line between two
/// means (cost N log(clusters) d), then moves of single points to nearer clusters that still have room, `iterations`
/// times. Deterministic from the seed; equal points are told apart by their index. 1 <= clusters <= N.
Result<std::vector<std::uint32_t>> balancedLabels(const Matrix& points, std::uint32_t clusters,
                                                  const ClusterOptions& options, const std::string& phase,
                                                  const JobContext& context);

/// Mean of the points of every label [clusters, d]; sums in fp64.
Matrix labelMeans(const Matrix& points, const std::vector<std::uint32_t>& labels, std::uint32_t clusters);

} // namespace akv
