// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_store.h"

#include <string>
#include <vector>

namespace akv {

/// What a graph says of one entity, bounded however large a hub it is.
struct EntityFacts {
    Entity entity;
    std::uint64_t asHead = 0, asTail = 0; ///< triples; one from the entity to itself counts in both
    std::vector<std::string> concepts;    ///< by name, some
    std::uint64_t conceptCount = 0;
    std::vector<Triple> triples; ///< those that it heads first, then by id, some
    std::uint64_t passageCount = 0;
    std::string passage; ///< text of the first passage that names it or is the source of a triple of it; may be empty
};

/// Error when the graph has no such entity. At most `most` concepts and triples are listed.
Result<EntityFacts> entityFacts(const TripleStore& store, const std::string& name, std::uint64_t most);

} // namespace akv
