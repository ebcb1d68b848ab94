// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/question_scope.h"

#include "core/base/strings.h"

#include <algorithm>
#include <array>
#include <string>

namespace akv {

namespace {

/// Lower case, every run of anything but letters, digits and bytes of other scripts one space, a space at both ends.
std::string plainWords(std::string_view text) {
    std::string out = " ";
    for (const char c : asciiLower(text)) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U);
        if (word)
            out += c;
        else if (out.back() != ' ')
            out += ' ';
    }
    if (out.back() != ' ') out += ' ';
    return out;
}

template <std::size_t N>
bool holdsAny(const std::string& text, const std::array<std::string_view, N>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return text.find(phrase) != std::string::npos; });
}

std::size_t countOf(const std::string& text, std::string_view phrase) {
    std::size_t count = 0;
    for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + phrase.size() - 1)) ++count;
    return count;
}

} // namespace

QuestionScope questionScope(std::string_view question) {
    static constexpr std::array<std::string_view, 5> kCounting = {" how many ", " number of ", " count the ",
                                                                  " count all ", " total of "};
    static constexpr std::array<std::string_view, 9> kListing = {" list ",         " list all ",     " name all ",
                                                                 " enumerate ",    " all the ",      " all of the ",
                                                                 " what are all ", " every one of ", " which ones "};
    static constexpr std::array<std::string_view, 8> kComparing = {
        " more than ", " less than ",   " larger than ",        " older than ",
        " compare ",   " the same as ", " difference between ", " compared with "};
    static constexpr std::array<std::string_view, 5> kClauses = {" that has ", " whose ", " where the ",
                                                                 " in which the ", " that is the "};
    const std::string words = plainWords(question);
    if (holdsAny(words, kCounting)) return QuestionScope::Counting;
    if (holdsAny(words, kListing)) return QuestionScope::Listing;
    if (holdsAny(words, kComparing)) return QuestionScope::Comparing;
    if (holdsAny(words, kClauses) || countOf(words, " of the ") >= 2 || countOf(words, " s ") >= 2)
        return QuestionScope::MultiHop;
    return QuestionScope::OneFact;
}

} // namespace akv
