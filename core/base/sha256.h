// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace akv {

/// SHA-256 (FIPS 180-4) in 64 hexadecimal digits: what others say about a file, to be compared with sha256sum.
std::string sha256(std::span<const std::byte> bytes);
/// The same of a file. Errors: missing, unreadable.
Result<std::string> sha256OfFile(const std::filesystem::path& path);

} // namespace akv
