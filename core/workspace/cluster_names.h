// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <span>
#include <string>
#include <vector>

namespace akv {

/// What a cluster is about. Big clusters are read in evenly spaced samples: at most 4,096 leaves for the medoid and 64
/// for the words.
struct ClusterName {
    std::string medoid;             ///< "name · type" of the leaf whose key lies nearest to the centroid
    std::vector<std::string> words; ///< most common words of the keys, without function words; at most three
};

/// The leaf of [begin, end) whose key lies nearest to `centroid`, among at most 4,096 evenly spaced ones; ties go to
/// the lower leaf. begin < end; the centroid has the store's width.
LeafId medoidLeaf(const LeafStore& store, std::span<const float> centroid, std::uint32_t begin, std::uint32_t end);
/// How a cluster is called after its medoid: "name · type".
std::string medoidName(const QkvRow& row);

/// Names the cluster of the leaves [begin, end); `centroid` has the store's width.
Result<ClusterName> nameCluster(const Workspace& workspace, const LeafStore& store, std::span<const float> centroid,
                                std::uint32_t begin, std::uint32_t end);

} // namespace akv
