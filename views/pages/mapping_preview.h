// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QTableWidget;

namespace akv::ui {

/// The first ten records of a source and which column is head, relation and tail. Delimited files let the roles be
/// chosen; the other formats say what they are.
class MappingPreview : public QWidget {
    Q_OBJECT
public:
    explicit MappingPreview(QWidget* parent = nullptr);
    void setProposal(const SourceProposal& proposal);
    /// The columns as chosen; nullopt: the format fixes them, or they are as detected.
    std::optional<ColumnOrder> columns() const;
    /// Why the choice cannot be used; empty: it can.
    QString problem() const;
    QTableWidget* table() const { return m_table; }
    /// Choice for role 0 head, 1 relation, 2 tail.
    QComboBox* roleBox(int role) const { return m_roles[role]; }

Q_SIGNALS:
    void changed();

private:
    void showRoles();

    SourceProposal m_proposal;
    QTableWidget* m_table;
    QComboBox* m_roles[3];
    QWidget* m_choice;
    QLabel* m_problem;
};

} // namespace akv::ui
