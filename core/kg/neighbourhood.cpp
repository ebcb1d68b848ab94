// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/neighbourhood.h"

#include "core/kg/sqlite.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace akv {

namespace {

class Walk {
public:
    Walk(const TripleStore& store, const NeighbourhoodOptions& options) : m_store(store), m_options(options) {}

    /// `perNode` new nodes at most, and `nodes` in all.
    Result<void> expand(std::size_t from, std::uint64_t perNode, std::uint64_t nodes, Neighbourhood& out) {
        const Entity entity = out.nodes[from].entity;
        const int depth = out.nodes[from].depth;
        if (entity.degree > m_options.scanned) out.complete = false;
        AKV_ASSIGN(const auto triples, m_store.neighbours(entity.id, 0, m_options.scanned));
        std::uint64_t added = 0;
        for (const Triple& t : triples) {
            const bool outgoing = t.head == entity.name;
            const std::string& other = outgoing ? t.tail : t.head;
            if (m_options.hiddenRelations.contains(t.relation)) continue;
            if (m_options.hiddenTypes.contains(outgoing ? t.tailType : t.headType)) continue;
            if (!m_known.contains(other)) {
                if (added >= perNode || out.nodes.size() + m_leftOut >= nodes) {
                    out.complete = false;
                    continue;
                }
                if (m_options.dismissed.contains(other)) {
                    m_known.insert(other);
                    ++added, ++m_leftOut;
                    continue;
                }
                AKV_ASSIGN(auto found, m_store.entityByName(other));
                if (!found) continue;
                m_known.insert(other);
                out.nodes.push_back({std::move(*found), depth + 1});
                ++added;
            }
            if (m_options.dismissed.contains(other)) continue;
            if (m_triples.insert(t.id.value()).second) out.triples.push_back(t);
        }
        return {};
    }
    void start(const std::string& name) { m_known.insert(name); }

private:
    const TripleStore& m_store;
    const NeighbourhoodOptions& m_options;
    std::set<std::string> m_known;
    std::uint64_t m_leftOut = 0;
    std::set<std::int64_t> m_triples;
};

struct Reached {
    std::int64_t from = 0, triple = 0;
    int steps = 0;
};
using Visited = std::unordered_map<std::int64_t, Reached>;

/// One step of breadth-first search from `entity`; true when `target` was reached.
Result<bool> look(sqlite3* db, std::int64_t entity, std::int64_t target, std::uint64_t maxVisited, Visited& visited,
                  std::vector<std::int64_t>& next) {
    AKV_ASSIGN(auto statement, Statement::prepare(db, "SELECT id, tail FROM triples WHERE head = ?1 UNION ALL "
                                                      "SELECT id, head FROM triples WHERE tail = ?1"));
    statement.bind(0, entity);
    const int steps = visited[entity].steps + 1;
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return false;
        const std::int64_t other = statement.number(1);
        if (!visited.try_emplace(other, Reached{entity, statement.number(0), steps}).second) continue;
        if (other == target) return true;
        if (visited.size() > maxVisited) return false;
        next.push_back(other);
    }
}

Result<Neighbourhood> follow(const TripleStore& store, const Visited& visited, std::int64_t from, std::int64_t to) {
    Neighbourhood path;
    for (std::int64_t at = to;; at = visited.at(at).from) {
        AKV_ASSIGN(auto entity, store.entity(EntityId(at)));
        if (!entity) return Error(ErrorCode::Internal, "entity " + std::to_string(at) + " went missing; search again");
        path.nodes.push_back({std::move(*entity), visited.at(at).steps});
        if (at == from) break;
        AKV_ASSIGN(auto triple, store.triple(TripleId(visited.at(at).triple)));
        if (triple) path.triples.push_back(std::move(*triple));
    }
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.triples.begin(), path.triples.end());
    return path;
}

} // namespace

Result<Neighbourhood> readNeighbourhood(const TripleStore& store, const Entity& centre,
                                        const NeighbourhoodOptions& options, const JobContext& context) {
    Neighbourhood out;
    out.nodes.push_back({centre, 0});
    Walk walk(store, options);
    walk.start(centre.name);
    for (std::size_t at = 0; at < out.nodes.size() && out.nodes[at].depth < options.depth; ++at) {
        AKV_CHECK(context.checkCancelled());
        AKV_CHECK(walk.expand(at, options.perNode, options.nodes, out));
    }
    for (std::size_t at = 0; at < out.nodes.size(); ++at) {
        if (out.nodes[at].depth < options.depth || !options.expanded.contains(out.nodes[at].entity.name)) continue;
        AKV_CHECK(context.checkCancelled());
        AKV_CHECK(walk.expand(at, options.perExpanded, options.most, out));
    }
    return out;
}

Result<Neighbourhood> shortestPath(const TripleStore& store, const Entity& from, const Entity& to, int maxSteps,
                                   std::uint64_t maxVisited, const JobContext& context) {
    Visited visited;
    visited[from.id.value()] = {};
    if (from.id == to.id) return follow(store, visited, from.id.value(), to.id.value());
    std::vector<std::int64_t> wave = {from.id.value()}, next;
    for (int step = 0; step < maxSteps && !wave.empty(); ++step, wave = std::exchange(next, {}))
        for (const std::int64_t entity : wave) {
            AKV_CHECK(context.checkCancelled());
            AKV_ASSIGN(const bool found, look(store.handle(), entity, to.id.value(), maxVisited, visited, next));
            if (found) return follow(store, visited, from.id.value(), to.id.value());
            if (visited.size() > maxVisited)
                return Error(ErrorCode::InvalidInput, "no path from \"" + from.name + "\" to \"" + to.name +
                                                          "\" among the " + std::to_string(maxVisited) +
                                                          " entities nearest to the first; choose closer ones");
        }
    return Neighbourhood{};
}

Result<std::array<std::uint64_t, 4>> countTypes(const TripleStore& store) {
    std::array<std::uint64_t, 4> counts{};
    AKV_ASSIGN(
        auto statement,
        Statement::prepare(store.handle(), "SELECT type, count(*) FROM entities WHERE degree > 0 GROUP BY type"));
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return counts;
        const auto type = std::size_t(statement.number(0));
        if (type < counts.size()) counts[type] = std::uint64_t(statement.number(1));
    }
}

} // namespace akv
