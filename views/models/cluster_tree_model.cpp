// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/cluster_tree_model.h"

#include "views/models/text.h"

namespace akv::ui {

namespace {

/// Level in the upper half, id in the lower half.
quintptr packed(const ClusterKey& key) { return (quintptr(key.level) << 32) | key.id; }

} // namespace

ClusterTreeModel::ClusterTreeModel(QObject* parent)
    : QAbstractItemModel(parent), m_tree(std::make_shared<const ClusterTree>()) {}

void ClusterTreeModel::setTree(std::shared_ptr<const ClusterTree> tree) {
    beginResetModel();
    m_tree = std::move(tree);
    endResetModel();
}

void ClusterTreeModel::updateTree(std::shared_ptr<const ClusterTree> tree) {
    m_tree = std::move(tree);
    announce();
}

void ClusterTreeModel::setUsage(ClusterUsage usage) {
    m_usage = std::move(usage);
    announce();
}

void ClusterTreeModel::announce() {
    // Views re-read what they show; telling every open level would cost more than the repaint.
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

ClusterKey ClusterTreeModel::keyOf(const QModelIndex& index) {
    return {ClusterLevel(index.internalId() >> 32), std::uint32_t(index.internalId() & 0xffffffffU)};
}

QModelIndex ClusterTreeModel::indexOf(const ClusterKey& key) const {
    switch (key.level) {
    case ClusterLevel::Root: return createIndex(int(key.id), 0, packed(key));
    case ClusterLevel::Inter:
        return createIndex(int(key.id - m_tree->interBegin[m_tree->rootOf(key.id)]), 0, packed(key));
    case ClusterLevel::Leaf:
        return createIndex(int(key.id - m_tree->leafBegin[m_tree->interOf(key.id)]), 0, packed(key));
    }
    return {};
}

QModelIndex ClusterTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent)) return {};
    if (!parent.isValid()) return createIndex(row, column, packed({ClusterLevel::Root, std::uint32_t(row)}));
    const ClusterKey key = keyOf(parent);
    if (key.level == ClusterLevel::Root)
        return createIndex(row, column, packed({ClusterLevel::Inter, m_tree->interBegin[key.id] + std::uint32_t(row)}));
    return createIndex(row, column, packed({ClusterLevel::Leaf, m_tree->leafBegin[key.id] + std::uint32_t(row)}));
}

QModelIndex ClusterTreeModel::parent(const QModelIndex& child) const {
    if (!child.isValid()) return {};
    const auto above = m_tree->parentOf(keyOf(child));
    return above ? indexOf(*above) : QModelIndex();
}

int ClusterTreeModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return int(m_tree->roots());
    if (parent.column() != 0) return 0;
    const ClusterKey key = keyOf(parent);
    if (key.level == ClusterLevel::Root) return int(m_tree->interBegin[key.id + 1] - m_tree->interBegin[key.id]);
    if (key.level == ClusterLevel::Inter) return int(m_tree->leafBegin[key.id + 1] - m_tree->leafBegin[key.id]);
    return 0;
}

int ClusterTreeModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant ClusterTreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ClusterKey key = keyOf(index);
    if (role == Qt::TextAlignmentRole && index.column() >= Leaves) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (index.column()) {
    case Name: return m_tree->nameOf(key);
    case Words: {
        const auto& words = key.level == ClusterLevel::Root ? m_tree->rootWords : m_tree->interWords;
        const auto found = words.find(key.id);
        return key.level == ClusterLevel::Leaf || found == words.end() ? QVariant(QString()) : found->second;
    }
    case Leaves: {
        const auto range = m_tree->leavesOf(key);
        return key.level == ClusterLevel::Leaf ? QString() : grouped(range.second - range.first);
    }
    case Used: return grouped(m_usage.of(key));
    default: return {};
    }
}

QVariant ClusterTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Leaves ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Used)
        return tr("How often a KB layer kept this key, over all steps of this chat");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Name: return tr("key");
    case Words: return tr("common words");
    case Leaves: return tr("leaves");
    case Used: return tr("kept in this chat");
    default: return {};
    }
}

} // namespace akv::ui
