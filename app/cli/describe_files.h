// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/base/result.h"

#include <filesystem>

namespace akv::cli {

/// A folder with config.json and weights, as `info` prints it. Reads headers only: neither weights nor LibTorch are
/// needed, so a large model costs no memory.
bool isModelFolder(const std::filesystem::path& path);
Result<Json> describeModel(const std::filesystem::path& folder);

/// A .akvtrace file.
bool isTrace(const std::filesystem::path& path);
Result<Json> describeTraceFile(const std::filesystem::path& path);

} // namespace akv::cli
