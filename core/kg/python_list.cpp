// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/python_list.h"

#include "core/base/strings.h"

namespace akv {

namespace {

/// Reads a quoted string whose opening quote is at `at`; leaves `at` behind the closing one.
std::string quotedString(std::string_view text, std::size_t& at) {
    const char quote = text[at++];
    std::string out;
    for (; at < text.size() && text[at] != quote; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) {
            const char escaped = text[++at];
            if (escaped == 'n')
                out += '\n';
            else if (escaped == 't')
                out += '\t';
            else
                out += escaped;
        } else {
            out += text[at];
        }
    }
    if (at < text.size()) ++at;
    return out;
}

} // namespace

std::vector<std::string> parsePythonList(std::string_view text) {
    std::vector<std::string> items;
    text = trimmed(text);
    if (text.empty()) return items;
    if (text.front() != '[') {
        items.emplace_back(text);
        return items;
    }
    for (std::size_t at = 1; at < text.size() && text[at] != ']';) {
        const char c = text[at];
        if (c == '\'' || c == '"') {
            items.push_back(quotedString(text, at));
        } else if (c == ',' || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
        } else {
            const auto stop = std::min(text.find_first_of(",]", at), text.size());
            const auto word = trimmed(text.substr(at, stop - at));
            if (!word.empty() && word != "None") items.emplace_back(word);
            at = stop;
        }
    }
    return items;
}

} // namespace akv
