// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace akv {

/// Takes the writer's lock of a folder: file `lock`, which names its owner (process id and host). The system drops the
/// lock when its owner ends, however it ends, so a stale file never blocks anybody. Gives a file descriptor.
Result<int> takeLock(const std::filesystem::path& folder);
void releaseLock(int descriptor);

} // namespace akv
