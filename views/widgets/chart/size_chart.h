// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/result_series.h"
#include "views/widgets/accessible.h"

class QCustomPlot;

namespace akv::ui {

/// Bytes by graph size on logarithmic axes: filled marks are measurements and can be chosen by mouse or arrow keys,
/// dashed curves with hollow marks are projections, a grey mark is somebody else's bound.
class SizeChart : public ItemsWidget {
    Q_OBJECT
public:
    explicit SizeChart(QWidget* parent = nullptr);
    void setMeasured(std::vector<Curve> curves);
    void setProjected(std::vector<Curve> curves);
    void setBound(const QString& label, double rows, double bytes);
    /// Point of the first measured curve; -1: none.
    void setCurrent(int point);
    int current() const { return m_current; }
    const std::vector<Curve>& measured() const { return m_measured; }
    const std::vector<Curve>& projected() const { return m_projected; }
    /// Label, rows and bytes of the bound; no label: none.
    std::tuple<QString, double, double> bound() const { return {m_boundLabel, m_boundRows, m_boundBytes}; }
    /// Where a measured point of the first curve is drawn.
    QPoint placeOf(int point) const;
    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void chooseItem(int item) override { choose(item); }
    QSize minimumSizeHint() const override { return {320, 200}; }

Q_SIGNALS:
    void pointChosen(int point);

protected:
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void draw();
    void choose(int point);

    QCustomPlot* m_plot;
    std::vector<Curve> m_measured, m_projected;
    QString m_boundLabel;
    double m_boundRows = 0.0, m_boundBytes = 0.0;
    int m_current = -1;
};

} // namespace akv::ui
