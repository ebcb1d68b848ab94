// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace akv::ui {

/// The numbers behind a picture, as they are shown.
struct ExportTable {
    QString name;
    QStringList columns;
    QList<QStringList> rows;
    /// What draws these numbers: "kind", "width" and "height" in pixels, and what the kind needs beside them (names of
    /// axes, kept and available keys, ...); empty: a plain table.
    QJsonObject picture = {};
    QList<int> lines = {}; ///< line of each row in the file that it was read from; empty: not known
};

/// Property under which a widget that lays out its numbers as labels offers them as an ExportTable.
constexpr char kNumbersProperty[] = "numbers";

} // namespace akv::ui

Q_DECLARE_METATYPE(akv::ui::ExportTable)
