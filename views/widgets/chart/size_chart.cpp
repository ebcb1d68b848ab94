// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart/size_chart.h"

#include "views/models/text.h"
#include "views/widgets/chart/axis_style.h"
#include "views/widgets/chart/plot_widget.h"
#include "views/widgets/theme.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

/// "1 kB", "1 MB": bytes of a power of ten.
class BytesTicker : public QCPAxisTickerLog {
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        return bytesText(std::uint64_t(std::llround(tick)));
    }
};

} // namespace

SizeChart::SizeChart(QWidget* parent) : ItemsWidget(parent), m_plot(new PlotWidget) {
    setAccessibleName(tr("Memory by size of the graph; the table holds the numbers"));
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->setScaleType(QCPAxis::stLogarithmic);
    m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog));
    m_plot->xAxis->setNumberFormat(QStringLiteral("gb"));
    m_plot->xAxis->setNumberPrecision(0);
    m_plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new BytesTicker));
    m_plot->xAxis->setLabel(tr("rows of the graph, M"));
    draw();
}

void SizeChart::setMeasured(std::vector<Curve> curves) {
    m_measured = std::move(curves);
    const int count = m_measured.empty() ? 0 : int(m_measured.front().points.size());
    m_current = std::min(m_current, count - 1);
    tellItems();
    draw();
}

void SizeChart::setProjected(std::vector<Curve> curves) {
    m_projected = std::move(curves);
    draw();
}

void SizeChart::setBound(const QString& label, double rows, double bytes) {
    m_boundLabel = label, m_boundRows = rows, m_boundBytes = bytes;
    draw();
}

void SizeChart::setCurrent(int point) {
    m_current = point;
    draw();
    tellCurrentItem();
}

/// The points of the first measured curve, each with what the others have there.
int SizeChart::itemCount() const { return m_measured.empty() ? 0 : int(m_measured.front().points.size()); }

QString SizeChart::itemName(int item) const {
    const double rows = m_measured.front().points[std::size_t(item)].x;
    QStringList parts{tr("%1 rows").arg(grouped(std::uint64_t(rows)))};
    for (const Curve& curve : m_measured)
        if (std::size_t(item) < curve.points.size())
            parts << QStringLiteral("%1 %2").arg(curve.name,
                                                 bytesText(std::uint64_t(curve.points[std::size_t(item)].y)));
    return parts.join(QStringLiteral(", "));
}

QRect SizeChart::itemRect(int item) const {
    constexpr int kMark = 16;
    return {placeOf(item) - QPoint(kMark / 2, kMark / 2), QSize(kMark, kMark)};
}

QPoint SizeChart::placeOf(int point) const {
    const CurvePoint& p = m_measured.front().points[std::size_t(point)];
    return m_plot->pos() + QPoint(int(m_plot->xAxis->coordToPixel(p.x)), int(m_plot->yAxis->coordToPixel(p.y)));
}

void SizeChart::choose(int point) {
    const int count = m_measured.empty() ? 0 : int(m_measured.front().points.size());
    if (count == 0) return;
    setCurrent(std::clamp(point, 0, count - 1));
    Q_EMIT pointChosen(m_current);
}

void SizeChart::mousePressEvent(QMouseEvent* event) {
    constexpr int kReach = 16;
    int best = -1, distance = kReach * kReach;
    for (int i = 0; !m_measured.empty() && i < int(m_measured.front().points.size()); ++i) {
        const QPoint d = placeOf(i) - event->pos();
        if (QPoint::dotProduct(d, d) < distance) best = i, distance = QPoint::dotProduct(d, d);
    }
    if (best >= 0) choose(best);
}

void SizeChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: choose(m_current - 1); break;
    case Qt::Key_Right: choose(m_current + 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void SizeChart::focusInEvent(QFocusEvent* event) {
    ItemsWidget::focusInEvent(event);
    draw();
}

void SizeChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    draw();
}

void SizeChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) draw();
}

void SizeChart::draw() {
    const Theme& t = themeOf(palette());
    m_plot->clearGraphs();
    m_plot->clearItems();
    m_plot->setBackground(QBrush(t.card));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        styleAxis(axis, t);
        if (hasFocus()) axis->setBasePen(QPen(t.accent));
    }
    m_plot->xAxis->grid()->setVisible(false);
    const QColor colours[] = {t.root, t.leaf, t.inter};
    const QCPScatterStyle::ScatterShape shapes[] = {QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare,
                                                    QCPScatterStyle::ssTriangle};
    double low = 1e300, high = 0.0;
    const auto add = [&](const Curve& curve, std::size_t i, bool measured) {
        QVector<double> x, y;
        for (const CurvePoint& p : curve.points) {
            if (p.y <= 0) continue;
            x << p.x, y << p.y;
            low = std::min(low, p.y), high = std::max(high, p.y);
        }
        QCPGraph* graph = m_plot->addGraph();
        graph->setName(measured ? tr("measured: %1").arg(curve.name) : tr("projected: %1").arg(curve.name));
        graph->setData(x, y, true);
        graph->setPen(QPen(colours[i % 3], measured ? 2.0 : 1.4, measured ? Qt::SolidLine : Qt::DashLine));
        QCPScatterStyle mark(shapes[i % 3], measured ? 9 : 5);
        mark.setBrush(measured ? QBrush(colours[i % 3]) : QBrush(t.card));
        graph->setScatterStyle(mark);
        if (!measured) graph->setScatterSkip(3);
    };
    for (std::size_t i = 0; i < m_projected.size(); ++i) add(m_projected[i], i, false);
    for (std::size_t i = 0; i < m_measured.size(); ++i) add(m_measured[i], i, true);
    if (m_boundBytes > 0) {
        QCPGraph* bound = m_plot->addGraph();
        bound->setName(m_boundLabel);
        bound->setData({m_boundRows}, {m_boundBytes}, true);
        bound->setPen(QPen(t.sequence, 1.4));
        bound->setLineStyle(QCPGraph::lsNone);
        bound->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(t.sequence, 1.6), t.sequence, 11));
        high = std::max(high, m_boundBytes);
    }
    if (m_current >= 0 && !m_measured.empty() && m_current < int(m_measured.front().points.size())) {
        const CurvePoint& p = m_measured.front().points[std::size_t(m_current)];
        QCPGraph* ring = m_plot->addGraph();
        ring->removeFromLegend();
        ring->setData({p.x}, {p.y}, true);
        ring->setLineStyle(QCPGraph::lsNone);
        ring->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(t.accent, 2), Qt::NoBrush, 17));
    }
    m_plot->legend->setVisible(true);
    m_plot->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignLeft);
    m_plot->legend->setBrush(t.card);
    m_plot->legend->setBorderPen(QPen(t.line));
    m_plot->legend->setTextColor(t.text);
    m_plot->legend->setFont(captionFont());
    m_plot->xAxis->setRange(600, 2e9);
    if (high > 0) m_plot->yAxis->setRange(std::pow(10.0, std::floor(std::log10(low))), high * 4);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace akv::ui
