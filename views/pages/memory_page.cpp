// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/memory_page.h"

#include "views/models/text.h"
#include "views/pages/memory_page_curve.h"
#include "views/pages/memory_page_estimator.h"
#include "views/widgets/basics.h"
#include "views/widgets/chart/memory_chart.h"
#include "views/widgets/theme.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

MemoryPage::MemoryPage(QWidget* parent)
    : QWidget(parent), m_title(makeTitle({})), m_kind(new SegmentedControl(tr("View"))), m_views(new QStackedWidget),
      m_chart(new MemoryChart(false)), m_estimator(new MemoryEstimator), m_curve(new MemoryCurveView),
      m_source(makeCaption({})) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->addWidget(m_title, 1);
    m_kind->setItems({tr("Now"), tr("Before loading"), tr("By graph size")},
                     {tr("The process, four times a second"), tr("Estimate by the formulas of the structures"),
                      tr("Measured on this machine, and beyond")});
    header->addWidget(m_kind);
    layout->addLayout(header);
    m_views->addWidget(buildNow());
    m_views->addWidget(m_estimator);
    m_views->addWidget(m_curve);
    layout->addWidget(m_views, 1);
    connect(m_kind, &SegmentedControl::chosen, this, [this](int view) { showView(View(view)); });
    showView(Now);
}

void MemoryPage::showView(View view) {
    m_kind->setCurrent(view);
    m_views->setCurrentIndex(view);
}

QWidget* MemoryPage::buildNow() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* chartCard = new Card;
    chartCard->body()->addWidget(new MemoryLegend);
    chartCard->body()->addWidget(m_chart, 1);
    layout->addWidget(chartCard, 1);
    auto* numbers = new Card;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    const QStringList names = {memoryAreaName(0), memoryAreaName(1),  memoryAreaName(2),  memoryAreaName(3),
                               memoryAreaName(4), tr("process now"),  tr("process peak"), tr("of it file pages"),
                               tr("device"),      tr("graph on disk")};
    for (int i = 0; i < names.size(); ++i) {
        m_values[i] = makeLabel(QStringLiteral("–"));
        setTextFont(m_values[i], TextFont::Mono);
        m_values[i]->setAlignment(Qt::AlignRight);
        QLabel* name = makeLabel(names[i], TextRole::Dim);
        name->setBuddy(m_values[i]);
        grid->addWidget(name, i % 5, i / 5 * 3);
        grid->addWidget(m_values[i], i % 5, i / 5 * 3 + 1);
    }
    grid->setColumnMinimumWidth(1, 100);
    grid->setColumnMinimumWidth(4, 100);
    grid->setColumnStretch(5, 1);
    numbers->body()->addLayout(grid);
    m_source->setWordWrap(true);
    m_source->setText(tr(
        "Resident memory is read from the operating system four times a second; weights (in fp32), KV cache, keys and "
        "staged leaves are what the engine reports, “other” is the rest. A dashed line is the memory in use on an "
        "accelerator, if there is one. Nothing is projected."));
    numbers->body()->addWidget(m_source);
    layout->addWidget(numbers);
    return page;
}

void MemoryPage::setMemory(const MemorySeries& series, std::uint64_t diskBytes) {
    m_chart->setSeries(series);
    if (series.points().empty()) return;
    const MemoryPoint& now = series.points().back();
    m_title->setText(now.sample.deviceTotal ? tr("Memory: device and RAM") : tr("Memory: RAM, there is no GPU in use"));
    for (std::size_t i = 0; i < 5; ++i) m_values[i]->setText(bytesText(now.stack[i]));
    m_values[5]->setText(bytesText(now.sample.rss));
    m_values[6]->setText(bytesText(now.sample.rssPeak));
    m_values[7]->setText(bytesText(now.sample.rssFile));
    m_values[8]->setText(now.sample.deviceUsed && now.sample.deviceTotal
                             ? tr("%1 of %2").arg(bytesText(*now.sample.deviceUsed), bytesText(*now.sample.deviceTotal))
                             : tr("none"));
    m_values[9]->setText(diskBytes > 0 ? bytesText(diskBytes) : QStringLiteral("–"));
}

} // namespace akv::ui
