// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/scope.h"

#include "views/models/text.h"
#include "views/models/trace_view.h"

#include <QtCore/QObject>

#include <algorithm>
#include <numeric>

namespace akv::ui {

namespace {

/// Scores of keys that are kept by at least one step.
void addLevel(const LevelRecord& level, double share, std::map<std::uint32_t, double>& sums) {
    for (std::size_t i = 0; i < level.kept.size(); ++i) sums[level.kept[i]] += share * double(level.keptScore[i]);
}

LevelRecord levelOf(const std::map<std::uint32_t, double>& sums) {
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const auto& [id, score] : sums) order.emplace_back(-score, id);
    std::sort(order.begin(), order.end());
    LevelRecord out;
    out.available = order.size();
    for (const auto& [score, id] : order) out.kept.push_back(id), out.keptScore.push_back(float(-score));
    return out;
}

/// Weights of one leaf over the steps.
struct LeafSum {
    std::vector<double> heads;
    double norm = 0.0;
};

ScopedRecord promptRecord(const LayerRecord& prefill) {
    ScopedRecord out;
    out.record = prefill;
    out.summed = std::max(1, prefill.positions);
    if (prefill.positions <= 1) return out;
    LayerRecord& r = out.record;
    r.headWeights = prefill.headMass;
    r.valueNorm.clear();
    r.lambdaKg.clear();
    const std::size_t n = r.leaf.kept.size();
    for (std::size_t h = 0; !r.headWeights.empty() && h < std::size_t(r.heads); ++h)
        r.lambdaKg.push_back(std::accumulate(r.headWeights.begin() + std::ptrdiff_t(h * n),
                                             r.headWeights.begin() + std::ptrdiff_t((h + 1) * n), 0.0F));
    return out;
}

std::optional<ScopedRecord> answerRecord(const Trace& trace, int layer) {
    std::map<std::uint32_t, double> root, inter, leaf;
    std::map<std::uint32_t, LeafSum> weights;
    ScopedRecord out;
    out.summed = 0, out.steps = true;
    LayerRecord& r = out.record;
    for (const TokenRecord& token : trace.tokens) {
        const LayerRecord* step = trace.find(token.step, layer);
        if (!step) continue;
        const double share = 1.0 / std::max(1, step->positions);
        addLevel(step->root, share, root), addLevel(step->inter, share, inter), addLevel(step->leaf, share, leaf);
        r.layer = layer, r.heads = step->heads, r.flat = step->flat;
        r.lambdaKg.resize(std::size_t(step->heads), 0.0F);
        const std::size_t n = step->leaf.kept.size();
        for (std::size_t h = 0; h < std::size_t(step->heads); ++h) r.lambdaKg[h] += step->lambdaKg[h];
        for (std::size_t j = 0; j < n; ++j) {
            LeafSum& sum = weights[step->leaf.kept[j]];
            sum.heads.resize(std::size_t(step->heads), 0.0);
            for (std::size_t h = 0; h < sum.heads.size(); ++h) sum.heads[h] += double(step->headWeights[h * n + j]);
            if (j < step->valueNorm.size()) sum.norm += double(step->valueNorm[j]);
        }
        ++out.summed;
    }
    if (out.summed == 0) return std::nullopt;
    r.positions = out.summed;
    r.root = levelOf(root), r.inter = levelOf(inter), r.leaf = levelOf(leaf);
    const std::size_t n = r.leaf.kept.size();
    r.headWeights.resize(std::size_t(r.heads) * n);
    for (std::size_t j = 0; j < n; ++j) {
        const LeafSum& sum = weights.at(r.leaf.kept[j]);
        for (std::size_t h = 0; h < std::size_t(r.heads); ++h) r.headWeights[h * n + j] = float(sum.heads[h]);
        r.valueNorm.push_back(float(sum.norm));
    }
    return out;
}

/// A leaf under a name that both places share.
QString nameOf(const Trace& trace, std::uint32_t leaf, bool byWords) {
    const auto found = trace.leaves.find(leaf);
    if (!byWords || found == trace.leaves.end()) return QStringLiteral("#%1").arg(leaf);
    return tripleText(found->second.head, found->second.relation, found->second.tail);
}

struct Side {
    std::map<QString, LeafRow> rows;
    double total = 0.0;
};
Side sideOf(const Trace& trace, const ScopedRecord& scoped, bool byWords) {
    Side out;
    for (LeafRow& row : buildLeafRows(trace, scoped.record)) {
        out.total += row.weight;
        const QString name = nameOf(trace, row.leaf, byWords);
        out.rows.emplace(name, std::move(row));
    }
    return out;
}

PlainTable::Cell shareCell(const LeafRow* row, double total) {
    if (!row) return {QStringLiteral("–"), -1.0};
    const double share = total > 0 ? 100.0 * row->weight / total : 0.0;
    return {QStringLiteral("%1 %").arg(share, 0, 'f', 1), share};
}

} // namespace

double ScopedRecord::meanLambda() const {
    if (!record.lambdaKg.empty())
        return std::accumulate(record.lambdaKg.begin(), record.lambdaKg.end(), 0.0) / double(record.lambdaKg.size()) /
               double(summed);
    const auto& byPosition = record.lambdaByPosition;
    return byPosition.empty() ? 0.0
                              : std::accumulate(byPosition.begin(), byPosition.end(), 0.0) / double(byPosition.size());
}

std::optional<ScopedRecord> scopedRecord(const Trace& trace, Scope scope, int step, int layer) {
    if (scope == Scope::Answer) return answerRecord(trace, layer);
    const LayerRecord* record = trace.find(scope == Scope::Prompt ? 0 : step, layer);
    if (!record) return std::nullopt;
    if (scope == Scope::Prompt) return promptRecord(*record);
    ScopedRecord out;
    out.record = *record;
    return out;
}

ScopeTexts scopeTexts(Scope scope, int layer, const std::optional<ScopedRecord>& scoped) {
    const int heads = scoped ? scoped->record.heads : 0, summed = scoped ? scoped->summed : 0;
    ScopeTexts out;
    switch (scope) {
    case Scope::Word:
        out.title = QObject::tr("What layer %1 read").arg(layer);
        out.note = QObject::tr("λ %1 · scores summed over %2 heads, shared by all heads; bars relative to the largest");
        out.weightHint =
            QObject::tr("Joint attention weight λ·p, mean over heads. The column adds up to λ of this layer.");
        break;
    case Scope::Answer:
        out.title = QObject::tr("What layer %1 read over the whole answer").arg(layer);
        out.note = QObject::tr("mean λ %1 · scores summed over %2 heads and %3 steps (the prefill's by position)");
        out.weightHint =
            QObject::tr("Joint attention weight λ·p, mean over heads, summed over the words of the answer");
        break;
    case Scope::Prompt:
        out.title = QObject::tr("What layer %1 read in the prompt").arg(layer);
        out.note = QObject::tr("mean λ %1 · scores summed over %2 heads and %3 positions");
        out.weightHint =
            QObject::tr("Joint attention weight λ·p, mean over heads, summed over the positions of the prompt");
        break;
    }
    if (!scoped) return {out.title, {}, out.weightHint};
    out.note = out.note.arg(scoreText(scoped->meanLambda())).arg(heads);
    if (scope != Scope::Word) out.note = out.note.arg(summed);
    return out;
}

QString placeText(const Place& place) {
    if (!place.answer) return {};
    QString what = QObject::tr("whole answer");
    if (place.scope == Scope::Prompt) what = QObject::tr("prompt");
    if (place.scope == Scope::Word) {
        what = QObject::tr("step %1").arg(place.step);
        for (const TokenRecord& token : place.answer->trace.tokens)
            if (token.step == place.step) what = QStringLiteral("“%1”").arg(cut(qs(token.text).trimmed(), 20));
    }
    return QObject::tr("%1, layer %2").arg(what).arg(place.layer);
}

std::optional<PlaceComparison> comparePlaces(const Place& a, const Place& b) {
    if (!a.answer || !b.answer) return std::nullopt;
    const auto recordA = scopedRecord(a.answer->trace, a.scope, a.step, a.layer);
    const auto recordB = scopedRecord(b.answer->trace, b.scope, b.step, b.layer);
    if (!recordA || !recordB) return std::nullopt;
    const bool byWords = a.answer->trace.card.storeHash != b.answer->trace.card.storeHash;
    const Side left = sideOf(a.answer->trace, *recordA, byWords), right = sideOf(b.answer->trace, *recordB, byWords);
    PlaceComparison out;
    out.lambdaA = recordA->meanLambda(), out.lambdaB = recordB->meanLambda();
    out.table.columns = {{QObject::tr("triple"), {}, false},
                         {QObject::tr("read by"), QObject::tr("Which of the two places kept the leaf"), false},
                         {QObject::tr("A"), QObject::tr("Share of A's own knowledge mass"), true},
                         {QObject::tr("B"), QObject::tr("Share of B's own knowledge mass"), true},
                         {QObject::tr("B − A"),
                          QObject::tr("Difference of the two shares, in percentage points; 0 for a side that did "
                                      "not keep the leaf"),
                          true}};
    std::map<QString, std::pair<const LeafRow*, const LeafRow*>> all;
    for (const auto& [name, row] : left.rows) all[name].first = &row;
    for (const auto& [name, row] : right.rows) all[name].second = &row;
    for (const auto& [name, rows] : all) {
        const auto& [rowA, rowB] = rows;
        ++(rowA && rowB ? out.both : rowA ? out.onlyA : out.onlyB);
        const auto cellA = shareCell(rowA, left.total), cellB = shareCell(rowB, right.total);
        const double change = (rowB ? cellB.sort.toDouble() : 0.0) - (rowA ? cellA.sort.toDouble() : 0.0);
        PlainTable::Row row;
        row.triple = (rowA ? rowA : rowB)->triple;
        row.cells = {
            {(rowA ? rowA : rowB)->text},
            {rowA && rowB ? QObject::tr("both")
             : rowA       ? QObject::tr("A only")
                          : QObject::tr("B only")},
            cellA,
            cellB,
            {QStringLiteral("%1%2").arg(change > 0 ? QStringLiteral("+") : QString()).arg(change, 0, 'f', 1), change}};
        out.table.rows.push_back(std::move(row));
    }
    std::stable_sort(out.table.rows.begin(), out.table.rows.end(), [](const auto& x, const auto& y) {
        return std::max(x.cells[2].sort.toDouble(), x.cells[3].sort.toDouble()) >
               std::max(y.cells[2].sort.toDouble(), y.cells[3].sort.toDouble());
    });
    out.summary =
        QObject::tr("A %1: λ %2 · B %3: λ %4 · difference %5. Leaves: %6 in both, %7 only in A, %8 only in B.")
            .arg(placeText(a), QString::number(out.lambdaA, 'f', 3), placeText(b), QString::number(out.lambdaB, 'f', 3),
                 QString::number(out.lambdaB - out.lambdaA, 'f', 3), QString::number(out.both),
                 QString::number(out.onlyA), QString::number(out.onlyB));
    if (a.answer != b.answer)
        out.summary += QLatin1Char(' ') + QObject::tr("A is of “%1”, B of “%2”.")
                                              .arg(cut(qs(a.answer->question), 40), cut(qs(b.answer->question), 40));
    return out;
}

} // namespace akv::ui
