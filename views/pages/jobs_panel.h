// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace akv::ui {

class JobModel;

/// The table of long tasks with a filter, pause, cancel and a copy for a report of an error; content of the Jobs dock.
class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobModel& jobs, QWidget* parent = nullptr);
    QTableView* table() const { return m_table; }
    QLineEdit* filterField() const { return m_filter; }
    QPushButton* pauseButton() const { return m_pause; }
    QPushButton* copyButton() const { return m_copy; }
    QCheckBox* promptsBox() const { return m_prompts; }
    /// Lines about the machine and the model, for diagnostics.
    void setFacts(const QString& facts) { m_facts = facts; }
    /// What "Copy diagnostics" copies: facts and jobs; questions, triples and quoted names only where they are ticked.
    QString diagnostics() const;

private:
    void updateButtons();
    /// Of the model: the chosen job, or the newest that runs.
    int currentRow() const;

    JobModel& m_jobs;
    QTableView* m_table;
    QSortFilterProxyModel* m_shown;
    QLineEdit* m_filter;
    QCheckBox* m_prompts;
    QPushButton *m_pause, *m_cancel, *m_clear, *m_copy;
    QString m_facts;
};

} // namespace akv::ui
