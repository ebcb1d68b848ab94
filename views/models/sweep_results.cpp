// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/sweep_results.h"

#include "views/models/text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace akv::ui {

namespace {

using Figure = std::pair<double, double>;

const Figure* figureOf(const SweepLine& line, const char* name) {
    const auto found = line.figures.find(QLatin1String(name));
    return found == line.figures.end() ? nullptr : &found->second;
}

SweepKind kindNamed(const QString& name) {
    if (name == QStringLiteral("scale")) return SweepKind::Scale;
    return name == QStringLiteral("layer") ? SweepKind::Layers : SweepKind::K;
}

/// What the table and the picture of a kind show: figure, heading; drawn or not.
struct Shown {
    const char* figure;
    QString heading, hint;
    bool drawn;
};

std::vector<Shown> shownOf(SweepKind kind) {
    const auto metric = [](const char* name, bool drawn) {
        return Shown{name, metricLabel(QLatin1String(name)), metricDefinition(QLatin1String(name)), drawn};
    };
    if (kind == SweepKind::K)
        return {metric("acc1", true),
                metric("acc5", true),
                {"mass_recall", QObject::tr("mass recall"),
                 QObject::tr("Share of the exact attention mass of the first leaves that pruning kept"), true},
                {"leaves_scanned", QObject::tr("leaves scanned"),
                 QObject::tr("Leaves that were scored, of all leaves of the graph"), false}};
    return {metric("acc1_set", true), metric("acc5_set", true),          metric("em", true),
            metric("f1", false),      metric("refusal_precision", true), metric("refusal_recall", true)};
}

} // namespace

QString sweepName(SweepKind kind) {
    switch (kind) {
    case SweepKind::K: return QObject::tr("k");
    case SweepKind::Scale: return QStringLiteral("kb_scale_factor");
    case SweepKind::Layers: break;
    }
    return QObject::tr("KB layers");
}

std::vector<SweepLine> parseSweep(const QByteArray& json) {
    std::vector<SweepLine> out;
    const QJsonObject file = QJsonDocument::fromJson(json).object();
    const SweepKind kind = kindNamed(file.value(QStringLiteral("sweep")).toString());
    for (const auto& value : file.value(QStringLiteral("results")).toArray()) {
        const QJsonObject j = value.toObject();
        SweepLine line{kind,
                       j.value(QStringLiteral("mode")).toString(),
                       std::uint64_t(j.value(QStringLiteral("size")).toDouble()),
                       std::uint64_t(j.value(QStringLiteral("n")).toDouble()),
                       std::uint64_t(j.value(QStringLiteral("n_unanswerable")).toDouble()),
                       j.value(QStringLiteral("setting")).toString(),
                       {}};
        if (kind == SweepKind::K) {
            QStringList k;
            for (const auto& part : j.value(QStringLiteral("k")).toArray()) k << QString::number(part.toInt());
            line.value = k.join(QLatin1Char('-'));
        }
        const QJsonObject halves = j.value(QStringLiteral("ci95")).toObject();
        for (auto at = halves.begin(); at != halves.end(); ++at)
            line.figures[at.key()] = {j.value(at.key()).toDouble(), at.value().toDouble()};
        out.push_back(std::move(line));
    }
    return out;
}

std::vector<SweepLine> linesOf(const std::vector<SweepLine>& lines, const SweepChoice& choice) {
    std::vector<SweepLine> out;
    for (const SweepLine& line : lines)
        if (line.kind == choice.kind && line.mode == choice.mode && line.size == choice.size) out.push_back(line);
    const auto scanned = [](const SweepLine& line) {
        const Figure* figure = figureOf(line, "leaves_scanned");
        return figure ? figure->first : 0.0;
    };
    if (choice.kind == SweepKind::K)
        std::stable_sort(out.begin(), out.end(),
                         [&](const SweepLine& a, const SweepLine& b) { return scanned(a) < scanned(b); });
    return out;
}

PlainTable sweepTable(const std::vector<SweepLine>& chosen) {
    PlainTable table;
    if (chosen.empty()) return table;
    const SweepKind kind = chosen.front().kind;
    const QString hints[] = {
        QObject::tr("root, inter and leaf keys kept"),
        QObject::tr("knowledge logits are shifted by log(factor) - log(n); none: they are not shifted"),
        QObject::tr("these KB layers read the graph, the others are ablated")};
    table.columns = {{sweepName(kind), hints[int(kind)], false}, {QObject::tr("questions"), {}}};
    const auto shown = shownOf(kind);
    for (const Shown& column : shown) table.columns.push_back({column.heading + QStringLiteral(", %"), column.hint});
    for (const SweepLine& line : chosen) {
        auto& row = table.rows.emplace_back();
        row.cells.push_back({line.value});
        row.cells.push_back({line.unanswerable > 0
                                 ? QStringLiteral("%1 + %2").arg(grouped(line.n), grouped(line.unanswerable))
                                 : grouped(line.n),
                             quint64(line.n)});
        for (const Shown& column : shown)
            if (const Figure* figure = figureOf(line, column.figure))
                row.cells.push_back(
                    {QStringLiteral("%1 ± %2").arg(figure->first * 100, 0, 'f', 1).arg(figure->second * 100, 0, 'f', 1),
                     figure->first});
            else
                row.cells.push_back({QStringLiteral("–")});
    }
    return table;
}

SweepPicture sweepPicture(const std::vector<SweepLine>& chosen) {
    SweepPicture out;
    if (chosen.empty()) return out;
    const SweepKind kind = chosen.front().kind;
    out.xLabel = kind == SweepKind::K ? QObject::tr("leaves scanned, %") : sweepName(kind);
    out.joined = kind != SweepKind::Layers;
    if (kind != SweepKind::K)
        for (const SweepLine& line : chosen) out.categories << line.value;
    for (const Shown& column : shownOf(kind)) {
        Curve curve{column.heading, {}};
        for (std::size_t i = 0; column.drawn && i < chosen.size(); ++i) {
            const Figure* figure = figureOf(chosen[i], column.figure);
            const Figure* scanned = figureOf(chosen[i], "leaves_scanned");
            if (!figure || (kind == SweepKind::K && !scanned)) continue;
            curve.points.push_back(
                {kind == SweepKind::K ? scanned->first * 100 : double(i), figure->first * 100, figure->second * 100});
        }
        if (!curve.points.empty()) out.curves.push_back(std::move(curve));
    }
    return out;
}

} // namespace akv::ui
