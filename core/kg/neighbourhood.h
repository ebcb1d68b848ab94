// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/kg/triple_store.h"

#include <array>
#include <set>
#include <string>
#include <vector>

namespace akv {

struct NeighbourhoodOptions {
    int depth = 1;                ///< steps away from the centre, 1 to 3
    std::uint64_t nodes = 26;     ///< at most, the centre included
    std::uint64_t perNode = 25;   ///< new neighbours of one node, at most
    std::uint64_t scanned = 2000; ///< triples read of one node, at most: a hub must not be read whole
    std::set<std::string> hiddenRelations;
    std::set<EntityType> hiddenTypes;
    std::set<std::string> expanded;  ///< entities whose own neighbours are read too, `perExpanded` new ones each
    std::set<std::string> dismissed; ///< entities that are left out; nothing takes their place
    std::uint64_t perExpanded = 25;
    std::uint64_t most = 5000; ///< nodes with all expansions, at most
};

/// A bounded piece of the graph around one entity (or along a path). Triples run between its nodes.
struct Neighbourhood {
    struct Node {
        Entity entity;
        int depth = 0;
    };
    std::vector<Node> nodes; ///< the centre first, then by depth
    std::vector<Triple> triples;
    bool complete = true; ///< everything within the depth that is not hidden is there
};

/// Breadth first from the centre, triples in the order of their ids, then the expansions. Cancelled between nodes.
Result<Neighbourhood> readNeighbourhood(const TripleStore& store, const Entity& centre,
                                        const NeighbourhoodOptions& options, const JobContext& context);

/// A shortest path from one entity to another, in either direction of the triples; no nodes when there is none within
/// `maxSteps` steps. Error when more than `maxVisited` entities would have to be looked at.
Result<Neighbourhood> shortestPath(const TripleStore& store, const Entity& from, const Entity& to, int maxSteps,
                                   std::uint64_t maxVisited, const JobContext& context);

/// How many entities have each type; indexed by EntityType.
Result<std::array<std::uint64_t, 4>> countTypes(const TripleStore& store);

} // namespace akv
