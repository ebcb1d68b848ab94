// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace akv {

/// Element types of the safetensors format.
enum class TensorType { Bool, U8, I8, U16, I16, U32, I32, U64, I64, F16, BF16, F32, F64 };

const char* tensorTypeName(TensorType type); ///< "F32", as written in the header
std::size_t tensorTypeBytes(TensorType type);

/// One tensor of a file: row-major, little-endian, without copy. `bytes` may be unaligned for its type (copy elements
/// with memcpy) and lives as long as the SafetensorsFile.
struct TensorView {
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape; ///< empty for a scalar
    std::span<const std::byte> bytes;

    std::size_t elements() const;
    std::string describe() const; ///< "F32 [30522, 384]"
};

/// A memory-mapped safetensors file: 8-byte header length, JSON header, data. Immutable and thread-safe once open.
/// Opening checks the header completely: types, shapes, offsets inside the file, no overlap, no gap, nothing missing
/// and nothing left over. Errors (FileFormat) name the file, the tensor and the numbers that clash.
class SafetensorsFile {
public:
    static Result<std::shared_ptr<const SafetensorsFile>> open(const std::filesystem::path& path);

    /// Null when the file has no such tensor.
    const TensorView* find(const std::string& name) const;
    /// Error when the tensor is missing or its shape differs.
    Result<TensorView> require(const std::string& name, const std::vector<std::int64_t>& shape) const;
    /// The tensor as floats; F32, F16, BF16 and F64 are converted, other types are an error.
    Result<std::vector<float>> requireFloats(const std::string& name, const std::vector<std::int64_t>& shape) const;

    /// Numbers in all tensors together.
    std::uint64_t elements() const;

    const std::map<std::string, TensorView>& tensors() const { return m_tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; } ///< the `__metadata__` entry
    const std::filesystem::path& path() const { return m_file->path(); }

private:
    SafetensorsFile() = default;
    std::shared_ptr<const MappedFile> m_file;
    std::map<std::string, TensorView> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// fp16 bits to float, exact (subnormals, infinities and NaN included).
float halfToFloat(std::uint16_t bits);
/// float to the nearest fp16, ties to even; overflow becomes infinity.
std::uint16_t floatToHalf(float value);

} // namespace akv
