// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/jobs_panel.h"

#include "views/models/job_model.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

JobsPanel::JobsPanel(JobModel& jobs, QWidget* parent)
    : QWidget(parent), m_jobs(jobs), m_table(new Quiet<QTableView>), m_shown(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit), m_prompts(new QCheckBox(tr("with questions and triples"))),
      m_pause(makeButton(tr("Pause"))), m_cancel(makeButton(tr("Cancel job"))),
      m_clear(makeLinkButton(tr("Clear finished"))), m_copy(makeLinkButton(tr("Copy diagnostics"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    styleTable(m_table, tr("Jobs"));
    m_shown->setSourceModel(&jobs);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_shown);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(JobModel::Name, 200);
    m_table->setColumnWidth(JobModel::Phase, 180);
    m_table->setColumnWidth(JobModel::Count, 120);
    m_table->setColumnWidth(JobModel::Rate, 90);
    m_table->setColumnWidth(JobModel::Left, 110);
    m_table->setMinimumHeight(90);
    layout->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    m_filter->setPlaceholderText(tr("Filter jobs"));
    m_filter->setAccessibleName(tr("Filter jobs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(240);
    m_prompts->setToolTip(tr("Off: the copied text holds no question, no triple and no path"));
    m_pause->setToolTip(tr("The job holds at its next step; it goes on where it was"));
    row->addWidget(m_filter);
    row->addWidget(m_copy);
    row->addWidget(m_prompts);
    row->addStretch();
    row->addWidget(m_clear);
    row->addWidget(m_pause);
    row->addWidget(m_cancel);
    layout->addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_jobs.cancel(currentRow()); });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        const int row = currentRow();
        m_jobs.setPaused(row, !m_jobs.paused(row));
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(diagnostics()); });
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobsPanel::updateButtons);
    connect(m_clear, &QPushButton::clicked, this, [this] { m_jobs.clearFinished(); });
    connect(&jobs, &JobModel::changed, this, &JobsPanel::updateButtons);
    updateButtons();
}

int JobsPanel::currentRow() const {
    if (m_table->currentIndex().isValid()) return m_shown->mapToSource(m_table->currentIndex()).row();
    for (int row = 0; row < m_jobs.rowCount(); ++row)
        if (m_jobs.index(row, 0).data(JobModel::OutcomeRole).toInt() == int(JobModel::Outcome::Running)) return row;
    return 0;
}

QString JobsPanel::diagnostics() const { return m_facts + QLatin1Char('\n') + m_jobs.report(m_prompts->isChecked()); }

void JobsPanel::updateButtons() {
    const int row = currentRow();
    m_pause->setEnabled(m_jobs.canPause(row));
    m_pause->setText(m_jobs.paused(row) ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_jobs.paused(row) ? tr("Resume the job") : tr("Pause the job"));
    m_cancel->setEnabled(m_jobs.running() > 0);
    m_clear->setEnabled(m_jobs.rowCount() > m_jobs.running());
}

} // namespace akv::ui
