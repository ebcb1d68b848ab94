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

std::string inventName(const InventedParts& parts, std::mt19937_64& random) {
    const auto x = random() % 100;
    if (x < 45) return one(parts.phrases.names, random);
    if (x < 63) return one(parts.phrases.clauses, random);
    if (x < 75) return one(parts.phrases.groups, random);
    if (x < 93) return one(parts.graphNames, random);
    if (x < 97) return upper(one(parts.phrases.names, random));
    return inventedNumber(random);
}

std::string inventValue(const InventedParts& parts, std::mt19937_64& random) {
    const auto x = random() % 100;
    if (x < 40) return one(parts.phrases.names, random);
    if (x < 48) return one(parts.phrases.clauses, random);
    if (x < 60) return one(parts.phrases.groups, random);
    if (x < 88) return one(parts.graphValues, random);
    return inventedNumber(random);
}

} // namespace

RowDraft inventRow(const InventedParts& parts, std::mt19937_64& random) {
    RowDraft out;
    const auto x = random() % 100;
    if (x < 30) {
        out.relation = one(parts.relations, random);
        out.noun = relationNoun(out.relation, MaskedSide::Tail).noun;
    } else {
        out.noun = one(x < 65 ? parts.graphNouns : parts.rareNouns, random);
    }
    out.name = inventName(parts, random);
    out.value = inventValue(parts, random);
    return out;
}

} // namespace akv
