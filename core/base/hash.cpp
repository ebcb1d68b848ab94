// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/strings.h"

#include <xxhash.h>

namespace akv {

struct HashStream::State {
    XXH3_state_t* xxh = XXH3_createState();
    ~State() { XXH3_freeState(xxh); }
};

HashStream::HashStream() : m_state(std::make_unique<State>()) { XXH3_64bits_reset(m_state->xxh); }
HashStream::~HashStream() = default;

void HashStream::add(std::string_view piece) {
    const std::uint64_t length = piece.size();
    XXH3_64bits_update(m_state->xxh, &length, sizeof length);
    XXH3_64bits_update(m_state->xxh, piece.data(), piece.size());
}

std::uint64_t HashStream::value() const { return XXH3_64bits_digest(m_state->xxh); }
std::string HashStream::hex() const { return hex64(value()); }

std::uint64_t hash64(std::string_view text, std::uint64_t seed) {
    return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

Hash128 hash128(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return {hash.low64, hash.high64};
}

} // namespace akv
