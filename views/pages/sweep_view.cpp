// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/sweep_view.h"

#include "views/models/text.h"
#include "views/widgets/chart/line_chart.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

SweepView::SweepView(QWidget* parent)
    : Card(parent), m_size(new QComboBox), m_chart(new LineChart(tr("leaves scanned, %"), tr("%"))),
      m_table(new QTableView) {
    auto* bar = new QHBoxLayout;
    bar->addWidget(makeCaption(tr("prefill only; bars: 95 % interval over the draws")));
    bar->addStretch();
    m_size->setAccessibleName(tr("Graph size of the sweep"));
    bar->addWidget(m_size);
    body()->addLayout(bar);
    body()->addWidget(m_chart, 3);
    m_table->setModel(new PlainTableModel(m_table));
    styleTable(m_table, tr("Sweep of k"));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    body()->addWidget(m_table, 2);
    connect(m_size, &QComboBox::currentIndexChanged, this, &SweepView::showSize);
}

void SweepView::setLines(std::vector<SweepLine> lines) {
    m_lines = std::move(lines);
    const auto sizes = sizesOf(m_lines);
    const QVariant chosen = m_size->currentData();
    {
        const QSignalBlocker blocker(m_size);
        m_size->clear();
        for (const std::uint64_t size : sizes) m_size->addItem(tr("%1 rows").arg(grouped(size)), quint64(size));
        const int at = m_size->findData(chosen);
        m_size->setCurrentIndex(at >= 0 ? at : m_size->count() - 1);
    }
    showSize();
}

void SweepView::showSize() {
    const auto size = std::uint64_t(m_size->currentData().toULongLong());
    static_cast<PlainTableModel*>(m_table->model())->setTable(sweepTable(m_lines, size));
    m_chart->setCurves(sweepCurves(m_lines, size), 0.0, 105.0);
}

} // namespace akv::ui
