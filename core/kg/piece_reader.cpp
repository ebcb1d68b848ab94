// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/piece_reader.h"

#include "core/base/strings.h"

#include <algorithm>

namespace akv {

namespace {
constexpr std::size_t kChunk = std::size_t(1) << 18;
}

Result<PieceReader> PieceReader::open(const std::filesystem::path& path, const std::string& encoding) {
    AKV_ASSIGN(SourceFile file, SourceFile::open(path, encoding));
    PieceReader reader(std::move(file));
    reader.peek(3);
    if (reader.m_buffer.starts_with("\xEF\xBB\xBF")) reader.m_begin = reader.m_offset = 3;
    return reader;
}

int PieceReader::peekBeyond(std::size_t at) {
    while (m_begin + at >= m_buffer.size()) {
        if (m_end) return -1;
        if (at > kMaxPiece) {
            m_problem = fail("more than 64 MiB belong together here; is an end missing?", m_line);
            m_end = true;
            return -1;
        }
        m_buffer.erase(0, m_begin);
        m_begin = 0;
        auto more = m_file.read(m_buffer, kChunk);
        if (!more.ok()) m_problem = std::move(more).error();
        m_end = m_problem || !*more;
    }
    return static_cast<unsigned char>(m_buffer[m_begin + at]);
}

Result<std::string_view> PieceReader::take(std::size_t bytes) {
    AKV_CHECK(problem());
    const std::string_view piece(m_buffer.data() + m_begin, std::min(bytes, m_buffer.size() - m_begin));
    if (const auto bad = firstInvalidUtf8(piece)) {
        const auto breaks = std::count(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
        return notUtf8(m_file.path(), m_line + static_cast<std::uint64_t>(breaks), m_offset + *bad,
                       static_cast<unsigned char>(piece[*bad]));
    }
    m_line += static_cast<std::uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
    m_begin += piece.size();
    m_offset += piece.size();
    return piece;
}

Result<void> PieceReader::problem() const {
    if (m_problem) return *m_problem;
    return {};
}

Error PieceReader::fail(const std::string& what, std::uint64_t line) const {
    return Error(ErrorCode::FileFormat, "'" + m_file.path().string() + "' line " + std::to_string(line) + ": " + what);
}

} // namespace akv
