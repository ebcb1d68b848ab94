// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/trace_view.h"

#include "views/models/scope.h"
#include "views/models/text.h"

#include <QtCore/QObject>

#include <algorithm>
#include <numeric>

namespace akv::ui {

namespace {

using Names = std::map<std::uint32_t, std::string>;

/// `unnamed` with %1 for the number is the label of a cluster without a name; `detail` has %2 for the label.
FunnelItem clusterItem(const Names& names, std::uint32_t id, const QString& unnamed, const QString& detail) {
    FunnelItem item;
    item.id = id;
    const auto found = names.find(id);
    item.label = found != names.end() && !found->second.empty() ? qs(found->second) : unnamed.arg(id);
    item.detail = detail.arg(QString::number(id), item.label);
    return item;
}

FunnelItem rootItem(const Names& names, std::uint32_t id) {
    return clusterItem(names, id, QObject::tr("root %1"), QObject::tr("root cluster %1: %2"));
}

FunnelItem interItem(const Names& names, std::uint32_t id) {
    return clusterItem(names, id, QObject::tr("inter %1"), QObject::tr("inter cluster %1: %2"));
}

FunnelItem leafItem(const Trace& trace, std::uint32_t id) {
    FunnelItem item;
    item.id = id;
    const auto found = trace.leaves.find(id);
    if (found == trace.leaves.end()) {
        item.label = QObject::tr("leaf %1").arg(id);
        item.detail = item.label;
        return item;
    }
    const TracedLeaf& leaf = found->second;
    item.triple = leaf.tripleId;
    item.label = tripleText(leaf.head, leaf.relation, {});
    item.detail = QObject::tr("%1\nkey: %2\nvalue: %3\nleaf %4, row %5, path %6/%7")
                      .arg(tripleText(leaf.head, leaf.relation, leaf.tail), qs(leaf.key), qs(leaf.value))
                      .arg(id)
                      .arg(leaf.rowId)
                      .arg(leaf.root)
                      .arg(leaf.inter);
    return item;
}

template <class MakeItem>
FunnelColumn makeColumn(const QString& title, const LevelRecord& level, MakeItem&& makeItem) {
    FunnelColumn column;
    column.title = title;
    column.kept = level.kept.size();
    column.available = level.available;
    column.cutOff = level.cutOff();
    int rank = 0;
    const auto add = [&](std::vector<FunnelItem>& to, const std::vector<std::uint32_t>& ids,
                         const std::vector<float>& scores) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            FunnelItem item = makeItem(ids[i]);
            item.score = i < scores.size() ? scores[i] : 0.0F;
            item.rank = ++rank;
            to.push_back(std::move(item));
        }
    };
    add(column.items, level.kept, level.keptScore);
    add(column.runnersUp, level.runnersUp, level.runnersUpScore);
    return column;
}

int indexOf(const FunnelColumn& column, std::uint32_t id) {
    for (std::size_t i = 0; i < column.items.size(); ++i)
        if (column.items[i].id == id) return int(i);
    return -1;
}

void connectParents(Funnel& funnel, const Trace& trace, const ClusterParents& parents) {
    ClusterParents known = parents;
    for (const auto& [id, leaf] : trace.leaves) known.emplace(leaf.inter, leaf.root);
    for (FunnelItem& item : funnel.inter.items)
        if (const auto parent = known.find(item.id); parent != known.end())
            item.parent = indexOf(funnel.root, parent->second);
    for (FunnelItem& item : funnel.leaf.items)
        if (const auto leaf = trace.leaves.find(item.id); leaf != trace.leaves.end())
            item.parent = indexOf(funnel.inter, leaf->second.inter);
}

double mean(const std::vector<float>& values) {
    return values.empty() ? 0.0 : std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

} // namespace

Funnel buildFunnel(const Trace& trace, const ScopedRecord& scoped, const ClusterParents& parents) {
    const LayerRecord& record = scoped.record;
    Funnel funnel;
    funnel.step = record.step, funnel.layer = record.layer, funnel.heads = record.heads;
    funnel.positions = record.positions;
    funnel.flat = record.flat;
    funnel.root =
        makeColumn(QObject::tr("Root"), record.root, [&](std::uint32_t id) { return rootItem(trace.rootNames, id); });
    funnel.inter = makeColumn(QObject::tr("Inter"), record.inter,
                              [&](std::uint32_t id) { return interItem(trace.interNames, id); });
    funnel.leaf = makeColumn(QObject::tr("Leaf"), record.leaf, [&](std::uint32_t id) { return leafItem(trace, id); });
    for (FunnelColumn* column : {&funnel.root, &funnel.inter, &funnel.leaf})
        column->steps = scoped.steps ? scoped.summed : 0;
    for (FunnelItem& item : funnel.leaf.items)
        if (std::find(record.pinned.begin(), record.pinned.end(), item.id) != record.pinned.end())
            item.detail += QLatin1Char('\n') + QObject::tr("pinned by a what-if; no score where it was not scored");
    connectParents(funnel, trace, parents);
    return funnel;
}

std::optional<Funnel> buildFunnel(const Trace& trace, int step, int layer, const ClusterParents& parents) {
    const auto scoped = scopedRecord(trace, Scope::Word, step, layer);
    if (!scoped) return std::nullopt;
    return buildFunnel(trace, *scoped, parents);
}

LambdaMap buildLambdaMap(const Trace& trace) {
    LambdaMap map;
    map.layers = trace.kbLayers();
    for (const TokenRecord& token : trace.tokens) map.tokens.push_back(qs(token.text));
    map.values.resize(map.layers.size() * map.tokens.size());
    for (std::size_t l = 0; l < map.layers.size(); ++l)
        for (std::size_t t = 0; t < map.tokens.size(); ++t)
            if (const auto value = meanLambda(trace, trace.tokens[t].step, map.layers[l]))
                map.values[l * map.tokens.size() + t] = float(*value);
    return map;
}

LambdaMap buildPromptMap(const Trace& trace) {
    LambdaMap map;
    map.layers = trace.kbLayers();
    for (const std::string& token : trace.promptTokens) map.tokens.push_back(qs(token));
    map.values.resize(map.layers.size() * map.tokens.size());
    for (std::size_t l = 0; l < map.layers.size(); ++l)
        if (const LayerRecord* record = trace.find(0, map.layers[l]))
            for (std::size_t t = 0; t < std::min(map.tokens.size(), record->lambdaByPosition.size()); ++t)
                map.values[l * map.tokens.size() + t] = record->lambdaByPosition[t];
    return map;
}

std::vector<LeafRow> buildLeafRows(const Trace& trace, const LayerRecord& record) {
    std::vector<LeafRow> rows;
    const std::size_t n = record.leaf.kept.size();
    const std::size_t heads = n == 0 ? 0 : record.headWeights.size() / n;
    for (std::size_t j = 0; j < n; ++j) {
        LeafRow row;
        row.leaf = record.leaf.kept[j];
        for (std::size_t h = 0; h < heads; ++h) row.weight += double(record.headWeights[h * n + j]);
        if (heads > 0)
            row.weight /= double(heads);
        else if (j < record.leafMass.size())
            row.weight = double(record.leafMass[j]) / std::max(1, record.heads);
        if (j < record.valueNorm.size()) row.valueNorm = double(record.valueNorm[j]);
        if (const auto found = trace.leaves.find(row.leaf); found != trace.leaves.end()) {
            const TracedLeaf& leaf = found->second;
            row.row = leaf.rowId, row.triple = leaf.tripleId;
            row.text = tripleText(leaf.head, leaf.relation, leaf.tail);
            row.key = qs(leaf.key), row.value = qs(leaf.value);
            row.path = QStringLiteral("%1/%2/%3").arg(leaf.root).arg(leaf.inter).arg(row.leaf);
        } else {
            row.text = QObject::tr("leaf %1").arg(row.leaf);
        }
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const LeafRow& a, const LeafRow& b) { return a.weight > b.weight; });
    return rows;
}

std::vector<LeafRow> buildLeafRows(const Trace& trace, int step, int layer) {
    const LayerRecord* record = trace.find(step, layer);
    return record ? buildLeafRows(trace, *record) : std::vector<LeafRow>();
}

std::optional<double> meanLambda(const Trace& trace, int step, int layer) {
    const LayerRecord* record = trace.find(step, layer);
    if (!record) return std::nullopt;
    return mean(record->lambdaKg);
}

} // namespace akv::ui
