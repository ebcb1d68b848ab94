// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace akv {

/// Value or Error. Every public call that can fail returns one; ignoring it is a compiler warning.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        assert(ok());
        return std::get<0>(m_state);
    }
    const T& value() const& {
        assert(ok());
        return std::get<0>(m_state);
    }
    T&& value() && {
        assert(ok());
        return std::get<0>(std::move(m_state));
    }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

    const Error& error() const& {
        assert(!ok());
        return std::get<1>(m_state);
    }
    Error&& error() && {
        assert(!ok());
        return std::get<1>(std::move(m_state));
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error& error() const& {
        assert(m_error);
        return *m_error;
    }
    Error&& error() && {
        assert(m_error);
        return std::move(*m_error);
    }

private:
    std::optional<Error> m_error;
};

} // namespace akv

#define AKV_CONCAT_INNER(a, b) a##b
#define AKV_CONCAT(a, b) AKV_CONCAT_INNER(a, b)

/// Returns the error of `expr` from the enclosing function, if it failed.
#define AKV_CHECK(expr)                                                                                                \
    do {                                                                                                               \
        if (auto akvChecked = (expr); !akvChecked.ok()) return std::move(akvChecked).error();                          \
    } while (false)

/// Declares `decl` with the value of `expr`, or returns its error: AKV_ASSIGN(auto rows, readRows(path));
#define AKV_ASSIGN(decl, expr)                                                                                         \
    auto AKV_CONCAT(akvResult, __LINE__) = (expr);                                                                     \
    if (!AKV_CONCAT(akvResult, __LINE__).ok()) return std::move(AKV_CONCAT(akvResult, __LINE__)).error();              \
    decl = std::move(AKV_CONCAT(akvResult, __LINE__)).value()
