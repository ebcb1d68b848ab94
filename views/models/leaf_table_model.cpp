// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/leaf_table_model.h"

#include "views/models/text.h"

namespace akv::ui {

LeafTableModel::LeafTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void LeafTableModel::setRows(std::vector<LeafRow> rows) {
    if (rows == m_rows) return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int LeafTableModel::rowOfTriple(std::int64_t triple) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].triple == triple && triple != 0) return int(i);
    return -1;
}

int LeafTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }
int LeafTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LeafTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const LeafRow& row = m_rows[std::size_t(index.row())];
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case TripleColumn: return row.text;
        case Weight: return scoreText(row.weight);
        case Norm: return row.valueNorm ? scoreText(*row.valueNorm) : QStringLiteral("–");
        case Path: return row.path;
        default: return {};
        }
    }
    if (role == Qt::ToolTipRole)
        return tr("%1\nkey: %2\nvalue: %3\nleaf %4 (tensor row), row %5, triple %6")
            .arg(row.text, row.key, row.value)
            .arg(row.leaf)
            .arg(row.row)
            .arg(row.triple);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == TripleColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role == TripleIdRole) return qlonglong(row.triple);
    if (role == LeafIdRole) return row.leaf;
    return {};
}

QVariant LeafTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == TripleColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::DisplayRole) {
        switch (section) {
        case TripleColumn: return tr("triple");
        case Weight: return tr("weight");
        case Norm: return QStringLiteral("‖λpV‖");
        case Path: return tr("path");
        default: return {};
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Weight: return m_weightHint;
        case Norm:
            return tr("Length of what this leaf added to the layer's output before the output projection, summed over "
                      "heads.");
        case Path: return tr("root cluster / inter cluster / leaf");
        default: return {};
        }
    }
    return {};
}

} // namespace akv::ui
