// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QAbstractListModel>

#include <vector>

namespace akv::ui {

/// The triples that were really multiplied for one answer, by rank. Value data; shows nothing else.
class EvidenceModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { TripleIdRole = Qt::UserRole + 1, RowIdRole, LeafIdRole, ShareRole, RankRole, TripleTextRole, HeadRole };

    explicit EvidenceModel(QObject* parent = nullptr);
    void setEvidence(std::vector<Evidence> evidence);
    const std::vector<Evidence>& evidence() const { return m_evidence; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<Evidence> m_evidence;
};

} // namespace akv::ui
