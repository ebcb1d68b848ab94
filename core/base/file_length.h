// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace akv {

/// Remembers how long a file was, for files that stay mapped: reading beyond the end of one that was cut short
/// meanwhile would end the program. Holds the file open, so a file that was removed or replaced by a rename is still
/// whole here.
class FileLength {
public:
    static Result<std::unique_ptr<const FileLength>> of(const std::filesystem::path& path);
    ~FileLength();
    FileLength(const FileLength&) = delete;
    FileLength& operator=(const FileLength&) = delete;

    /// Error when the file is shorter than it was. Call before a burst of reading.
    Result<void> checkWhole() const;

private:
    FileLength() = default;
    std::filesystem::path m_path;
    int m_fd = -1;
    std::uint64_t m_length = 0;
};

} // namespace akv
