// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_store.h"

#include <QtCore/QAbstractListModel>

#include <vector>

namespace akv::ui {

/// What the search field offers: commands whose name matches, then entities, relations, triples and passages from the
/// store.
class SearchModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole + 1, KindRole, IdRole, TitleRole };
    enum Kind { Command, EntityHit, TripleHit, PassageHit, RelationHit };

    explicit SearchModel(QObject* parent = nullptr);
    void setCommands(QStringList commands);
    /// New text: matching commands at once, hits when they arrive.
    void setText(const QString& text);
    const QString& text() const { return m_text; }
    /// Hits of `text`; dropped when the text has changed since.
    void setHits(const QString& text, std::vector<SearchHit> hits);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QString m_text;
    QStringList m_commands, m_matching;
    std::vector<SearchHit> m_hits;
};

} // namespace akv::ui
