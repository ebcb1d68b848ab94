// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

namespace akv::ui {

/// One entity and what is around it, or a path. Never the whole graph. Click selects a node or a line, double-click
/// recentres, dragging pins a node; Tab enters, arrows walk around, Enter recentres. The triple table beside it is its
/// twin.
class GraphCanvas : public QWidget {
    Q_OBJECT
public:
    explicit GraphCanvas(QWidget* parent = nullptr);
    void setGraph(LocalGraph graph);
    const LocalGraph& graph() const { return m_graph; }
    /// Box of a neighbour as drawn.
    QRectF nodeRect(std::size_t neighbour) const;
    int selected() const { return m_selected; }
    /// Middle of a line as drawn.
    QPointF edgePoint(std::size_t edge) const;
    /// What the colours of the nodes mean; `shares` for Turn and Chat.
    void setColour(GraphColour colour, EntityShares shares);
    /// What the colours mean, in one line.
    QString legend() const;
    /// Colour of node 0 (the centre) or of neighbour node - 1.
    QColor nodeColour(std::size_t node) const;
    QSize sizeHint() const override { return {560, 480}; }
    QSize minimumSizeHint() const override { return {300, 260}; }

Q_SIGNALS:
    void recentreRequested(const QString& entity);
    void nodeSelected(const QString& entity);
    void edgeSelected(qint64 triple);
    void moreRequested();
    /// A node was dragged; places of all pinned nodes.
    void pinned(const akv::Pins& pins);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct EdgeLabel {
        QRectF box;
        QString text;
        bool strong = false;
    };
    void arrange();
    void arrangeRings(std::vector<QPointF>& middles) const;
    void spread();
    QPointF placeOf(const LayoutPoint& place) const;
    QRectF boxOf(const QString& name, const QPointF& middle, qreal limit, const QFont& font) const;
    const QRectF& otherEnd(const GraphEdge& edge) const;
    EdgeLabel labelOf(const GraphEdge& edge, bool marked) const;
    int nodeAt(const QPointF& position) const;
    int edgeAt(const QPointF& position) const;
    QString labelText(std::size_t neighbour) const;
    void paintEdges(QPainter& p) const;
    void paintNode(QPainter& p, const QRectF& box, const QString& name, const QColor& colour, bool strong,
                   bool marked) const;
    QColor colourOf(EntityType type) const;

    LocalGraph m_graph;
    QRectF m_centre, m_more;
    std::vector<QRectF> m_nodes;
    int m_hover = -1, m_selected = -1, m_edge = -1;
    int m_dragged = -1;
    bool m_moved = false;
    QPointF m_pressed;
    GraphColour m_colour = GraphColour::Type;
    EntityShares m_shares;
};

/// "entity", "event", "concept", "unknown".
QString entityTypeName(EntityType type);

} // namespace akv::ui
