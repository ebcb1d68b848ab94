// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace akv {

/// 64-bit hash (XXH3) of a sequence of byte strings. Each piece is hashed with its length, so that ("ab", "c") and
/// ("a", "bc") differ.
class HashStream {
public:
    HashStream();
    ~HashStream();
    HashStream(const HashStream&) = delete;
    HashStream& operator=(const HashStream&) = delete;
    void add(std::string_view piece);
    std::uint64_t value() const;
    /// value() as 16 hexadecimal digits.
    std::string hex() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// 64-bit hash of one text with a seed.
std::uint64_t hash64(std::string_view text, std::uint64_t seed = 0);

/// 128-bit hash of one text: wide enough to stand for the text in a table.
struct Hash128 {
    std::uint64_t low = 0, high = 0;
    bool operator==(const Hash128&) const = default;
};
Hash128 hash128(std::string_view text);

} // namespace akv

template <>
struct std::hash<akv::Hash128> {
    std::size_t operator()(const akv::Hash128& hash) const noexcept { return hash.low; }
};
