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

GraphCanvas::GraphCanvas(QWidget* parent) : ItemsWidget(parent) {
    setAccessibleName(tr("Neighbours of the chosen entity"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void GraphCanvas::setGraph(LocalGraph graph) {
    if (graph.centre.name != m_graph.centre.name) m_ownView = false;
    const LocalGraph before = std::exchange(m_graph, std::move(graph));
    keepChoice(before);
    m_hover = m_edge = m_dragged = -1;
    m_panning = false;
    m_box.reset();
    measure();
    constexpr std::size_t kSaid = 200; // the table says the rest
    QStringList lines;
    for (const GraphEdge& edge : m_graph.edges) {
        if (std::size_t(lines.size()) == kSaid) break;
        lines << tripleText(edge.from ? toStd(m_graph.neighbours[*edge.from].name) : m_graph.centre.name,
                            toStd(edge.relations.join(QStringLiteral(", "))),
                            toStd(m_graph.neighbours[edge.neighbour].name));
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    arrange();
    tellItems();
    update();
}

/// The neighbours, with how they are linked to the middle.
int GraphCanvas::itemCount() const { return int(m_graph.neighbours.size()); }

QString GraphCanvas::itemName(int item) const {
    const GraphNode& n = m_graph.neighbours[std::size_t(item)];
    QString text = tr("%1 (%2, %3)").arg(n.name, entityTypeName(n.type), triplesText(n.degree));
    for (const GraphEdge& edge : m_graph.edges)
        if (int(edge.neighbour) == item && !edge.from)
            text += QLatin1Char('\n') + edge.relations.join(QLatin1Char('\n'));
    return text;
}

QRect GraphCanvas::itemRect(int item) const { return nodeRect(std::size_t(item)).toAlignedRect(); }
int GraphCanvas::currentItem() const { return m_selected < itemCount() ? m_selected : -1; }

void GraphCanvas::chooseItem(int item) {
    m_selected = item;
    m_chosen.clear();
    update();
    tellCurrentItem();
    Q_EMIT nodeSelected(m_graph.neighbours[std::size_t(item)].name);
}

QRectF GraphCanvas::nodeRect(std::size_t neighbour) const {
    if (neighbour >= m_nodes.size()) return {};
    return QRectF(toWidget(m_nodes[neighbour].topLeft()), m_nodes[neighbour].size() * m_zoom);
}

/// What colours and sizes are scaled by.
void GraphCanvas::measure() {
    m_mostTriples = m_graph.centre.degree;
    for (const GraphNode& node : m_graph.neighbours) m_mostTriples = std::max(m_mostTriples, node.degree);
    m_dotSizes.clear();
    for (const GraphNode& node : m_graph.neighbours) m_dotSizes.push_back(dotSize(node.degree));
    m_mostShare = 0.0;
    for (const auto& [name, share] : m_shares) m_mostShare = std::max(m_mostShare, share);
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
    measure();
    arrange();
    update();
}

QString GraphCanvas::legend() const {
    QString text;
    switch (m_colour) {
    case GraphColour::Type: text = tr("colour: type of the entity"); break;
    case GraphColour::Degree:
        text = tr("colour: triples of the entity, from dark (1) to light (most shown), logarithmic");
        break;
    case GraphColour::Cluster: text = tr("colour and #: inter cluster of the first row about the entity"); break;
    case GraphColour::Turn:
        text = m_shares.empty() ? tr("colour: evidence share in the last answer; there is none yet")
                                : tr("colour: evidence share in the last answer, 0 to %1").arg(scoreText(m_mostShare));
        break;
    case GraphColour::Chat:
        text = m_shares.empty() ? tr("colour: evidence share over this chat; there is no answer yet")
                                : tr("colour: evidence share over this chat, 0 to %1").arg(scoreText(m_mostShare));
        break;
    }
    return large() ? text + tr(" · size from afar: its triples, logarithmic") : text;
}

double GraphCanvas::triplesShare(std::uint64_t degree) const {
    const auto logarithm = [](std::uint64_t n) { return std::log(double(std::max<std::uint64_t>(1, n))); };
    const double most = logarithm(m_mostTriples);
    return most > 0 ? logarithm(degree) / most : 0.0;
}

double GraphCanvas::dotSize(std::uint64_t degree) const { return 0.65 + 0.85 * triplesShare(degree); }

QColor GraphCanvas::nodeColour(std::size_t node) const {
    const Theme& t = themeOf(palette());
    const bool centre = node == 0;
    const GraphNode* other = centre ? nullptr : &m_graph.neighbours[node - 1];
    const std::uint64_t degree = centre ? m_graph.centre.degree : other->degree;
    switch (m_colour) {
    case GraphColour::Type: break;
    case GraphColour::Degree: return viridis(triplesShare(degree));
    case GraphColour::Cluster: {
        const auto cluster = centre ? m_graph.centreCluster : other->cluster;
        return cluster ? t.memory[*cluster % t.memory.size()] : t.sequence;
    }
    case GraphColour::Turn:
    case GraphColour::Chat: {
        const auto found = m_shares.find(centre ? qs(m_graph.centre.name) : other->name);
        return found == m_shares.end() || m_mostShare <= 0 ? t.line : viridis(found->second / m_mostShare);
    }
    }
    return colourOf(centre ? m_graph.centre.type : other->type);
}

QPointF GraphCanvas::edgePoint(std::size_t edge) const {
    return edge < m_graph.edges.size() ? toWidget(labelOf(m_graph.edges[edge], false).box.center()) : QPointF();
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

int GraphCanvas::nodeAt(const QPointF& widget) const {
    const QPointF position = toScene(widget);
    for (std::size_t i = m_nodes.size(); i-- > 0;)
        if (m_nodes[i].contains(position)) return int(i);
    return -1;
}

int GraphCanvas::edgeAt(const QPointF& widget) const {
    const double kNear = 5.0 / m_zoom;
    const QPointF position = toScene(widget);
    if (detail() == Detail::Dots) return -1; // thousands of lines: nobody can point at one
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
    const int node = nodeAt(event->position());
    if (event->button() == Qt::RightButton) { // the menu is about what is chosen, or about what it was opened at
        if (node >= 0 && !m_chosen.contains(node)) chooseItem(node);
        return;
    }
    if (node >= 0 && event->modifiers() == Qt::ControlModifier) return toggle(node);
    if (node < 0 && event->modifiers() == Qt::ShiftModifier) {
        m_box = QRectF(event->position(), QSizeF());
        return;
    }
    m_selected = m_dragged = node;
    m_chosen.clear();
    m_pressed = event->position();
    const bool centre = m_centre.contains(toScene(event->position()));
    if (centre && m_selected < 0) Q_EMIT nodeSelected(qs(m_graph.centre.name));
    m_edge = m_selected < 0 && !centre ? edgeAt(event->position()) : -1;
    m_panning = m_selected < 0 && m_edge < 0 && event->button() == Qt::LeftButton;
    m_panFrom = event->position();
    update();
    if (m_selected >= 0) Q_EMIT nodeSelected(m_graph.neighbours[std::size_t(m_selected)].name);
    if (m_edge >= 0) Q_EMIT edgeSelected(m_graph.edges[std::size_t(m_edge)].triples.front());
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent*) {
    if (m_box) return endBox();
    if (m_dragged >= 0 && m_moved) Q_EMIT pinned(m_graph.pins);
    m_dragged = -1;
    m_moved = m_panning = false;
    update();
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    const int node = nodeAt(event->position());
    if (node >= 0) Q_EMIT recentreRequested(m_graph.neighbours[std::size_t(node)].name);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
    constexpr double kSlack = 5.0;
    if (m_box) {
        m_box->setBottomRight(event->position());
        update();
        return;
    }
    if (m_panning && (event->buttons() & Qt::LeftButton)) {
        panBy(event->position() - std::exchange(m_panFrom, event->position()));
        return;
    }
    if (m_dragged >= 0 && (event->buttons() & Qt::LeftButton)) {
        m_moved = m_moved || (event->position() - m_pressed).manhattanLength() > kSlack;
        if (m_moved) dragNode(event->position());
        return;
    }
    const int hover = nodeAt(event->position());
    const bool hand = hover >= 0 || m_more.contains(event->position()) || edgeAt(event->position()) >= 0;
    setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hover == m_hover) return;
    m_hover = hover;
    update();
}

void GraphCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) m_elided.clear();
    QWidget::changeEvent(event);
}

void GraphCanvas::leaveEvent(QEvent*) {
    m_hover = -1;
    update();
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
    if (choiceKey(*event)) return;
    const int n = int(m_nodes.size());
    const bool shifted = event->key() == Qt::Key_Plus; // needs Shift on many keyboards
    if (event->modifiers() == Qt::ControlModifier || (shifted && event->modifiers() & Qt::ControlModifier)) {
        const QPointF middle = QRectF(rect()).center();
        switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomAt(middle, 1.25);
        case Qt::Key_Minus: return zoomAt(middle, 0.8);
        case Qt::Key_0: return fit();
        default: break;
        }
    }
    if (n == 0 || event->modifiers() != Qt::NoModifier) return ItemsWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down: m_selected = (m_selected + 1) % n; break;
    case Qt::Key_Left:
    case Qt::Key_Up: m_selected = (m_selected + n - (m_selected < 0 ? 0 : 1)) % n; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0) Q_EMIT recentreRequested(m_graph.neighbours[std::size_t(m_selected)].name);
        return;
    default: return ItemsWidget::keyPressEvent(event);
    }
    chooseItem(m_selected);
}

bool GraphCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return ItemsWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int node = nodeAt(help->pos());
    if (node >= 0) QToolTip::showText(help->globalPos(), itemName(node), this);
    return true;
}

} // namespace akv::ui
