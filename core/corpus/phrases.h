// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// Strings found in running text that can stand for the sides of a triple.
struct Phrases {
    std::vector<std::string> names;   ///< runs of capitalised words ("Bay of Biscay")
    std::vector<std::string> clauses; ///< beginnings of sentences, as AutoSchemaKG writes events
    std::vector<std::string> groups;  ///< short groups of words after an article ("high-speed railway line")
};

/// Adds the phrases of one paragraph to `out`; each at most `maxBytes` bytes, longer ones are left out.
void collectPhrases(std::string_view paragraph, std::size_t maxBytes, Phrases& out);

/// A made-up number, year, date, amount or code ("12 May 1904", "3.7 million", "QX-41").
std::string inventedNumber(std::mt19937_64& random);

} // namespace akv
