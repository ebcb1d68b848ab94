// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/local_graph.h"

#include "views/models/text.h"

namespace akv::ui {

QString entityTypeName(EntityType type) {
    switch (type) {
    case EntityType::Entity: return QObject::tr("entity");
    case EntityType::Event: return QObject::tr("event");
    case EntityType::Concept: return QObject::tr("concept");
    case EntityType::Unknown: break;
    }
    return QObject::tr("unknown type");
}

LocalGraph buildLocalGraph(const Neighbourhood& around) {
    LocalGraph graph;
    if (around.nodes.empty()) return graph;
    graph.centre = around.nodes.front().entity;
    std::map<std::string, std::size_t> numbers; // 0: the centre
    for (std::size_t i = 0; i < around.nodes.size(); ++i) {
        const auto& [entity, depth] = around.nodes[i];
        numbers[entity.name] = i;
        if (i > 0) graph.neighbours.push_back({qs(entity.name), entity.type, entity.degree, depth});
    }
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> known; // by the two ends, lower first
    for (const Triple& t : around.triples) {
        const auto head = numbers.find(t.head), tail = numbers.find(t.tail);
        if (head == numbers.end() || tail == numbers.end()) continue;
        const std::size_t low = std::min(head->second, tail->second), high = std::max(head->second, tail->second);
        if (low == 0) ++graph.shownTriples;
        if (low == high) continue; // a triple from an entity to itself has no line
        const auto [found, fresh] = known.try_emplace({low, high}, graph.edges.size());
        if (fresh) {
            GraphEdge edge;
            edge.neighbour = high - 1;
            edge.outgoing = head->second == low;
            if (low > 0) edge.from = low - 1;
            graph.edges.push_back(std::move(edge));
        }
        GraphEdge& edge = graph.edges[found->second];
        edge.relations.push_back(qs(t.relation));
        edge.triples.push_back(t.id.value());
    }
    graph.moreTriples = graph.centre.degree > graph.shownTriples ? graph.centre.degree - graph.shownTriples : 0;
    return graph;
}

std::vector<std::pair<std::size_t, std::size_t>> edgePairs(const LocalGraph& graph) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const GraphEdge& edge : graph.edges) pairs.emplace_back(edge.from ? *edge.from + 1 : 0, edge.neighbour + 1);
    return pairs;
}

std::optional<std::pair<qsizetype, qsizetype>> spanOf(const QString& text, const QString& name) {
    const qsizetype at = name.isEmpty() ? -1 : text.indexOf(name, 0, Qt::CaseInsensitive);
    if (at < 0) return std::nullopt;
    return std::pair(at, name.size());
}

} // namespace akv::ui
