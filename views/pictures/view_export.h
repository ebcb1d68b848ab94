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
/// The visible tables of a widget and below it, and the numbers of every picture
/// (picture_tables.h).
QList<ExportTable> visibleTables(const QWidget& view);

/// Filters for a file dialog: SVG, PDF, PNG, CSV, JSON, Markdown.
QString exportFilters();
/// Writes what a widget shows, by the suffix of the file: svg and pdf as vectors with text, png at twice the size; csv,
/// json and md the numbers behind it. Written aside and renamed. Errors: unknown suffix, nothing to write, not
/// writable.
Result<void> exportView(QWidget& view, const QString& title, const QString& file);

} // namespace akv::ui
