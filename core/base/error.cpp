// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace akv {

const char* errorCodeName(ErrorCode code) {
    switch (code) {
    case ErrorCode::Cancelled: return "cancelled";
    case ErrorCode::InvalidInput: return "invalid_input";
    case ErrorCode::FileFormat: return "file_format";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::OutOfMemory: return "out_of_memory";
    case ErrorCode::Device: return "device";
    case ErrorCode::Network: return "network";
    case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

std::string Error::text() const {
    std::string out = message;
    for (const auto& line : context) out += " (" + line + ")";
    return out;
}

} // namespace akv
