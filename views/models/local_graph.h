// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple.h"

#include <QtCore/QString>

#include <vector>

namespace akv::ui {

/// An entity and its direct neighbours, never more than kNeighbourCap of them.
constexpr std::size_t kNeighbourCap = 25;

struct GraphNode {
    QString name;
    EntityType type = EntityType::Unknown;
};

/// All triples between the centre and one neighbour, bundled.
struct GraphEdge {
    std::size_t neighbour = 0; ///< index into LocalGraph::neighbours
    bool outgoing = true;      ///< direction of the first triple
    QStringList relations;     ///< one per triple
    std::vector<std::int64_t> triples;
};

struct LocalGraph {
    Entity centre;
    std::vector<GraphNode> neighbours;
    std::vector<GraphEdge> edges;                    ///< one per neighbour
    std::uint64_t shownTriples = 0, moreTriples = 0; ///< triples of the centre that are not drawn
};

/// Bundles the first triples of an entity into a star. `triples` come from TripleStore::neighbours.
LocalGraph buildLocalGraph(const Entity& centre, const std::vector<Triple>& triples);

} // namespace akv::ui
