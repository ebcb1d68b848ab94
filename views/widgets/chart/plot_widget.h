// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace akv::ui {

/// A plot that stays lines and text where its page is saved as SVG or PDF: on the screen it paints from its buffer.
class PlotWidget : public QCustomPlot {
public:
    using QCustomPlot::QCustomPlot;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace akv::ui
