// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart/plot_widget.h"

#include "views/widgets/theme.h"

namespace akv::ui {

void PlotWidget::paintEvent(QPaintEvent* event) {
    const bool vectors = [this] {
        const QPainter probe(this);
        const QPaintEngine* engine = probe.paintEngine();
        return engine && (engine->type() == QPaintEngine::SVG || engine->type() == QPaintEngine::Pdf);
    }();
    if (!vectors) return QCustomPlot::paintEvent(event);
    QCPPainter painter(this);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(rect(), themeOf(palette()).card);
    draw(&painter);
}

} // namespace akv::ui
