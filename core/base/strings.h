// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);
/// ASCII letters in lower case; all other bytes as they are.
std::string asciiLower(std::string_view text);
/// Runs of white space (also line breaks) become one space; trimmed.
std::string collapseSpaces(std::string_view text);
/// Non-empty parts between ASCII white space.
std::vector<std::string> splitWords(std::string_view text);
/// Words as ROUGE counts them: lower-case runs of ASCII letters and digits and of bytes above 0x7F.
std::vector<std::string> wordRuns(std::string_view text);
std::string joinWords(const std::vector<std::string>& words, std::size_t begin = 0,
                      std::size_t end = std::string::npos);

/// Position of the first byte that is not well-formed UTF-8 (overlong forms, surrogates and values above U+10FFFF
/// included); nullopt when all of it is.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);
/// The text with U+FFFD for every byte that is not well-formed UTF-8, as a model can write with single byte tokens.
std::string wellFormedUtf8(std::string text);
/// At most `maxBytes` bytes, cut between code points, with "..." when something was cut.
std::string shortened(std::string_view text, std::size_t maxBytes);
/// %XX decoded; malformed escapes stay as they are.
std::string percentDecoded(std::string_view text);
/// 1234567 -> "1,234,567".
std::string grouped(std::uint64_t number);
/// Seconds since 1970 as "2026-11-27 16:05 UTC".
std::string utcText(std::int64_t seconds);
/// Sixteen lower-case hexadecimal digits.
std::string hex64(std::uint64_t number);

} // namespace akv
