// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

namespace akv::cli {

using Json = nlohmann::ordered_json;

/// Writes data to stdout and progress and messages to stderr. A progress line is drawn on a terminal only, at most ten
/// times a second, and never with --quiet.
class Output {
public:
    Output(bool json, bool quiet);
    bool json() const { return m_json; }

    /// One JSON document (with --json).
    void document(const Json& json);
    /// One line of text for people (without --json).
    void line(const std::string& text);
    /// A message for people on stderr; silenced by --quiet.
    void note(const std::string& text);
    void progress(const Progress& progress);
    void endProgress();

private:
    bool m_json, m_quiet, m_terminal, m_drawn = false;
    std::chrono::steady_clock::time_point m_last{};
};

/// Invalid UTF-8 in texts is replaced, so that printing never fails.
std::string dumped(const Json& json, int indent);

} // namespace akv::cli
