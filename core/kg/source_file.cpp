// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_file.h"

#include "core/base/strings.h"
#include "core/kg/source_set.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace akv {

namespace {

std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

struct Magic {
    std::string_view bytes, advice;
};
constexpr Magic kNotText[] = {
    {"version https://git-lfs", "is a Git-LFS pointer, not the data itself; run 'git lfs pull' in its repository, or "
                                "download the real file"},
    {"PK\x03\x04", "is a zip archive (or a spreadsheet); unpack it, or save the sheet as CSV, and import that"},
    {"\x1f\x8b", "is gzip-compressed; unpack it with gunzip and import the result"},
    {"\x28\xb5\x2f\xfd", "is zstd-compressed; unpack it with unzstd and import the result"},
    {"SQLite format 3", "is an SQLite database; export its triples as TSV and import that"},
    {"PAR1", "is a Parquet file; convert it to CSV and import that"},
    {"\x80\x04", "is a Python pickle, which is never executed; export the triples as CSV and import that"},
    {"\x80\x05", "is a Python pickle, which is never executed; export the triples as CSV and import that"},
};

} // namespace

Result<void> SourceFile::examine(const std::string& encoding) {
    AKV_ASSIGN(const std::string chosen, encodingName(encoding));
    char start[64];
    const ssize_t got = ::pread(m_fd, start, sizeof start, 0);
    if (got < 0) return Error(ErrorCode::InvalidInput, "cannot read " + quoted(m_path) + ": " + std::strerror(errno));
    const std::string_view head(start, static_cast<std::size_t>(got));
    for (const auto& magic : kNotText)
        if (head.starts_with(magic.bytes))
            return Error(ErrorCode::FileFormat, quoted(m_path) + " " + std::string(magic.advice));
    const ByteOrderMark mark = byteOrderMark(head);
    m_encoding = !mark.encoding.empty() ? mark.encoding : chosen.empty() ? "UTF-8" : chosen;
    const bool wide =
        m_encoding.starts_with("UTF-16") || m_encoding.starts_with("UTF-32") || m_encoding.starts_with("UCS");
    if (const auto zero = head.find('\0'); zero != std::string_view::npos && !wide)
        return Error(ErrorCode::FileFormat, quoted(m_path) + " is a binary file (zero byte at offset " +
                                                std::to_string(zero) +
                                                "); a text file was expected. If it is UTF-16 without a byte-order "
                                                "mark, choose the encoding utf-16le or utf-16be");
    if (m_encoding == "UTF-8") return {}; // its mark is for the readers, who count bytes
    if (::lseek(m_fd, static_cast<off_t>(mark.bytes), SEEK_SET) < 0)
        return Error(ErrorCode::InvalidInput, "cannot read " + quoted(m_path) + ": " + std::strerror(errno));
    m_position = mark.bytes;
    AKV_ASSIGN(m_decoder, TextDecoder::create(m_path, m_encoding, mark.bytes));
    return {};
}

Result<SourceFile> SourceFile::open(const std::filesystem::path& path, const std::string& encoding) {
    SourceFile file;
    file.m_path = path;
    file.m_fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (file.m_fd < 0 || ::fstat(file.m_fd, &info) != 0)
        return Error(ErrorCode::InvalidInput, "cannot open " + quoted(path) + ": " + std::strerror(errno) +
                                                  "; check the path and its permissions");
    if (S_ISDIR(info.st_mode))
        return Error(ErrorCode::InvalidInput, quoted(path) + " is a folder, a file was expected");
    if (!S_ISREG(info.st_mode)) return Error(ErrorCode::InvalidInput, quoted(path) + " is not a regular file");
    if (info.st_size == 0)
        return Error(ErrorCode::FileFormat, quoted(path) + " is empty (0 bytes); there is nothing to import");
    AKV_CHECK(file.examine(encoding));
    file.m_size = static_cast<std::uint64_t>(info.st_size);
    return file;
}

SourceFile::SourceFile(SourceFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_encoding(std::move(other.m_encoding)), m_decoder(std::move(other.m_decoder)),
      m_fd(std::exchange(other.m_fd, -1)), m_size(other.m_size), m_position(other.m_position) {}

SourceFile& SourceFile::operator=(SourceFile&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_encoding, other.m_encoding);
    std::swap(m_decoder, other.m_decoder);
    std::swap(m_fd, other.m_fd);
    std::swap(m_size, other.m_size);
    std::swap(m_position, other.m_position);
    return *this;
}

SourceFile::~SourceFile() {
    if (m_fd >= 0) ::close(m_fd);
}

Result<bool> SourceFile::read(std::string& buffer, std::size_t bytes) {
    const std::size_t before = buffer.size();
    std::string raw;
    for (;;) {
        std::string& target = m_decoder ? raw : buffer;
        const std::size_t begin = m_decoder ? 0 : before;
        target.resize(begin + bytes);
        ssize_t got = 0;
        do { got = ::read(m_fd, target.data() + begin, bytes); } while (got < 0 && errno == EINTR);
        target.resize(begin + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0)
            return Error(ErrorCode::InvalidInput, "cannot read " + quoted(m_path) + ": " + std::strerror(errno));
        m_position += static_cast<std::uint64_t>(got);
        if (!m_decoder) return got > 0;
        if (got == 0) {
            AKV_CHECK(m_decoder->finish(buffer));
            return buffer.size() > before;
        }
        AKV_CHECK(m_decoder->decode(raw, buffer));
        if (buffer.size() > before) return true;
    }
}

Result<std::string> readSample(const std::filesystem::path& path, std::size_t bytes, const std::string& encoding) {
    AKV_ASSIGN(SourceFile file, SourceFile::open(path, encoding));
    std::string sample;
    while (sample.size() < bytes) {
        AKV_ASSIGN(const bool more, file.read(sample, bytes - sample.size()));
        if (!more) break;
    }
    if (sample.starts_with("\xEF\xBB\xBF")) sample.erase(0, 3);
    return sample;
}

namespace {

bool fileNeedsEncoding(const std::filesystem::path& path) {
    constexpr std::size_t kPiece = std::size_t(1) << 20;
    if (!SourceFile::open(path, "utf-16le").ok()) return false; // no name would help
    auto file = SourceFile::open(path);
    if (!file.ok()) return true;
    if (file->converts()) return false;
    std::string text;
    for (;;) {
        const auto more = file->read(text, kPiece);
        if (!more.ok()) return false;
        const auto bad = firstInvalidUtf8(text);
        if (bad && (!*more || *bad + 4 <= text.size())) return true;
        if (!*more) return false;
        text.erase(0, bad ? *bad : text.size()); // a character may go on in the next piece
    }
}

} // namespace

bool needsEncoding(const std::filesystem::path& path) {
    const auto set = findSourceSet(path, {});
    if (set.ok() && *set) return std::ranges::any_of(filesOf(**set), fileNeedsEncoding);
    return fileNeedsEncoding(path); // of a folder: that is no text
}

Error notUtf8(const std::filesystem::path& path, std::uint64_t line, std::uint64_t byte, unsigned char value) {
    char hex[8];
    std::snprintf(hex, sizeof hex, "0x%02x", value);
    return Error(ErrorCode::FileFormat,
                 quoted(path) + " is not UTF-8: line " + std::to_string(line) + ", byte offset " +
                     std::to_string(byte) + " holds " + hex +
                     "; choose its encoding, for example windows-1252 or latin1 (on the command line: "
                     "--encoding NAME)");
}

} // namespace akv
