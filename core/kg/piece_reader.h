// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/source_file.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace akv {

/// Text of a file for whoever cuts it into statements or elements: look ahead with peek(), then take() what belongs
/// together. Memory is bounded by the longest piece (at most kMaxPiece bytes).
class PieceReader {
public:
    static constexpr std::size_t kMaxPiece = std::size_t(64) << 20;

    /// Errors as SourceFile::open. A byte-order mark is skipped.
    static Result<PieceReader> open(const std::filesystem::path& path, const std::string& encoding);

    /// Byte `at` of what was not taken yet; -1 behind the end of the text, or when reading failed: take() says so.
    int peek(std::size_t at) {
        if (m_begin + at < m_buffer.size()) [[likely]]
            return static_cast<unsigned char>(m_buffer[m_begin + at]);
        return peekBeyond(at);
    }
    /// The next `bytes` bytes, valid until the next call. Errors: I/O, not UTF-8, each with the place.
    Result<std::string_view> take(std::size_t bytes);
    /// Line (from 1) of the next byte.
    std::uint64_t line() const { return m_line; }
    /// Error when reading failed, to be asked for at the end of the text.
    Result<void> problem() const;
    /// "'FILE' line LINE: WHAT".
    Error fail(const std::string& what, std::uint64_t line) const;

    std::uint64_t bytesRead() const { return m_file.converts() ? m_file.position() : m_offset; }
    std::uint64_t bytesTotal() const { return m_file.size(); }
    const std::string& encoding() const { return m_file.encoding(); }
    const std::filesystem::path& path() const { return m_file.path(); }

private:
    explicit PieceReader(SourceFile file) : m_file(std::move(file)) {}
    int peekBeyond(std::size_t at);

    SourceFile m_file;
    std::string m_buffer;
    std::size_t m_begin = 0;
    std::uint64_t m_offset = 0, m_line = 1;
    std::optional<Error> m_problem;
    bool m_end = false;
};

} // namespace akv
