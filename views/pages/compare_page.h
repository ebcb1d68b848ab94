// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/compare_model.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace akv::ui {

class AnswerPanel;
class FlowLayout;
class StateView;

/// One question in every mode that can run: the answers in cards, the costs in a table.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(CompareModel& model, QWidget* parent = nullptr);
    void setModes(const std::vector<Mode>& modes);
    void setRunning(bool running);
    /// Why nothing can run; empty: it can.
    void setReady(const QString& reason);
    void setQuestion(const QString& question);
    QLineEdit* field() const { return m_field; }
    QPushButton* runButton() const { return m_run; }
    QTableView* table() const { return m_table; }

Q_SIGNALS:
    void runRequested(const QString& question, const std::vector<akv::Mode>& modes);
    void cancelRequested();
    void inspectRequested(const std::shared_ptr<const akv::Answer>& answer, int step);
    void stateActionRequested();

private:
    void showRuns();
    void updateRun(int row);
    void start();
    void updateButtons();

    CompareModel& m_model;
    QStackedWidget* m_stack;
    StateView* m_state;
    QLineEdit* m_field;
    QPushButton* m_run;
    QWidget* m_checkBox;
    FlowLayout* m_checkLayout;
    QGridLayout* m_grid;
    QTableView* m_table;
    QLabel* m_note;
    std::vector<Mode> m_modes;
    QList<QCheckBox*> m_checks;
    QList<AnswerPanel*> m_panels;
    QString m_reason;
    bool m_running = false;
};

} // namespace akv::ui
