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
    m_hover = m_selected = m_edge = m_dragged = -1;
    QStringList lines;
    for (const GraphEdge& edge : m_graph.edges)
        lines << tripleText(edge.from ? toStd(m_graph.neighbours[*edge.from].name) : m_graph.centre.name,
                            toStd(edge.relations.join(QStringLiteral(", "))),
                            toStd(m_graph.neighbours[edge.neighbour].name));
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

void GraphCanvas::setColour(GraphColour colour, EntityShares shares) {
    m_colour = colour;
    m_shares = std::move(shares);
    arrange();
    update();
}

QString GraphCanvas::legend() const {
    double most = 0.0;
    for (const auto& [name, share] : m_shares) most = std::max(most, share);
    switch (m_colour) {
    case GraphColour::Type: return tr("colour: type of the entity");
    case GraphColour::Degree:
        return tr("colour: triples of the entity, from dark (1) to light (most shown), logarithmic");
    case GraphColour::Cluster: return tr("colour and #: inter cluster of the first row about the entity");
    case GraphColour::Turn:
        return m_shares.empty() ? tr("colour: evidence share in the last answer; there is none yet")
                                : tr("colour: evidence share in the last answer, 0 to %1").arg(scoreText(most));
    case GraphColour::Chat:
        return m_shares.empty() ? tr("colour: evidence share over this chat; there is no answer yet")
                                : tr("colour: evidence share over this chat, 0 to %1").arg(scoreText(most));
    }
    return {};
}

QColor GraphCanvas::nodeColour(std::size_t node) const {
    const Theme& t = themeOf(palette());
    const bool centre = node == 0;
    const GraphNode* other = centre ? nullptr : &m_graph.neighbours[node - 1];
    const std::uint64_t degree = centre ? m_graph.centre.degree : other->degree;
    switch (m_colour) {
    case GraphColour::Type: break;
    case GraphColour::Degree: {
        std::uint64_t most = m_graph.centre.degree;
        for (const GraphNode& n : m_graph.neighbours) most = std::max(most, n.degree);
        return viridis(most > 1 ? std::log(double(std::max<std::uint64_t>(1, degree))) / std::log(double(most)) : 0.0);
    }
    case GraphColour::Cluster: {
        const auto cluster = centre ? m_graph.centreCluster : other->cluster;
        return cluster ? t.memory[*cluster % t.memory.size()] : t.sequence;
    }
    case GraphColour::Turn:
    case GraphColour::Chat: {
        double most = 0.0;
        for (const auto& [name, share] : m_shares) most = std::max(most, share);
        const auto found = m_shares.find(centre ? qs(m_graph.centre.name) : other->name);
        return found == m_shares.end() || most <= 0 ? t.line : viridis(found->second / most);
    }
    }
    return colourOf(centre ? m_graph.centre.type : other->type);
}

QPointF GraphCanvas::edgePoint(std::size_t edge) const {
    return edge < m_graph.edges.size() ? labelOf(m_graph.edges[edge], false).box.center() : QPointF();
}

const QRectF& GraphCanvas::otherEnd(const GraphEdge& edge) const { return edge.from ? m_nodes[*edge.from] : m_centre; }

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
    const QRectF& end = otherEnd(edge);
    const QPointF a = end.center(), b = m_nodes[edge.neighbour].center();
    // In the middle of what the boxes leave free; on the outer of two rings, outside the inner one.
    const double from = leaves(a, b, end), to = 1.0 - leaves(b, a, m_nodes[edge.neighbour]);
    const bool outer = m_graph.places.empty() && m_nodes.size() > 10 && edge.neighbour < (m_nodes.size() + 1) / 2;
    const QPointF at = a + (b - a) * (from + (to - from) * (outer ? 0.74 : 0.5));
    return {QRectF(at.x() - w / 2, at.y() - 8, w, 16), text, marked};
}

void GraphCanvas::paintEdges(QPainter& p) const {
    const Theme& t = themeOf(palette());
    p.setFont(captionFont());
    std::vector<EdgeLabel> labels;
    for (std::size_t i = 0; i < m_graph.edges.size(); ++i) {
        const GraphEdge& edge = m_graph.edges[i];
        const auto touches = [&](int node) {
            return node >= 0 && (int(edge.neighbour) == node || (edge.from && int(*edge.from) == node));
        };
        const bool marked = touches(m_hover) || touches(m_selected) || int(i) == m_edge;
        p.setPen(QPen(marked ? t.accent : blend(t.card, t.dim, 0.45), marked ? 1.8 : 1.0));
        p.drawLine(otherEnd(edge).center(), m_nodes[edge.neighbour].center());
        if (m_moved) continue; // lines alone while a node is moved
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
    // A measured colour fills the node, so that its shade can be told; a type colours the edge.
    const bool measured = m_colour != GraphColour::Type;
    const QColor fill = measured ? colour : marked ? t.selected : blend(t.card, colour, strong ? 0.16 : 0.06);
    p.setBrush(fill);
    p.drawRoundedRect(box, 14, 14);
    p.setPen(measured ? readableOn(fill) : t.text);
    const QFont font = strong ? strongFont() : baseFont();
    p.setFont(font);
    p.drawText(box, Qt::AlignCenter, QFontMetricsF(font).elidedText(cut(name, 80), Qt::ElideRight, box.width() - 20));
}

void GraphCanvas::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_graph.centre.name.empty()) return;
    paintEdges(p);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        paintNode(p, m_nodes[i], labelText(i), nodeColour(i + 1), false, int(i) == m_hover || int(i) == m_selected);
    paintNode(p, m_centre, qs(m_graph.centre.name), nodeColour(0), true, false);
    if (!m_more.isNull()) {
        p.setPen(QPen(t.dim, 1, Qt::DashLine));
        p.setBrush(t.card);
        p.drawRoundedRect(m_more, 13, 13);
        p.setPen(t.text);
        p.setFont(baseFont());
        p.drawText(m_more, Qt::AlignCenter, QStringLiteral("+%1 more").arg(grouped(m_graph.moreTriples)));
    }
    if (hasFocus()) paintFocusRing(p, QRectF(rect()).adjusted(1, 1, -1, -1), t.accent, kCardRadius);
}

int GraphCanvas::nodeAt(const QPointF& position) const {
    for (std::size_t i = m_nodes.size(); i-- > 0;)
        if (m_nodes[i].contains(position)) return int(i);
    return -1;
}

int GraphCanvas::edgeAt(const QPointF& position) const {
    constexpr double kNear = 5.0;
    for (std::size_t i = 0; i < m_graph.edges.size(); ++i) {
        const GraphEdge& edge = m_graph.edges[i];
        const QPointF a = otherEnd(edge).center(), d = m_nodes[edge.neighbour].center() - a, p = position - a;
        const double length = std::hypot(d.x(), d.y());
        const double along = QPointF::dotProduct(p, d);
        if (length < 1.0 || along < 0.0 || along > length * length) continue;
        if (std::abs(p.x() * d.y() - p.y() * d.x()) / length <= kNear) return int(i);
    }
    return -1;
}

void GraphCanvas::mousePressEvent(QMouseEvent* event) {
    if (m_more.contains(event->position())) {
        Q_EMIT moreRequested();
        return;
    }
    m_selected = m_dragged = nodeAt(event->position());
    m_pressed = event->position();
    m_edge = m_selected < 0 && !m_centre.contains(event->position()) ? edgeAt(event->position()) : -1;
    update();
    if (m_selected >= 0) Q_EMIT nodeSelected(m_graph.neighbours[std::size_t(m_selected)].name);
    if (m_edge >= 0) Q_EMIT edgeSelected(m_graph.edges[std::size_t(m_edge)].triples.front());
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent*) {
    if (m_dragged >= 0 && m_moved) Q_EMIT pinned(m_graph.pins);
    m_dragged = -1;
    m_moved = false;
    update();
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    const int node = nodeAt(event->position());
    if (node >= 0) Q_EMIT recentreRequested(m_graph.neighbours[std::size_t(node)].name);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
    constexpr double kSlack = 5.0;
    if (m_dragged >= 0 && (event->buttons() & Qt::LeftButton)) {
        m_moved = m_moved || (event->position() - m_pressed).manhattanLength() > kSlack;
        if (!m_moved) return;
        const double x = (event->position().x() - 70) / std::max(1.0, width() - 140.0);
        const double y = (event->position().y() - 24) / std::max(1.0, height() - 84.0);
        m_graph.pins[toStd(m_graph.neighbours[std::size_t(m_dragged)].name)] = {std::clamp(x, 0.0, 1.0),
                                                                                std::clamp(y, 0.0, 1.0)};
        arrange();
        update();
        return;
    }
    const int hover = nodeAt(event->position());
    const bool hand = hover >= 0 || m_more.contains(event->position()) || edgeAt(event->position()) >= 0;
    setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
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
    QString text = tr("%1 (%2, %3 triples)").arg(n.name, entityTypeName(n.type), grouped(n.degree));
    for (const GraphEdge& edge : m_graph.edges)
        if (int(edge.neighbour) == node && !edge.from)
            text += QLatin1Char('\n') + edge.relations.join(QLatin1Char('\n'));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace akv::ui
