// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace akv {

/// Writes a NumPy .npy file (format 1.0, little-endian, C order), aside and renamed: float32 "<f4" or int64 "<i8".
/// Error when the number of values is not the product of `shape`, or on a full disk.
Result<void> writeNpy(const std::filesystem::path& path, std::span<const float> values,
                      const std::vector<std::size_t>& shape);
Result<void> writeNpy(const std::filesystem::path& path, std::span<const std::int64_t> values,
                      const std::vector<std::size_t>& shape);
inline Result<void> writeNpy(const std::filesystem::path& path, const Matrix& matrix) {
    return writeNpy(path, std::span<const float>(matrix.data), {matrix.rows, matrix.cols});
}

} // namespace akv
