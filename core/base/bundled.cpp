// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"

#include <cstdlib>

namespace akv {

std::vector<std::filesystem::path> bundleHomes() {
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    std::vector<std::filesystem::path> out;
    if (const char* home = std::getenv("ATLASKV_HOME"); home && *home) out.emplace_back(home);
    if (!program.empty()) {
        out.push_back(program);
        out.push_back((program / "../share/atlaskv").lexically_normal());
    }
    out.push_back(sourceFolder());
    return out;
}

Result<std::filesystem::path> bundled(const std::filesystem::path& relative, const std::filesystem::path& mustHold) {
    std::string looked;
    for (const auto& home : bundleHomes()) {
        std::error_code ignored;
        const auto wanted = mustHold.empty() ? home / relative : home / relative / mustHold;
        if (std::filesystem::exists(wanted, ignored)) return (home / relative).lexically_normal();
        looked += (looked.empty() ? "'" : ", '") + home.string() + "'";
    }
    return Error(ErrorCode::InvalidInput, "'" + relative.string() + "' was not found under " + looked +
                                              "; set ATLASKV_HOME to the folder that holds it");
}

std::filesystem::path sourceFolder() { return AKV_SOURCE_DIR; }

} // namespace akv
