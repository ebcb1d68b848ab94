// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pictures/picture_tables.h"

#include "views/models/plain_table_model.h"
#include "views/models/text.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QTableView>

#include <cmath>

namespace akv::ui {

namespace {

std::vector<PictureKind> allKinds() {
    auto out = chartKinds();
    for (PictureKind& kind : hierarchyKinds()) out.push_back(std::move(kind));
    return out;
}

std::unique_ptr<QWidget> tableWidget(const ExportTable& table) {
    auto view = std::make_unique<QTableView>();
    auto* model = new PlainTableModel(view.get());
    model->setTable(plainTableOf(table));
    view->setModel(model);
    styleTable(view.get(), table.name);
    view->setSortingEnabled(false); // in the order of the file
    view->resize(960, 480);
    return view;
}

} // namespace

int CellReader::column(const QString& name) {
    const auto at = m_table.columns.indexOf(name);
    if (at < 0 && !m_error)
        m_error =
            Error(ErrorCode::FileFormat, "the table '" + toStd(m_table.name) + "' has no column '" + toStd(name) + "'");
    return int(std::max<qsizetype>(0, at));
}

void CellReader::refuse(qsizetype row, const std::string& what) {
    if (m_error) return;
    const std::string where =
        row < m_table.lines.size() ? "line " + std::to_string(m_table.lines[row]) : "row " + std::to_string(row + 1);
    m_error = Error(ErrorCode::FileFormat, where + " of the table '" + toStd(m_table.name) + "': " + what);
}

double CellReader::number(qsizetype row, int column) {
    bool good = false;
    const QString cell = text(row, column);
    const double value = cell.toDouble(&good);
    if (good && std::isfinite(value)) return value;
    refuse(row, "'" + toStd(cell) + "' in the column '" + toStd(m_table.columns.value(column)) + "' is not a number");
    return 0.0;
}

qint64 CellReader::whole(qsizetype row, int column, qint64 least, qint64 most) {
    bool good = false;
    const QString cell = text(row, column);
    const qint64 value = cell.toLongLong(&good);
    if (good && value >= least && value <= most) return value;
    refuse(row, "'" + toStd(cell) + "' in the column '" + toStd(m_table.columns.value(column)) +
                    "' is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
}

Result<void> CellReader::result() const {
    if (m_error) return *m_error;
    return {};
}

std::optional<ExportTable> tableOfPicture(const QWidget& widget) {
    for (const PictureKind& kind : allKinds()) {
        auto table = kind.write(widget);
        if (!table) continue;
        table->picture.insert(QStringLiteral("kind"), QLatin1String(kind.name));
        table->picture.insert(QStringLiteral("width"), widget.width());
        table->picture.insert(QStringLiteral("height"), widget.height());
        return table;
    }
    return std::nullopt;
}

Result<std::unique_ptr<QWidget>> pictureOf(const ExportTable& table) {
    if (table.picture.isEmpty()) return tableWidget(table);
    const QString wanted = table.picture.value(QStringLiteral("kind")).toString();
    for (const PictureKind& kind : allKinds()) {
        if (wanted != QLatin1String(kind.name)) continue;
        CellReader cells(table);
        std::unique_ptr<QWidget> widget(kind.read(table, cells));
        AKV_CHECK(cells.result());
        constexpr int kLeast = 60, kMost = 8000;
        widget->resize(std::clamp(table.picture.value(QStringLiteral("width")).toInt(640), kLeast, kMost),
                       std::clamp(table.picture.value(QStringLiteral("height")).toInt(400), kLeast, kMost));
        return widget;
    }
    return Error(ErrorCode::Unsupported, "the table '" + toStd(table.name) + "' is a picture of the kind '" +
                                             toStd(wanted) +
                                             "', which this program does not draw; it was written by a newer one");
}

} // namespace akv::ui
