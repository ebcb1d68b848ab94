// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/inspection.h"

#include "views/models/text.h"
#include "views/models/trace_view.h"

#include <QtCore/QObject>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace akv::ui {

namespace {

PlainTable::Cell number(double value, int digits = 3) { return {fixedText(value, digits), value}; }

PlainTable::Cell missing() { return {QStringLiteral("–"), -1e9}; }

QString groupName(const Trace& trace, const TracedLeaf& leaf, GroupBy by) {
    if (by == GroupBy::Entity) return qs(leaf.head);
    if (by == GroupBy::Relation) return qs(leaf.relation);
    const auto name = trace.interNames.find(leaf.inter);
    return name == trace.interNames.end() || name->second.empty()
               ? QObject::tr("inter %1").arg(leaf.inter)
               : QObject::tr("inter %1: %2").arg(leaf.inter).arg(qs(name->second));
}

PlainTable::Cell choices(const std::vector<TokenChoice>& all) {
    QStringList short_, full;
    for (const TokenChoice& choice : all) {
        const QString text = qs(choice.text).trimmed();
        if (short_.size() < 3) short_ << text;
        full << QStringLiteral("%1  %2").arg(fixedText(choice.logprob), text);
    }
    return {short_.join(QStringLiteral(" · ")), {}, full.join(QLatin1Char('\n'))};
}

PlainTable::Cell rankCell(const LevelRank& level) {
    if (!level.scored) return missing();
    return {QObject::tr("%1 of %2, k %3").arg(level.rank).arg(level.available).arg(level.kept), qulonglong(level.rank)};
}

} // namespace

PlainTable headTable(const Trace& trace, const LayerRecord& record, std::size_t most) {
    PlainTable out;
    const std::size_t n = record.leaf.kept.size();
    if (n == 0 || record.headWeights.empty()) return out;
    const std::size_t heads = record.headWeights.size() / n;
    out.columns.push_back({QObject::tr("triple"), {}, false});
    for (std::size_t h = 0; h < heads; ++h)
        out.columns.push_back(
            {QObject::tr("head %1 · λ %2")
                 .arg(h)
                 .arg(h < record.lambdaKg.size() ? scoreText(double(record.lambdaKg[h])) : QStringLiteral("–")),
             QObject::tr("Joint attention weight of head %1 on each leaf; over all kept leaves the "
                         "column adds up to the head's λ")
                 .arg(h),
             true});
    auto rows = buildLeafRows(trace, record);
    rows.resize(std::min(rows.size(), most));
    for (const LeafRow& leaf : rows) {
        PlainTable::Row row;
        row.triple = leaf.triple;
        row.cells.push_back({leaf.text, {}, {}});
        const auto at = std::find(record.leaf.kept.begin(), record.leaf.kept.end(), leaf.leaf);
        const auto j = std::size_t(at - record.leaf.kept.begin());
        for (std::size_t h = 0; h < heads; ++h) row.cells.push_back(number(double(record.headWeights[h * n + j])));
        out.rows.push_back(std::move(row));
    }
    return out;
}

PlainTable weightTable(const WeightExplanation& w) {
    PlainTable out;
    out.columns = {
        {QObject::tr("quantity"), {}, false}, {QObject::tr("value"), {}, true}, {QObject::tr("how"), {}, false}};
    const auto add = [&](const QString& name, const QString& how, double value, int digits = 5) {
        out.rows.push_back({{{name}, number(value, digits), {how}}});
    };
    add(QStringLiteral("s"), QObject::tr("1 / √([e;1]ᵀ Ĝ [e;1] + ε) of this key, the same for all heads"), w.keyScale);
    add(QStringLiteral("u·e"), QObject::tr("query of head %1 times the stored key").arg(w.head), w.dot);
    add(QStringLiteral("β"), QObject::tr("what the key projector's bias adds"), w.beta);
    add(QStringLiteral("s (u·e + β)"), QObject::tr("score of the key"), w.product);
    if (w.scaleFactor) {
        add(QStringLiteral("+ log(scale)"), QObject::tr("kb_scale_factor %1").arg(*w.scaleFactor),
            std::log(*w.scaleFactor));
        add(QStringLiteral("− log(n)"), QObject::tr("n = %1 leaves kept").arg(w.kept), -std::log(double(w.kept)));
    }
    add(QObject::tr("logit"), QObject::tr("sum of the above"), w.logit);
    add(QObject::tr("logit, engine"),
        QObject::tr("scoring kernel; differs by %1").arg(w.engineLogit - w.logit, 0, 'g', 2), w.engineLogit);
    add(QObject::tr("largest logit"),
        QObject::tr("over %1 leaves and %2 words of the sequence").arg(w.ablated ? 0 : w.kept).arg(w.sequence),
        w.largest);
    add(QObject::tr("denominator"), QObject::tr("Σ exp(logit − largest) over both"), w.denominator);
    add(QObject::tr("weight λ·p"),
        w.ablated ? QObject::tr("0: a what-if took this head's knowledge away")
                  : QObject::tr("exp(logit − largest) / denominator"),
        w.weight);
    add(QStringLiteral("λ"), QObject::tr("weights of all kept leaves of this head"), w.lambda);
    add(QStringLiteral("p"), QObject::tr("share of this leaf among the kept ones"), w.share());
    if (w.traced)
        add(QObject::tr("weight, trace"),
            QObject::tr("recorded while answering; differs by %1").arg(*w.traced - w.weight, 0, 'g', 2), *w.traced);
    else
        out.rows.push_back({{{QObject::tr("weight, trace")}, missing(), {QObject::tr("not recorded for this step")}}});
    return out;
}

namespace {

struct GroupSum {
    double weight = 0.0;
    std::set<std::pair<std::string, std::uint32_t>> leaves; ///< store and leaf
    std::set<const Trace*> answers;
};

std::map<QString, GroupSum> groupSums(const std::vector<const Trace*>& traces, GroupBy by, double& total) {
    std::map<QString, GroupSum> groups;
    for (const Trace* trace : traces) {
        std::map<std::uint32_t, double> weights; // by leaf: a name is looked for once, not for every head and step
        for (const LayerRecord& record : trace->layers) {
            const std::size_t n = record.leaf.kept.size();
            for (std::size_t i = 0; n > 0 && i < record.headWeights.size(); ++i)
                weights[record.leaf.kept[i % n]] += double(record.headWeights[i]);
        }
        for (const auto& [id, weight] : weights) {
            const auto leaf = trace->leaves.find(id);
            GroupSum& sum = groups[leaf == trace->leaves.end() ? QObject::tr("(not named in the trace)")
                                                               : groupName(*trace, leaf->second, by)];
            sum.weight += weight;
            sum.leaves.emplace(trace->card.storeHash, id);
            sum.answers.insert(trace);
            total += weight;
        }
    }
    return groups;
}

PlainTable tableOfGroups(const std::vector<const Trace*>& traces, GroupBy by, bool chat) {
    double total = 0.0;
    const auto groups = groupSums(traces, by, total);
    PlainTable out;
    const QString titles[] = {QObject::tr("entity"), QObject::tr("relation"), QObject::tr("cluster")};
    out.columns = {{titles[int(by)], {}, false},
                   {QObject::tr("share"),
                    chat ? QObject::tr("Joint attention weight over all steps, KB layers and heads of all answers of "
                                       "this chat, of the whole")
                         : QObject::tr("Joint attention weight over all steps, KB layers and heads, of the whole "
                                       "answer's"),
                    true},
                   {QObject::tr("weight"), QObject::tr("The same sum before it is divided"), true},
                   {QObject::tr("leaves"), QObject::tr("Different leaves that were read"), true}};
    if (chat) out.columns.push_back({QObject::tr("answers"), QObject::tr("Answers that read it"), true});
    for (const auto& [name, sum] : groups) {
        PlainTable::Row row{
            {{name, {}, {}},
             {QStringLiteral("%1 %").arg(total > 0 ? 100.0 * sum.weight / total : 0.0, 0, 'f', 1), sum.weight, {}},
             number(sum.weight),
             {QString::number(sum.leaves.size()), int(sum.leaves.size()), {}}}};
        if (chat) row.cells.push_back({QString::number(sum.answers.size()), int(sum.answers.size()), {}});
        out.rows.push_back(std::move(row));
    }
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) {
        return a.cells[1].sort.toDouble() > b.cells[1].sort.toDouble();
    });
    return out;
}

} // namespace

PlainTable groupTable(const Trace& trace, GroupBy by) { return tableOfGroups({&trace}, by, false); }
PlainTable groupTable(const std::vector<const Trace*>& chat, GroupBy by) { return tableOfGroups(chat, by, true); }

PlainTable choiceTable(const TokenEffect& effect, const std::string& said) {
    PlainTable out;
    out.columns = {
        {QObject::tr("rank"), {}, true},
        {QObject::tr("with the graph"), QObject::tr("✓: the token that was said"), false},
        {QObject::tr("log p"), QObject::tr("Log-probability with the graph"), true},
        {QObject::tr("without the graph"), QObject::tr("✓: the token that was said"), false},
        {QObject::tr("log p alone"), QObject::tr("Log-probability of the model alone, after the same words"), true}};
    const auto cells = [&](const std::vector<TokenChoice>& choices, std::size_t i, PlainTable::Row& row) {
        if (i >= choices.size()) return row.cells.insert(row.cells.end(), {{}, {}}), void();
        const bool same = choices[i].text == said;
        row.cells.push_back({qs(choices[i].text).trimmed() + (same ? QStringLiteral(" ✓") : QString())});
        row.cells.push_back(number(choices[i].logprob, 2));
    };
    for (std::size_t i = 0; i < std::max(effect.choicesWith.size(), effect.choicesWithout.size()); ++i) {
        PlainTable::Row row{{{QString::number(i + 1), int(i)}}};
        cells(effect.choicesWith, i, row);
        cells(effect.choicesWithout, i, row);
        out.rows.push_back(std::move(row));
    }
    return out;
}

PlainTable wordTable(const Trace& trace, const std::vector<TokenEffect>& effects) {
    PlainTable out;
    out.columns = {
        {QObject::tr("word"), {}, false},
        {QObject::tr("log p"), QObject::tr("Log-probability as it was answered"), true},
        {QObject::tr("without graph"), QObject::tr("Of the model alone, after the question and the same words before"),
         true},
        {QStringLiteral("Δ"), QObject::tr("What the graph added; near 0: the model needed none for it"), true},
        {QObject::tr("best with"), QObject::tr("The most probable tokens with the graph"), false},
        {QObject::tr("best without"), QObject::tr("The most probable tokens without it"), false}};
    for (std::size_t i = 0; i < effects.size() && i < trace.tokens.size(); ++i) {
        const TokenEffect& effect = effects[i];
        PlainTable::Row row;
        row.step = effect.step;
        row.cells = {{qs(trace.tokens[i].text).trimmed(), int(i), {}},
                     number(effect.with, 2),
                     number(effect.without, 2),
                     number(effect.change(), 2),
                     choices(effect.choicesWith),
                     choices(effect.choicesWithout)};
        out.rows.push_back(std::move(row));
    }
    return out;
}

PlainTable pathTable(const std::vector<RowPath>& paths, int step) {
    PlainTable out;
    out.columns = {{QObject::tr("layer"), {}, true},
                   {QObject::tr("what happened"), {}, false},
                   {QObject::tr("root rank"), {}, true},
                   {QObject::tr("inter rank"), {}, true},
                   {QObject::tr("leaf rank"), {}, true},
                   {QObject::tr("row"), QObject::tr("Row of the graph; a triple can have two"), true}};
    for (const RowPath& path : paths) {
        if (path.step != step) continue;
        out.rows.push_back({{{QString::number(path.layer), path.layer, {}},
                             {qs(path.text()), {}, {}},
                             rankCell(path.root),
                             rankCell(path.inter),
                             rankCell(path.leaf),
                             {QString::number(path.row.value()), qulonglong(path.row.value()), {}}}});
    }
    return out;
}

} // namespace akv::ui
