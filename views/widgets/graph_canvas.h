// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

namespace akv::ui {

/// One entity in the middle, its neighbours around it. Never the whole graph. Click selects, double-click recentres;
/// Tab enters, arrows walk around, Enter recentres. The triple table beside it is its twin.
class GraphCanvas : public QWidget {
    Q_OBJECT
public:
    explicit GraphCanvas(QWidget* parent = nullptr);
    void setGraph(LocalGraph graph);
    const LocalGraph& graph() const { return m_graph; }
    /// Box of a neighbour as drawn.
    QRectF nodeRect(std::size_t neighbour) const;
    int selected() const { return m_selected; }
    QSize sizeHint() const override { return {560, 480}; }
    QSize minimumSizeHint() const override { return {300, 260}; }

Q_SIGNALS:
    void recentreRequested(const QString& entity);
    void nodeSelected(const QString& entity);
    void moreRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
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
    EdgeLabel labelOf(const GraphEdge& edge, bool marked) const;
    int nodeAt(const QPointF& position) const;
    void paintEdges(QPainter& p) const;
    void paintNode(QPainter& p, const QRectF& box, const QString& name, const QColor& colour, bool strong,
                   bool marked) const;
    QColor colourOf(EntityType type) const;

    LocalGraph m_graph;
    QRectF m_centre, m_more;
    std::vector<QRectF> m_nodes;
    int m_hover = -1, m_selected = -1;
};

/// "entity", "event", "concept", "unknown".
QString entityTypeName(EntityType type);

} // namespace akv::ui
