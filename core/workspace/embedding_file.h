// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace akv {

/// `keys.f32` and `values.f32` of a workspace: a header of 128 bytes ("AKVEMBED", u32 version, u32 width, u64 rows, u64
/// XXH3 of the payload, encoder name padded with zeros to 96 bytes), then rows * width little-endian floats, row-major.
struct EmbeddingFile {
    Matrix matrix;
    std::string encoder;
};
Result<void> writeEmbeddings(const std::filesystem::path& path, const Matrix& matrix, const std::string& encoder);
/// Errors: missing, truncated, wrong magic, newer version, checksum.
Result<EmbeddingFile> readEmbeddings(const std::filesystem::path& path);

} // namespace akv
