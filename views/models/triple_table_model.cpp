// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/triple_table_model.h"

#include "views/models/text.h"

namespace akv::ui {

TripleTableModel::TripleTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void TripleTableModel::setFilter(const QString& text) {
    clear();
    m_filter = text;
    m_waiting = true;
    Q_EMIT pageWanted(m_filter, 0, kPage);
}

void TripleTableModel::clear() {
    beginResetModel();
    m_triples.clear();
    m_total = 0;
    m_waiting = false;
    endResetModel();
    Q_EMIT totalChanged();
}

void TripleTableModel::appendPage(const QString& text, std::uint64_t offset, std::vector<Triple> triples,
                                  std::uint64_t total) {
    if (!m_waiting || text != m_filter || offset != m_triples.size()) return;
    m_waiting = false;
    if (!triples.empty()) {
        const int first = int(m_triples.size());
        beginInsertRows({}, first, first + int(triples.size()) - 1);
        m_triples.insert(m_triples.end(), std::make_move_iterator(triples.begin()),
                         std::make_move_iterator(triples.end()));
        endInsertRows();
    }
    // A short page means that the store holds no more than what has arrived.
    m_total = triples.empty() ? m_triples.size() : total;
    Q_EMIT totalChanged();
}

int TripleTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_triples.size()); }
int TripleTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant TripleTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Triple& t = m_triples[std::size_t(index.row())];
    const std::string& part = index.column() == Head ? t.head : index.column() == Relation ? t.relation : t.tail;
    switch (role) {
    case Qt::DisplayRole: return qs(part);
    case Qt::ToolTipRole: return tr("%1\ntriple %2").arg(tripleText(t.head, t.relation, t.tail)).arg(t.id.value());
    case TripleIdRole: return qlonglong(t.id.value());
    case HeadRole: return qs(t.head);
    case RelationRole: return qs(t.relation);
    case TailRole: return qs(t.tail);
    default: return {};
    }
}

QVariant TripleTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole) return {};
    return section == Head ? tr("head") : section == Relation ? tr("relation") : tr("tail");
}

bool TripleTableModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_waiting && m_triples.size() < m_total;
}

void TripleTableModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) return;
    m_waiting = true;
    Q_EMIT pageWanted(m_filter, m_triples.size(), kPage);
}

} // namespace akv::ui
