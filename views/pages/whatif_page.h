// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/what_if.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace akv::ui {

class AnswerPanel;
class Card;
class DiffLabel;
class EffectModel;
class InterventionFields;
class KeptView;
class RocView;
class SegmentedControl;
class StateView;

/// One question under two conditions: what is changed on the left of the table, both answers side by side, their word
/// difference, what each triple was worth by masking it alone, and whether lambda tells what the graph holds.
class WhatIfPage : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfPage(QWidget* parent = nullptr);
    /// The answer to start from; null: none. What still runs for an earlier one is cancelled and not shown.
    void setBase(std::shared_ptr<const Answer> answer);
    const std::shared_ptr<const Answer>& base() const { return m_base; }
    /// Modes that can run now.
    void setModes(const std::vector<Mode>& modes);
    void setRunning(bool running, const QString& what);
    void setResult(const std::shared_ptr<const WhatIfResult>& result);
    void setEffect(qint64 triple, double delta, bool sameText, int done, int total);
    void setError(const QString& message);
    void setReady(const QString& reason);
    /// What became of a change of the stored graph.
    void setNote(const QString& note, bool error);
    /// Ticks a triple of the evidence, as if clicked.
    void mask(qint64 triple);
    WhatIfChange change() const;
    EffectModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    QPushButton* runButton() const { return m_run; }
    QPushButton* rankButton() const { return m_rank; }
    QLineEdit* valueField() const { return m_value; }
    QComboBox* modeBox() const { return m_mode; }
    QSpinBox* kBox(int level) const { return m_k[level]; }
    QComboBox* controlBox() const { return m_control; }
    InterventionFields* interventions() const { return m_interventions; }
    QPushButton* applyButton() const { return m_apply; }
    SegmentedControl* tableChoice() const { return m_choice; }
    RocView* roc() const { return m_roc; }
    KeptView* kept() const { return m_kept; }
    QString verdictText() const;
    QString deltaText() const;

Q_SIGNALS:
    void runRequested(const std::shared_ptr<const akv::Answer>& a, const akv::WhatIfChange& change);
    void rankRequested(const std::shared_ptr<const akv::Answer>& a, int count);
    void cancelRequested();
    /// The change is to be made in the stored graph.
    void applyRequested(const std::shared_ptr<const akv::Answer>& a, const akv::WhatIfChange& change);
    void inspectRequested(const std::shared_ptr<const akv::Answer>& answer, int step);
    void stateActionRequested();

private:
    QWidget* buildAnswers();
    QWidget* buildChange();
    QWidget* buildEvidence();
    QWidget* buildTable();
    void reset();
    void showControls();
    void run();

    EffectModel* m_model;
    std::shared_ptr<const Answer> m_base;
    std::shared_ptr<const WhatIfResult> m_result;
    std::shared_ptr<const Answer> m_first, m_second; ///< A, asked again where it had to be, and B
    QString m_reason;                                ///< why nothing can run; empty: it can
    bool m_running = false;
    bool m_stale = false; ///< what runs was asked about an earlier base
    std::vector<Mode> m_modes;
    QStackedWidget* m_stack;
    StateView* m_state;
    QLabel *m_question, *m_changeText, *m_verdict, *m_delta, *m_status;
    DiffLabel* m_difference;
    AnswerPanel *m_a, *m_b;
    QTableView* m_table;
    QComboBox *m_mode, *m_control;
    QSpinBox* m_k[3] = {};
    QLineEdit* m_value;
    QLabel* m_valueOf;
    InterventionFields* m_interventions;
    SegmentedControl* m_choice;
    RocView* m_roc;
    KeptView* m_kept;
    QPushButton *m_run, *m_reset, *m_rank, *m_cancel, *m_apply;
};

} // namespace akv::ui
