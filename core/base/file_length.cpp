// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_length.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace akv {

namespace {

Error cannot(const char* what, const std::filesystem::path& path) {
    return Error(ErrorCode::InvalidInput,
                 std::string("cannot ") + what + " '" + path.string() + "': " + std::strerror(errno));
}

} // namespace

Result<std::unique_ptr<const FileLength>> FileLength::of(const std::filesystem::path& path) {
    std::unique_ptr<FileLength> out(new FileLength);
    out->m_path = path;
    out->m_fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (out->m_fd < 0 || ::fstat(out->m_fd, &info) != 0) return cannot("open", path);
    out->m_length = static_cast<std::uint64_t>(info.st_size);
    return std::unique_ptr<const FileLength>(std::move(out));
}

FileLength::~FileLength() {
    if (m_fd >= 0) ::close(m_fd);
}

Result<void> FileLength::checkWhole() const {
    struct stat info {};
    if (::fstat(m_fd, &info) != 0) return cannot("look at", m_path);
    if (static_cast<std::uint64_t>(info.st_size) >= m_length) return {};
    return Error(ErrorCode::FileFormat, "'" + m_path.string() + "' was cut to " + std::to_string(info.st_size) +
                                            " bytes while it was in use, it had " + std::to_string(m_length) +
                                            "; open the workspace again, after 'atlaskv build' if it fails");
}

} // namespace akv
