// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include <cstdio>
#include <unistd.h>

namespace akv::cli {

std::string dumped(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Output::Output(bool json, bool quiet) : m_json(json), m_quiet(quiet), m_terminal(::isatty(STDERR_FILENO) == 1) {}

void Output::document(const Json& json) {
    endProgress();
    const std::string text = dumped(json, 2) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void Output::line(const std::string& text) {
    endProgress();
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
}

void Output::note(const std::string& text) {
    if (m_quiet) return;
    endProgress();
    std::fprintf(stderr, "%s\n", text.c_str());
}

void Output::progress(const Progress& progress) {
    if (m_quiet || !m_terminal) return;
    const auto now = std::chrono::steady_clock::now();
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (!last && now - m_last < std::chrono::milliseconds(100)) return;
    m_last = now;
    m_drawn = true;
    if (progress.total > 0)
        std::fprintf(stderr, "\r\033[K%s %llu / %llu (%.0f %%)", progress.phase.c_str(),
                     static_cast<unsigned long long>(progress.done), static_cast<unsigned long long>(progress.total),
                     100.0 * static_cast<double>(progress.done) / static_cast<double>(progress.total));
    else
        std::fprintf(stderr, "\r\033[K%s %llu", progress.phase.c_str(), static_cast<unsigned long long>(progress.done));
    std::fflush(stderr);
}

void Output::endProgress() {
    if (!m_drawn) return;
    std::fputs("\r\033[K", stderr);
    m_drawn = false;
}

} // namespace akv::cli
