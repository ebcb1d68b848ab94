// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace akv {

/// Sequential reading of a regular file in pieces; the file is closed on destruction.
class SourceFile {
public:
    /// Errors: missing, a folder, unreadable, empty, and content that is known not to be text (Git-LFS pointer,
    /// archive, database, pickle, UTF-16), each with what to do instead.
    static Result<SourceFile> open(const std::filesystem::path& path);
    SourceFile(SourceFile&& other) noexcept;
    SourceFile& operator=(SourceFile&& other) noexcept;
    ~SourceFile();

    /// Appends up to `bytes` bytes to `buffer`; false at the end of the file.
    Result<bool> read(std::string& buffer, std::size_t bytes);
    std::uint64_t size() const { return m_size; }
    std::uint64_t position() const { return m_position; }
    const std::filesystem::path& path() const { return m_path; }

private:
    SourceFile() = default;
    std::filesystem::path m_path;
    int m_fd = -1;
    std::uint64_t m_size = 0, m_position = 0;
};

/// Reads at most `bytes` bytes from the start, without a byte-order mark.
Result<std::string> readSample(const std::filesystem::path& path, std::size_t bytes);

/// Error for bytes that are not UTF-8, with line (from 1) and byte offset (from 0) in the file.
Error notUtf8(const std::filesystem::path& path, std::uint64_t line, std::uint64_t byte, unsigned char value);

} // namespace akv
