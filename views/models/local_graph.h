// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/edit_log.h"
#include "core/kg/entity_facts.h"
#include "core/kg/layout.h"
#include "core/kg/neighbourhood.h"
#include "core/kg2kv/row.h"
#include "core/workspace/pins.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <map>
#include <optional>
#include <vector>

namespace akv::ui {

/// New neighbours of one entity that are drawn unless more are asked for.
constexpr std::size_t kNeighbourCap = 25;
/// Nodes that may be drawn at once, at most.
constexpr int kLargestCap = 5000;

/// What the picture shows of the graph around an entity.
struct GraphView {
    int depth = 1;
    int cap = int(kNeighbourCap); ///< nodes beside the centre, at most
    std::set<std::string> hiddenRelations;
    std::set<EntityType> hiddenTypes;
    bool clusters = false; ///< find out the inter cluster of every node
    QString scene;         ///< the centre that what follows is of; around another one it does not hold
    std::set<std::string> expanded, dismissed;
    Pins places; ///< where the entities stand now; they stay about there
};

enum class GraphColour { Type, Degree, Cluster, Turn, Chat };

/// "entity", "event", "concept", "unknown type".
QString entityTypeName(EntityType type);

struct GraphNode {
    QString name;
    EntityType type = EntityType::Unknown;
    std::uint64_t degree = 0;
    int depth = 1;
    std::optional<std::uint32_t> cluster = std::nullopt; ///< inter cluster of the first row that asks about it
};

/// All triples between a neighbour and the centre, or the node `from`, bundled.
struct GraphEdge {
    std::size_t neighbour = 0; ///< index into LocalGraph::neighbours
    bool outgoing = true;      ///< the first triple begins at the other end
    QStringList relations;     ///< one per triple
    std::vector<std::int64_t> triples;
    std::optional<std::size_t> from = std::nullopt; ///< empty: the centre
};

struct LocalGraph {
    Entity centre;
    std::optional<std::uint32_t> centreCluster;
    std::vector<GraphNode> neighbours;
    std::vector<GraphEdge> edges;
    std::uint64_t shownTriples = 0, moreTriples = 0; ///< triples of the centre that are drawn, and that are not
    bool path = false;                               ///< a path from the centre to the last neighbour
    std::vector<LayoutPoint> places;                 ///< centre first; empty: rings around the centre
    Pins pins;                                       ///< by entity name; they win over the places
};

/// Bundles parallel triples. The first node is the centre.
LocalGraph buildLocalGraph(const Neighbourhood& around);
/// Pairs of node numbers (0: the centre) that are joined, for a layout.
std::vector<std::pair<std::size_t, std::size_t>> edgePairs(const LocalGraph& graph);

/// How much of the evidence of some answers touched each entity (by head or tail), for colouring.
using EntityShares = std::map<QString, double>;

/// One triple with everything that is known of it.
struct TripleCard {
    Triple triple;
    std::string passage;                      ///< text of the source; empty: none is known
    std::vector<QkvRow> rows;                 ///< Q-K-V rows made from it
    std::optional<std::uint32_t> inter, root; ///< cluster path of its first row
    std::vector<TripleChange> changes;        ///< made here, the newest first
};

/// One entity with everything that is known of it.
struct EntityCard {
    EntityFacts facts;
    std::optional<std::uint32_t> inter, root; ///< cluster path of the first row that asks about it
};

/// Where `name` stands in `text`, without regard to case; nullopt: nowhere.
std::optional<std::pair<qsizetype, qsizetype>> spanOf(const QString& text, const QString& name);

} // namespace akv::ui
