// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/plain_table_model.h"

#include <algorithm>

namespace akv::ui {

PlainTable plainTableOf(const ExportTable& table) {
    PlainTable plain;
    for (const QString& column : table.columns) plain.columns.push_back({column, {}, true});
    for (const QStringList& cells : table.rows) {
        PlainTable::Row row;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            bool number = false;
            const double value = cells[i].toDouble(&number);
            if (!number && !cells[i].isEmpty()) plain.columns[std::size_t(i)].number = false;
            row.cells.push_back({cells[i], number ? QVariant(value) : QVariant(cells[i])});
        }
        plain.rows.push_back(std::move(row));
    }
    return plain;
}

void PlainTableModel::setTable(PlainTable table) {
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

int PlainTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_table.rows.size());
}
int PlainTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant PlainTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const PlainTable::Row& row = m_table.rows[std::size_t(index.row())];
    if (role == TripleIdRole) return row.triple;
    if (role == StepRole) return row.step;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (m_table.columns[std::size_t(index.column())].number ? Qt::AlignRight : Qt::AlignLeft));
    if (index.column() >= int(row.cells.size())) return {};
    const PlainTable::Cell& cell = row.cells[std::size_t(index.column())];
    if (role == Qt::DisplayRole) return cell.text;
    if (role == Qt::ToolTipRole) return cell.hint.isEmpty() ? cell.text : cell.hint;
    return {};
}

QVariant PlainTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const PlainTable::Column& column = m_table.columns[std::size_t(section)];
    if (role == Qt::DisplayRole) return column.title;
    if (role == Qt::ToolTipRole && !column.hint.isEmpty()) return column.hint;
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

void PlainTableModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= columnCount()) return;
    const auto key = [column](const PlainTable::Row& row) {
        const PlainTable::Cell& cell = row.cells[std::size_t(column)];
        return cell.sort.isValid() ? cell.sort : QVariant(cell.text);
    };
    beginResetModel();
    std::stable_sort(m_table.rows.begin(), m_table.rows.end(), [&](const PlainTable::Row& a, const PlainTable::Row& b) {
        const auto less = QVariant::compare(key(a), key(b));
        return order == Qt::AscendingOrder ? less == QPartialOrdering::Less : less == QPartialOrdering::Greater;
    });
    endResetModel();
}

} // namespace akv::ui
