// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/export_table.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>

#include <vector>

namespace akv::ui {

/// A table as value data: what stands in each cell and by what it sorts.
struct PlainTable {
    struct Column {
        QString title, hint;
        bool number = true; ///< right-aligned
    };
    struct Cell {
        QString text;
        QVariant sort = {}; ///< empty: the text
        QString hint = {};
    };
    struct Row {
        std::vector<Cell> cells;
        qint64 triple = 0; ///< 0: the row is no triple
        int step = -1;     ///< -1: the row is no token
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
};

/// Cells that are numbers sort as such; a column of nothing else is right-aligned.
PlainTable plainTableOf(const ExportTable& table);

/// Shows a PlainTable; sorts it in place.
class PlainTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { TripleIdRole = Qt::UserRole + 1, StepRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setTable(PlainTable table);
    const PlainTable& table() const { return m_table; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    PlainTable m_table;
};

} // namespace akv::ui
