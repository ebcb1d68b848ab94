// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/histogram_view.h"

#include "views/widgets/accessible.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace akv::ui {

namespace {
constexpr std::uint32_t kBars = 24;
constexpr qreal kAxis = 20, kTop = 18;
} // namespace

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Sizes of the inter clusters"));
    setAccessibleRole(this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HistogramView::setSizes(std::vector<std::uint32_t> sizes) {
    m_sizes = std::move(sizes);
    m_bars.clear();
    if (!m_sizes.empty()) {
        const auto [least, most] = std::minmax_element(m_sizes.begin(), m_sizes.end());
        const std::uint32_t low = *least, width = (*most - low) / kBars + 1;
        m_bars.resize((*most - low) / width + 1);
        for (std::uint32_t i = 0; i < m_bars.size(); ++i) m_bars[i] = {low + i * width, low + (i + 1) * width - 1, 0};
        for (const std::uint32_t size : m_sizes) ++m_bars[(size - low) / width].count;
    }
    setAccessibleDescription(summary());
    update();
}

QString HistogramView::summary() const {
    if (m_sizes.empty()) return tr("no clusters");
    const auto [least, most] = std::minmax_element(m_sizes.begin(), m_sizes.end());
    const auto empty = std::count(m_sizes.begin(), m_sizes.end(), 0U);
    return tr("%1 inter clusters, %2 to %3 leaves, %4 empty")
        .arg(m_sizes.size())
        .arg(*least)
        .arg(*most)
        .arg(empty == 0 ? tr("none") : QString::number(empty));
}

QRectF HistogramView::barRect(std::size_t bar) const {
    std::uint32_t most = 1;
    for (const Bar& b : m_bars) most = std::max(most, b.count);
    const qreal slot = std::min(56.0, (width() - 8.0) / double(m_bars.size()));
    const qreal room = height() - kAxis - kTop, high = room * m_bars[bar].count / most;
    return {4 + slot * double(bar) + 1, kTop + room - high, slot - 2, high};
}

void HistogramView::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setFont(captionFont());
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const QRectF bar = barRect(i);
        p.fillRect(bar, t.inter);
        p.setPen(t.dim);
        const QString range = m_bars[i].from == m_bars[i].to
                                  ? QString::number(m_bars[i].from)
                                  : QStringLiteral("%1–%2").arg(m_bars[i].from).arg(m_bars[i].to);
        if (p.fontMetrics().horizontalAdvance(range) <= bar.width() + 2)
            p.drawText(QRectF(bar.left() - 2, height() - kAxis, bar.width() + 4, kAxis), Qt::AlignCenter, range);
        if (m_bars[i].count > 0)
            p.drawText(QRectF(bar.left() - 2, bar.top() - 16, bar.width() + 4, 14), Qt::AlignCenter,
                       QString::number(m_bars[i].count));
    }
}

bool HistogramView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const QRectF bar = barRect(i);
        if (help->pos().x() < bar.left() - 1 || help->pos().x() > bar.right() + 1) continue;
        QToolTip::showText(
            help->globalPos(),
            tr("%1 clusters of %2 to %3 leaves").arg(m_bars[i].count).arg(m_bars[i].from).arg(m_bars[i].to), this);
    }
    return true;
}

} // namespace akv::ui
