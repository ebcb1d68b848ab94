// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace akv {

enum class EntityType { Unknown, Entity, Event, Concept };

/// A triple as read from a file, before it has an id.
struct RawTriple {
    std::string head, relation, tail;
    EntityType headType = EntityType::Unknown, tailType = EntityType::Unknown;
    std::string passageId;  ///< id of the source passage; empty when unknown
    std::uint64_t line = 0; ///< physical line (or record) in the source file, from 1
};

/// A stored triple.
struct Triple {
    TripleId id;
    std::string head, relation, tail;
    EntityType headType = EntityType::Unknown, tailType = EntityType::Unknown;
    std::string passageId;
};

struct Entity {
    EntityId id;
    std::string name;
    EntityType type = EntityType::Unknown;
    std::uint64_t degree = 0;
};

/// A record that a reader refused.
struct Rejection {
    std::uint64_t line = 0;
    std::string reason; ///< short and countable: "empty head", "3 columns expected, 2 found"
    std::string snippet;
};

} // namespace akv
