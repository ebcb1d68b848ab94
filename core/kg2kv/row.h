// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <string>

namespace akv {

/// Which side of the triple the row asks for. Tail masked: name = head, description = tail.
enum class MaskedSide { Tail, Head };
/// Who made the relation noun.
enum class NounSource { Rule, Lexicon, Endpoint, User };

/// A Q-K-V row (method.md section 1). key = "the {descriptionType} of {name}", value = description.
struct QkvRow {
    RowId id;
    TripleId triple;
    MaskedSide side = MaskedSide::Tail;
    NounSource nounSource = NounSource::Rule;
    std::string name, descriptionType, description;
    std::uint32_t group = 0; ///< identical-key group; rows with the same key string share it
    std::uint32_t groupSize = 1;
    bool test = false; ///< held out by `--split`

    std::string keyString() const { return "the " + descriptionType + " of " + name; }
    std::string answer() const { return "The " + descriptionType + " of " + name + " is " + description + "."; }
};

} // namespace akv
