// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/word_diff.h"

#include "core/base/strings.h"

#include <algorithm>

namespace akv {

std::vector<WordChange> wordChanges(std::string_view before, std::string_view after, std::size_t limit) {
    auto a = splitWords(before), b = splitWords(after);
    a.resize(std::min(a.size(), limit));
    b.resize(std::min(b.size(), limit));
    // common[i][j]: length of the longest common subsequence of a[i..] and b[j..].
    std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::vector<WordChange> out;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        if (i < a.size() && j < b.size() && a[i] == b[j])
            out.push_back({WordChange::Kind::Same, a[i]}), ++i, ++j;
        else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1]))
            out.push_back({WordChange::Kind::Removed, a[i++]});
        else
            out.push_back({WordChange::Kind::Added, b[j++]});
    }
    return out;
}

} // namespace akv
