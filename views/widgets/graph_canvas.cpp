// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/graph_canvas.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace akv::ui {

QString entityTypeName(EntityType type) {
    switch (type) {
    case EntityType::Entity: return QObject::tr("entity");
    case EntityType::Event: return QObject::tr("event");
    case EntityType::Concept: return QObject::tr("concept");
    case EntityType::Unknown: break;
    }
    return QObject::tr("unknown type");
}

GraphCanvas::GraphCanvas(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Neighbours of the chosen entity"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void GraphCanvas::setGraph(LocalGraph graph) {
    m_graph = std::move(graph);
    m_hover = m_selected = -1;
    QStringList lines;
    for (const GraphEdge& edge : m_graph.edges)
        lines << QStringLiteral("%1: %2").arg(edge.relations.join(QStringLiteral(", ")),
                                              m_graph.neighbours[edge.neighbour].name);
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    arrange();
    update();
}

QRectF GraphCanvas::nodeRect(std::size_t neighbour) const {
    return neighbour < m_nodes.size() ? m_nodes[neighbour] : QRectF();
}

namespace {

/// Share of the way from `a` (inside `box`) to `b` at which the line leaves the box.
double leaves(const QPointF& a, const QPointF& b, const QRectF& box) {
    const double dx = std::abs(b.x() - a.x()), dy = std::abs(b.y() - a.y());
    const double x = dx > 0 ? (b.x() > a.x() ? box.right() - a.x() : a.x() - box.left()) / dx : 1.0;
    const double y = dy > 0 ? (b.y() > a.y() ? box.bottom() - a.y() : a.y() - box.top()) / dy : 1.0;
    return std::clamp(std::min(x, y), 0.0, 1.0);
}

} // namespace

/// Up to ten neighbours stand on one ellipse, more on two; boxes are as wide as their text, within limits.
void GraphCanvas::arrange() {
    m_nodes.clear();
    const QFontMetricsF metrics(baseFont());
    const QPointF middle(width() / 2.0, height() / 2.0);
    const auto boxOf = [&](const QString& name, const QPointF& at, qreal limit, const QFontMetricsF& m) {
        const qreal w = std::clamp(m.horizontalAdvance(name) + 28, 56.0, limit);
        QRectF box(at.x() - w / 2, at.y() - 14, w, 28);
        box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, width() - w - 4)));
        box.moveTop(std::clamp(box.top(), 4.0, std::max(4.0, height() - 32.0)));
        return box;
    };
    m_centre = boxOf(qs(m_graph.centre.name), middle, 240, QFontMetricsF(strongFont()));
    const std::size_t n = m_graph.neighbours.size();
    const bool twoRings = n > 10;
    const std::size_t outer = twoRings ? (n + 1) / 2 : n;
    for (std::size_t i = 0; i < n; ++i) {
        const bool inside = i >= outer;
        const double place = inside ? double(i - outer) : double(i) + 0.5;
        const double angle =
            2.0 * std::numbers::pi * place / double(inside ? n - outer : outer) - std::numbers::pi / 2.0;
        const double ring = inside ? 0.58 : 1.0;
        const QPointF at(middle.x() + std::cos(angle) * ring * (width() / 2.0 - 92),
                         middle.y() + std::sin(angle) * ring * (height() / 2.0 - 28));
        m_nodes.push_back(
            boxOf(m_graph.neighbours[i].name, at, twoRings ? (width() < 640 ? 100.0 : 136.0) : 170.0, metrics));
    }
    m_more = m_graph.moreTriples > 0 ? QRectF(width() - 132, height() - 34, 124, 26) : QRectF();
}

void GraphCanvas::resizeEvent(QResizeEvent*) { arrange(); }

QColor GraphCanvas::colourOf(EntityType type) const {
    const Theme& t = themeOf(palette());
    switch (type) {
    case EntityType::Entity: return t.root;
    case EntityType::Event: return t.inter;
    case EntityType::Concept: return t.knowledge;
    case EntityType::Unknown: break;
    }
    return t.sequence;
}

GraphCanvas::EdgeLabel GraphCanvas::labelOf(const GraphEdge& edge, bool marked) const {
    const QFontMetricsF metrics(captionFont());
    QString text = edge.relations.front();
    if (edge.relations.size() > 1) text += QStringLiteral(" ×%1").arg(edge.relations.size());
    text = edge.outgoing ? text + QStringLiteral(" →") : QStringLiteral("← ") + text;
    text = metrics.elidedText(text, Qt::ElideMiddle, 104);
    const qreal w = metrics.horizontalAdvance(text) + 6;
    const QPointF a = m_centre.center(), b = m_nodes[edge.neighbour].center();
    // In the middle of what the boxes leave free; on the outer of two rings, outside the inner one.
    const double from = leaves(a, b, m_centre), to = 1.0 - leaves(b, a, m_nodes[edge.neighbour]);
    const bool outer = m_nodes.size() > 10 && edge.neighbour < (m_nodes.size() + 1) / 2;
    const QPointF at = a + (b - a) * (from + (to - from) * (outer ? 0.74 : 0.5));
    return {QRectF(at.x() - w / 2, at.y() - 8, w, 16), text, marked};
}

void GraphCanvas::paintEdges(QPainter& p) const {
    const Theme& t = themeOf(palette());
    p.setFont(captionFont());
    std::vector<EdgeLabel> labels;
    for (const GraphEdge& edge : m_graph.edges) {
        const bool marked = int(edge.neighbour) == m_hover || int(edge.neighbour) == m_selected;
        p.setPen(QPen(marked ? t.accent : blend(t.card, t.dim, 0.45), marked ? 1.8 : 1.0));
        p.drawLine(m_centre.center(), m_nodes[edge.neighbour].center());
        const EdgeLabel label = labelOf(edge, marked);
        // A name that has no room is left to the pointer, the tooltip and the table.
        const auto meets = [&label](const QRectF& other) { return other.intersects(label.box); };
        const bool taken = std::any_of(m_nodes.begin(), m_nodes.end(), meets) ||
                           std::any_of(labels.begin(), labels.end(), [&](const EdgeLabel& l) { return meets(l.box); });
        if (marked || !taken) labels.push_back(label);
    }
    for (const EdgeLabel& label : labels) {
        p.setPen(Qt::NoPen);
        p.setBrush(t.card);
        p.drawRoundedRect(label.box, 3, 3);
        p.setPen(label.strong ? t.accent : t.dim);
        p.drawText(label.box, Qt::AlignCenter, label.text);
    }
}

void GraphCanvas::paintNode(QPainter& p, const QRectF& box, const QString& name, const QColor& colour, bool strong,
                            bool marked) const {
    const Theme& t = themeOf(palette());
    p.setPen(QPen(marked ? t.accent : colour, marked || strong ? 2.0 : 1.2));
    p.setBrush(marked ? t.selected : blend(t.card, colour, strong ? 0.16 : 0.06));
    p.drawRoundedRect(box, 14, 14);
    p.setPen(t.text);
    const QFont font = strong ? strongFont() : baseFont();
    p.setFont(font);
    p.drawText(box, Qt::AlignCenter, QFontMetricsF(font).elidedText(name, Qt::ElideRight, box.width() - 20));
}

void GraphCanvas::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_graph.centre.name.empty()) return;
    paintEdges(p);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        paintNode(p, m_nodes[i], m_graph.neighbours[i].name, colourOf(m_graph.neighbours[i].type), false,
                  int(i) == m_hover || int(i) == m_selected);
    paintNode(p, m_centre, qs(m_graph.centre.name), colourOf(m_graph.centre.type), true, false);
    if (!m_more.isNull()) {
        p.setPen(QPen(t.dim, 1, Qt::DashLine));
        p.setBrush(t.card);
        p.drawRoundedRect(m_more, 13, 13);
        p.setPen(t.text);
        p.setFont(baseFont());
        p.drawText(m_more, Qt::AlignCenter, QStringLiteral("＋%1 more").arg(grouped(m_graph.moreTriples)));
    }
    if (hasFocus()) paintFocusRing(p, QRectF(rect()).adjusted(1, 1, -1, -1), t.accent, kCardRadius);
}

int GraphCanvas::nodeAt(const QPointF& position) const {
    for (std::size_t i = m_nodes.size(); i-- > 0;)
        if (m_nodes[i].contains(position)) return int(i);
    return -1;
}

void GraphCanvas::mousePressEvent(QMouseEvent* event) {
    if (m_more.contains(event->position())) {
        Q_EMIT moreRequested();
        return;
    }
    m_selected = nodeAt(event->position());
    update();
    if (m_selected >= 0) Q_EMIT nodeSelected(m_graph.neighbours[std::size_t(m_selected)].name);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    const int node = nodeAt(event->position());
    if (node >= 0) Q_EMIT recentreRequested(m_graph.neighbours[std::size_t(node)].name);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
    const int hover = nodeAt(event->position());
    setCursor(hover >= 0 || m_more.contains(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hover == m_hover) return;
    m_hover = hover;
    update();
}

void GraphCanvas::leaveEvent(QEvent*) {
    m_hover = -1;
    update();
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
    const int n = int(m_nodes.size());
    if (n == 0 || event->modifiers() != Qt::NoModifier) return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down: m_selected = (m_selected + 1) % n; break;
    case Qt::Key_Left:
    case Qt::Key_Up: m_selected = (m_selected + n - (m_selected < 0 ? 0 : 1)) % n; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0) Q_EMIT recentreRequested(m_graph.neighbours[std::size_t(m_selected)].name);
        return;
    default: return QWidget::keyPressEvent(event);
    }
    update();
    Q_EMIT nodeSelected(m_graph.neighbours[std::size_t(m_selected)].name);
}

bool GraphCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int node = nodeAt(help->pos());
    if (node < 0) return true;
    const GraphNode& n = m_graph.neighbours[std::size_t(node)];
    QString text = QStringLiteral("%1 (%2)").arg(n.name, entityTypeName(n.type));
    for (const GraphEdge& edge : m_graph.edges)
        if (int(edge.neighbour) == node) text += QLatin1Char('\n') + edge.relations.join(QLatin1Char('\n'));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace akv::ui
