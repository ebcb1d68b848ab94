// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace akv {

/// The character that a user means by a name or by itself: "comma", "tab" (or "\t"), "semicolon", "pipe", "space", "~",
/// "¦"; empty for "" and "auto". Error: more than one character, or one that ends records or quotes fields.
Result<std::string> delimiterOf(const std::string& name);

/// How a delimiter is called in messages: "tab", "comma", …, else "'~'"; a control character as "U+0001".
std::string delimiterText(std::string_view delimiter);

} // namespace akv
