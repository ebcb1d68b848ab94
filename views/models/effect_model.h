// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QAbstractTableModel>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace akv::ui {

/// The evidence of two answers side by side, with a mark for what to mask and, where it was measured, what masking one
/// triple alone does to the log-probability of the first answer.
class EffectModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TripleColumn, ShareA, ShareB, Effect, ColumnCount };
    enum Role { TripleIdRole = Qt::UserRole + 1 };

    explicit EffectModel(QObject* parent = nullptr);
    void setFirst(std::vector<Evidence> evidence);
    /// Evidence of the second answer; nullopt: there is none yet.
    void setSecond(std::optional<std::vector<Evidence>> evidence);
    void setEffect(qint64 triple, double delta, bool sameText);
    void clearEffects();
    void setMasked(qint64 triple, bool masked);
    std::vector<TripleId> masked() const;
    const std::vector<Evidence>& rows() const { return m_rows; }
    std::optional<double> effectOf(qint64 triple) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void maskedChanged();

private:
    void rebuild();

    std::vector<Evidence> m_first, m_rows; ///< rows: the first answer's, then what only the second one read
    std::optional<std::vector<Evidence>> m_second;
    struct Measured {
        double delta = 0.0;
        bool sameText = false;
    };
    std::map<qint64, Measured> m_effects;
    std::set<qint64> m_masked;
};

} // namespace akv::ui
