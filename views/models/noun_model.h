// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/row_review.h"

#include <QtCore/QAbstractTableModel>

namespace akv::ui {

/// The relations of a workspace with the nouns that stand for them. Editing a noun asks for it through nounChosen().
class NounModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Relation, Missing, Noun, Source, Rows, ColumnCount };
    explicit NounModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setNouns(std::vector<NounReview> nouns);
    /// Nouns that were chosen, but that no row has yet.
    int waiting() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void nounChosen(const QString& relation, akv::MaskedSide missing, const QString& noun);

private:
    std::vector<NounReview> m_nouns;
};

} // namespace akv::ui
