// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/invented.h"

#include "core/kg2kv/nouns.h"

#include <algorithm>

namespace akv {

namespace {

const std::string& one(const std::vector<std::string>& from, std::mt19937_64& random) {
    return from[random() % from.size()];
}

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    return text;
}

std::string capitalised(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = char(word[0] - 'a' + 'A');
    return word;
}

std::string properWord(const InventedParts& parts, std::mt19937_64& random) {
    return parts.properWords.empty() ? one(parts.phrases.names, random) : parts.properWords.word(random);
}

std::string plainWord(const InventedParts& parts, std::mt19937_64& random) {
    return parts.plainWords.empty() ? one(parts.phrases.groups, random) : parts.plainWords.word(random);
}

/// A name with at least one word that no text has.
std::string madeUpName(const InventedParts& parts, std::mt19937_64& random) {
    switch (random() % 6) {
    case 0: return properWord(parts, random);
    case 1: return capitalised(plainWord(parts, random)) + " " + plainWord(parts, random);
    case 2: return properWord(parts, random) + " " + one(parts.phrases.names, random);
    case 3: return one(parts.phrases.names, random) + " " + properWord(parts, random);
    case 4: return properWord(parts, random) + " (" + plainWord(parts, random) + ")";
    default: return properWord(parts, random) + " " + properWord(parts, random);
    }
}

std::string inventName(const InventedParts& parts, std::mt19937_64& random) {
    const auto x = random() % 100;
    if (x < 18) return madeUpName(parts, random);
    if (x < 42) return one(parts.phrases.names, random);
    if (x < 62) return one(parts.titles.empty() ? parts.phrases.names : parts.titles, random);
    if (x < 70) return one(parts.phrases.clauses, random);
    if (x < 75) return one(parts.phrases.groups, random);
    if (x < 93) return one(parts.graphNames, random);
    if (x < 97) return upper(one(parts.phrases.names, random));
    return inventedNumber(random);
}

std::string inventValue(const InventedParts& parts, std::mt19937_64& random) {
    const auto x = random() % 100;
    if (x < 8) return madeUpName(parts, random);
    if (x < 40) return one(parts.phrases.names, random);
    if (x < 48) return one(parts.phrases.clauses, random);
    if (x < 60) return one(parts.phrases.groups, random);
    if (x < 88) return one(parts.graphValues, random);
    return inventedNumber(random);
}

/// Sets the noun, and the relation where there is one.
void inventNoun(const InventedParts& parts, std::mt19937_64& random, RowDraft& out) {
    const auto x = random() % 100;
    if (x < 30) {
        out.relation = one(parts.relations, random);
        out.noun = relationNoun(out.relation, MaskedSide::Tail).noun;
    } else {
        out.noun = one(x < 65 ? parts.graphNouns : parts.rareNouns, random);
    }
}

std::vector<std::string> tableNames(const InventedParts& parts, std::mt19937_64& random, std::size_t count) {
    const auto kind = random() % 9;
    const auto shared = random() % 2 ? one(parts.phrases.names, random) : capitalised(plainWord(parts, random));
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) {
        switch (kind) {
        case 0: out.push_back(capitalised(plainWord(parts, random))); break;
        case 1: out.push_back(capitalised(plainWord(parts, random)) + " " + plainWord(parts, random)); break;
        case 2: out.push_back(shared + " " + plainWord(parts, random)); break;
        case 3: out.push_back(shared + " " + properWord(parts, random)); break;
        case 4: out.push_back(properWord(parts, random) + " " + shared); break;
        case 5: out.push_back(one(parts.graphNames, random)); break;
        case 6:
        case 7: out.push_back(one(parts.titles.empty() ? parts.phrases.names : parts.titles, random)); break;
        default: out.push_back(one(parts.phrases.names, random));
        }
    }
    return out;
}

} // namespace

std::vector<RowDraft> inventTable(const InventedParts& parts, std::mt19937_64& random) {
    const auto names = tableNames(parts, random, 3 + random() % 10);
    const std::size_t columns = 3 + random() % 6;
    std::vector<RowDraft> out;
    for (std::size_t c = 0; c < columns; ++c) {
        RowDraft column;
        inventNoun(parts, random, column);
        std::vector<std::string> few; // a third of the columns have values that repeat, as "kingdom" does
        for (std::size_t i = 0; i < 3; ++i) few.push_back(inventValue(parts, random));
        const auto kind = random() % 3;
        for (const auto& name : names) {
            if (random() % 10 < 3) continue;
            column.name = name;
            column.value = kind == 0   ? one(few, random)
                           : kind == 1 ? inventedNumber(random)
                                       : inventValue(parts, random);
            out.push_back(column);
        }
    }
    return out;
}

RowDraft inventRow(const InventedParts& parts, std::mt19937_64& random) {
    RowDraft out;
    inventNoun(parts, random, out);
    out.name = inventName(parts, random);
    out.value = inventValue(parts, random);
    return out;
}

} // namespace akv
