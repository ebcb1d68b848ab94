// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/delimiter.h"

#include "core/base/strings.h"

#include <cstdio>

namespace akv {

namespace {

struct Named {
    std::string_view name, character;
};
constexpr Named kNamed[] = {{"comma", ","}, {"tab", "\t"}, {"semicolon", ";"}, {"pipe", "|"},
                            {"space", " "}, {"\\t", "\t"}, {"auto", ""},       {"vertical bar", "|"}};

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

} // namespace

Result<std::string> delimiterOf(const std::string& name) {
    const std::string lower = asciiLower(name);
    for (const auto& known : kNamed)
        if (lower == known.name) return std::string(known.character);
    if (name.empty()) return name;
    const std::string advice = "; give comma, tab, semicolon, pipe, space or one other character, for example ~";
    if (firstInvalidUtf8(name))
        return Error(ErrorCode::InvalidInput, "the delimiter is not a character of UTF-8" + advice);
    if (characters(name) != 1)
        return Error(ErrorCode::InvalidInput,
                     "the delimiter '" + shortened(name, 40) + "' is not one character" + advice);
    if (name == "\n" || name == "\r")
        return Error(ErrorCode::InvalidInput, "a line break cannot be the delimiter: it ends a record" + advice);
    if (name == "\"") return Error(ErrorCode::InvalidInput, "'\"' cannot be the delimiter: it quotes fields" + advice);
    return name;
}

std::string delimiterText(std::string_view delimiter) {
    for (const auto& known : kNamed)
        if (!delimiter.empty() && delimiter == known.character) return std::string(known.name);
    const auto first = delimiter.empty() ? 0U : static_cast<unsigned>(static_cast<unsigned char>(delimiter.front()));
    if (first >= 0x20 && first != 0x7F) return "'" + std::string(delimiter) + "'";
    char code[16];
    std::snprintf(code, sizeof code, "U+%04X", first);
    return code;
}

} // namespace akv
