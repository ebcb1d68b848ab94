// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/number_file.h"
#include "views/pictures/picture_tables.h"
#include "views/widgets/chart/line_chart.h"
#include "views/widgets/chart/memory_chart.h"
#include "views/widgets/chart/size_chart.h"
#include "views/widgets/histogram_view.h"

#include <QtCore/QJsonArray>

#include <cmath>

namespace akv::ui {

namespace {

constexpr qint64 kMostBytes = 1LL << 62;

/// The curve that a row belongs to: rows of one curve follow each other.
Curve& curveNamed(std::vector<Curve>& curves, const QString& name) {
    if (curves.empty() || curves.back().name != name) curves.push_back({name, {}});
    return curves.back();
}

std::optional<ExportTable> writeLines(const QWidget& widget) {
    const auto* chart = qobject_cast<const LineChart*>(&widget);
    if (!chart) return std::nullopt;
    ExportTable table{chart->accessibleName(),
                      {QStringLiteral("curve"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("half width")},
                      {},
                      {{QStringLiteral("x"), chart->xLabel()},
                       {QStringLiteral("y"), chart->yLabel()},
                       {QStringLiteral("log_x"), chart->logX()},
                       {QStringLiteral("low"), chart->range().first},
                       {QStringLiteral("high"), chart->range().second}}};
    if (!chart->categories().isEmpty()) {
        table.picture.insert(QStringLiteral("categories"), QJsonArray::fromStringList(chart->categories()));
        table.picture.insert(QStringLiteral("joined"), chart->joined());
    }
    for (const Curve& curve : chart->curves())
        for (const CurvePoint& p : curve.points)
            table.rows << QStringList{curve.name, exactNumber(p.x), exactNumber(p.y), exactNumber(p.half)};
    return table;
}

QWidget* readLines(const ExportTable& table, CellReader& cells) {
    const QJsonObject& about = table.picture;
    auto* chart =
        new LineChart(about.value(QStringLiteral("x")).toString(), about.value(QStringLiteral("y")).toString());
    const int name = cells.column(QStringLiteral("curve")), x = cells.column(QStringLiteral("x")),
              y = cells.column(QStringLiteral("y")), half = cells.column(QStringLiteral("half width"));
    std::vector<Curve> curves;
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        curveNamed(curves, cells.text(i, name))
            .points.push_back({cells.number(i, x), cells.number(i, y), cells.number(i, half)});
    chart->setLogX(about.value(QStringLiteral("log_x")).toBool());
    if (const QJsonArray names = about.value(QStringLiteral("categories")).toArray(); !names.isEmpty()) {
        QStringList categories;
        for (const auto& category : names) categories << category.toString();
        chart->setXAxis(chart->xLabel(), categories, about.value(QStringLiteral("joined")).toBool());
    }
    chart->setCurves(std::move(curves), about.value(QStringLiteral("low")).toDouble(),
                     about.value(QStringLiteral("high")).toDouble());
    return chart;
}

std::optional<ExportTable> writeMemory(const QWidget& widget) {
    const auto* chart = qobject_cast<const MemoryChart*>(&widget);
    if (!chart) return std::nullopt;
    ExportTable table{QObject::tr("Memory over time, bytes"), {QStringLiteral("seconds")}, {}};
    for (std::size_t area = 0; area < MemoryPoint().stack.size(); ++area) table.columns << memoryAreaName(area);
    table.columns << QStringLiteral("accelerator");
    for (const MemoryPoint& point : chart->points()) {
        QStringList row{exactNumber(point.seconds)};
        for (const std::uint64_t bytes : point.stack) row << QString::number(bytes);
        row << (point.sample.deviceUsed ? QString::number(*point.sample.deviceUsed) : QString());
        table.rows << row;
    }
    QJsonArray marks;
    for (const MemoryMark& mark : chart->marks()) marks.append(QJsonArray{mark.seconds, mark.label});
    table.picture = {{QStringLiteral("compact"), chart->compact()}, {QStringLiteral("marks"), marks}};
    return table;
}

/// The areas' columns bear names for people, so they go by their place.
QWidget* readMemory(const ExportTable& table, CellReader& cells) {
    auto* chart = new MemoryChart(table.picture.value(QStringLiteral("compact")).toBool());
    const int device = cells.column(QStringLiteral("accelerator"));
    MemorySeries series;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        MemoryPoint point;
        point.seconds = cells.number(i, 0);
        for (std::size_t area = 0; area < point.stack.size(); ++area)
            point.stack[area] = std::uint64_t(cells.whole(i, int(area) + 1, 0, kMostBytes));
        if (!cells.text(i, device).isEmpty())
            point.sample.deviceUsed = std::uint64_t(cells.whole(i, device, 0, kMostBytes));
        series.add(point);
    }
    for (const auto& mark : table.picture.value(QStringLiteral("marks")).toArray())
        series.mark(mark[0].toDouble(), mark[1].toString());
    chart->setSeries(series);
    return chart;
}

void addSizes(ExportTable& table, const QString& kind, const std::vector<Curve>& curves) {
    for (const Curve& curve : curves)
        for (const CurvePoint& p : curve.points)
            table.rows << QStringList{curve.name, QString::number(p.x, 'f', 0), QString::number(p.y, 'f', 0), kind};
}

std::optional<ExportTable> writeSizes(const QWidget& widget) {
    const auto* chart = qobject_cast<const SizeChart*>(&widget);
    if (!chart) return std::nullopt;
    ExportTable table{
        QObject::tr("Memory by graph size"),
        {QStringLiteral("curve"), QStringLiteral("rows"), QStringLiteral("bytes"), QStringLiteral("what it is")},
        {}};
    addSizes(table, QStringLiteral("measured"), chart->measured());
    addSizes(table, QStringLiteral("projected"), chart->projected());
    if (const auto [label, rows, bytes] = chart->bound(); !label.isEmpty())
        addSizes(table, QStringLiteral("stated"), {{label, {{rows, bytes, 0.0}}}});
    return table;
}

QWidget* readSizes(const ExportTable& table, CellReader& cells) {
    auto* chart = new SizeChart;
    const int name = cells.column(QStringLiteral("curve")), x = cells.column(QStringLiteral("rows")),
              y = cells.column(QStringLiteral("bytes")), kind = cells.column(QStringLiteral("what it is"));
    std::vector<Curve> measured, projected;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const CurvePoint point{cells.number(i, x), cells.number(i, y), 0.0};
        if (point.x <= 0 || point.y <= 0) cells.refuse(i, "logarithmic axes have no place for zero or less");
        if (cells.text(i, kind) == QStringLiteral("measured"))
            curveNamed(measured, cells.text(i, name)).points.push_back(point);
        else if (cells.text(i, kind) == QStringLiteral("projected"))
            curveNamed(projected, cells.text(i, name)).points.push_back(point);
        else if (cells.text(i, kind) == QStringLiteral("stated"))
            chart->setBound(cells.text(i, name), point.x, point.y);
        else
            cells.refuse(i, "a size is measured, projected or stated");
    }
    chart->setMeasured(std::move(measured));
    chart->setProjected(std::move(projected));
    return chart;
}

std::optional<ExportTable> writeBars(const QWidget& widget) {
    const auto* view = qobject_cast<const HistogramView*>(&widget);
    if (!view) return std::nullopt;
    ExportTable table{
        QObject::tr("Sizes of clusters"),
        {QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("clusters"), QStringLiteral("their sizes")},
        {}};
    for (const HistogramView::Bar& bar : view->bars()) {
        QStringList inside;
        for (const std::uint32_t size : view->sizes())
            if (size >= bar.from && size <= bar.to) inside << QString::number(size);
        table.rows << QStringList{QString::number(bar.from), QString::number(bar.to), QString::number(bar.count),
                                  inside.join(QLatin1Char(' '))};
    }
    return table;
}

QWidget* readBars(const ExportTable& table, CellReader& cells) {
    auto* view = new HistogramView;
    const int from = cells.column(QStringLiteral("from")), to = cells.column(QStringLiteral("to")),
              count = cells.column(QStringLiteral("clusters")), inside = cells.column(QStringLiteral("their sizes"));
    std::vector<std::uint32_t> sizes;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const qint64 low = cells.whole(i, from, 0, UINT32_MAX), high = cells.whole(i, to, low, UINT32_MAX);
        const QStringList members = cells.text(i, inside).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (members.size() != cells.whole(i, count, 0, UINT32_MAX))
            cells.refuse(i, "the bar counts other clusters than it lists sizes");
        for (const QString& member : members) {
            bool good = false;
            const qint64 size = member.toLongLong(&good);
            if (!good || size < low || size > high) cells.refuse(i, "a size lies outside the bar");
            sizes.push_back(std::uint32_t(size));
        }
    }
    view->setSizes(std::move(sizes));
    return view;
}

} // namespace

std::vector<PictureKind> chartKinds() {
    return {{"lines", writeLines, readLines},
            {"memory", writeMemory, readMemory},
            {"sizes", writeSizes, readSizes},
            {"bars", writeBars, readBars}};
}

} // namespace akv::ui
