// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/trace_view.h"
#include "views/widgets/accessible.h"

namespace akv::ui {

/// lambda_kg as a heat map, layers x tokens (of the answer, or of the prompt, where none can be selected), in viridis
/// with a legend that carries its range. Wide answers show the window of tokens around the selected one; where none can
/// be selected the last ones, which Left, Right and the wheel move.
class LambdaMapView : public ItemsWidget {
    Q_OBJECT
public:
    explicit LambdaMapView(QWidget* parent = nullptr);
    void setMap(LambdaMap map, std::vector<int> steps);
    const LambdaMap& map() const { return m_map; }
    const std::vector<int>& steps() const { return m_steps; } ///< of the tokens; empty: none can be selected
    std::pair<int, int> current() const { return {m_step, m_layer}; }
    void setCurrent(int step, int layer);
    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void chooseItem(int item) override;
    QSize sizeHint() const override { return {380, 190}; }
    QSize minimumSizeHint() const override { return {220, 130}; }
    /// Cell of a layer row and a token, empty when it is scrolled out.
    QRectF cellRect(std::size_t layer, std::size_t token) const;
    /// Scrolls by tokens where none can be selected.
    void scrollBy(int tokens);

Q_SIGNALS:
    /// `step` -1: a column that is no word of the answer.
    void cellClicked(int step, int layer);
    void cellCompared(int step, int layer); ///< with Shift

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Grid {
        qreal left = 0, top = 0, cellWidth = 0, cellHeight = 0;
        std::size_t first = 0, shown = 0;
    };
    Grid grid() const;
    bool cellAt(const QPointF& position, std::size_t* layer, std::size_t* token) const;
    void paintLegend(QPainter& p) const;
    void paintLabels(QPainter& p, const Grid& g) const;
    int tokenOfStep(int step) const;

    LambdaMap m_map;
    std::vector<int> m_steps;
    int m_step = -1, m_layer = -1;
    std::size_t m_behind = 0; ///< tokens right of the window, where none can be selected
    float m_max = 1.0F;
};

} // namespace akv::ui
