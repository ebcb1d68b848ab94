// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/memory_series.h"

#include <QtWidgets/QWidget>

class QLabel;
class QStackedWidget;

namespace akv::ui {

class MemoryChart;
class MemoryCurveView;
class MemoryEstimator;
class SegmentedControl;

/// Live memory of the process and, where there is one, of the device; what a model with a graph would need before it
/// is loaded; and what graphs of several sizes really took on this machine.
class MemoryPage : public QWidget {
    Q_OBJECT
public:
    enum View { Now, BeforeLoading, BySize };

    explicit MemoryPage(QWidget* parent = nullptr);
    void setMemory(const MemorySeries& series, std::uint64_t diskBytes);
    void showView(View view);
    MemoryEstimator* estimator() const { return m_estimator; }
    MemoryCurveView* curve() const { return m_curve; }

private:
    QWidget* buildNow();

    QLabel* m_title;
    SegmentedControl* m_kind;
    QStackedWidget* m_views;
    MemoryChart* m_chart;
    MemoryEstimator* m_estimator;
    MemoryCurveView* m_curve;
    QLabel* m_values[10] = {};
    QLabel* m_source;
};

} // namespace akv::ui
