// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/inspection.h"

#include <QtWidgets/QWidget>

class QLabel;
class QTableView;

namespace akv::ui {

class PlainTableModel;

/// What could have come in place of one word: the most likely tokens with the graph and without it, side by side.
class ChoicesView : public QWidget {
    Q_OBJECT
public:
    explicit ChoicesView(QWidget* parent = nullptr);
    /// `said`: the token of the answer.
    void setWord(const TokenEffect& effect, const std::string& said);
    QTableView* table() const { return m_table; }

private:
    QLabel* m_title;
    QTableView* m_table;
    PlainTableModel* m_model;
};

} // namespace akv::ui
