// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akv {

/// Makes up words that look like those it has seen (a Markov chain over three bytes): names in pieces that no text
/// combines, so that finding a key must not depend on having met its name. Bytes of a UTF-8 character only follow each
/// other as they did in a word that was seen, so made words are UTF-8, too.
class WordMaker {
public:
    /// Words shorter than four bytes are left out.
    void learn(std::string_view word);
    bool empty() const { return m_starts.empty(); }
    /// A word of at least 4 and about 16 bytes at most (a character is never cut). Needs at least one learnt word.
    std::string word(std::mt19937_64& random) const;

private:
    static constexpr std::size_t kOrder = 3;
    std::vector<std::uint32_t> m_starts;                             ///< first three bytes, as often as seen
    std::unordered_map<std::uint32_t, std::vector<char>> m_continue; ///< three bytes -> next byte, 0: the end
};

} // namespace akv
