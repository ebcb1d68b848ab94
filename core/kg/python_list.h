// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// Strings of a Python list literal such as ['existed', "it's", 'a\'b']. Tolerant: bare words count as strings, a
/// missing closing bracket or quote ends the list, and text without brackets is one element. Nothing is evaluated.
std::vector<std::string> parsePythonList(std::string_view text);

} // namespace akv
