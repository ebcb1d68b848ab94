// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device/guard_torch.h"

#include <c10/util/Exception.h>
#include <new>
#include <string>

namespace akv {

Error errorFromException(std::exception_ptr exception, const char* where) {
    try {
        std::rethrow_exception(exception);
    } catch (const c10::OutOfMemoryError& e) {
        return Error(ErrorCode::OutOfMemory,
                     std::string(where) + ": the device ran out of memory: " + e.what_without_backtrace());
    } catch (const c10::Error& e) {
        return Error(ErrorCode::Internal, std::string(where) + ": " + e.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        return Error(ErrorCode::OutOfMemory, std::string(where) + ": out of memory");
    } catch (const std::exception& e) {
        return Error(ErrorCode::Internal, std::string(where) + ": " + e.what());
    } catch (...) { return Error(ErrorCode::Internal, std::string(where) + ": unknown exception"); }
}

} // namespace akv
