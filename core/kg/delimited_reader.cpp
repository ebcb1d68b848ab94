// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/delimited_reader.h"

#include "core/base/strings.h"

#include <algorithm>
#include <utility>

namespace akv {

namespace {
constexpr std::size_t kChunk = std::size_t(1) << 18;
}

Result<std::unique_ptr<DelimitedReader>> DelimitedReader::open(const std::filesystem::path& path, std::string delimiter,
                                                               bool quoting, const std::string& encoding) {
    AKV_ASSIGN(SourceFile file, SourceFile::open(path, encoding));
    std::unique_ptr<DelimitedReader> reader(new DelimitedReader(std::move(file), std::move(delimiter), quoting));
    AKV_CHECK(reader->fill());
    if (reader->m_buffer.starts_with("\xEF\xBB\xBF")) {
        reader->m_begin = 3;
        reader->m_offset = 3;
    }
    return reader;
}

/// Drops what was consumed and reads another piece; false at the end of the file.
Result<bool> DelimitedReader::fill() {
    if (m_end) return false;
    m_buffer.erase(0, m_begin);
    m_begin = 0;
    AKV_ASSIGN(const bool more, m_file.read(m_buffer, kChunk));
    m_end = !more;
    return more;
}

/// Finds the end of the record that starts at m_begin (the position of its line break, or of the end of the file).
Result<bool> DelimitedReader::findRecord(std::size_t& end) {
    std::size_t at = 0; // relative to m_begin, which fill() moves
    bool inQuotes = false, fieldStart = true, justClosed = false;
    std::uint64_t line = m_line, quoteLine = m_line;
    for (;;) {
        if (m_begin + at >= m_buffer.size()) {
            if (at > kMaxRecord)
                return Error(ErrorCode::FileFormat, "'" + m_file.path().string() + "' line " + std::to_string(m_line) +
                                                        ": record longer than 64 MiB; is a closing quote missing?");
            AKV_ASSIGN(const bool more, fill());
            if (more) continue;
            if (inQuotes)
                return Error(ErrorCode::FileFormat,
                             "'" + m_file.path().string() + "' ends inside a quoted field that began on line " +
                                 std::to_string(quoteLine) + " (" + grouped(m_file.size()) +
                                 " bytes read); the file is truncated or a closing quote is missing");
            end = m_begin + at;
            return at > 0;
        }
        const char c = m_buffer[m_begin + at];
        if (c == '\n') ++line;
        const bool closedBefore = std::exchange(justClosed, false);
        if (inQuotes) {
            if (c == '"') { // a doubled quote opens the field again at once
                inQuotes = false;
                justClosed = true;
            }
        } else if (c == '\n') {
            end = m_begin + at;
            return true;
        } else if (c == '"' && m_quoting && (fieldStart || closedBefore)) {
            inQuotes = true;
            if (fieldStart) quoteLine = line;
        }
        ++at;
        fieldStart = !inQuotes && c == m_delimiter.back() &&
                     std::string_view(m_buffer).substr(m_begin, at).ends_with(m_delimiter);
    }
}

Result<bool> DelimitedReader::next(std::vector<std::string>& fields) {
    for (;;) {
        std::size_t end = 0;
        AKV_ASSIGN(const bool found, findRecord(end));
        if (!found) return false;
        std::string_view record(m_buffer.data() + m_begin, end - m_begin);
        if (const auto bad = firstInvalidUtf8(record)) {
            const auto breaks = std::count(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
            return notUtf8(m_file.path(), m_line + static_cast<std::uint64_t>(breaks), m_offset + *bad,
                           static_cast<unsigned char>(record[*bad]));
        }
        m_recordLine = m_line;
        m_line += static_cast<std::uint64_t>(std::count(record.begin(), record.end(), '\n')) + 1;
        const std::size_t consumed = std::min(end + 1, m_buffer.size()) - m_begin;
        if (record.ends_with('\r')) record.remove_suffix(1);
        const bool blank = trimmed(record).empty() && record.find(m_delimiter) == std::string_view::npos;
        if (!blank) split(record, fields);
        m_begin += consumed;
        m_offset += consumed;
        if (!blank) return true;
    }
}

void DelimitedReader::split(std::string_view record, std::vector<std::string>& fields) const {
    std::size_t count = 0;
    const auto field = [&]() -> std::string& {
        if (count == fields.size()) fields.emplace_back();
        fields[count].clear();
        return fields[count++];
    };
    for (std::size_t at = 0;;) {
        std::string& out = field();
        if (m_quoting && at < record.size() && record[at] == '"') {
            for (++at; at < record.size(); ++at) {
                if (record[at] != '"') {
                    out += record[at];
                } else if (at + 1 < record.size() && record[at + 1] == '"') {
                    out += '"';
                    ++at;
                } else {
                    ++at;
                    break;
                }
            }
        }
        const auto stop = std::min(record.find(m_delimiter, at), record.size());
        out.append(record.substr(at, stop - at));
        if (stop == record.size()) break;
        at = stop + m_delimiter.size();
    }
    fields.resize(count);
}

} // namespace akv
