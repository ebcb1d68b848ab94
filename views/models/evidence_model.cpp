// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/evidence_model.h"

#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

EvidenceModel::EvidenceModel(QObject* parent) : QAbstractListModel(parent) {}

void EvidenceModel::setEvidence(std::vector<Evidence> evidence) {
    beginResetModel();
    m_evidence = std::move(evidence);
    std::stable_sort(m_evidence.begin(), m_evidence.end(),
                     [](const Evidence& a, const Evidence& b) { return a.rank < b.rank; });
    endResetModel();
}

int EvidenceModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_evidence.size()); }

QVariant EvidenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Evidence& e = m_evidence[std::size_t(index.row())];
    const QString text = tripleText(e.head, e.relation, e.tail);
    switch (role) {
    case Qt::DisplayRole: {
        const double percent = e.share * 100.0;
        return QStringLiteral("%1  %2 %")
            .arg(text, percent < 0.5 ? QStringLiteral("<1") : QString::number(percent, 'f', 0));
    }
    case Qt::ToolTipRole:
        return QObject::tr("%1\nkey: %2\nvalue: %3\nevidence share %4, rank %5 · triple %6, row %7, leaf %8")
            .arg(text, qs(e.key), qs(e.value), scoreText(e.share))
            .arg(e.rank)
            .arg(e.triple.value())
            .arg(e.row.value())
            .arg(e.leaf.value());
    case TripleIdRole: return qlonglong(e.triple.value());
    case RowIdRole: return e.row.value();
    case LeafIdRole: return e.leaf.value();
    case ShareRole: return e.share;
    case RankRole: return e.rank;
    case TripleTextRole: return text;
    case HeadRole: return qs(e.head);
    default: return {};
    }
}

} // namespace akv::ui
