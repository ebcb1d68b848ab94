// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QPushButton;
class QTableView;

namespace akv::ui {

class JobModel;

/// The table of long tasks with cancel; content of the Jobs dock.
class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobModel& jobs, QWidget* parent = nullptr);
    QTableView* table() const { return m_table; }

private:
    void updateButtons();

    JobModel& m_jobs;
    QTableView* m_table;
    QPushButton *m_cancel, *m_clear;
};

} // namespace akv::ui
