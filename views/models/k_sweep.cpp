// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/k_sweep.h"

#include "views/models/text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <set>

namespace akv::ui {

namespace {

std::vector<SweepLine> ofSize(const std::vector<SweepLine>& lines, std::uint64_t size) {
    std::vector<SweepLine> out;
    for (const SweepLine& line : lines)
        if (line.size == size) out.push_back(line);
    std::stable_sort(out.begin(), out.end(), [](const SweepLine& a, const SweepLine& b) {
        return a.leavesScanned.first < b.leavesScanned.first;
    });
    return out;
}

} // namespace

std::vector<SweepLine> parseKSweep(const QByteArray& json) {
    std::vector<SweepLine> out;
    for (const auto& value : QJsonDocument::fromJson(json).object().value(QStringLiteral("results")).toArray()) {
        const QJsonObject j = value.toObject();
        const QJsonObject halves = j.value(QStringLiteral("ci95")).toObject();
        const auto figure = [&](const QString& name) {
            return SweepLine::Figure{j.value(name).toDouble(), halves.value(name).toDouble()};
        };
        QStringList k;
        for (const auto& part : j.value(QStringLiteral("k")).toArray()) k << QString::number(part.toInt());
        out.push_back({std::uint64_t(j.value(QStringLiteral("size")).toDouble()),
                       std::uint64_t(j.value(QStringLiteral("n")).toDouble()), k.join(QLatin1Char('-')),
                       figure(QStringLiteral("acc1")), figure(QStringLiteral("acc5")),
                       figure(QStringLiteral("mass_recall")), figure(QStringLiteral("leaves_scanned"))});
    }
    return out;
}

std::vector<std::uint64_t> sizesOf(const std::vector<SweepLine>& lines) {
    std::set<std::uint64_t> sizes;
    for (const SweepLine& line : lines) sizes.insert(line.size);
    return {sizes.begin(), sizes.end()};
}

PlainTable sweepTable(const std::vector<SweepLine>& lines, std::uint64_t size) {
    PlainTable table;
    table.columns = {
        {QObject::tr("k"), QObject::tr("root, inter and leaf keys kept"), false},
        {QObject::tr("questions"), {}},
        {QObject::tr("ACC@1, %"), metricDefinition(QStringLiteral("acc1"))},
        {QObject::tr("ACC@5, %"), metricDefinition(QStringLiteral("acc5"))},
        {QObject::tr("mass recall, %"), QObject::tr("Share of the exact attention mass of the first leaves that "
                                                    "pruning kept")},
        {QObject::tr("leaves scanned, %"), QObject::tr("Leaves that were scored, of all leaves of the graph")}};
    const auto percent = [](const SweepLine::Figure& figure) {
        return PlainTable::Cell{
            QStringLiteral("%1 ± %2").arg(figure.first * 100, 0, 'f', 1).arg(figure.second * 100, 0, 'f', 1),
            figure.first};
    };
    for (const SweepLine& line : ofSize(lines, size))
        table.rows.push_back({{{line.k},
                               {grouped(line.n), quint64(line.n)},
                               percent(line.acc1),
                               percent(line.acc5),
                               percent(line.massRecall),
                               percent(line.leavesScanned)}});
    return table;
}

std::vector<Curve> sweepCurves(const std::vector<SweepLine>& lines, std::uint64_t size) {
    std::vector<Curve> out{{metricLabel(QStringLiteral("acc1")), {}},
                           {metricLabel(QStringLiteral("acc5")), {}},
                           {QObject::tr("mass recall"), {}}};
    for (const SweepLine& line : ofSize(lines, size)) {
        const SweepLine::Figure figures[] = {line.acc1, line.acc5, line.massRecall};
        for (std::size_t i = 0; i < 3; ++i)
            out[i].points.push_back({line.leavesScanned.first * 100, figures[i].first * 100, figures[i].second * 100});
    }
    return out;
}

} // namespace akv::ui
