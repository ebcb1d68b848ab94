// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/search_model.h"

#include "views/models/text.h"

namespace akv::ui {

SearchModel::SearchModel(QObject* parent) : QAbstractListModel(parent) {}

void SearchModel::setCommands(QStringList commands) {
    m_commands = std::move(commands);
    setText(m_text);
}

void SearchModel::setText(const QString& text) {
    beginResetModel();
    m_text = text.trimmed();
    m_hits.clear();
    m_matching = m_text.isEmpty() ? m_commands : m_commands.filter(m_text, Qt::CaseInsensitive);
    endResetModel();
}

void SearchModel::setHits(const QString& text, std::vector<SearchHit> hits) {
    if (text.trimmed() != m_text) return;
    beginResetModel();
    m_hits = std::move(hits);
    endResetModel();
}

int SearchModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_matching.size()) + int(m_hits.size());
}

QVariant SearchModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const int commands = int(m_matching.size());
    if (index.row() < commands) {
        if (role == Qt::DisplayRole || role == TitleRole) return m_matching[index.row()];
        if (role == DetailRole) return tr("command");
        if (role == KindRole) return Command;
        return {};
    }
    const SearchHit& hit = m_hits[std::size_t(index.row() - commands)];
    const QString title = qs(hit.title), detail = qs(hit.detail);
    switch (role) {
    case Qt::DisplayRole:
        return detail.isEmpty() ? cut(title, 90) : QStringLiteral("%1   %2").arg(cut(title, 70), cut(detail, 60));
    case Qt::ToolTipRole: return QStringLiteral("%1\n%2").arg(title, detail);
    case TitleRole: return title;
    case DetailRole: return detail;
    case IdRole: return qlonglong(hit.id);
    case KindRole:
        switch (hit.kind) {
        case SearchHit::Kind::Entity: return EntityHit;
        case SearchHit::Kind::Relation: return RelationHit;
        case SearchHit::Kind::Triple: return TripleHit;
        case SearchHit::Kind::Passage: break;
        }
        return PassageHit;
    default: return {};
    }
}

} // namespace akv::ui
