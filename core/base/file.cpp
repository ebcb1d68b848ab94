// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace akv {

namespace {

std::string reason() { return std::strerror(errno); }

Error ioError(const char* verb, const std::filesystem::path& path) {
    const int code = errno;
    std::string message = std::string("cannot ") + verb + " '" + path.string() + "': " + std::strerror(code);
    if (code == ENOSPC || code == EDQUOT) message += "; free some disk space and try again, nothing was replaced";
    return Error(ErrorCode::InvalidInput, std::move(message));
}

Result<struct stat> regularFile(const std::filesystem::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return ioError("open", path);
    if (S_ISDIR(info.st_mode))
        return Error(ErrorCode::InvalidInput, "'" + path.string() + "' is a folder, a file was expected");
    return info;
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t maxBytes) {
    AKV_ASSIGN(const auto info, regularFile(path));
    const auto size = static_cast<std::uint64_t>(info.st_size);
    if (size > maxBytes)
        return Error(ErrorCode::InvalidInput, "'" + path.string() + "' has " + std::to_string(size) +
                                                  " bytes, more than the limit of " + std::to_string(maxBytes));
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return ioError("open", path);
    std::string text;
    text.reserve(size);
    char buffer[1 << 16];
    for (;;) {
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            Error error = ioError("read", path);
            ::close(fd);
            return error;
        }
        if (got == 0) break;
        text.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(fd);
    return text;
}

Result<std::unique_ptr<AtomicFile>> AtomicFile::create(const std::filesystem::path& target) {
    std::unique_ptr<AtomicFile> file(new AtomicFile);
    file->m_target = target;
    file->m_temporary = target;
    file->m_temporary += ".part-" + std::to_string(::getpid());
    file->m_fd = ::open(file->m_temporary.c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0644);
    if (file->m_fd < 0) return ioError("write", file->m_temporary);
    return file;
}

AtomicFile::~AtomicFile() {
    if (m_fd < 0) return;
    ::close(m_fd);
    ::unlink(m_temporary.c_str());
}

Result<void> AtomicFile::write(const void* data, std::size_t bytes) {
    const char* cursor = static_cast<const char*>(data);
    while (bytes > 0) {
        const ssize_t put = ::write(m_fd, cursor, bytes);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return ioError("write", m_target);
        cursor += put;
        bytes -= static_cast<std::size_t>(put);
        m_size += static_cast<std::uint64_t>(put);
    }
    return {};
}

Result<void> AtomicFile::patch(std::uint64_t offset, const void* data, std::size_t bytes) {
    if (::pwrite(m_fd, data, bytes, static_cast<off_t>(offset)) != static_cast<ssize_t>(bytes))
        return ioError("write", m_target);
    return {};
}

Result<void> AtomicFile::commit() {
    if (::fsync(m_fd) != 0) return ioError("write", m_target);
    if (::close(std::exchange(m_fd, -1)) != 0 || ::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        Error error = ioError("replace", m_target);
        ::unlink(m_temporary.c_str());
        return error;
    }
    const auto folder = m_target.has_parent_path() ? m_target.parent_path() : std::filesystem::path(".");
    if (const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
    return {};
}

Result<void> writeFileAtomically(const std::filesystem::path& target, std::string_view content) {
    AKV_ASSIGN(auto file, AtomicFile::create(target));
    AKV_CHECK(file->write(content));
    return file->commit();
}

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    AKV_ASSIGN(const auto info, regularFile(path));
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return ioError("open", path);
    std::shared_ptr<MappedFile> file(new MappedFile);
    file->m_path = path;
    file->m_size = static_cast<std::size_t>(info.st_size);
    if (file->m_size > 0) {
        void* address = ::mmap(nullptr, file->m_size, PROT_READ, MAP_SHARED, fd, 0);
        if (address == MAP_FAILED) {
            file->m_size = 0;
            const std::string why = reason();
            ::close(fd);
            return Error(ErrorCode::InvalidInput, "cannot map '" + path.string() + "': " + why);
        }
        file->m_data = static_cast<const std::byte*>(address);
    }
    ::close(fd);
    return std::shared_ptr<const MappedFile>(std::move(file));
}

MappedFile::~MappedFile() {
    if (m_size > 0) ::munmap(const_cast<std::byte*>(m_data), m_size);
}

std::uint64_t checksum64(const void* data, std::size_t bytes) { return XXH3_64bits(data, bytes); }

} // namespace akv
