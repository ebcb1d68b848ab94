// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/sweep_results.h"
#include "views/widgets/basics.h"

class QComboBox;
class QTableView;

namespace akv::ui {

class LineChart;

/// The sweeps of a run: what keeping fewer keys costs in accuracy and saves in leaves that are scored, and what another
/// kb_scale_factor or fewer KB layers do to answers and refusals.
class SweepView : public Card {
    Q_OBJECT
public:
    explicit SweepView(QWidget* parent = nullptr);
    void setLines(std::vector<SweepLine> lines);
    bool empty() const { return m_lines.empty(); }
    QComboBox* kindBox() const { return m_kind; }
    QComboBox* modeBox() const { return m_mode; }
    QComboBox* sizeBox() const { return m_size; }
    QTableView* table() const { return m_table; }
    LineChart* chart() const { return m_chart; }

private:
    SweepChoice choice() const;
    void offerKinds();
    void offerModesAndSizes();
    void showChosen();

    std::vector<SweepLine> m_lines;
    QLabel* m_note;
    QComboBox *m_kind, *m_mode, *m_size;
    LineChart* m_chart;
    QTableView* m_table;
};

} // namespace akv::ui
