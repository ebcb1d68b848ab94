// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "views/models/export_table.h"

#include <QtCore/QByteArray>

namespace akv::ui {

/// The shortest digits that give the same number again.
QString exactNumber(double value);
QString exactNumber(float value);

/// RFC 4180 after a line that says what the file is; before each table a line with its name, its number of rows and
/// what draws it. Those lines begin with "# " and hold one JSON object.
QByteArray asCsv(const QString& title, const QList<ExportTable>& tables);
/// {"format": "atlaskv-numbers", "format_version", "title", "tables": [{"name", "columns", "picture", "rows"}]}
QByteArray asJson(const QString& title, const QList<ExportTable>& tables);
/// One GitHub table for each; it is not read back.
QByteArray asMarkdown(const QList<ExportTable>& tables);

struct NumberFile {
    QString title;
    QList<ExportTable> tables;
};

/// Whether a file's beginning (256 bytes are enough) is one that asCsv or asJson wrote.
bool isNumberFile(const QByteArray& beginning);
/// Reads what asCsv or asJson wrote. Errors name the line (of JSON whose rows are broken: table and row): another file,
/// a newer version, rows that are missing or too long or short.
Result<NumberFile> parseNumbers(const QByteArray& bytes, const QString& file);
/// The same from disk; at most 256 MB.
Result<NumberFile> readNumbers(const QString& file);

} // namespace akv::ui
