// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/word_maker.h"

namespace akv {

namespace {

constexpr std::size_t kLongest = 16;
constexpr std::size_t kMostContinuations = 4096; ///< of one context; more of them say nothing new

std::uint32_t pack(std::string_view three) {
    return std::uint32_t(std::uint8_t(three[0])) | std::uint32_t(std::uint8_t(three[1])) << 8 |
           std::uint32_t(std::uint8_t(three[2])) << 16;
}

bool continues(char c) { return (std::uint8_t(c) & 0xC0) == 0x80; }

} // namespace

void WordMaker::learn(std::string_view word) {
    if (word.size() <= kOrder) return;
    m_starts.push_back(pack(word.substr(0, kOrder)));
    for (std::size_t i = 0; i + kOrder <= word.size(); ++i) {
        auto& next = m_continue[pack(word.substr(i, kOrder))];
        if (next.size() < kMostContinuations) next.push_back(i + kOrder < word.size() ? word[i + kOrder] : '\0');
    }
}

std::string WordMaker::word(std::mt19937_64& random) const {
    std::string out;
    do {
        const auto start = m_starts[random() % m_starts.size()];
        out = {char(start & 0xFF), char(start >> 8 & 0xFF), char(start >> 16 & 0xFF)};
        while (true) {
            const auto& next = m_continue.at(pack(std::string_view(out).substr(out.size() - kOrder)));
            const char c = next[random() % next.size()];
            if (c == '\0' || (out.size() >= kLongest && !continues(c))) break;
            out += c;
        }
    } while (out.size() <= kOrder);
    return out;
}

} // namespace akv
