// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/local_graph.h"

#include "views/models/text.h"

#include <map>

namespace akv::ui {

LocalGraph buildLocalGraph(const Entity& centre, const std::vector<Triple>& triples) {
    LocalGraph graph;
    graph.centre = centre;
    std::map<std::string, std::size_t> known;
    for (const Triple& t : triples) {
        const bool outgoing = t.head == centre.name;
        const std::string& other = outgoing ? t.tail : t.head;
        auto found = known.find(other);
        if (found == known.end()) {
            if (graph.neighbours.size() >= kNeighbourCap) continue;
            found = known.emplace(other, graph.neighbours.size()).first;
            graph.neighbours.push_back({qs(other), outgoing ? t.tailType : t.headType});
            GraphEdge edge;
            edge.neighbour = found->second, edge.outgoing = outgoing;
            graph.edges.push_back(std::move(edge));
        }
        GraphEdge& edge = graph.edges[found->second];
        edge.relations.push_back(qs(t.relation));
        edge.triples.push_back(t.id.value());
        ++graph.shownTriples;
    }
    graph.moreTriples = centre.degree > graph.shownTriples ? centre.degree - graph.shownTriples : 0;
    return graph;
}

} // namespace akv::ui
