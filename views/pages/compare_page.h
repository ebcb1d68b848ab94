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

class ComparePane;
class FlowLayout;
class StateView;

/// One question in every mode that can run, asked one after the other: a pane each, with the same settings or its own,
/// and the costs in a table. Panes stand below each other where the page is narrow; one can be maximised.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(CompareModel& model, QWidget* parent = nullptr);
    void setOffers(const std::vector<ModeOffer>& offers);
    /// What all panes use, as chosen above; and what the model's prompts are made with.
    void setShared(const CompareSettings& settings, const QString& encoder, int contextLength);
    void setRunning(bool running);
    /// Why nothing can run; empty: it can.
    void setReady(const QString& reason);
    void setQuestion(const QString& question);
    QLineEdit* field() const { return m_field; }
    QPushButton* runButton() const { return m_run; }
    QTableView* table() const { return m_table; }
    QCheckBox* syncBox() const { return m_sync; }
    QCheckBox* checkOf(Mode mode) const;
    ComparePane* pane(Mode mode) const;
    int columns() const { return m_columns; }
    QString queueText() const;
    QString reasonsText() const;

Q_SIGNALS:
    void runRequested(const QString& question, const std::vector<akv::ui::CompareModel::Run>& runs);
    void cancelRequested();
    void inspectRequested(const std::shared_ptr<const akv::Answer>& answer, int step);
    void stateActionRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildAsk();
    QWidget* buildContent();
    void layOut();
    void showRuns();
    void updateRun(int row);
    void start();
    void updateButtons();
    void updatePanes();
    int rowOf(Mode mode) const;

    CompareModel& m_model;
    QStackedWidget* m_stack;
    StateView* m_state;
    QLineEdit* m_field;
    QPushButton* m_run;
    QCheckBox* m_sync;
    QWidget *m_checkBox, *m_tableCard;
    FlowLayout* m_checkLayout;
    QGridLayout* m_grid;
    QTableView* m_table;
    QLabel *m_note, *m_queue, *m_reasons;
    std::vector<ModeOffer> m_offers;
    QList<QCheckBox*> m_checks;
    QList<ComparePane*> m_panes; ///< one a mode that is offered, in the same order
    std::optional<Mode> m_focus;
    CompareSettings m_shared;
    QString m_reason, m_encoder;
    int m_columns = 0, m_contextLength = 0;
    bool m_running = false;
};

} // namespace akv::ui
