// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <exception>
#include <utility>

namespace akv {

/// Translates the exception in flight (c10::Error, out of memory, bad_alloc, anything else) into an Error.
Error errorFromException(std::exception_ptr exception, const char* where);

/// Runs `body`, which returns a Result and may throw; the one place where exceptions of LibTorch become values.
template <class Body>
auto guarded(const char* where, Body&& body) -> decltype(body()) {
    try {
        return std::forward<Body>(body)();
    } catch (...) { return errorFromException(std::current_exception(), where); }
}

} // namespace akv
