// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg2kv/row.h"

#include <string>
#include <string_view>

namespace akv {

struct RelationNoun {
    std::string noun;
    NounSource source = NounSource::Rule;
};

/// Turns a relation phrase into the noun for its missing side, offline: a lexicon of common relations first, then
/// rules (passive + missing tail -> agent noun, active + missing head -> agent noun, ...). Never empty for a non-empty
/// relation. Underscores, camelCase and URI parts are read as words.
RelationNoun relationNoun(std::string_view relation, MaskedSide missing);

/// Question templates with {noun} and {name}. The first `kTrainingTemplates` may be used in training; the others are
/// held out to measure unseen question forms.
std::size_t questionTemplateCount();
constexpr std::size_t kTrainingTemplates = 34;
std::string fillTemplate(std::size_t index, std::string_view noun, std::string_view name);

/// Questions that use the relation's own words instead of its noun ("Ada was born in what?"); all may be trained on.
std::size_t relationTemplateCount();
std::string fillRelationTemplate(std::size_t index, std::string_view relation, std::string_view name);

} // namespace akv
