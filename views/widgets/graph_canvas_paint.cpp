// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtGui/QWheelEvent>

#include <algorithm>
#include <cmath>
#include <map>

namespace akv::ui {

namespace {

constexpr std::size_t kManyNodes = 200, kManyLines = 400, kManyNames = 400, kMovingLines = 1'000;
constexpr double kInk = 800; // lines at full strength that all faint ones together come to
constexpr qsizetype kKeptNames = 20'000;
constexpr double kNamesFrom = 0.6, kBoxesFrom = 0.3, kLargest = 4.0;
constexpr int kSettled = 150; // milliseconds without movement after which everything is drawn again

/// Leaves the part of `line` inside `view` (Liang-Barsky); false when there is none.
bool cutAt(const QRectF& view, QLineF& line) {
    double from = 0.0, to = 1.0;
    const double dx = line.dx(), dy = line.dy();
    const auto side = [&](double step, double room) {
        if (step == 0.0) return room >= 0.0;
        const double at = room / step;
        (step < 0.0 ? from : to) = step < 0.0 ? std::max(from, at) : std::min(to, at);
        return from <= to;
    };
    if (!side(-dx, line.x1() - view.left()) || !side(dx, view.right() - line.x1()) ||
        !side(-dy, line.y1() - view.top()) || !side(dy, view.bottom() - line.y1()))
        return false;
    line = QLineF(line.pointAt(from), line.pointAt(to));
    return true;
}

/// `name` on one line of `width`, or broken between words into two; what is too long ends in "…".
QString shown(const QString& name, const QFont& font, qreal width, bool two) {
    const QFontMetricsF metrics(font);
    if (!two || metrics.horizontalAdvance(name) <= width) return metrics.elidedText(name, Qt::ElideRight, width);
    QTextLayout layout(name, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(width);
    const int end = first.textLength();
    layout.endLayout();
    return metrics.elidedText(name.left(end).trimmed(), Qt::ElideRight, width) + QLatin1Char('\n') +
           metrics.elidedText(name.mid(end).trimmed(), Qt::ElideRight, width);
}

} // namespace

bool GraphCanvas::large() const { return m_graph.neighbours.size() > kManyNodes; }

GraphCanvas::Detail GraphCanvas::detail() const {
    return m_zoom >= kNamesFrom ? Detail::Names : m_zoom >= kBoxesFrom ? Detail::Boxes : Detail::Dots;
}

void GraphCanvas::setZoom(double zoom) {
    const double whole = width() / std::max(1.0, m_scene.width());
    m_zoom = std::clamp(zoom, 0.5 * whole, kLargest);
}

void GraphCanvas::zoomAt(const QPointF& position, double factor) {
    const QPointF held = toScene(position);
    setZoom(m_zoom * factor);
    m_pan = position - held * m_zoom;
    viewMoved();
}

/// While the view moves, a large picture is drawn in less detail.
void GraphCanvas::viewMoved() {
    m_ownView = true;
    if (large()) {
        m_moving = true;
        m_settle.start(kSettled, this);
    }
    update();
}

void GraphCanvas::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_settle.timerId()) return QWidget::timerEvent(event);
    m_settle.stop();
    m_moving = false;
    update();
}

void GraphCanvas::panBy(const QPointF& by) {
    m_pan += by;
    viewMoved();
}

void GraphCanvas::fit() {
    m_ownView = false;
    arrange();
    update();
}

void GraphCanvas::wheelEvent(QWheelEvent* event) {
    zoomAt(event->position(), std::pow(1.0015, event->angleDelta().y()));
    event->accept();
}

void GraphCanvas::dragNode(const QPointF& position) {
    const auto node = std::size_t(m_dragged);
    const LayoutPoint place = placeAt(toScene(position));
    m_graph.pins[toStd(m_graph.neighbours[node].name)] = place;
    if (large()) // the others do not make room
        m_nodes[node].moveCenter(placeOf(place));
    else
        arrange();
    update();
}

bool GraphCanvas::marked(const GraphEdge& edge, std::size_t number) const {
    const auto touches = [&](int node) {
        return node >= 0 && (int(edge.neighbour) == node || (edge.from && int(*edge.from) == node));
    };
    return touches(m_hover) || touches(m_selected) || int(number) == m_edge;
}

/// Lines are drawn in the widget's coordinates, cut at its edge. Hundreds are drawn without smoothing, and so thin that
/// they show where they are dense; among nodes that can be told apart, those that only pass are left out. While the
/// picture moves only some are drawn: a frame has 16 ms.
void GraphCanvas::paintEdges(QPainter& p, const QRectF& seen) const {
    const Theme& t = themeOf(palette());
    const QRectF view = QRectF(rect()).adjusted(-2, -2, 2, 2);
    struct End {
        QPointF place;
        bool inView;
    };
    const auto endOf = [&](const QRectF& box) { return End{toWidget(box.center()), box.intersects(seen)}; };
    std::vector<End> ends(m_nodes.size());
    std::transform(m_nodes.begin(), m_nodes.end(), ends.begin(), endOf);
    const End centre = endOf(m_centre);
    const std::size_t count = m_graph.edges.size();
    const std::size_t every = m_moving ? std::max<std::size_t>(1, count / kMovingLines) : 1;
    const bool many = count > kManyLines, passing = !many || detail() == Detail::Dots;
    std::vector<QLineF> whole, faint, strong; // whole: both ends in view
    for (std::size_t i = 0; i < count; ++i) {
        const GraphEdge& edge = m_graph.edges[i];
        const bool isMarked = marked(edge, i);
        if (!isMarked && i % every != 0) continue;
        const End &a = edge.from ? ends[*edge.from] : centre, &b = ends[edge.neighbour];
        if (!isMarked && !passing && !a.inView && !b.inView) continue;
        QLineF line(a.place, b.place);
        if (cutAt(view, line))
            (isMarked ? strong : many && !(!passing && a.inView && b.inView) ? faint : whole).push_back(line);
    }
    const auto draw = [&p](const std::vector<QLineF>& lines, const QColor& colour, double width, bool smooth) {
        if (lines.empty()) return;
        p.setPen(QPen(colour, width));
        p.setRenderHint(QPainter::Antialiasing, smooth);
        p.drawLines(lines.data(), int(lines.size()));
        p.setRenderHint(QPainter::Antialiasing);
    };
    const auto ink = [&](double share) {
        QColor colour = blend(t.card, t.dim, 0.7);
        colour.setAlphaF(float(share));
        return colour;
    };
    draw(faint, ink(std::clamp(kInk / double(faint.size() + 1), 0.06, 0.35)), 0.0, false);
    draw(whole, many ? ink(0.6) : blend(t.card, t.dim, 0.45), many ? 0.0 : 1.0,
         !m_moving && whole.size() <= kManyLines);
    draw(strong, t.accent, 1.8, strong.size() <= kManyLines);
}

void GraphCanvas::paintEdgeLabels(QPainter& p, const QRectF& seen) const {
    if (m_moved || m_moving || detail() != Detail::Names) return; // lines alone while something moves
    const Theme& t = themeOf(palette());
    p.setFont(captionFont());
    std::vector<EdgeLabel> labels;
    std::vector<QRectF> boxes;
    for (const QRectF& box : m_nodes)
        if (box.intersects(seen)) boxes.push_back(box);
    const auto add = [&](std::size_t i, bool strong) {
        const GraphEdge& edge = m_graph.edges[i];
        // Beyond some hundred lines only those from or to a node in view may carry a name.
        if (!strong && large() && !m_nodes[edge.neighbour].intersects(seen)) return;
        const EdgeLabel label = labelOf(edge, strong);
        if (!label.box.intersects(seen)) return;
        // A name that has no room is left to the pointer, the tooltip and the table; that of a chosen line has room.
        const auto meets = [&label](const QRectF& other) { return other.intersects(label.box); };
        const bool taken = std::any_of(boxes.begin(), boxes.end(), meets) ||
                           std::any_of(labels.begin(), labels.end(), [&](const EdgeLabel& l) { return meets(l.box); });
        if (int(i) == m_edge || !taken) labels.push_back(label);
    };
    const std::size_t count = m_graph.edges.size();
    for (std::size_t i = 0; i < count; ++i)
        if (marked(m_graph.edges[i], i)) add(i, true);
    for (std::size_t i = 0; i < count && labels.size() <= kManyNames; ++i)
        if (!marked(m_graph.edges[i], i)) add(i, false);
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
    if (m_moving && !marked && !strong)
        p.drawRect(box);
    else
        p.drawRoundedRect(box, 14, 14);
    if (detail() != Detail::Names && !marked && !strong) return;
    p.setPen(measured ? readableOn(fill) : t.text);
    const QFont font = strong ? strongFont() : baseFont();
    p.setFont(font);
    if (m_elided.size() > kKeptNames) m_elided.clear();
    const bool two = box.height() > kLineBox;
    QString& text = m_elided[{name, int(box.width()) * 4 + two * 2 + strong}];
    if (text.isEmpty()) text = shown(cut(name, 80), font, box.width() - 20, two);
    p.drawText(box, Qt::AlignCenter, text);
}

void GraphCanvas::paintNodes(QPainter& p, const QRectF& seen) const {
    if (detail() != Detail::Dots) {
        p.setRenderHint(QPainter::Antialiasing, !m_moving);
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            if (m_nodes[i].intersects(seen))
                paintNode(p, m_nodes[i], labelText(i), nodeColour(i + 1), false,
                          int(i) == m_hover || int(i) == m_selected || m_chosen.contains(int(i)));
        p.setRenderHint(QPainter::Antialiasing);
        return;
    }
    // One rectangle a node, the larger the more triples it has; a call for each colour.
    const double least = 3.0 / m_zoom;
    std::map<QRgb, std::vector<QRectF>> byColour;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (!m_nodes[i].intersects(seen)) continue;
        const double size = m_dotSizes[i];
        QRectF dot(0, 0, std::max(least, m_nodes[i].width() * 0.6 * size), std::max(least, m_nodes[i].height() * size));
        dot.moveCenter(m_nodes[i].center());
        byColour[(m_chosen.contains(int(i)) ? themeOf(palette()).accent : nodeColour(i + 1)).rgb()].push_back(dot);
    }
    p.setPen(Qt::NoPen);
    p.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [colour, dots] : byColour) {
        p.setBrush(QColor(colour));
        p.drawRects(dots.data(), int(dots.size()));
    }
    p.setRenderHint(QPainter::Antialiasing);
    for (const int node : {m_hover, m_selected})
        if (node >= 0) paintLarge(p, std::size_t(node) + 1);
}

/// A node with its name, however small the rest is. 0: the centre.
void GraphCanvas::paintLarge(QPainter& p, std::size_t node) const {
    const QRectF& box = node == 0 ? m_centre : m_nodes[node - 1];
    const double scale = std::max(1.0, kNamesFrom / m_zoom);
    p.save();
    p.translate(box.center());
    p.scale(scale, scale);
    p.translate(-box.center());
    paintNode(p, box, node == 0 ? qs(m_graph.centre.name) : labelText(node - 1), nodeColour(node), node == 0,
              node != 0);
    p.restore();
}

void GraphCanvas::paintMore(QPainter& p) const {
    if (m_more.isNull()) return;
    const Theme& t = themeOf(palette());
    p.setPen(QPen(t.dim, 1, Qt::DashLine));
    p.setBrush(t.card);
    p.drawRoundedRect(m_more, 13, 13);
    p.setPen(t.text);
    p.setFont(baseFont());
    p.drawText(m_more, Qt::AlignCenter, tr("+%1 more").arg(grouped(m_graph.moreTriples)));
}

void GraphCanvas::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_graph.centre.name.empty()) return;
    p.setClipRect(rect()); // with one, the raster engine writes the pixels of a thin line itself: 4 to 6 times faster
    const QRectF seen(toScene({0, 0}), QSizeF(size()) / m_zoom);
    paintEdges(p, seen);
    p.save();
    p.translate(m_pan);
    p.scale(m_zoom, m_zoom);
    paintEdgeLabels(p, seen);
    paintNodes(p, seen);
    paintLarge(p, 0);
    p.restore();
    paintMore(p);
    if (m_box) {
        const Theme& t = themeOf(palette());
        QColor fill = t.accent;
        fill.setAlphaF(0.12f);
        p.setPen(QPen(t.accent, 1, Qt::DashLine));
        p.setBrush(fill);
        p.drawRect(m_box->normalized());
    }
    if (hasFocus()) paintFocusRing(p, QRectF(rect()).adjusted(1, 1, -1, -1), themeOf(palette()).accent, kCardRadius);
}

} // namespace akv::ui
