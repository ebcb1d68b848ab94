// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace akv {

/// What kind of failure a call met. Few on purpose: callers branch on the kind, people read the message.
enum class ErrorCode { Cancelled, InvalidInput, FileFormat, Unsupported, OutOfMemory, Device, Network, Internal };

/// Stable snake_case name of a code, as printed in JSON.
const char* errorCodeName(ErrorCode code);

/// A failure as a value. `message` says what went wrong, where (file, line, value), with the numbers that clash, and
/// what to do next. `context` grows outwards while the error travels up.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::vector<std::string> context;

    Error() = default;
    Error(ErrorCode c, std::string m) : code(c), message(std::move(m)) {}

    /// Adds one line of context ("while importing triples.tsv") and returns the error.
    Error&& with(std::string line) && {
        context.push_back(std::move(line));
        return std::move(*this);
    }
    /// Message and context on one line, outermost last.
    std::string text() const;
};

} // namespace akv
