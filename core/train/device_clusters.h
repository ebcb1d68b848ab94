// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/embed_folder.h"

#include <string>

namespace akv {

/// Spherical k-means on an accelerator ("cuda"): for millions of keys, where only similarity within a cluster matters
/// and not its size. Starts from random points; empty clusters start again from random ones. Seeded. For "cpu" an empty
/// function: embedFolder() then balances on the processor. Error Unsupported without such a device.
Result<ClusterFunction> clustersOn(const std::string& device, std::uint64_t seed);

} // namespace akv
