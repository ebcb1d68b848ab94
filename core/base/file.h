// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace akv {

/// Reads a whole regular file. Errors name the path; a directory, a missing or unreadable file, or one larger than
/// `maxBytes` is an error.
Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t maxBytes = std::uint64_t(1) << 34);

/// Writes beside the target, fsyncs, renames, fsyncs the folder. Until commit() succeeds the target is untouched; the
/// destructor removes what was not committed.
class AtomicFile {
public:
    static Result<std::unique_ptr<AtomicFile>> create(const std::filesystem::path& target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    Result<void> write(const void* data, std::size_t bytes);
    Result<void> write(std::string_view text) { return write(text.data(), text.size()); }
    /// Overwrites bytes that were written before (a header that needs a length or checksum known only at the end).
    Result<void> patch(std::uint64_t offset, const void* data, std::size_t bytes);
    std::uint64_t size() const { return m_size; }
    Result<void> commit();

private:
    AtomicFile() = default;
    std::filesystem::path m_target, m_temporary;
    int m_fd = -1;
    std::uint64_t m_size = 0;
};

/// AtomicFile in one call.
Result<void> writeFileAtomically(const std::filesystem::path& target, std::string_view content);

/// Read-only memory map of a regular file; unmapped on destruction. Empty files map to an empty span.
class MappedFile {
public:
    static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    const std::filesystem::path& path() const { return m_path; }

private:
    MappedFile() = default;
    std::filesystem::path m_path;
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

/// 64-bit checksum of a byte range (XXH3). Used in every file of a workspace.
std::uint64_t checksum64(const void* data, std::size_t bytes);

} // namespace akv
