// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <vector>

namespace akv {

/// Where files that belong to the program are looked for, in this order: $ATLASKV_HOME, the program's folder,
/// ../share/atlaskv beside it, the source folder it was built from.
std::vector<std::filesystem::path> bundleHomes();
/// The first of them that holds `relative` (a folder counts when it holds `mustHold`); InvalidInput that lists them.
Result<std::filesystem::path> bundled(const std::filesystem::path& relative,
                                      const std::filesystem::path& mustHold = {});
/// The source folder the program was built from; kept out of compiler flags so that builds elsewhere share a cache.
std::filesystem::path sourceFolder();

} // namespace akv
