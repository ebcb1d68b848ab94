// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/source_file.h"

#include <memory>
#include <string>
#include <vector>

namespace akv {

/// Records of a CSV (RFC 4180: quoted fields may hold delimiters, doubled quotes and line breaks) or TSV file (no
/// quoting), one at a time. Memory is bounded by the longest record (at most kMaxRecord bytes). A byte-order mark, CRLF
/// and blank lines are accepted.
class DelimitedReader {
public:
    static constexpr std::size_t kMaxRecord = std::size_t(64) << 20;

    /// `delimiter`: one character, as delimiterOf() gives it.
    static Result<std::unique_ptr<DelimitedReader>> open(const std::filesystem::path& path, std::string delimiter,
                                                         bool quoting, const std::string& encoding = {});

    /// Next record into `fields`; false at the end. Errors: unclosed quote, not UTF-8, overlong record, I/O.
    Result<bool> next(std::vector<std::string>& fields);
    /// Physical line (from 1) on which the last record began.
    std::uint64_t line() const { return m_recordLine; }
    std::uint64_t bytesRead() const { return m_file.converts() ? m_file.position() : m_offset; }
    std::uint64_t bytesTotal() const { return m_file.size(); }
    const std::string& encoding() const { return m_file.encoding(); }

private:
    DelimitedReader(SourceFile file, std::string delimiter, bool quoting)
        : m_file(std::move(file)), m_delimiter(std::move(delimiter)), m_quoting(quoting) {}
    Result<bool> findRecord(std::size_t& end);
    Result<bool> fill();
    void split(std::string_view record, std::vector<std::string>& fields) const;

    SourceFile m_file;
    std::string m_delimiter;
    bool m_quoting;
    std::string m_buffer;
    std::size_t m_begin = 0;    ///< of the next record in the buffer
    std::uint64_t m_offset = 0; ///< of m_begin in the file
    std::uint64_t m_line = 1, m_recordLine = 0;
    bool m_end = false;
};

} // namespace akv
