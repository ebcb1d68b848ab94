// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/k_sweep.h"
#include "views/widgets/basics.h"

class QComboBox;
class QTableView;

namespace akv::ui {

class LineChart;

/// A sweep of k: what keeping fewer keys costs in accuracy and saves in leaves that are scored.
class SweepView : public Card {
    Q_OBJECT
public:
    explicit SweepView(QWidget* parent = nullptr);
    void setLines(std::vector<SweepLine> lines);
    bool empty() const { return m_lines.empty(); }
    QComboBox* sizeBox() const { return m_size; }
    QTableView* table() const { return m_table; }
    LineChart* chart() const { return m_chart; }

private:
    void showSize();

    std::vector<SweepLine> m_lines;
    QComboBox* m_size;
    LineChart* m_chart;
    QTableView* m_table;
};

} // namespace akv::ui
