// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/optimizer_torch.h"

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace akv {

/// Writes parameters, moments and the step as `checkpoint.safetensors` in one atomic replacement, so that a killed run
/// keeps the newest complete one.
Result<void> saveCheckpoint(const std::filesystem::path& folder, Optimizer& optimizer, int step,
                            const std::string& fingerprint);

/// Restores into the optimizer's tensors; returns the step. Empty without a checkpoint. Errors: corrupt, or made with
/// another configuration or shape.
Result<std::optional<int>> loadCheckpoint(const std::filesystem::path& folder, Optimizer& optimizer,
                                          const std::string& fingerprint);

} // namespace akv
