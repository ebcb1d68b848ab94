// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_file.h"

#include "core/base/strings.h"

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
    {"\xff\xfe", "is UTF-16; save it as UTF-8 and import it again"},
    {"\xfe\xff", "is UTF-16; save it as UTF-8 and import it again"},
};

Result<void> checkStart(const std::filesystem::path& path, int fd) {
    char start[64];
    const ssize_t got = ::pread(fd, start, sizeof start, 0);
    if (got < 0) return Error(ErrorCode::InvalidInput, "cannot read " + quoted(path) + ": " + std::strerror(errno));
    const std::string_view head(start, static_cast<std::size_t>(got));
    for (const auto& magic : kNotText)
        if (head.starts_with(magic.bytes))
            return Error(ErrorCode::FileFormat, quoted(path) + " " + std::string(magic.advice));
    if (const auto zero = head.find('\0'); zero != std::string_view::npos)
        return Error(ErrorCode::FileFormat, quoted(path) + " is a binary file (zero byte at offset " +
                                                std::to_string(zero) + "); a text file was expected");
    return {};
}

} // namespace

Result<SourceFile> SourceFile::open(const std::filesystem::path& path) {
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
    AKV_CHECK(checkStart(path, file.m_fd));
    file.m_size = static_cast<std::uint64_t>(info.st_size);
    return file;
}

SourceFile::SourceFile(SourceFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_fd(std::exchange(other.m_fd, -1)), m_size(other.m_size),
      m_position(other.m_position) {}

SourceFile& SourceFile::operator=(SourceFile&& other) noexcept {
    std::swap(m_path, other.m_path);
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
    buffer.resize(before + bytes);
    ssize_t got = 0;
    do { got = ::read(m_fd, buffer.data() + before, bytes); } while (got < 0 && errno == EINTR);
    buffer.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got < 0) return Error(ErrorCode::InvalidInput, "cannot read " + quoted(m_path) + ": " + std::strerror(errno));
    m_position += static_cast<std::uint64_t>(got);
    return got > 0;
}

Result<std::string> readSample(const std::filesystem::path& path, std::size_t bytes) {
    AKV_ASSIGN(SourceFile file, SourceFile::open(path));
    std::string sample;
    while (sample.size() < bytes) {
        AKV_ASSIGN(const bool more, file.read(sample, bytes - sample.size()));
        if (!more) break;
    }
    if (sample.starts_with("\xEF\xBB\xBF")) sample.erase(0, 3);
    return sample;
}

Error notUtf8(const std::filesystem::path& path, std::uint64_t line, std::uint64_t byte, unsigned char value) {
    char hex[8];
    std::snprintf(hex, sizeof hex, "0x%02x", value);
    return Error(ErrorCode::FileFormat, quoted(path) + " is not UTF-8: line " + std::to_string(line) +
                                            ", byte offset " + std::to_string(byte) + " holds " + hex +
                                            "; convert the file, for example with iconv -t UTF-8");
}

} // namespace akv
