// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/trace_view.h"

#include <QtCore/QAbstractTableModel>

namespace akv::ui {

/// "Leaves read": the leaves that one KB layer attended to in one step.
class LeafTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TripleColumn, Weight, Norm, Path, ColumnCount };
    enum Role { TripleIdRole = Qt::UserRole + 1, LeafIdRole };

    explicit LeafTableModel(QObject* parent = nullptr);
    void setRows(std::vector<LeafRow> rows);
    /// What the weights are: the tooltip of their column.
    void setWeightHint(const QString& hint) { m_weightHint = hint; }
    const std::vector<LeafRow>& rows() const { return m_rows; }
    /// Row of a triple; -1 when the layer did not read it.
    int rowOfTriple(std::int64_t triple) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<LeafRow> m_rows;
    QString m_weightHint;
};

} // namespace akv::ui
