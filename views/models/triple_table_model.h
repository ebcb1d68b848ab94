// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple.h"

#include <QtCore/QAbstractTableModel>

#include <vector>

namespace akv::ui {

/// Pages of triples that match a text. The model does not read the store: it asks through pageWanted() and receives
/// pages through appendPage(), so reading happens wherever the owner wants it to.
class TripleTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Head, Relation, Tail, ColumnCount };
    enum Role { TripleIdRole = Qt::UserRole + 1, HeadRole, RelationRole, TailRole };
    static constexpr int kPage = 200;

    explicit TripleTableModel(QObject* parent = nullptr);

    /// Starts over with a text (empty: all triples) and asks for the first page.
    void setFilter(const QString& text);
    const QString& filter() const { return m_filter; }
    /// A page as answered by TripleStore::filter. Pages of another text or offset are dropped.
    void appendPage(const QString& text, std::uint64_t offset, std::vector<Triple> triples, std::uint64_t total);
    /// The last request failed; fetchMore() may be tried again.
    void pageFailed() { m_waiting = false; }
    void clear();

    std::uint64_t total() const { return m_total; }
    const std::vector<Triple>& triples() const { return m_triples; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void pageWanted(const QString& text, quint64 offset, quint64 limit);
    void totalChanged();

private:
    QString m_filter;
    std::vector<Triple> m_triples;
    std::uint64_t m_total = 0;
    bool m_waiting = false;
};

} // namespace akv::ui
