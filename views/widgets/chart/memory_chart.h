// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/memory_series.h"

#include <QtWidgets/QWidget>

class QCustomPlot;
class QCPGraph;
class QCPAbstractItem;

namespace akv::ui {

/// Stacked areas of the process's memory over time with event marks. Draws what the series holds; nothing is projected.
class MemoryChart : public QWidget {
    Q_OBJECT
public:
    /// `compact`: without axes, for the strip under the Inspector.
    explicit MemoryChart(bool compact, QWidget* parent = nullptr);
    void setSeries(const MemorySeries& series);
    /// What is drawn.
    const std::vector<MemoryPoint>& points() const { return m_series.points(); }
    const std::vector<MemoryMark>& marks() const { return m_series.marks(); }
    bool compact() const { return m_compact; }
    QSize sizeHint() const override { return {600, m_compact ? 110 : 360}; }
    QSize minimumSizeHint() const override { return {240, m_compact ? 76 : 200}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void drawMarks(const MemorySeries& series);

    bool m_compact;
    QCustomPlot* m_plot;
    QCPGraph* m_areas[5] = {};
    QCPGraph* m_device = nullptr; ///< dashed line: memory in use on the accelerator, where there is one
    QList<QCPAbstractItem*> m_marks;
    MemorySeries m_series;
};

/// Names and colours of the five areas, as a row.
class MemoryLegend : public QWidget {
    Q_OBJECT
public:
    explicit MemoryLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace akv::ui
