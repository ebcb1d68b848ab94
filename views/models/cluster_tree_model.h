// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/cluster_tree.h"

#include <QtCore/QAbstractItemModel>

namespace akv::ui {

/// The hierarchy as a tree with columns: the table twin of the icicle. Texts of leaves are asked for through
/// leavesWanted() when an inter cluster is opened.
class ClusterTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Words, Leaves, Used, ColumnCount };

    explicit ClusterTreeModel(QObject* parent = nullptr);
    /// Another store: the whole tree changes.
    void setTree(std::shared_ptr<const ClusterTree> tree);
    /// The same store with more names.
    void updateTree(std::shared_ptr<const ClusterTree> tree);
    void setUsage(ClusterUsage usage);
    const ClusterUsage& usage() const { return m_usage; }
    std::shared_ptr<const ClusterTree> tree() const { return m_tree; }
    QModelIndex indexOf(const ClusterKey& key) const;
    static ClusterKey keyOf(const QModelIndex& index);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void announce();

    std::shared_ptr<const ClusterTree> m_tree;
    ClusterUsage m_usage;
};

} // namespace akv::ui
