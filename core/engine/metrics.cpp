// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer.h"

#include <cctype>
#include <map>
#include <sstream>

namespace akv {

std::string normaliseAnswer(const std::string& text) {
    std::string spaced;
    for (const unsigned char c : text) {
        if (c < 0x80 && std::ispunct(c)) continue;
        spaced += c < 0x80 ? char(std::tolower(c)) : char(c);
    }
    std::istringstream words(spaced);
    std::string word, out;
    while (words >> word) {
        if (word == "a" || word == "an" || word == "the") continue;
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

double tokenF1(const std::string& prediction, const std::string& reference) {
    const auto count = [](const std::string& text) {
        std::map<std::string, int> out;
        std::istringstream words(normaliseAnswer(text));
        for (std::string word; words >> word;) ++out[word];
        return out;
    };
    const auto a = count(prediction), b = count(reference);
    int common = 0, inA = 0, inB = 0;
    for (const auto& [word, n] : a) {
        inA += n;
        if (const auto found = b.find(word); found != b.end()) common += std::min(n, found->second);
    }
    for (const auto& [word, n] : b) inB += n;
    if (inA == 0 || inB == 0) return inA == inB ? 1.0 : 0.0;
    return common == 0 ? 0.0 : 2.0 * common / double(inA + inB);
}

} // namespace akv
