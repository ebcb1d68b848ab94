// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/noun_model.h"

#include "core/kg2kv/row_table.h"
#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

void NounModel::setNouns(std::vector<NounReview> nouns) {
    beginResetModel();
    m_nouns = std::move(nouns);
    endResetModel();
}

int NounModel::waiting() const {
    return int(std::count_if(m_nouns.begin(), m_nouns.end(), [](const NounReview& n) { return !n.chosen.empty(); }));
}

int NounModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_nouns.size()); }
int NounModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant NounModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const NounReview& n = m_nouns[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() == Rows) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Noun)
        return tr("“the %1 of X”. Type another noun; empty gives the choice back to the rules.").arg(qs(n.noun));
    if (role == Qt::EditRole && index.column() == Noun) return qs(n.chosen.empty() ? n.noun : n.chosen);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Relation: return qs(n.relation);
    case Missing: return n.missing == MaskedSide::Tail ? tr("tail") : tr("head");
    case Noun: return n.chosen.empty() ? qs(n.noun) : tr("%1 → %2").arg(qs(n.noun), qs(n.chosen));
    case Source: return n.chosen.empty() ? QString::fromLatin1(nounSourceName(n.source)) : tr("user, next time");
    case Rows: return grouped(n.rows);
    default: return {};
    }
}

bool NounModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::EditRole || index.column() != Noun) return false;
    const NounReview& n = m_nouns[std::size_t(index.row())];
    const QString noun = value.toString().simplified();
    if (noun == data(index, Qt::EditRole).toString()) return false;
    Q_EMIT nounChosen(qs(n.relation), n.missing, noun);
    return true;
}

Qt::ItemFlags NounModel::flags(const QModelIndex& index) const {
    const auto flags = QAbstractTableModel::flags(index);
    return index.column() == Noun ? flags | Qt::ItemIsEditable : flags;
}

QVariant NounModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Rows)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const QString names[] = {tr("relation"), tr("asked side"), tr("noun (edit)"), tr("source"), tr("rows")};
    return names[section];
}

} // namespace akv::ui
