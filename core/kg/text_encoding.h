// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace akv {

/// The usual name of an encoding as a user writes it: "latin1" -> "ISO-8859-1", "utf8" -> "UTF-8"; empty for "auto".
/// Error: no encoding of that name is known to the system.
Result<std::string> encodingName(const std::string& name);

/// What a byte-order mark at the start of a file says: its encoding and its length; an empty name: there is none.
struct ByteOrderMark {
    std::string encoding;
    std::size_t bytes = 0;
};
ByteOrderMark byteOrderMark(std::string_view start);

/// Turns text of one encoding into UTF-8, in pieces. Bytes that mean nothing in the encoding are an error with their
/// place; nothing is replaced or left out.
class TextDecoder {
public:
    /// `offset`: of the first byte in the file, for messages.
    static Result<std::unique_ptr<TextDecoder>> create(std::filesystem::path path, const std::string& encoding,
                                                       std::uint64_t offset);
    ~TextDecoder();
    TextDecoder(const TextDecoder&) = delete;
    TextDecoder& operator=(const TextDecoder&) = delete;

    /// Appends the text of `bytes` to `out`; a character that is cut in two waits for the next piece.
    Result<void> decode(std::string_view bytes, std::string& out);
    /// Appends what was held back until the next character (some encodings compose two); error when the text ends
    /// within a character.
    Result<void> finish(std::string& out);

private:
    TextDecoder() = default;
    Error fail(std::string_view bytes, const std::string& what) const;

    std::filesystem::path m_path;
    std::string m_encoding, m_rest;
    std::uint64_t m_offset = 0, m_line = 1; ///< of the first byte of m_rest, or of the next piece
    void* m_iconv = nullptr;
};

} // namespace akv
