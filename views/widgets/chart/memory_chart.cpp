// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart/memory_chart.h"

#include "views/widgets/accessible.h"
#include "views/widgets/chart/axis_style.h"
#include "views/widgets/chart/plot_widget.h"
#include "views/widgets/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>
#include <qcustomplot.h>

namespace akv::ui {

MemoryChart::MemoryChart(bool compact, QWidget* parent) : QWidget(parent), m_compact(compact), m_plot(new PlotWidget) {
    setAccessibleName(tr("Memory over time"));
    setAccessibleRole(this, QAccessible::Chart);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    // The topmost curve is the whole; each is filled down to the one below it.
    for (int i = 0; i < 5; ++i) m_areas[i] = m_plot->addGraph();
    for (int i = 1; i < 5; ++i) m_areas[i]->setChannelFillGraph(m_areas[i - 1]);
    m_device = m_plot->addGraph();
    m_plot->legend->setVisible(false);
    if (compact) {
        m_plot->axisRect()->setAutoMargins(QCP::msNone);
        m_plot->axisRect()->setMargins(QMargins(0, 2, 0, 0));
        m_plot->xAxis->setVisible(false);
        m_plot->yAxis->setVisible(false);
    } else {
        m_plot->xAxis->setLabel(tr("seconds since the start of the program"));
        m_plot->yAxis->setLabel(tr("resident memory, MB"));
    }
    applyTheme();
}

void MemoryChart::applyTheme() {
    const Theme& t = themeOf(palette());
    m_plot->setBackground(QBrush(t.card));
    for (std::size_t i = 0; i < 5; ++i) {
        QColor fill = t.memory[i];
        fill.setAlphaF(t.dark ? 0.75F : 0.8F);
        m_areas[i]->setPen(QPen(t.memoryEdge[i], 1));
        m_areas[i]->setBrush(fill);
    }
    m_device->setPen(QPen(t.text, 1.4, Qt::DashLine));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) { styleAxis(axis, t); }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(!m_compact);
    for (QCPAbstractItem* item : m_marks)
        if (auto* text = qobject_cast<QCPItemText*>(item)) text->setColor(t.dim);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MemoryChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) applyTheme();
}

void MemoryChart::setSeries(const MemorySeries& series) {
    m_series = series;
    const auto& points = series.points();
    QVector<double> x, sum(int(points.size()), 0.0);
    for (const MemoryPoint& p : points) x.push_back(p.seconds);
    double most = 1.0;
    for (std::size_t area = 0; area < 5; ++area) {
        for (std::size_t i = 0; i < points.size(); ++i) sum[int(i)] += double(points[i].stack[area]) / 1e6;
        m_areas[area]->setData(x, sum, true);
    }
    for (const double value : sum) most = std::max(most, value);
    const QString said = points.empty()
                             ? tr("no reading yet")
                             : tr("now %1 MB, at most %2 MB").arg(sum.back(), 0, 'f', 0).arg(most, 0, 'f', 0);
    if (said != accessibleDescription()) setAccessibleDescription(said);
    QVector<double> deviceX, device;
    for (const MemoryPoint& p : points)
        if (p.sample.deviceUsed) {
            deviceX.push_back(p.seconds);
            device.push_back(double(*p.sample.deviceUsed) / 1e6);
            most = std::max(most, device.back());
        }
    m_device->setData(deviceX, device, true);
    if (!x.isEmpty()) m_plot->xAxis->setRange(x.front(), std::max(x.back(), x.front() + 4.0));
    m_plot->yAxis->setRange(0, most * (m_compact ? 1.22 : 1.12));
    drawMarks(series);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MemoryChart::drawMarks(const MemorySeries& series) {
    const Theme& t = themeOf(palette());
    for (QCPAbstractItem* item : m_marks) m_plot->removeItem(item);
    m_marks.clear();
    double free = -1e9; // where the next label may begin
    const double span = m_plot->xAxis->range().size();
    const double pixel = span / std::max(1, m_plot->axisRect()->width());
    const QFontMetrics metrics(captionFont());
    for (const MemoryMark& mark : series.marks()) {
        if (mark.seconds < m_plot->xAxis->range().lower) continue;
        auto* line = new QCPItemStraightLine(m_plot);
        line->point1->setCoords(mark.seconds, 0);
        line->point2->setCoords(mark.seconds, 1);
        line->setPen(QPen(t.dim, 1, Qt::DotLine));
        m_marks << line;
        const double width = (metrics.horizontalAdvance(mark.label) + 10) * pixel;
        const bool right = mark.seconds + width > m_plot->xAxis->range().upper;
        const double begin = right ? mark.seconds - width : mark.seconds;
        if (begin < free) continue; // labels must not run into each other
        free = begin + width;
        auto* text = new QCPItemText(m_plot);
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
        text->position->setCoords(mark.seconds, 0.0);
        text->setText(right ? mark.label + QLatin1Char(' ') : QLatin1Char(' ') + mark.label);
        text->setFont(captionFont());
        text->setColor(t.dim);
        text->setLayer(QStringLiteral("overlay")); // before the lines of marks that follow soon
        text->setBrush(t.card);
        m_marks << text;
    }
}

MemoryLegend::MemoryLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    QStringList names;
    for (std::size_t i = 0; i < 5; ++i) names << memoryAreaName(i);
    setAccessibleName(tr("Legend: %1").arg(names.join(QStringLiteral(", "))));
    setAccessibleRole(this, QAccessible::Graphic);
}

QSize MemoryLegend::sizeHint() const {
    int width = 0;
    for (std::size_t i = 0; i < 5; ++i) width += QFontMetrics(baseFont()).horizontalAdvance(memoryAreaName(i)) + 34;
    return {width, 20};
}

void MemoryLegend::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(baseFont());
    int x = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        p.setPen(QPen(t.memoryEdge[i], 1));
        p.setBrush(t.memory[i]);
        p.drawRoundedRect(QRectF(x + 0.5, height() / 2.0 - 4.5, 9, 9), 2, 2);
        p.setPen(t.dim);
        const QString name = memoryAreaName(i);
        p.drawText(QRect(x + 16, 0, width() - x - 16, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += QFontMetrics(baseFont()).horizontalAdvance(name) + 34;
    }
}

} // namespace akv::ui
