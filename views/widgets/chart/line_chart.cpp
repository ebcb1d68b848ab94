// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart/line_chart.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/chart/axis_style.h"
#include "views/widgets/chart/plot_widget.h"
#include "views/widgets/theme.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

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
    setAccessibleRole(this, QAccessible::Chart);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->xAxis->setLabel(xLabel);
    setYLabel(yLabel);
    // The places of curves in pixels are known once the axes are laid out.
    connect(m_plot, &QCustomPlot::afterLayout, this, &LineChart::placeLegend);
    draw();
}

void LineChart::setYLabel(const QString& label) {
    m_plot->yAxis->setLabel(label);
    setAccessibleName(tr("%1 over %2; the table holds the numbers").arg(label, m_plot->xAxis->label()));
}

void LineChart::setLogX(bool log) {
    m_logX = log;
    m_categories.clear(), m_joined = true;
    m_plot->xAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->xAxis->setTicker(log ? QSharedPointer<QCPAxisTicker>(new DecadeTicker)
                                 : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m_plot->xAxis->setNumberFormat(QStringLiteral("gb"));
    draw();
}

void LineChart::setXAxis(const QString& label, const QStringList& categories, bool joined) {
    m_plot->xAxis->setLabel(label);
    setYLabel(yLabel());
    setLogX(false);
    m_categories = categories, m_joined = joined;
    if (!categories.isEmpty()) {
        QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
        for (int i = 0; i < categories.size(); ++i) ticker->addTick(i, categories[i]);
        m_plot->xAxis->setTicker(ticker);
    }
    draw();
}

void LineChart::setCurves(std::vector<Curve> curves, double low, double high) {
    m_curves.clear();
    for (Curve& curve : curves)
        if (!curve.points.empty()) m_curves.push_back(thinned(curve, 500));
    m_low = low, m_high = high;
    QStringList said;
    for (const Curve& curve : m_curves)
        said << tr("%1: %2 at first, %3 at last")
                    .arg(curve.name, scoreText(curve.points.front().y), scoreText(curve.points.back().y));
    setAccessibleDescription(said.join(QLatin1Char('\n')));
    draw();
}

QString LineChart::xLabel() const { return m_plot->xAxis->label(); }
QString LineChart::yLabel() const { return m_plot->yAxis->label(); }

int LineChart::drawnCurves() const { return m_plot->graphCount(); }

void LineChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) draw();
}

void LineChart::drawCurve(const Curve& curve, int index) {
    const Theme& t = themeOf(palette());
    const QColor colours[] = {t.root, t.cutOff, t.leaf, t.knowledge, t.inter, t.sequence};
    const QCPScatterStyle::ScatterShape shapes[] = {QCPScatterStyle::ssDisc,     QCPScatterStyle::ssSquare,
                                                    QCPScatterStyle::ssTriangle, QCPScatterStyle::ssDiamond,
                                                    QCPScatterStyle::ssCross,    QCPScatterStyle::ssCircle};
    QVector<double> x, y, half;
    for (const CurvePoint& p : curve.points) x << p.x, y << p.y, half << p.half;
    QCPGraph* graph = m_plot->addGraph();
    graph->setName(curve.name);
    graph->setData(x, y, true);
    graph->setPen(QPen(colours[index % 6], 1.8));
    if (!m_joined) graph->setLineStyle(QCPGraph::lsNone);
    if (x.size() <= 40) graph->setScatterStyle(QCPScatterStyle(shapes[index % 6], 7));
    if (std::none_of(half.begin(), half.end(), [](double h) { return h > 0; })) return;
    auto* bars = new QCPErrorBars(m_plot->xAxis, m_plot->yAxis);
    bars->removeFromLegend();
    bars->setDataPlottable(graph);
    bars->setData(half);
    bars->setPen(QPen(colours[index % 6], 1.2));
}

/// Where it hides the least of the curves: the corner that fewest places of them lie in.
void LineChart::placeLegend() {
    const QRect area = m_plot->axisRect()->rect();
    const QSize legend = m_plot->legend->minimumOuterSizeHint();
    const Qt::Alignment corners[] = {Qt::AlignTop | Qt::AlignRight, Qt::AlignTop | Qt::AlignLeft,
                                     Qt::AlignBottom | Qt::AlignRight, Qt::AlignBottom | Qt::AlignLeft};
    int best = 0, fewest = std::numeric_limits<int>::max();
    for (int c = 0; c < 4; ++c) {
        QRectF box(QPointF(), legend + QSize(24, 24));
        (corners[c] & Qt::AlignRight) ? box.moveRight(area.right()) : box.moveLeft(area.left());
        (corners[c] & Qt::AlignBottom) ? box.moveBottom(area.bottom()) : box.moveTop(area.top());
        int hidden = 0;
        for (const Curve& curve : m_curves)
            for (std::size_t i = 0; i < curve.points.size(); ++i) {
                const CurvePoint &to = curve.points[i], &from = curve.points[m_joined && i > 0 ? i - 1 : i];
                for (int step = 0; step < 10; ++step) {
                    const double part = step / 10.0;
                    hidden += box.contains(m_plot->xAxis->coordToPixel(to.x + part * (from.x - to.x)),
                                           m_plot->yAxis->coordToPixel(to.y + part * (from.y - to.y)));
                }
            }
        if (hidden < fewest) best = c, fewest = hidden;
    }
    QCPLayoutInset* inset = m_plot->axisRect()->insetLayout();
    inset->setInsetAlignment(0, corners[best]);
    inset->update(QCPLayoutElement::upLayout);
}

void LineChart::draw() {
    const Theme& t = themeOf(palette());
    m_plot->clearPlottables();
    m_plot->setBackground(QBrush(t.card));
    styleAxis(m_plot->xAxis, t);
    styleAxis(m_plot->yAxis, t);
    m_plot->xAxis->grid()->setVisible(false);
    double left = 1e300, right = -1e300, low = 1e300, high = -1e300;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        for (const CurvePoint& p : m_curves[i].points) {
            left = std::min(left, p.x), right = std::max(right, p.x);
            low = std::min(low, p.y - p.half), high = std::max(high, p.y + p.half);
        }
        drawCurve(m_curves[i], int(i));
    }
    m_plot->legend->setVisible(m_curves.size() > 1);
    m_plot->legend->setBrush(t.card);
    m_plot->legend->setBorderPen(QPen(t.line));
    m_plot->legend->setTextColor(t.text);
    m_plot->legend->setFont(captionFont());
    if (!m_curves.empty()) {
        if (!m_categories.isEmpty())
            m_plot->xAxis->setRange(-0.5, double(m_categories.size()) - 0.5);
        else if (m_logX)
            m_plot->xAxis->setRange(std::max(1.0, left) / 1.4, std::max(right, left + 1) * 1.4);
        else
            m_plot->xAxis->setRange(left, std::max(right, left + 1));
        const double pad = std::max(1e-9, (high - low) * 0.08);
        m_plot->yAxis->setRange(m_low < m_high ? m_low : low - pad, m_low < m_high ? m_high : high + pad);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace akv::ui
