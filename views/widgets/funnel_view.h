// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/trace_view.h"
#include "views/widgets/accessible.h"

#include <optional>

namespace akv::ui {

/// Root, inter and leaf keys of one KB layer in one step: kept keys above the dashed cut-off line, runners-up below it,
/// curves from parents to children. Draws what the record says; drawnItems() is the same as a table.
class FunnelView : public ItemsWidget {
    Q_OBJECT
public:
    /// One drawn row: the accessible twin of the picture.
    struct Drawn {
        int column = 0; ///< 0 root, 1 inter, 2 leaf
        std::uint32_t id = 0;
        bool kept = true;
        QString label, score;
        QRectF rect;
        std::int64_t triple = 0;
    };

    explicit FunnelView(QWidget* parent = nullptr);
    /// nullopt: nothing recorded, `reason` is shown instead.
    void setFunnel(std::optional<Funnel> funnel, const QString& reason = {});
    const std::optional<Funnel>& funnel() const { return m_funnel; }
    /// Marks the leaf of a triple; 0 clears.
    void setCurrentTriple(std::int64_t triple);
    const std::vector<Drawn>& drawnItems() const { return m_drawn; }
    /// Text of the counter above a column: "3 of 11 kept", "11 of 11 kept, no pruning here".
    static QString counterText(const FunnelColumn& column, bool flat);

    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void chooseItem(int item) override;
    QSize sizeHint() const override { return {820, 350}; }
    QSize minimumSizeHint() const override { return {460, 250}; }

Q_SIGNALS:
    void leafClicked(qint64 triple);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct ColumnGeometry {
        QRectF header;
        qreal cutY = -1;
        std::vector<QRectF> kept; ///< shown kept rows
        std::vector<QRectF> below;
        QRectF footer;
        std::size_t hiddenKept = 0;
    };
    void arrange();
    void paintColumn(QPainter& p, int column, const FunnelColumn& data, const QColor& colour) const;
    void paintRow(QPainter& p, const FunnelItem& item, const QRectF& rect, const QColor& colour, float most,
                  bool kept) const;
    void paintCurves(QPainter& p, int from, int to, const FunnelColumn& children, const QColor& colour) const;
    const FunnelColumn& column(int index) const;
    QColor colourOf(int column) const;
    const FunnelItem* itemAt(const QPointF& position, int* column) const;
    void stepLeaf(int by);

    std::optional<Funnel> m_funnel;
    QString m_reason;
    std::array<ColumnGeometry, 3> m_geometry;
    std::vector<Drawn> m_drawn;
    std::int64_t m_current = 0;
};

} // namespace akv::ui
