// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/cluster_map_view.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPolygonF>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {
constexpr qreal kMapMargin = 12;
} // namespace

ClusterMapView::ClusterMapView(QWidget* parent) : QWidget(parent), m_tree(std::make_shared<const ClusterTree>()) {
    setAccessibleName(tr("Map of the inter keys; the table holds the same keys"));
    setAccessibleRole(this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ClusterMapView::setTree(std::shared_ptr<const ClusterTree> tree, const ClusterUsage& usage) {
    m_tree = std::move(tree);
    m_usage = usage;
    measure();
    describe();
    update();
}

void ClusterMapView::describe() {
    QString said = tr("%1 inter keys").arg(grouped(m_tree->inters()));
    if (m_selected) said += QStringLiteral(", ") + tr("chosen: %1").arg(m_tree->nameOf(*m_selected));
    setAccessibleDescription(said);
}

void ClusterMapView::setSelected(std::optional<ClusterKey> key) {
    m_selected = key;
    describe();
    update();
}

void ClusterMapView::measure() {
    if (m_tree->map.empty()) return;
    const auto byX = std::minmax_element(m_tree->map.begin(), m_tree->map.end(),
                                         [](const MapPoint& a, const MapPoint& b) { return a.x < b.x; });
    const auto byY = std::minmax_element(m_tree->map.begin(), m_tree->map.end(),
                                         [](const MapPoint& a, const MapPoint& b) { return a.y < b.y; });
    m_left = byX.first->x, m_right = std::max(byX.second->x, m_left + 1e-6F);
    m_low = byY.first->y, m_high = std::max(byY.second->y, m_low + 1e-6F);
    m_biggest = 1;
    for (std::uint32_t i = 0; i < m_tree->inters(); ++i)
        m_biggest = std::max(m_biggest, m_tree->leafBegin[i + 1] - m_tree->leafBegin[i]);
}

void ClusterMapView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    update();
}

std::uint32_t ClusterMapView::stride() const {
    return std::max<std::uint32_t>(1, (std::uint32_t(m_tree->map.size()) + 4999) / 5000);
}

std::size_t ClusterMapView::drawn() const { return (m_tree->map.size() + stride() - 1) / stride(); }

QPointF ClusterMapView::positionOf(std::uint32_t inter) const {
    const MapPoint& p = m_tree->map[inter];
    return placeOf(qreal(p.x), qreal(p.y));
}

QPointF ClusterMapView::placeOf(qreal x, qreal y) const {
    // One scale for both axes: distances on the map mean the same in every direction.
    const qreal scale = std::min((width() - 2 * kMapMargin) / qreal(m_right - m_left),
                                 (height() - 2 * kMapMargin) / qreal(m_high - m_low));
    return {width() / 2.0 + (x - qreal(m_left + m_right) / 2) * scale,
            height() / 2.0 - (y - qreal(m_low + m_high) / 2) * scale};
}

void ClusterMapView::setQuery(std::optional<MapQuery> query) {
    m_query = std::move(query);
    update();
}

QPointF ClusterMapView::queryTip() const {
    if (!m_query) return {};
    // The mean of the keys is the origin of the axes; the length of the arrow says nothing.
    const qreal length = 0.38 * std::min(width(), height());
    return placeOf(0, 0) + QPointF(qreal(m_query->x), -qreal(m_query->y)) * length;
}

void ClusterMapView::paintQuery(QPainter& p) const {
    const Theme& t = themeOf(palette());
    const QPointF from = placeOf(0, 0), tip = queryTip();
    const QPointF along = (tip - from) / std::hypot(tip.x() - from.x(), tip.y() - from.y());
    const QPointF across(-along.y(), along.x());
    p.setPen(QPen(t.knowledge, 2.4, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(from, tip - along * 6);
    p.setPen(Qt::NoPen);
    p.setBrush(t.knowledge);
    p.drawPolygon(QPolygonF({tip, tip - along * 11 + across * 5, tip - along * 11 - across * 5}));
    p.drawEllipse(from, 3, 3);
}

void ClusterMapView::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_tree->map.empty()) {
        p.setPen(t.dim);
        p.setFont(captionFont());
        p.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("A map needs at least three inter keys."));
        return;
    }
    std::optional<std::uint32_t> root, inter;
    for (auto key = m_selected; key; key = m_tree->parentOf(*key)) {
        if (key->level == ClusterLevel::Root) root = key->id;
        if (key->level == ClusterLevel::Inter) inter = key->id;
    }
    for (const bool front : {false, true})
        for (std::uint32_t i = 0; i < m_tree->map.size(); i += stride()) {
            const bool family = root && m_tree->rootOf(i) == *root;
            if (family != front) continue;
            const bool used = m_usage.of({ClusterLevel::Inter, i}) > 0;
            const double size = double(m_tree->leafBegin[i + 1] - m_tree->leafBegin[i]) / double(m_biggest);
            const qreal radius = 2.5 + 4.5 * std::sqrt(size);
            const QColor colour = family ? t.root : t.inter;
            p.setPen(QPen(family || used ? colour : blend(t.card, colour, 0.55), family ? 1.6 : 1));
            p.setBrush(used ? QBrush(blend(t.card, colour, 0.75)) : QBrush(Qt::NoBrush));
            p.drawEllipse(positionOf(i), radius, radius);
        }
    if (inter) {
        p.setPen(QPen(t.accent, 2));
        p.setBrush(Qt::NoBrush);
        p.drawEllipse(positionOf(*inter), 10, 10);
    }
    if (m_query) paintQuery(p);
}

int ClusterMapView::interAt(const QPointF& position) const {
    double best = 12 * 12;
    int found = -1;
    for (std::uint32_t i = 0; i < m_tree->map.size(); i += stride()) {
        const QPointF d = positionOf(i) - position;
        const double distance = d.x() * d.x() + d.y() * d.y();
        if (distance < best) best = distance, found = int(i);
    }
    return found;
}

void ClusterMapView::mousePressEvent(QMouseEvent* event) {
    const int inter = interAt(event->position());
    if (inter >= 0) Q_EMIT keySelected({ClusterLevel::Inter, std::uint32_t(inter)});
}

bool ClusterMapView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int inter = m_tree->map.empty() ? -1 : interAt(help->pos());
        const ClusterKey key{ClusterLevel::Inter, std::uint32_t(std::max(0, inter))};
        QToolTip::showText(
            help->globalPos(),
            inter < 0 ? QString()
                      : tr("%1\nkept %2 times in this chat").arg(m_tree->nameOf(key), grouped(m_usage.of(key))),
            this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace akv::ui
