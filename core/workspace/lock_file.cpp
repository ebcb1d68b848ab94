// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/lock_file.h"

#include "core/base/strings.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace akv {

namespace {

std::string ownerIn(int descriptor) {
    char text[256];
    const ssize_t got = ::pread(descriptor, text, sizeof text, 0);
    return got > 0 ? std::string(trimmed(std::string_view(text, static_cast<std::size_t>(got)))) : "an unknown process";
}

} // namespace

Result<int> takeLock(const std::filesystem::path& folder) {
    const auto path = folder / "lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return Error(ErrorCode::InvalidInput,
                     "cannot write '" + path.string() + "': " + std::strerror(errno) +
                         "; open the workspace for reading, or copy it to a folder of your own");
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const std::string owner = ownerIn(descriptor);
        ::close(descriptor);
        return Error(ErrorCode::InvalidInput, "workspace '" + folder.string() + "' is being changed by " + owner +
                                                  "; wait until it is done or close it there (reading is possible)");
    }
    char host[128] = "";
    ::gethostname(host, sizeof host - 1);
    const std::string owner = "process " + std::to_string(::getpid()) + " on " + host + "\n";
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, owner.data(), owner.size(), 0) < 0) {
        Error error(ErrorCode::InvalidInput, "cannot write '" + path.string() + "': " + std::strerror(errno));
        ::close(descriptor);
        return error;
    }
    return descriptor;
}

void releaseLock(int descriptor) {
    if (descriptor < 0) return;
    [[maybe_unused]] const int ignored = ::ftruncate(descriptor, 0);
    ::close(descriptor);
}

} // namespace akv
