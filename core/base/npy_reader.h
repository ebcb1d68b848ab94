// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace akv {

struct NpyMatrix {
    Matrix matrix;
    std::string type; ///< of the file: "float32", "float16", "float64" or "bfloat16"
};
/// Reads a NumPy .npy file (formats 1 to 3) with two dimensions in C order: little-endian f4, f2, f8, or u2, which
/// holds bfloat16 where it holds embeddings. Errors: anything else, with what was found: pickled objects (never
/// executed), big-endian or Fortran order, another number of dimensions, a size that does not fit the shape.
Result<NpyMatrix> readNpyMatrix(const std::filesystem::path& path);

} // namespace akv
