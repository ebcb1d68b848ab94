// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/style/style_parts.h"
#include "views/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOption>

#include <algorithm>

namespace akv::ui::style {

void paintField(const QStyleOption& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool marked = enabled && (option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver));
    paintBox(painter, option.rect, enabled ? t.field : Qt::transparent, marked ? t.accent : t.line, 1, kControlRadius);
}

void paintComboBox(const QStyleOptionComboBox& option, const QRect& arrow, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    if (option.frame) paintField(option, painter);
    paintChevron(painter, arrow, Qt::DownArrow, option.state & QStyle::State_Enabled ? t.dim : t.faint);
}

void paintSpinBox(const QStyleOptionSpinBox& option, const QRect& up, const QRect& down, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    if (option.frame) paintField(option, painter);
    const bool enabled = option.state & QStyle::State_Enabled;
    const auto arrow = [&](const QRect& box, Qt::ArrowType direction, QStyle::SubControl part,
                           QAbstractSpinBox::StepEnabledFlag step) {
        const bool can = enabled && (option.stepEnabled & step);
        const bool under = can && (option.activeSubControls & part);
        paintChevron(painter, box, direction, !can ? t.faint : under ? t.accent : t.dim, 6);
    };
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) return;
    arrow(up, Qt::UpArrow, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled);
    arrow(down, Qt::DownArrow, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled);
}

void paintProgress(const QStyleOptionProgressBar& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const QRectF box = option.rect;
    const qreal radius = std::min<qreal>(3, box.height() / 2);
    paintBox(painter, box, t.quiet, Qt::transparent, 0, radius);
    if (option.minimum >= option.maximum) { // nobody knows how much is done: stripes, which stand still
        constexpr qreal kStripe = 6;
        painter.save();
        QPainterPath inside;
        inside.addRoundedRect(box, radius, radius);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(inside);
        painter.setPen(QPen(t.accent, kStripe / 2));
        for (qreal x = box.left() - box.height(); x < box.right() + kStripe; x += kStripe)
            painter.drawLine(QPointF(x, box.bottom() + 1), QPointF(x + box.height(), box.top() - 1));
        painter.restore();
        return;
    }
    const double share = double(option.progress - option.minimum) / double(option.maximum - option.minimum);
    if (share <= 0) return;
    QRectF chunk = box;
    chunk.setWidth(std::max(2 * radius, std::min(1.0, share) * box.width()));
    if (option.direction == Qt::RightToLeft) chunk.moveRight(box.right());
    paintBox(painter, chunk, t.accent, Qt::transparent, 0, radius);
}

void paintSlider(const QStyleOptionSlider& option, const QRect& groove, const QRect& handle, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled, across = option.orientation == Qt::Horizontal;
    QPointF middle = QRectF(handle).center();
    if (across) middle.setY(std::max<qreal>(middle.y(), option.rect.top() + 7));
    QRectF rail = groove;
    if (across)
        rail = QRectF(rail.left(), middle.y() - 2, rail.width(), 4);
    else
        rail = QRectF(middle.x() - 2, rail.top(), 4, rail.height());
    paintBox(painter, rail, t.quiet, t.line, 1, 2);
    QRectF passed = rail;
    const bool fromEnd = option.upsideDown;
    if (across)
        fromEnd ? passed.setLeft(middle.x()) : passed.setRight(middle.x());
    else
        fromEnd ? passed.setTop(middle.y()) : passed.setBottom(middle.y());
    paintBox(painter, passed, enabled ? t.accent : t.faint, Qt::transparent, 0, 2);
    QRectF knob(0, 0, 14, 14);
    knob.moveCenter(middle);
    const bool marked = option.state & QStyle::State_HasFocus || option.activeSubControls & QStyle::SC_SliderHandle;
    paintBox(painter, knob, enabled ? t.card : t.ground, enabled ? t.accent : t.faint, marked ? 3 : 2, 7);
}

QRect scrollSlider(const QStyleOptionSlider& option) {
    constexpr int kShortest = 28;
    const bool across = option.orientation == Qt::Horizontal;
    const int length = across ? option.rect.width() : option.rect.height();
    const qint64 range = qint64(option.maximum) - option.minimum;
    int slider = length;
    if (range > 0) {
        slider = int(qint64(length) * option.pageStep / std::max<qint64>(1, range + option.pageStep));
        slider = std::clamp(slider, std::min(kShortest, length), length);
    }
    const int at = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                   length - slider, option.upsideDown);
    return across ? QRect(option.rect.left() + at, option.rect.top(), slider, option.rect.height())
                  : QRect(option.rect.left(), option.rect.top() + at, option.rect.width(), slider);
}

void paintScrollBar(const QStyleOptionSlider& option, QPainter& painter) {
    if (option.maximum <= option.minimum) return;
    const Theme& t = themeOf(option.palette);
    const bool under =
        (option.state & QStyle::State_MouseOver && option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const bool held = option.state & QStyle::State_Sunken;
    paintBox(painter, QRectF(scrollSlider(option)).adjusted(1, 1, -1, -1), under || held ? t.dim : t.thumb,
             Qt::transparent, 0, 4);
}

} // namespace akv::ui::style
