// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/result_series.h"

#include <QtWidgets/QWidget>

class QCustomPlot;

namespace akv::ui {

/// Curves with their intervals as error bars; each has its own colour and mark. Draws what it is given.
class LineChart : public QWidget {
    Q_OBJECT
public:
    LineChart(const QString& xLabel, const QString& yLabel, QWidget* parent = nullptr);
    void setLogX(bool log);
    /// `categories`: names of x = 0, 1, …; empty: x is a number. `joined`: a line through neighbours.
    void setXAxis(const QString& label, const QStringList& categories, bool joined = true);
    const QStringList& categories() const { return m_categories; }
    bool joined() const { return m_joined; }
    void setYLabel(const QString& label);
    /// `low`, `high`: fixed range of the vertical axis; equal: by the data.
    void setCurves(std::vector<Curve> curves, double low = 0.0, double high = 0.0);
    const std::vector<Curve>& curves() const { return m_curves; }
    int drawnCurves() const;
    QString xLabel() const;
    QString yLabel() const;
    bool logX() const { return m_logX; }
    std::pair<double, double> range() const { return {m_low, m_high}; } ///< as given; equal: by the data
    QSize sizeHint() const override { return {460, 280}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();
    void drawCurve(const Curve& curve, int index);
    void placeLegend();

    QCustomPlot* m_plot;
    std::vector<Curve> m_curves;
    QStringList m_categories;
    bool m_logX = false, m_joined = true;
    double m_low = 0.0, m_high = 0.0;
};

} // namespace akv::ui
