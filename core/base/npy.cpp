// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/npy.h"

#include "core/base/file.h"

#include <bit>

namespace akv {

namespace {

static_assert(std::endian::native == std::endian::little, "npy files are written as the memory lies");

/// Magic, version, header length, then a Python dictionary padded so that the data begin at a multiple of 64 bytes.
std::string headerOf(const char* type, const std::vector<std::size_t>& shape) {
    std::string sizes;
    for (const auto n : shape) sizes += std::to_string(n) + ", ";
    if (shape.size() > 1) sizes.resize(sizes.size() - 2);
    std::string text = std::string("{'descr': '") + type + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
    constexpr std::size_t kFixed = 10;
    text.append((64 - (kFixed + text.size() + 1) % 64) % 64, ' ');
    text += '\n';
    std::string out("\x93NUMPY\x01\x00", 8);
    out += char(text.size() & 0xFF);
    out += char(text.size() >> 8);
    return out + text;
}

Result<void> writeArray(const std::filesystem::path& path, const char* type, const void* data, std::size_t count,
                        std::size_t bytes, const std::vector<std::size_t>& shape) {
    std::size_t expected = 1;
    for (const auto n : shape) expected *= n;
    if (expected != count)
        return Error(ErrorCode::Internal, "'" + path.string() + "': " + std::to_string(count) +
                                              " values do not fill a shape of " + std::to_string(expected));
    AKV_ASSIGN(auto file, AtomicFile::create(path));
    AKV_CHECK(file->write(headerOf(type, shape)));
    AKV_CHECK(file->write(data, bytes));
    return file->commit();
}

} // namespace

Result<void> writeNpy(const std::filesystem::path& path, std::span<const float> values,
                      const std::vector<std::size_t>& shape) {
    return writeArray(path, "<f4", values.data(), values.size(), values.size_bytes(), shape);
}

Result<void> writeNpy(const std::filesystem::path& path, std::span<const std::int64_t> values,
                      const std::vector<std::size_t>& shape) {
    return writeArray(path, "<i8", values.data(), values.size(), values.size_bytes(), shape);
}

} // namespace akv
