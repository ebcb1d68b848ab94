// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/result_series.h"
#include "views/models/text.h"

#include "core/base/job_context.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace akv::ui {

class FlowLayout;
class LineChart;
class StateView;

/// What to measure, how far it is, the table and the curve with intervals, and the questions that went wrong.
class EvaluatePage : public QWidget {
    Q_OBJECT
public:
    explicit EvaluatePage(QWidget* parent = nullptr);
    /// `reason` not empty: why nothing can run. `rows`: of the open graph; `out`: proposed folder of results.
    void setReady(const QString& reason, std::uint64_t rows, const QString& out);
    void setModes(const std::vector<Mode>& modes);
    void setRunning(bool running);
    void setProgress(const Progress& progress);
    void setResults(const QString& folder, std::vector<EvalLine> lines, const std::vector<EvalItem>& items);
    void setError(const QString& message);
    QLineEdit* sizesField() const { return m_sizes; }
    QSpinBox* seedsBox() const { return m_seeds; }
    QSpinBox* questionsBox() const { return m_count; }
    QPushButton* runButton() const { return m_run; }
    QTableView* table() const { return m_table; }
    QPushButton* pauseButton() const { return m_pause; }
    QString failuresTitle() const;
    /// Seconds that the last answer took, for the estimate before a run; 0: nothing was answered yet.
    void setPace(double seconds);
    QTableView* failures() const { return m_failTable; }
    LineChart* chart() const { return m_chart; }
    QString planText() const;
    QString errorText() const;

Q_SIGNALS:
    void runRequested(const QString& questions, const std::vector<std::uint32_t>& sizes,
                      const std::vector<akv::Mode>& modes, int seeds, int perCell, const QString& out);
    void cancelRequested();
    void pauseRequested(bool pause);
    void chooseQuestionsRequested();
    void openRunRequested();
    void askRequested(const QString& question);

public Q_SLOTS:
    void setQuestionsFile(const QString& file);

private:
    QWidget* buildPlan();
    QWidget* buildResults();
    std::optional<std::vector<std::uint32_t>> sizes() const;
    std::vector<Mode> modes() const;
    void showPlan();
    void showCurve();
    void showCell();
    void start();

    EvalModel* m_model;
    FailureModel* m_failModel;
    std::uint64_t m_rows = 0;
    QString m_reason, m_out, m_file;
    bool m_running = false, m_paused = false;
    double m_pace = 0.0;
    std::vector<Mode> m_modes;
    QList<QCheckBox*> m_checks;
    QWidget* m_checkBox;
    FlowLayout* m_checkLayout;
    QLineEdit* m_sizes;
    QSpinBox *m_seeds, *m_count;
    QLabel *m_plan, *m_source, *m_status, *m_folder, *m_wrongTitle;
    QPushButton *m_run, *m_pause, *m_choose, *m_open, *m_ask, *m_all;
    QProgressBar* m_bar;
    QStackedWidget* m_stack;
    StateView* m_state;
    QTableView *m_table, *m_failTable;
    QComboBox* m_metric;
    LineChart* m_chart;
};

} // namespace akv::ui
