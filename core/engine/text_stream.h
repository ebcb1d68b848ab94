// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/strings.h"

#include <string>

namespace akv {

/// Puts token texts together: holds back partial UTF-8, writes U+FFFD for bytes that never become a character and drops
/// the space before the first word.
class TextStream {
public:
    /// The part of everything pushed so far that became whole with `piece`.
    std::string push(const std::string& piece) {
        m_held += piece;
        const auto ready = wholeCharacters(m_held);
        std::string out = wellFormedUtf8(m_held.substr(0, ready));
        m_held.erase(0, ready);
        if (m_text.empty())
            out.erase(0, out.find_first_not_of(' ') == std::string::npos ? out.size() : out.find_first_not_of(' '));
        m_text += out;
        return out;
    }
    const std::string& text() const { return m_text; }

private:
    /// Longest prefix of `bytes` that ends at a UTF-8 character boundary.
    static std::size_t wholeCharacters(const std::string& bytes) {
        std::size_t at = bytes.size();
        for (int back = 0; back < 4 && at > 0; ++back) {
            const unsigned char c = static_cast<unsigned char>(bytes[at - 1]);
            if (c < 0x80) return bytes.size();
            if (c >= 0xC0) {
                const std::size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
                return bytes.size() - (at - 1) >= need ? bytes.size() : at - 1;
            }
            --at;
        }
        return bytes.size();
    }

    std::string m_text, m_held;
};

} // namespace akv
