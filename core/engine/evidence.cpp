// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/evidence.h"

#include "core/workspace/cluster_names.h"

#include <algorithm>
#include <map>
#include <set>

namespace akv {

namespace {

Result<TracedLeaf> describeLeaf(const Workspace& workspace, const RowTexts& texts, const LeafStore& store,
                                LeafId leaf) {
    AKV_ASSIGN(const auto row, texts.row(store.rowOf(leaf)));
    AKV_ASSIGN(const auto triple, workspace.triples().triple(row.triple));
    TracedLeaf out;
    out.rowId = row.id.value();
    out.tripleId = row.triple.value();
    const auto inter = store.hierarchy().interOf(leaf);
    out.inter = inter.value();
    out.root = store.hierarchy().rootOf(inter).value();
    if (triple) {
        out.head = triple->head;
        out.relation = triple->relation;
        out.tail = triple->tail;
    }
    out.key = row.keyString();
    out.value = row.description;
    return out;
}

Result<std::string> clusterName(const RowTexts& texts, const LeafStore& store, std::span<const float> centroid,
                                std::uint32_t begin, std::uint32_t end) {
    AKV_ASSIGN(const auto row, texts.row(store.rowOf(medoidLeaf(store, centroid, begin, end))));
    return medoidName(row);
}

Result<void> nameClusters(Trace& trace, const RowTexts& texts, const LeafStore& store) {
    const auto& h = store.hierarchy();
    std::set<std::uint32_t> roots, inters;
    for (const auto* records : {&trace.layers, &trace.selection})
        for (const auto& layer : *records) {
            for (const auto* list : {&layer.root.kept, &layer.root.runnersUp}) roots.insert(list->begin(), list->end());
            for (const auto* list : {&layer.inter.kept, &layer.inter.runnersUp})
                inters.insert(list->begin(), list->end());
        }
    for (const auto& [id, leaf] : trace.leaves) roots.insert(leaf.root), inters.insert(leaf.inter);
    for (const auto id : roots) {
        AKV_ASSIGN(trace.rootNames[id], clusterName(texts, store, h.root.row(id), h.leafBegin[h.interBegin[id]],
                                                    h.leafBegin[h.interBegin[id + 1]]));
    }
    for (const auto id : inters) {
        AKV_ASSIGN(trace.interNames[id],
                   clusterName(texts, store, h.inter.row(id), h.leafBegin[id], h.leafBegin[id + 1]));
    }
    return {};
}

/// Joint attention weight of every leaf over all steps, KB layers and heads, and the sum of all.
std::map<std::uint32_t, double> attentionMass(const Trace& trace, double& total) {
    std::map<std::uint32_t, double> mass;
    for (const auto& layer : trace.layers)
        for (std::size_t i = 0; i < layer.headWeights.size(); ++i) {
            mass[layer.leaf.kept[i % layer.leaf.kept.size()]] += layer.headWeights[i];
            total += layer.headWeights[i];
        }
    return mass;
}

Evidence evidenceOf(const TracedLeaf& text, LeafId leaf, const QkvRow& row, const std::string& said) {
    Evidence out;
    out.triple = TripleId(text.tripleId);
    out.row = RowId(text.rowId);
    out.leaf = leaf;
    out.head = text.head, out.relation = text.relation, out.tail = text.tail;
    out.key = text.key, out.value = text.value;
    out.group = row.group;
    out.overlap = tokenF1(said, text.value);
    return out;
}

} // namespace

Result<std::vector<LeafId>> leavesOfTriples(const Workspace& workspace, const LeafStore& store,
                                            const std::vector<TripleId>& triples) {
    std::vector<LeafId> out;
    for (const auto triple : triples) {
        AKV_ASSIGN(const auto rows, workspace.rowsOfTriple(triple));
        if (rows.empty())
            return Error(ErrorCode::InvalidInput, "triple " + std::to_string(triple.value()) +
                                                      " has no row in this workspace, so it is nowhere in attention; "
                                                      "the table of the Graph page shows the ids, `atlaskv info` "
                                                      "their range");
        for (const auto row : rows) out.push_back(store.leafOf(row));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<void> describeTrace(Trace& trace, const Workspace& workspace, const RowTexts& texts, const LeafStore& store) {
    const auto describe = [&](std::uint32_t leaf) -> Result<void> {
        if (trace.leaves.contains(leaf)) return {};
        AKV_ASSIGN(trace.leaves[leaf], describeLeaf(workspace, texts, store, LeafId(leaf)));
        return {};
    };
    for (const auto* records : {&trace.layers, &trace.selection})
        for (const auto& layer : *records) {
            // Flat attention keeps every leaf; its texts would be the whole graph, so the strongest stand for them.
            constexpr std::size_t kStrongest = 64;
            for (const auto* list : {&layer.leaf.kept, &layer.leaf.runnersUp}) {
                const std::size_t limit = layer.flat ? std::min(kStrongest, list->size()) : list->size();
                for (std::size_t i = 0; i < limit; ++i) AKV_CHECK(describe((*list)[i]));
            }
        }
    for (const auto& fact : trace.facts) AKV_CHECK(describe(fact.leaf));
    return nameClusters(trace, texts, store);
}

Result<void> collectEvidence(Answer& answer, const std::vector<PromptFact>& facts, const RowTexts& texts,
                             std::size_t limit) {
    const Trace& trace = answer.trace;
    const std::string said = valuePart(answer.text);
    double total = 0.0;
    const auto mass = attentionMass(trace, total);
    const auto share = [&](std::uint32_t leaf) {
        const auto found = mass.find(leaf);
        return found == mass.end() || total <= 0.0 ? 0.0 : found->second / total;
    };
    const auto add = [&](std::uint32_t leaf, const QkvRow& row) -> Evidence& {
        answer.evidence.push_back(evidenceOf(trace.leaves.at(leaf), LeafId(leaf), row, said));
        answer.evidence.back().share = share(leaf);
        answer.evidence.back().rank = int(answer.evidence.size());
        return answer.evidence.back();
    };
    for (const auto& fact : facts) {
        Evidence& e = add(fact.leaf.value(), fact.row);
        e.inPrompt = true;
        e.score = fact.score;
    }
    if (!promptsWithFacts(answer.mode)) {
        std::vector<std::pair<double, std::uint32_t>> order;
        for (const auto& [leaf, m] : mass) order.emplace_back(-m, leaf);
        std::sort(order.begin(), order.end());
        for (const auto& [m, leaf] : order) {
            if (answer.evidence.size() >= limit) break;
            if (!trace.leaves.contains(leaf)) continue;
            AKV_ASSIGN(const auto row, texts.row(RowId(trace.leaves.at(leaf).rowId)));
            add(leaf, row);
        }
    }
    if (answer.evidence.empty()) return {};
    answer.match = answer.evidence.front().overlap;
    if (answer.mode == Mode::InContext)
        for (const auto& e : answer.evidence) answer.match = std::max(answer.match, e.overlap);
    return {};
}

std::vector<LevelCount> levelCounts(const std::vector<LayerRecord>& records) {
    std::vector<LevelCount> out;
    for (const auto& r : records)
        out.push_back({r.step, r.layer, r.root.kept.size(), r.root.available, r.inter.kept.size(), r.inter.available,
                       r.leaf.kept.size(), r.leaf.available});
    return out;
}

} // namespace akv
