// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "views/models/export_table.h"

#include <QtCore/QByteArray>

class QAbstractItemModel;
class QWidget;

namespace akv::ui {

/// What a model holds now, at most `most` rows; of a tree its first level.
ExportTable tableOf(const QAbstractItemModel& model, const QString& name, int most = 100000);
/// The visible tables of a widget and below it, and the numbers of the funnel, the heat map, the curves, the bars and
/// the areas.
QList<ExportTable> visibleTables(const QWidget& view);

/// RFC 4180, tables one after the other with a line of their name between, when there are several.
QByteArray asCsv(const QList<ExportTable>& tables);
/// {"title", "tables": [{"name", "columns", "rows"}]}
QByteArray asJson(const QString& title, const QList<ExportTable>& tables);
/// One GitHub table for each.
QByteArray asMarkdown(const QList<ExportTable>& tables);

/// Filters for a file dialog: SVG, PDF, PNG, CSV, JSON, Markdown.
QString exportFilters();
/// Writes what a widget shows, by the suffix of the file: svg and pdf as vectors with text, png at twice the size; csv,
/// json and md the numbers behind it. Written aside and renamed. Errors: unknown suffix, nothing to write, not
/// writable.
Result<void> exportView(QWidget& view, const QString& title, const QString& file);

} // namespace akv::ui
