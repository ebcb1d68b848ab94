// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/graph_reading.h"

#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

namespace {

/// Inter cluster of the first row that asks about the entity; none when no row does.
std::optional<std::uint32_t> clusterOf(const Workspace& workspace, const LeafStore& store, const Entity& entity) {
    constexpr std::uint64_t kLooked = 20;
    const auto triples = workspace.triples().neighbours(entity.id, 0, kLooked);
    if (!triples.ok()) return std::nullopt;
    for (const Triple& t : triples.value()) {
        const auto rows = workspace.rowsOfTriple(t.id);
        if (!rows.ok()) continue;
        for (const RowId id : rows.value()) {
            const auto row = workspace.row(id);
            if (row.ok() && row->name == entity.name && id.value() < store.leafCount())
                return store.hierarchy().interOf(store.leafOf(id)).value();
        }
    }
    return std::nullopt;
}

Result<void> addClusters(const Workspace& workspace, LocalGraph& graph, const JobContext& context) {
    AKV_CHECK(workspace.openStore());
    AKV_ASSIGN(const auto store, LeafStore::open(workspace.storeFolder(), false));
    graph.centreCluster = clusterOf(workspace, *store, graph.centre);
    for (GraphNode& node : graph.neighbours) {
        AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(const auto entity, workspace.triples().entityByName(toStd(node.name)));
        if (entity) node.cluster = clusterOf(workspace, *store, *entity);
    }
    return {};
}

/// Where the nodes stand already, the centre first; none: a new picture.
std::vector<std::optional<LayoutPoint>> placesSoFar(const LocalGraph& graph, const GraphView& view) {
    if (view.scene != qs(graph.centre.name) || (view.expanded.empty() && view.dismissed.empty())) return {};
    std::vector<std::optional<LayoutPoint>> places;
    const auto add = [&](const std::string& name) {
        const auto found = view.places.find(name);
        places.push_back(found == view.places.end() ? std::nullopt : std::optional(found->second));
    };
    add(graph.centre.name);
    for (const GraphNode& node : graph.neighbours) add(toStd(node.name));
    return places;
}

/// Rings for some neighbours of the centre, a spiral for very many nodes (the canvas makes both), else forces. They
/// cost the square of the nodes.
Result<void> addPlaces(LocalGraph& graph, const GraphView& view, const JobContext& context) {
    constexpr std::size_t kForces = 600;
    if (graph.neighbours.size() > kForces) return {};
    const auto known = placesSoFar(graph, view);
    if (!known.empty() && std::all_of(known.begin(), known.end(), [](const auto& place) { return bool(place); })) {
        for (const auto& place : known) graph.places.push_back(*place);
        return {};
    }
    const bool star = std::all_of(graph.neighbours.begin(), graph.neighbours.end(),
                                  [](const GraphNode& node) { return node.depth == 1; });
    if (star && graph.neighbours.size() <= kNeighbourCap) return {};
    AKV_ASSIGN(graph.places, forceLayout(graph.neighbours.size() + 1, edgePairs(graph), context, known));
    return {};
}

/// Places, pins and what else the picture needs.
Result<LocalGraph> finishGraph(const Workspace& workspace, const Neighbourhood& around, const GraphView& view,
                               const JobContext& context) {
    LocalGraph graph = buildLocalGraph(around);
    AKV_CHECK(addPlaces(graph, view, context));
    AKV_ASSIGN(graph.pins, readPins(workspace.folder(), graph.centre.name));
    if (view.clusters) AKV_CHECK(addClusters(workspace, graph, context));
    return graph;
}

} // namespace

Result<LocalGraph> neighboursOf(const Workspace& workspace, const std::string& name, const GraphView& view,
                                const JobContext& context) {
    AKV_ASSIGN(const auto entity, workspace.triples().entityNamed(name));
    NeighbourhoodOptions options;
    options.depth = view.depth;
    options.nodes = std::uint64_t(view.cap) + 1;
    options.perNode = std::max<std::uint64_t>(kNeighbourCap, std::uint64_t(view.depth == 1 ? view.cap : view.cap / 8));
    options.scanned = std::max<std::uint64_t>(options.scanned, 2 * options.perNode);
    options.hiddenRelations = view.hiddenRelations;
    options.hiddenTypes = view.hiddenTypes;
    options.most = std::uint64_t(kLargestCap) + 1;
    if (view.scene == qs(entity.name)) options.expanded = view.expanded, options.dismissed = view.dismissed;
    AKV_ASSIGN(const auto around, readNeighbourhood(workspace.triples(), entity, options, context));
    return finishGraph(workspace, around, view, context);
}

Result<LocalGraph> pathBetween(const Workspace& workspace, const std::string& a, const std::string& b,
                               const GraphView& view, const JobContext& context) {
    constexpr int kSteps = 8;
    constexpr std::uint64_t kVisited = 200'000;
    AKV_ASSIGN(const auto first, workspace.triples().entityNamed(a));
    AKV_ASSIGN(const auto last, workspace.triples().entityNamed(b));
    AKV_ASSIGN(const auto path, shortestPath(workspace.triples(), first, last, kSteps, kVisited, context));
    if (path.nodes.empty())
        return Error(ErrorCode::InvalidInput,
                     "no path of at most " + std::to_string(kSteps) + " steps joins \"" + a + "\" and \"" + b + "\"");
    AKV_ASSIGN(LocalGraph graph, finishGraph(workspace, path, view, context));
    graph.path = true;
    graph.pins.clear();
    graph.places.clear();
    const double steps = double(std::max<std::size_t>(1, path.nodes.size() - 1));
    for (std::size_t i = 0; i < path.nodes.size(); ++i)
        graph.places.push_back({double(i) / steps, i % 2 == 0 ? 0.42 : 0.58});
    return graph;
}

Result<EntityCard> entityCardOf(const Workspace& workspace, const std::string& name) {
    constexpr std::uint64_t kListed = 20;
    EntityCard card;
    AKV_ASSIGN(card.facts, entityFacts(workspace.triples(), name, kListed));
    if (stateOf(workspace.manifest()).store != StepState::Ready) return card;
    AKV_ASSIGN(const auto store, LeafStore::open(workspace.storeFolder(), false));
    card.inter = clusterOf(workspace, *store, card.facts.entity);
    if (card.inter) card.root = store->hierarchy().rootOf(ClusterId(*card.inter)).value();
    return card;
}

Result<TripleCard> cardOf(const Workspace& workspace, TripleId id) {
    TripleCard card;
    AKV_ASSIGN(auto triple, workspace.triples().triple(id));
    if (!triple)
        return Error(ErrorCode::InvalidInput, "triple " + std::to_string(id.value()) + " is no longer in this graph");
    card.triple = std::move(*triple);
    if (!card.triple.passageId.empty()) {
        AKV_ASSIGN(const auto passage, workspace.triples().passage(card.triple.passageId));
        card.passage = passage.value_or(std::string());
    }
    constexpr std::uint64_t kChangesListed = 10;
    AKV_ASSIGN(card.changes, changesOf(workspace.triples(), id, kChangesListed));
    if (stateOf(workspace.manifest()).rows != StepState::Ready) return card;
    AKV_ASSIGN(const auto rows, workspace.rowsOfTriple(id));
    for (const RowId row : rows) {
        AKV_ASSIGN(auto whole, workspace.row(row));
        card.rows.push_back(std::move(whole));
    }
    if (rows.empty() || stateOf(workspace.manifest()).store != StepState::Ready) return card;
    AKV_ASSIGN(const auto store, LeafStore::open(workspace.storeFolder(), false));
    if (rows.front().value() >= store->leafCount()) return card;
    const ClusterId inter = store->hierarchy().interOf(store->leafOf(rows.front()));
    card.inter = inter.value();
    card.root = store->hierarchy().rootOf(inter).value();
    return card;
}

} // namespace akv::ui
