// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/text_encoding.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace akv {

/// Sequential reading of a regular file in pieces; the file is closed on destruction.
class SourceFile {
public:
    /// `encoding` as for encodingName(); a byte-order mark says more than it. Without either the bytes are handed on as
    /// they are, to be UTF-8; everything else is turned into UTF-8. Errors: missing, a folder, unreadable, empty, an
    /// unknown encoding, and content that is known not to be text (Git-LFS pointer, archive, database, pickle), each
    /// with what to do instead.
    static Result<SourceFile> open(const std::filesystem::path& path, const std::string& encoding = {});
    SourceFile(SourceFile&& other) noexcept;
    SourceFile& operator=(SourceFile&& other) noexcept;
    ~SourceFile();

    /// Appends the text of up to `bytes` bytes of the file to `buffer`; false at the end of the file, else something
    /// was appended.
    Result<bool> read(std::string& buffer, std::size_t bytes);
    std::uint64_t size() const { return m_size; }
    std::uint64_t position() const { return m_position; } ///< bytes of the file, whatever they became
    bool converts() const { return m_decoder != nullptr; }
    /// What is read, for reports: "UTF-8", "UTF-16LE", "WINDOWS-1252", …
    const std::string& encoding() const { return m_encoding; }
    const std::filesystem::path& path() const { return m_path; }

private:
    SourceFile() = default;
    Result<void> examine(const std::string& encoding);
    std::filesystem::path m_path;
    std::string m_encoding;
    std::unique_ptr<TextDecoder> m_decoder;
    int m_fd = -1;
    std::uint64_t m_size = 0, m_position = 0;
};

/// Reads about `bytes` bytes from the start, without a byte-order mark.
Result<std::string> readSample(const std::filesystem::path& path, std::size_t bytes, const std::string& encoding = {});

/// Whether the file, or one that is read with it or from the folder, is text that can be read only when its encoding is
/// named: neither UTF-8 throughout nor with a byte-order mark.
bool needsEncoding(const std::filesystem::path& path);

/// Error for bytes that are not UTF-8, with line (from 1) and byte offset (from 0) in the file.
Error notUtf8(const std::filesystem::path& path, std::uint64_t line, std::uint64_t byte, unsigned char value);

} // namespace akv
