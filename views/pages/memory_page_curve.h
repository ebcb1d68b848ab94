// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/memory_plan.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace akv::ui {

class SizeChart;

/// Memory by size of the graph: what was measured on this machine, what the formulas say beyond, and the bound of the
/// paper.
class MemoryCurveView : public QWidget {
    Q_OBJECT
public:
    explicit MemoryCurveView(QWidget* parent = nullptr);
    /// `reason`: why nothing can be measured now; empty: it can.
    void setReady(const QString& reason);
    void setRunning(bool running, const QString& what);
    void setMeasurements(std::vector<MemoryMeasurement> points);
    void setProjection(const MemoryShape& shape, const MemoryPlan& plan);
    void setError(const QString& message);

    SizeChart* chart() const { return m_chart; }
    QTableView* table() const { return m_tableView; }
    QComboBox* sizesBox() const { return m_sizes; }
    QPushButton* runButton() const { return m_run; }
    QString cardText() const;

Q_SIGNALS:
    void measureRequested(const std::vector<std::uint64_t>& sizes);
    void cancelRequested();

private:
    void choose(int point);
    void showState();

    std::vector<MemoryMeasurement> m_points;
    bool m_running = false;
    QString m_reason, m_error, m_what;
    SizeChart* m_chart;
    QTableView* m_tableView;
    PlainTableModel* m_table;
    QComboBox* m_sizes;
    QPushButton* m_run;
    QLabel *m_state, *m_card, *m_formula;
};

} // namespace akv::ui
