// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/result_series.h"
#include "views/models/sweep_results.h"
#include "views/pages/evaluate_plan.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QStackedWidget;
class QTableView;

namespace akv::ui {

class LineChart;
class StateView;
class SweepView;

/// What to measure, how far it is, the table and the curve with intervals, and the questions that went wrong.
class EvaluatePage : public QWidget {
    Q_OBJECT
public:
    explicit EvaluatePage(QWidget* parent = nullptr);
    EvaluatePlan* plan() const { return m_plan; }
    void setResults(const QString& folder, std::vector<EvalLine> lines, const std::vector<EvalItem>& items);
    /// The sweeps that the run made; empty: none.
    void setSweep(std::vector<SweepLine> lines);
    QLineEdit* sizesField() const { return m_plan->sizesField(); }
    QSpinBox* seedsBox() const { return m_plan->seedsBox(); }
    QSpinBox* questionsBox() const { return m_plan->questionsBox(); }
    QPushButton* runButton() const { return m_plan->runButton(); }
    QPushButton* pauseButton() const { return m_plan->pauseButton(); }
    QString planText() const { return m_plan->planText(); }
    QString errorText() const { return m_plan->statusText(); }
    QTableView* table() const { return m_table; }
    QTableView* failures() const { return m_failTable; }
    QString failuresTitle() const;
    LineChart* chart() const { return m_chart; }
    QComboBox* metricBox() const { return m_metric; }
    /// ACC by the rule of the run, or by one layer alone.
    QComboBox* layerBox() const { return m_layer; }
    QString ruleText() const { return m_rule->text(); }
    SweepView* sweep() const { return m_sweep; }
    /// By size of the graph, or by k.
    SegmentedControl* resultChoice() const { return m_choice; }

Q_SIGNALS:
    void openRunRequested();
    void askRequested(const QString& question);

private:
    QWidget* buildResults();
    Card* buildCurve();
    Card* buildFailures();
    void offerMetrics();
    void offerLayers();
    std::optional<int> layer() const;
    void showLayer();
    void showCurve();
    void showCell();

    EvaluatePlan* m_plan;
    EvalModel* m_model;
    FailureModel* m_failModel;
    QLabel *m_folder, *m_rule, *m_wrongTitle;
    QPushButton *m_open, *m_ask, *m_all;
    QStackedWidget* m_stack;
    StateView* m_state;
    QTableView *m_table, *m_failTable;
    QComboBox *m_metric, *m_layer;
    LineChart* m_chart;
    SweepView* m_sweep;
    SegmentedControl* m_choice;
    QStackedWidget* m_results;
};

} // namespace akv::ui
