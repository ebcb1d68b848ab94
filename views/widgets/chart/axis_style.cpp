// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart/axis_style.h"

#include "views/widgets/theme.h"

#include <qcustomplot.h>

namespace akv::ui {

void styleAxis(QCPAxis* axis, const Theme& theme) {
    axis->setBasePen(QPen(theme.line));
    axis->setTickPen(QPen(theme.line));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(theme.dim);
    axis->setLabelColor(theme.dim);
    axis->setTickLabelFont(captionFont());
    axis->setLabelFont(captionFont());
    axis->grid()->setPen(QPen(theme.line, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
}

} // namespace akv::ui
