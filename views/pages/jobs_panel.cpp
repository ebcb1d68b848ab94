// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/jobs_panel.h"

#include "views/models/job_model.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

JobsPanel::JobsPanel(JobModel& jobs, QWidget* parent)
    : QWidget(parent), m_jobs(jobs), m_table(new QTableView), m_cancel(makeButton(tr("Cancel job"))),
      m_clear(makeLinkButton(tr("Clear finished"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    styleTable(m_table, tr("Jobs"));
    m_table->setModel(&jobs);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(JobModel::Name, 200);
    m_table->setColumnWidth(JobModel::Phase, 180);
    m_table->setColumnWidth(JobModel::Count, 120);
    m_table->setColumnWidth(JobModel::Rate, 90);
    m_table->setColumnWidth(JobModel::Left, 110);
    m_table->setMinimumHeight(90);
    layout->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_clear);
    row->addWidget(m_cancel);
    layout->addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this,
            [this] { m_jobs.cancel(m_table->currentIndex().isValid() ? m_table->currentIndex().row() : 0); });
    connect(m_clear, &QPushButton::clicked, this, [this] { m_jobs.clearFinished(); });
    connect(&jobs, &JobModel::changed, this, &JobsPanel::updateButtons);
    updateButtons();
}

void JobsPanel::updateButtons() {
    m_cancel->setEnabled(m_jobs.running() > 0);
    m_clear->setEnabled(m_jobs.rowCount() > m_jobs.running());
}

} // namespace akv::ui
