// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/text.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace akv::ui {

QPointF GraphCanvas::placeOf(const LayoutPoint& place) const {
    return {70 + place.x * std::max(1.0, m_scene.width() - 140.0),
            24 + place.y * std::max(1.0, m_scene.height() - 84.0)};
}

/// The other way round.
LayoutPoint GraphCanvas::placeAt(const QPointF& scene) const {
    const double x = (scene.x() - 70) / std::max(1.0, m_scene.width() - 140.0);
    const double y = (scene.y() - 24) / std::max(1.0, m_scene.height() - 84.0);
    return {std::clamp(x, 0.0, 1.0), std::clamp(y, 0.0, 1.0)};
}

/// A name of several words that is wider than its box may be gets a second line where the picture has room for it.
QSizeF GraphCanvas::boxSize(const QString& name, qreal limit, const QFont& font) const {
    // Only as much of a long name is measured as can be shown, and none of thousands.
    const QFontMetricsF metrics(font);
    const qreal wish = large() ? limit : metrics.horizontalAdvance(name.left(60)) + 28;
    const bool two = wish - 8 > limit && m_graph.neighbours.size() <= kNeighbourCap && name.contains(QLatin1Char(' '));
    return {std::clamp(wish, 56.0, limit), kLineBox + (two ? metrics.lineSpacing() : 0.0)};
}

/// A box around `middle`, as far as the scene has it whole.
QRectF GraphCanvas::boxAt(const QPointF& middle, const QSizeF& size) const {
    QRectF box(QPointF(), size);
    box.moveCenter(middle);
    box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, m_scene.width() - size.width() - 4)));
    box.moveTop(std::clamp(box.top(), 4.0, std::max(4.0, m_scene.height() - size.height() - 4)));
    return box;
}

/// Up to ten neighbours stand on one ellipse, more on two, hundreds on a spiral: nodes come by depth, so that nearer
/// ones stand nearer.
void GraphCanvas::arrangeRings(std::vector<QPointF>& middles) const {
    const QPointF middle(m_scene.width() / 2.0, m_scene.height() / 2.0);
    middles.assign(1, middle);
    const std::size_t n = m_graph.neighbours.size();
    if (large()) {
        const double turn = std::numbers::pi * (3.0 - std::sqrt(5.0)); // the golden angle fills a disc evenly
        for (std::size_t i = 0; i < n; ++i) {
            const double ring = std::sqrt((double(i) + 2.5) / (double(n) + 2.5)), angle = turn * double(i);
            middles.push_back({middle.x() + std::cos(angle) * ring * (middle.x() - 60),
                               middle.y() + std::sin(angle) * ring * (middle.y() - 28)});
        }
        return;
    }
    const std::size_t outer = n > 10 ? (n + 1) / 2 : n;
    for (std::size_t i = 0; i < n; ++i) {
        const bool inside = i >= outer;
        const double place = inside ? double(i - outer) : double(i) + 0.5;
        const double angle =
            2.0 * std::numbers::pi * place / double(inside ? n - outer : outer) - std::numbers::pi / 2.0;
        const double ring = inside ? 0.58 : 1.0;
        middles.push_back({middle.x() + std::cos(angle) * ring * (middle.x() - 92),
                           middle.y() + std::sin(angle) * ring * (middle.y() - 28)});
    }
}

/// Boxes are as wide as their text, within limits; pinned nodes stand where they were put. A picture whose boxes would
/// crowd the view has a scene of its own size, which is shown whole at first.
void GraphCanvas::arrange() {
    constexpr double kRoom = 9400.0;         // square pixels a node of a large picture
    constexpr double kGap = 8.0, kAir = 1.9; // between the boxes of another one: beside each, and of all in all
    constexpr std::size_t kFew = 10;
    m_nodes.clear();
    const std::size_t n = m_graph.neighbours.size();
    const qreal limit = n <= kFew ? 170.0 : n > 40 ? 84.0 : width() < 640 ? 118.0 : 136.0;
    std::vector<QSizeF> sizes;
    double needed = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        sizes.push_back(boxSize(labelText(i), limit, baseFont()));
        needed += (sizes.back().width() + kGap) * (sizes.back().height() + kGap) * kAir;
    }
    if (large()) needed = double(n) * kRoom;
    if (n <= kFew) needed = 0.0;
    const double area = std::max(1.0, double(width()) * height());
    m_scene = QSizeF(size()) * std::max(1.0, std::sqrt(needed / area));
    if (!m_ownView) m_zoom = width() / std::max(1.0, m_scene.width()), m_pan = {};
    std::vector<QPointF> middles;
    if (m_graph.places.size() == n + 1)
        for (const LayoutPoint& place : m_graph.places) middles.push_back(placeOf(place));
    else
        arrangeRings(middles);
    const auto pinnedOr = [&](const std::string& name, const QPointF& otherwise) {
        const auto found = m_graph.pins.find(name);
        return found == m_graph.pins.end() ? otherwise : placeOf(found->second);
    };
    const QString centre = qs(m_graph.centre.name);
    m_centre = boxAt(pinnedOr(m_graph.centre.name, middles.front()), boxSize(centre, 240, strongFont()));
    for (std::size_t i = 0; i < n; ++i)
        m_nodes.push_back(boxAt(pinnedOr(toStd(m_graph.neighbours[i].name), middles[i + 1]), sizes[i]));
    m_more = m_graph.moreTriples > 0 && !m_graph.path ? QRectF(width() - 132, height() - 34, 124, 26) : QRectF();
    if (!large()) {
        spread();
        findRoom();
    }
}

/// Pushes boxes apart along the shorter way; pinned ones and the centre stay.
void GraphCanvas::spread() {
    const int rounds = m_nodes.size() <= 60 ? 150 : 40;
    const QRectF inside = QRectF(QPointF(), m_scene).adjusted(4, 4, -4, -4);
    const auto fixed = [&](std::size_t i) { return m_graph.pins.contains(toStd(m_graph.neighbours[i].name)); };
    const auto apart = [&](QRectF& box, const QRectF& other, double share) {
        const QRectF common = box.intersected(other.adjusted(-2, -2, 2, 2));
        if (common.isEmpty()) return false;
        if (common.height() <= common.width())
            box.translate(0, (box.center().y() < other.center().y() ? -1 : 1) * (common.height() + 1) * share);
        else
            box.translate((box.center().x() < other.center().x() ? -1 : 1) * (common.width() + 1) * share, 0);
        box.moveLeft(std::clamp(box.left(), inside.left(), std::max(inside.left(), inside.right() - box.width())));
        box.moveTop(std::clamp(box.top(), inside.top(), std::max(inside.top(), inside.bottom() - box.height())));
        return true;
    };
    for (int round = 0; round < rounds; ++round) {
        bool moved = false;
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            if (fixed(i)) continue;
            moved = apart(m_nodes[i], m_centre, 1.0) || moved;
            for (std::size_t j = 0; j < m_nodes.size(); ++j)
                if (j != i) moved = apart(m_nodes[i], m_nodes[j], fixed(j) ? 1.0 : 0.5) || moved;
        }
        if (!moved) return;
    }
}

/// A box that the pushing left upon another one, or that lies below the button for more, goes to the nearest free
/// place, if the picture has one.
void GraphCanvas::findRoom() {
    constexpr double kGap = 3.0, kStep = 8.0;
    constexpr int kDirections = 24;
    const QRectF inside = QRectF(QPointF(), m_scene).adjusted(4, 4, -4, -4);
    const double furthest = std::hypot(inside.width(), inside.height());
    // In a view that was moved by hand the button stands on whatever lies below it.
    const QRectF button =
        m_more.isNull() || m_ownView ? QRectF() : QRectF(toScene(m_more.topLeft()), m_more.size() / m_zoom);
    const auto isFree = [&](const QRectF& box, std::size_t self) {
        const QRectF wide = box.adjusted(-kGap, -kGap, kGap, kGap);
        if (!inside.contains(box) || wide.intersects(m_centre) || wide.intersects(button)) return false;
        for (std::size_t j = 0; j < m_nodes.size(); ++j)
            if (j != self && wide.intersects(m_nodes[j])) return false;
        return true;
    };
    const auto nearestFree = [&](std::size_t i) -> std::optional<QRectF> {
        for (double way = kStep; way < furthest; way += kStep)
            for (int k = 0; k < kDirections; ++k) {
                const double angle = 2.0 * std::numbers::pi * k / kDirections;
                const QRectF box = m_nodes[i].translated(way * std::cos(angle), way * std::sin(angle));
                if (isFree(box, i)) return box;
            }
        return std::nullopt;
    };
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_graph.pins.contains(toStd(m_graph.neighbours[i].name)) || isFree(m_nodes[i], i)) continue;
        const std::optional<QRectF> place = nearestFree(i);
        if (!place) return; // full: the others would search in vain, too
        m_nodes[i] = *place;
    }
}

QString GraphCanvas::labelText(std::size_t neighbour) const {
    const GraphNode& node = m_graph.neighbours[neighbour];
    return m_colour == GraphColour::Cluster && node.cluster ? QStringLiteral("#%1 %2").arg(*node.cluster).arg(node.name)
                                                            : node.name;
}

} // namespace akv::ui
