// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/view_export.h"

#include "views/models/text.h"
#include "views/widgets/chart/line_chart.h"
#include "views/widgets/chart/memory_chart.h"
#include "views/widgets/chart/size_chart.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/histogram_view.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/lambda_map_view.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QBuffer>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSaveFile>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>
#include <QtWidgets/QAbstractItemView>

namespace akv::ui {

namespace {

QString csvCell(const QString& text) {
    static const QString kSpecial = QStringLiteral(",\"\n\r");
    for (const QChar c : text)
        if (kSpecial.contains(c))
            return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text;
}

QString csvLine(const QStringList& cells) {
    QStringList out;
    for (const QString& cell : cells) out << csvCell(cell);
    return out.join(QLatin1Char(',')) + QLatin1String("\r\n");
}

constexpr qreal kPngScale = 2.0;

QByteArray svgOf(QWidget& view, const QString& title) {
    QByteArray out;
    QBuffer buffer(&out);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(view.size());
    svg.setViewBox(QRect(QPoint(), view.size()));
    svg.setTitle(title);
    QPainter painter(&svg);
    view.render(&painter);
    painter.end();
    return out;
}

QByteArray pdfOf(QWidget& view, const QString& title) {
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(title);
    pdf.setResolution(96);
    pdf.setPageSize(QPageSize(QSizeF(view.size()) * 72.0 / 96.0, QPageSize::Point));
    pdf.setPageMargins({});
    QPainter painter(&pdf);
    view.render(&painter);
    painter.end();
    return out;
}

QByteArray pngOf(QWidget& view) {
    QImage image(view.size() * kPngScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kPngScale);
    image.fill(view.palette().color(QPalette::Window));
    view.render(&image);
    QByteArray out;
    QBuffer buffer(&out);
    image.save(&buffer, "PNG");
    return out;
}

ExportTable funnelTable(const FunnelView& view) {
    ExportTable table{QObject::tr("Funnel"),
                      {QStringLiteral("level"), QStringLiteral("rank"), QStringLiteral("key"), QStringLiteral("score"),
                       QStringLiteral("kept")},
                      {}};
    if (!view.funnel()) return table;
    for (const FunnelColumn* column : {&view.funnel()->root, &view.funnel()->inter, &view.funnel()->leaf})
        for (const auto* list : {&column->items, &column->runnersUp})
            for (const FunnelItem& item : *list)
                table.rows << QStringList{column->title, QString::number(item.rank), item.label,
                                          QString::number(double(item.score)),
                                          list == &column->items ? QStringLiteral("yes") : QStringLiteral("no")};
    return table;
}

ExportTable mapTable(const LambdaMapView& view) {
    const LambdaMap& map = view.map();
    ExportTable table{QObject::tr("lambda_kg, layers by words"),
                      {QStringLiteral("layer"), QStringLiteral("word"), QStringLiteral("lambda_kg")},
                      {}};
    for (std::size_t l = 0; l < map.layers.size(); ++l)
        for (std::size_t t = 0; t < map.tokens.size(); ++t)
            if (const auto value = map.at(l, t))
                table.rows << QStringList{QString::number(map.layers[l]), map.tokens[t].trimmed(),
                                          QString::number(double(*value))};
    return table;
}

ExportTable curveTable(const LineChart& chart) {
    ExportTable table{chart.accessibleName(),
                      {QStringLiteral("curve"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("half width")},
                      {}};
    for (const Curve& curve : chart.curves())
        for (const CurvePoint& p : curve.points)
            table.rows << QStringList{curve.name, QString::number(p.x), QString::number(p.y), QString::number(p.half)};
    return table;
}

ExportTable memoryTable(const MemoryChart& chart) {
    ExportTable table{QObject::tr("Memory over time, bytes"), {QStringLiteral("seconds")}, {}};
    for (std::size_t area = 0; area < MemoryPoint().stack.size(); ++area) table.columns << memoryAreaName(area);
    for (const MemoryPoint& point : chart.points()) {
        QStringList row{QString::number(point.seconds)};
        for (const std::uint64_t bytes : point.stack) row << QString::number(bytes);
        table.rows << row;
    }
    return table;
}

ExportTable sizesTable(const SizeChart& chart) {
    ExportTable table{QObject::tr("Memory by graph size, measured"),
                      {QStringLiteral("curve"), QStringLiteral("rows"), QStringLiteral("bytes")},
                      {}};
    for (const Curve& curve : chart.measured())
        for (const CurvePoint& p : curve.points)
            table.rows << QStringList{curve.name, QString::number(p.x, 'f', 0), QString::number(p.y, 'f', 0)};
    return table;
}

ExportTable barsTable(const HistogramView& view) {
    ExportTable table{QObject::tr("Sizes of clusters"),
                      {QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("clusters")},
                      {}};
    for (const HistogramView::Bar& bar : view.bars())
        table.rows << QStringList{QString::number(bar.from), QString::number(bar.to), QString::number(bar.count)};
    return table;
}

QString levelName(ClusterLevel level) {
    return level == ClusterLevel::Root    ? QStringLiteral("root")
           : level == ClusterLevel::Inter ? QStringLiteral("inter")
                                          : QStringLiteral("leaf");
}

/// A box that stands for several neighbours is one line: its first key, and the leaves of all of them.
ExportTable icicleTable(const IcicleView& view) {
    ExportTable table{QObject::tr("Hierarchy"),
                      {QStringLiteral("level"), QStringLiteral("key"), QStringLiteral("name"),
                       QStringLiteral("keys together"), QStringLiteral("leaves"), QStringLiteral("kept in this chat")},
                      {}};
    if (!view.tree()) return table;
    for (const IcicleBox& box : view.boxes()) {
        const ClusterKey last{box.key.level, box.key.id + box.count - 1};
        const auto leaves = view.tree()->leavesOf(last).second - view.tree()->leavesOf(box.key).first;
        std::uint64_t kept = 0;
        for (std::uint32_t i = 0; i < box.count; ++i) kept += view.usage().of({box.key.level, box.key.id + i});
        table.rows << QStringList{levelName(box.key.level),   QString::number(box.key.id), view.tree()->nameOf(box.key),
                                  QString::number(box.count), QString::number(leaves),     QString::number(kept)};
    }
    return table;
}

ExportTable pointsTable(const ClusterMapView& view) {
    ExportTable table{QObject::tr("Map of the inter keys"),
                      {QStringLiteral("inter"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("leaves")},
                      {}};
    if (!view.tree()) return table;
    for (std::uint32_t i = 0; i < view.tree()->map.size(); ++i) {
        const MapPoint& point = view.tree()->map[i];
        const auto leaves = view.tree()->leavesOf({ClusterLevel::Inter, i});
        table.rows << QStringList{QString::number(i), QString::number(double(point.x)),
                                  QString::number(double(point.y)), QString::number(leaves.second - leaves.first)};
    }
    return table;
}

} // namespace

ExportTable tableOf(const QAbstractItemModel& model, const QString& name, int most) {
    ExportTable table;
    table.name = name;
    for (int c = 0; c < model.columnCount(); ++c) {
        const QString header = model.headerData(c, Qt::Horizontal).toString();
        table.columns << (header.isEmpty() ? QStringLiteral("column %1").arg(c + 1) : header);
    }
    for (int r = 0; r < std::min(most, model.rowCount()); ++r) {
        QStringList cells;
        for (int c = 0; c < model.columnCount(); ++c) cells << model.index(r, c).data().toString();
        table.rows << cells;
    }
    return table;
}

QByteArray asCsv(const QList<ExportTable>& tables) {
    QString out;
    for (const ExportTable& table : tables) {
        if (tables.size() > 1) out += (out.isEmpty() ? QString() : QStringLiteral("\r\n")) + csvLine({table.name});
        out += csvLine(table.columns);
        for (const QStringList& row : table.rows) out += csvLine(row);
    }
    return out.toUtf8();
}

QByteArray asJson(const QString& title, const QList<ExportTable>& tables) {
    QJsonArray list;
    for (const ExportTable& table : tables) {
        QJsonArray rows;
        for (const QStringList& row : table.rows) rows.append(QJsonArray::fromStringList(row));
        list.append(QJsonObject{{QStringLiteral("name"), table.name},
                                {QStringLiteral("columns"), QJsonArray::fromStringList(table.columns)},
                                {QStringLiteral("rows"), rows}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("title"), title}, {QStringLiteral("tables"), list}}).toJson();
}

QByteArray asMarkdown(const QList<ExportTable>& tables) {
    const auto line = [](QStringList cells) {
        for (QString& cell : cells)
            cell.replace(QLatin1Char('|'), QLatin1String("\\|")).replace(QLatin1Char('\n'), QLatin1Char(' '));
        return QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
    };
    QString out;
    for (const ExportTable& table : tables) {
        out += (out.isEmpty() ? QString() : QStringLiteral("\n")) + QStringLiteral("**%1**\n\n").arg(table.name);
        out += line(table.columns) + line(QStringList(table.columns.size(), QStringLiteral("---")));
        for (const QStringList& row : table.rows) out += line(row);
    }
    return out.toUtf8();
}

QList<ExportTable> visibleTables(const QWidget& view) {
    QList<ExportTable> out;
    const auto add = [&](ExportTable table) {
        if (!table.rows.isEmpty()) out << std::move(table);
    };
    QList<const QWidget*> widgets{&view};
    for (const QWidget* widget : view.findChildren<QWidget*>()) widgets << widget;
    for (const QWidget* widget : widgets) {
        if (!widget->isVisible()) continue;
        if (const QVariant numbers = widget->property(kNumbersProperty); numbers.isValid())
            add(numbers.value<ExportTable>());
        if (const auto* items = qobject_cast<const QAbstractItemView*>(widget); items && items->model())
            add(tableOf(*items->model(), items->accessibleName()));
        else if (const auto* funnel = qobject_cast<const FunnelView*>(widget))
            add(funnelTable(*funnel));
        else if (const auto* map = qobject_cast<const LambdaMapView*>(widget))
            add(mapTable(*map));
        else if (const auto* chart = qobject_cast<const LineChart*>(widget))
            add(curveTable(*chart));
        else if (const auto* memory = qobject_cast<const MemoryChart*>(widget))
            add(memoryTable(*memory));
        else if (const auto* sizes = qobject_cast<const SizeChart*>(widget))
            add(sizesTable(*sizes));
        else if (const auto* bars = qobject_cast<const HistogramView*>(widget))
            add(barsTable(*bars));
        else if (const auto* icicle = qobject_cast<const IcicleView*>(widget))
            add(icicleTable(*icicle));
        else if (const auto* points = qobject_cast<const ClusterMapView*>(widget))
            add(pointsTable(*points));
    }
    return out;
}

QString exportFilters() {
    return QObject::tr(
        "Picture, scalable (*.svg);;Picture, PDF (*.pdf);;Picture, PNG (*.png);;Numbers, CSV (*.csv);;Numbers, "
        "JSON (*.json);;Numbers, Markdown (*.md)");
}

Result<void> exportView(QWidget& view, const QString& title, const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    QByteArray bytes;
    if (suffix == QStringLiteral("svg"))
        bytes = svgOf(view, title);
    else if (suffix == QStringLiteral("pdf"))
        bytes = pdfOf(view, title);
    else if (suffix == QStringLiteral("png"))
        bytes = pngOf(view);
    else if (suffix == QStringLiteral("csv") || suffix == QStringLiteral("json") || suffix == QStringLiteral("md")) {
        const QList<ExportTable> tables = visibleTables(view);
        if (tables.isEmpty())
            return Error(ErrorCode::InvalidInput,
                         "there are no numbers on this page to write; choose a picture format");
        bytes = suffix == QStringLiteral("csv")    ? asCsv(tables)
                : suffix == QStringLiteral("json") ? asJson(title, tables)
                                                   : asMarkdown(tables);
    } else {
        return Error(ErrorCode::InvalidInput,
                     "'" + toStd(file) +
                         "' ends in none of svg, pdf, png, csv, json, md; the ending says what is written");
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return Error(ErrorCode::InvalidInput, "cannot write '" + toStd(file) + "': " + toStd(out.errorString()));
    return {};
}

} // namespace akv::ui
