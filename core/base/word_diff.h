// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// One word of a difference between two texts.
struct WordChange {
    enum class Kind { Same, Removed, Added } kind = Kind::Same;
    std::string word;
    bool operator==(const WordChange&) const = default;
};

/// Word difference by longest common subsequence; words are what ASCII white space separates, a word removed comes
/// before the one added in its place. Texts beyond `limit` words are compared in their first `limit`.
std::vector<WordChange> wordChanges(std::string_view before, std::string_view after, std::size_t limit = 1000);

} // namespace akv
