// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart/line_chart.h"

#include "views/widgets/chart/axis_style.h"
#include "views/widgets/chart/plot_widget.h"
#include "views/widgets/theme.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

/// 1, 2 and 5 of every decade, written as plain numbers.
class DecadeTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double, const QCPRange& range) override {
        QVector<double> out;
        if (range.lower <= 0) return out;
        for (int e = int(std::floor(std::log10(range.lower))); std::pow(10.0, e) <= range.upper; ++e)
            for (const double part : {1.0, 2.0, 5.0}) out << part * std::pow(10.0, e);
        return out;
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        return tick < 1 ? locale.toString(tick, 'g', 3) : locale.toString(qlonglong(std::llround(tick)));
    }
};

} // namespace

LineChart::LineChart(const QString& xLabel, const QString& yLabel, QWidget* parent)
    : QWidget(parent), m_plot(new PlotWidget) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->xAxis->setLabel(xLabel);
    setYLabel(yLabel);
    draw();
}

void LineChart::setYLabel(const QString& label) {
    m_plot->yAxis->setLabel(label);
    setAccessibleName(tr("%1 over %2; the table holds the numbers").arg(label, m_plot->xAxis->label()));
}

void LineChart::setLogX(bool log) {
    m_logX = log;
    m_plot->xAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->xAxis->setTicker(log ? QSharedPointer<QCPAxisTicker>(new DecadeTicker)
                                 : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m_plot->xAxis->setNumberFormat(QStringLiteral("gb"));
    draw();
}

void LineChart::setCurves(std::vector<Curve> curves, double low, double high) {
    m_curves.clear();
    for (Curve& curve : curves)
        if (!curve.points.empty()) m_curves.push_back(thinned(curve, 500));
    m_low = low, m_high = high;
    draw();
}

QString LineChart::xLabel() const { return m_plot->xAxis->label(); }
QString LineChart::yLabel() const { return m_plot->yAxis->label(); }

int LineChart::drawnCurves() const { return m_plot->graphCount(); }

void LineChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) draw();
}

void LineChart::draw() {
    const Theme& t = themeOf(palette());
    m_plot->clearPlottables();
    m_plot->setBackground(QBrush(t.card));
    styleAxis(m_plot->xAxis, t);
    styleAxis(m_plot->yAxis, t);
    m_plot->xAxis->grid()->setVisible(false);
    const QColor colours[] = {t.root, t.cutOff, t.leaf, t.knowledge, t.inter, t.sequence};
    const QCPScatterStyle::ScatterShape shapes[] = {QCPScatterStyle::ssDisc,     QCPScatterStyle::ssSquare,
                                                    QCPScatterStyle::ssTriangle, QCPScatterStyle::ssDiamond,
                                                    QCPScatterStyle::ssCross,    QCPScatterStyle::ssCircle};
    double left = 1e300, right = -1e300, low = 1e300, high = -1e300;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        QVector<double> x, y, half;
        for (const CurvePoint& p : m_curves[i].points) {
            x << p.x, y << p.y, half << p.half;
            left = std::min(left, p.x), right = std::max(right, p.x);
            low = std::min(low, p.y - p.half), high = std::max(high, p.y + p.half);
        }
        QCPGraph* graph = m_plot->addGraph();
        graph->setName(m_curves[i].name);
        graph->setData(x, y, true);
        graph->setPen(QPen(colours[i % 6], 1.8));
        if (x.size() <= 40) graph->setScatterStyle(QCPScatterStyle(shapes[i % 6], 7));
        if (std::any_of(half.begin(), half.end(), [](double h) { return h > 0; })) {
            auto* bars = new QCPErrorBars(m_plot->xAxis, m_plot->yAxis);
            bars->removeFromLegend();
            bars->setDataPlottable(graph);
            bars->setData(half);
            bars->setPen(QPen(colours[i % 6], 1.2));
        }
    }
    m_plot->legend->setVisible(m_curves.size() > 1);
    m_plot->legend->setBrush(t.card);
    m_plot->legend->setBorderPen(QPen(t.line));
    m_plot->legend->setTextColor(t.text);
    m_plot->legend->setFont(captionFont());
    if (!m_curves.empty()) {
        if (m_logX)
            m_plot->xAxis->setRange(std::max(1.0, left) / 1.4, std::max(right, left + 1) * 1.4);
        else
            m_plot->xAxis->setRange(left, std::max(right, left + 1));
        const double pad = std::max(1e-9, (high - low) * 0.08);
        m_plot->yAxis->setRange(m_low < m_high ? m_low : low - pad, m_low < m_high ? m_high : high + pad);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace akv::ui
