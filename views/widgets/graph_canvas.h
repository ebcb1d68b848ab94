// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"
#include "views/widgets/accessible.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QHash>

namespace akv::ui {

/// One entity and what is around it, or a path. Never the whole graph. Click selects a node or a line, double-click
/// recentres, dragging pins a node; Tab enters, arrows walk around, Enter recentres. Several nodes are chosen with Ctrl
/// and click, by a box (Shift and dragging the ground), with Space, Ctrl+A (all) and Ctrl+Alt+A (the others). The wheel
/// zooms at the pointer, dragging the ground pans; Ctrl+plus, minus and 0 do the same by keyboard. What is drawn of a
/// node and a line depends on the zoom, and only what is in view is drawn. The triple table beside it is its twin.
class GraphCanvas : public ItemsWidget {
    Q_OBJECT
public:
    explicit GraphCanvas(QWidget* parent = nullptr);
    void setGraph(LocalGraph graph);
    const LocalGraph& graph() const { return m_graph; }
    /// Box of a neighbour as drawn, in the widget's coordinates.
    QRectF nodeRect(std::size_t neighbour) const;
    /// The button that asks for more neighbours; null if there are none.
    QRectF moreRect() const { return m_more; }
    /// Pixels of the widget for one of the scene; 1 where the picture is small enough to be drawn as large as it is.
    double zoom() const { return m_zoom; }
    void zoomAt(const QPointF& position, double factor);
    void panBy(const QPointF& by);
    /// Everything in view again.
    void fit();
    int selected() const { return m_selected; }
    /// Numbers of the nodes that are chosen, ascending; the selected one alone where no others are.
    std::vector<int> chosen() const;
    QStringList chosenNames() const;
    void choose(std::set<int> nodes);
    void chooseAll();
    void invertChoice();
    /// Where everything stands now, by name.
    Pins places() const;
    void setPinned(int node, bool pinned);
    /// Marks the line of a triple; false when none is drawn for it.
    bool showTriple(qint64 triple);
    bool isPinned(int node) const;
    /// Neighbour under a point of the widget; -1: none.
    int nodeAt(const QPointF& position) const;
    /// Middle of a line as drawn.
    QPointF edgePoint(std::size_t edge) const;
    /// What the colours of the nodes mean; `shares` for Turn and Chat.
    void setColour(GraphColour colour, EntityShares shares);
    /// What the colours mean, in one line.
    QString legend() const;
    /// Colour of node 0 (the centre) or of neighbour node - 1.
    QColor nodeColour(std::size_t node) const;
    /// Side of a node as drawn from afar, relative to the mean: grows with the logarithm of its triples.
    double dotSize(std::uint64_t degree) const;
    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void chooseItem(int item) override;
    QSize sizeHint() const override { return {560, 480}; }
    QSize minimumSizeHint() const override { return {300, 260}; }

Q_SIGNALS:
    void recentreRequested(const QString& entity);
    void nodeSelected(const QString& entity);
    void edgeSelected(qint64 triple);
    void moreRequested();
    /// The chosen nodes are to leave the picture.
    void dismissRequested();
    /// A node was dragged; places of all pinned nodes.
    void pinned(const akv::Pins& pins);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct EdgeLabel {
        QRectF box;
        QString text;
        bool strong = false;
    };
    static constexpr qreal kLineBox = 28.0; ///< height of a node whose name has one line
    /// How much of the picture the zoom leaves to be seen.
    enum class Detail { Dots, Boxes, Names };
    Detail detail() const;
    bool large() const;
    QPointF toScene(const QPointF& widget) const { return (widget - m_pan) / m_zoom; }
    QPointF toWidget(const QPointF& scene) const { return scene * m_zoom + m_pan; }
    void setZoom(double zoom);
    void dragNode(const QPointF& position);
    void measure();
    /// 0: an entity of one triple; 1: the one with most; logarithmic.
    double triplesShare(std::uint64_t degree) const;
    void arrange();
    void arrangeRings(std::vector<QPointF>& middles) const;
    void spread();
    void findRoom();
    QPointF placeOf(const LayoutPoint& place) const;
    LayoutPoint placeAt(const QPointF& scene) const;
    void toggle(int node);
    void keepChoice(const LocalGraph& before);
    void endBox();
    bool choiceKey(const QKeyEvent& event);
    QSizeF boxSize(const QString& name, qreal limit, const QFont& font) const;
    QRectF boxAt(const QPointF& middle, const QSizeF& size) const;
    const QRectF& otherEnd(const GraphEdge& edge) const;
    EdgeLabel labelOf(const GraphEdge& edge, bool marked) const;
    int edgeAt(const QPointF& position) const;
    QString labelText(std::size_t neighbour) const;
    void paintEdges(QPainter& p, const QRectF& seen) const;
    void viewMoved();
    void paintEdgeLabels(QPainter& p, const QRectF& seen) const;
    void paintNodes(QPainter& p, const QRectF& seen) const;
    void paintMore(QPainter& p) const;
    void paintLarge(QPainter& p, std::size_t node) const;
    bool marked(const GraphEdge& edge, std::size_t number) const;
    void paintNode(QPainter& p, const QRectF& box, const QString& name, const QColor& colour, bool strong,
                   bool marked) const;
    QColor colourOf(EntityType type) const;

    LocalGraph m_graph;
    QSizeF m_scene;  ///< what the nodes are placed on; larger than the widget when they are many
    QRectF m_centre; ///< like m_nodes, in the scene
    QRectF m_more;   ///< in the widget
    std::vector<QRectF> m_nodes;
    double m_zoom = 1.0;
    QPointF m_pan, m_panFrom;
    bool m_panning = false, m_moving = false;
    bool m_ownView = false; ///< the user has chosen zoom or place
    QBasicTimer m_settle;
    mutable QHash<std::pair<QString, int>, QString> m_elided; ///< names as shown, by width, lines and weight
    std::uint64_t m_mostTriples = 0;
    std::vector<double> m_dotSizes; ///< like m_nodes
    double m_mostShare = 0.0;
    int m_hover = -1, m_selected = -1, m_edge = -1;
    std::set<int> m_chosen;      ///< where several are, the selected one among them
    std::optional<QRectF> m_box; ///< being drawn around nodes, in the widget
    int m_dragged = -1;
    bool m_moved = false;
    QPointF m_pressed;
    GraphColour m_colour = GraphColour::Type;
    EntityShares m_shares;
};

} // namespace akv::ui
