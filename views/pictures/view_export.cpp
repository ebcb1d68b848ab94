// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pictures/view_export.h"

#include "views/models/number_file.h"
#include "views/models/text.h"
#include "views/pictures/picture_tables.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QBuffer>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QHeaderView>

namespace akv::ui {

namespace {

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
        if (qobject_cast<const QHeaderView*>(widget)) continue; // has the model of its table
        if (const auto* items = qobject_cast<const QAbstractItemView*>(widget); items && items->model())
            add(tableOf(*items->model(), items->accessibleName()));
        else if (auto picture = tableOfPicture(*widget))
            add(std::move(*picture));
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
        bytes = suffix == QStringLiteral("csv")    ? asCsv(title, tables)
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
