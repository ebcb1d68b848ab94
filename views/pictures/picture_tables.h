// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "views/models/export_table.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace akv::ui {

/// Cells of a table as numbers. The first one that is none, or is missing, is kept as an error with its line; later
/// calls give 0.
class CellReader {
public:
    explicit CellReader(const ExportTable& table) : m_table(table) {}
    int column(const QString& name); ///< 0 where there is none, which is an error
    double number(qsizetype row, int column);
    qint64 whole(qsizetype row, int column, qint64 least, qint64 most);
    QString text(qsizetype row, int column) const { return m_table.rows[row].value(column); }
    void refuse(qsizetype row, const std::string& what);
    /// The error, if there was one.
    Result<void> result() const;

private:
    const ExportTable& m_table;
    std::optional<Error> m_error;
};

/// One kind of picture: how its numbers become a table and how the table becomes the picture again.
struct PictureKind {
    const char* name;
    std::function<std::optional<ExportTable>(const QWidget&)> write; ///< nullopt: a widget of another kind
    std::function<QWidget*(const ExportTable&, CellReader&)> read;   ///< what an error leaves half made is deleted
};
std::vector<PictureKind> chartKinds();     ///< curves, memory, sizes, bars
std::vector<PictureKind> hierarchyKinds(); ///< funnel, map of lambda, icicle, map of the keys

/// What a picture draws; nullopt where the widget is none.
std::optional<ExportTable> tableOfPicture(const QWidget& widget);
/// Draws the table as it was drawn where it was written, in the same size; a plain table becomes a table. Errors: a
/// kind of picture that is not known, cells that are no numbers (with their line).
Result<std::unique_ptr<QWidget>> pictureOf(const ExportTable& table);

} // namespace akv::ui
