// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/style/style_parts.h"
#include "views/widgets/theme.h"

#include <QtCore/QVariant>
#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QWidget>

#include <algorithm>

namespace akv::ui::style {

namespace {

enum class Kind { Plain, Primary, Link, Pill, Evidence, Search };

bool has(const QWidget* widget, const char* property) { return widget && widget->property(property).toBool(); }

Kind kindOf(const QWidget* button) {
    if (has(button, "primary")) return Kind::Primary;
    if (has(button, "flatLink")) return Kind::Link;
    if (has(button, "pill")) return Kind::Pill;
    if (has(button, "evidence")) return Kind::Evidence;
    return has(button, "searchField") ? Kind::Search : Kind::Plain;
}

QString toneOf(const QWidget* button) { return button ? button->property("tone").toString() : QString(); }

/// From the edge of a button, its line included, to its text.
struct Padding {
    int x, y, minimum; ///< `minimum`: height of the text at least
};

Padding paddingOf(const QWidget* button) {
    const bool small = has(button, "small");
    switch (kindOf(button)) {
    case Kind::Link: return {5, 3, small ? 16 : 18};
    case Kind::Pill: return {13, 3, 18};
    case Kind::Evidence: return {13, 4, 18};
    default: return small ? Padding{9, 3, 16} : Padding{13, 6, 18};
    }
}

struct Look {
    QColor fill, edge, text;
    qreal width = 1, radius = kControlRadius;
    bool bold = false;
};

Look restingLook(const Theme& t, const QWidget* button) {
    Look look{t.card, t.line, t.text};
    switch (kindOf(button)) {
    case Kind::Primary: look.fill = look.edge = t.accent, look.text = t.onAccent, look.bold = true; break;
    case Kind::Link: {
        const QString tone = toneOf(button);
        look.fill = look.edge = Qt::transparent;
        look.text = tone == QLatin1String("good") ? t.leaf : tone == QLatin1String("error") ? t.error : t.accent;
        look.bold = !tone.isEmpty();
        break;
    }
    case Kind::Pill: look.fill = look.edge = t.quiet, look.radius = 12; break;
    case Kind::Evidence:
        look.radius = 13;
        if (has(button, "top")) look.fill = t.selected, look.edge = t.accent, look.bold = true;
        break;
    case Kind::Search: look.fill = t.field, look.text = t.dim; break;
    case Kind::Plain: break;
    }
    return look;
}

Look lookOf(const QStyleOptionButton& option, const QWidget* button) {
    const Theme& t = themeOf(option.palette);
    const Kind kind = kindOf(button);
    Look look = restingLook(t, button);
    if (!(option.state & QStyle::State_Enabled)) {
        if (kind == Kind::Primary)
            look.fill = look.edge = t.line, look.text = t.dim;
        else
            look.text = t.faint;
        return look;
    }
    if (option.state & QStyle::State_On) look.fill = t.selected, look.edge = look.text = t.accent, look.bold = true;
    if (option.state & QStyle::State_MouseOver) {
        if (kind == Kind::Primary)
            look.fill = look.edge = t.accentHover;
        else if (kind == Kind::Link)
            look.fill = t.selected;
        else
            look.edge = t.accent;
    }
    if (option.state & QStyle::State_HasFocus) {
        look.edge = kind == Kind::Primary ? t.text : t.accent;
        look.width = kind == Kind::Plain || kind == Kind::Primary || kind == Kind::Search ? 2 : 1;
    }
    if (option.state & QStyle::State_Sunken)
        look.fill = kind == Kind::Link ? t.selected : blend(look.fill, look.text, 0.08);
    return look;
}

} // namespace

void paintBox(QPainter& painter, const QRectF& box, const QColor& fill, const QColor& edge, qreal width, qreal radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edge.alpha() ? QPen(edge, width) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    const qreal half = width / 2;
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

void paintChevron(QPainter& painter, const QRectF& box, Qt::ArrowType direction, const QColor& colour, qreal size) {
    const QPointF c = box.center();
    const qreal w = size / 2, h = size / 4;
    const auto point = [&](qreal along, qreal across) {
        switch (direction) {
        case Qt::UpArrow: return c + QPointF(across, -along);
        case Qt::LeftArrow: return c + QPointF(-along, across);
        case Qt::RightArrow: return c + QPointF(along, across);
        default: return c + QPointF(across, along);
        }
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF({point(-h, -w), point(h, 0), point(-h, w)}));
    painter.restore();
}

void paintTick(QPainter& painter, const QRectF& box, const QColor& colour) {
    const qreal s = std::min(box.width(), box.height());
    const QPointF c = box.center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, std::max(1.4, s / 8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(
        QPolygonF({c + QPointF(-0.27, 0.02) * s, c + QPointF(-0.07, 0.22) * s, c + QPointF(0.28, -0.2) * s}));
    painter.restore();
}

bool buttonFont(const QWidget& button, QFont& font) {
    const bool small = has(&button, "small"), bold = restingLook(lightTheme(), &button).bold;
    if (!small && !bold) return false;
    font = small ? captionFont() : baseFont();
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return true;
}

int menuMarkWidth(const QWidget* button) {
    const Kind kind = kindOf(button);
    return kind == Kind::Pill || kind == Kind::Evidence || has(button, "menuLink") ? 0 : 14;
}

QSize buttonSize(const QStyleOptionButton& option, const QSize& contents, const QWidget* button) {
    const Padding pad = paddingOf(button);
    int width = contents.width();
    // A link that can be checked is as wide when it is; other buttons have room for the bold text.
    if (kindOf(button) == Kind::Link && button->property("checkable").toBool()) {
        QFont bold = button->font();
        bold.setWeight(QFont::DemiBold);
        const auto measured = [&](const QFontMetrics& m) { return m.size(Qt::TextShowMnemonic, option.text).width(); };
        width += std::max(0, measured(QFontMetrics(bold)) - measured(option.fontMetrics));
    }
    return {width + 2 * pad.x, std::max(contents.height(), pad.minimum) + 2 * pad.y};
}

void paintButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* button) {
    const Look look = lookOf(option, button);
    const Padding pad = paddingOf(button);
    const QRectF box = option.rect;
    if (look.fill.alpha() || look.edge.alpha())
        paintBox(painter, box, look.fill, look.edge, look.width, std::min(look.radius, box.height() / 2));
    QRect inside = option.rect.adjusted(pad.x, 0, -pad.x, 0);
    if ((option.features & QStyleOptionButton::HasMenu) && menuMarkWidth(button) > 0) {
        QRect mark = inside;
        mark.setLeft(inside.right() - menuMarkWidth(button) + 1);
        paintChevron(painter, QStyle::visualRect(option.direction, inside, mark), Qt::DownArrow, look.text);
        inside = QStyle::visualRect(option.direction, inside, inside.adjusted(0, 0, -menuMarkWidth(button), 0));
    }
    painter.save();
    QFont font = button ? button->font() : painter.font();
    if (look.bold) font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(look.text);
    const QSize text = QFontMetrics(font).size(Qt::TextShowMnemonic, option.text);
    constexpr int kGap = 4;
    if (!option.icon.isNull()) {
        const QSize icon = option.iconSize;
        const int whole = icon.width() + (option.text.isEmpty() ? 0 : kGap + text.width());
        QRect place(kindOf(button) == Kind::Search ? inside.left() : inside.left() + (inside.width() - whole) / 2,
                    inside.top() + (inside.height() - icon.height()) / 2, icon.width(), icon.height());
        place.moveLeft(std::max(place.left(), inside.left()));
        const bool enabled = option.state & QStyle::State_Enabled;
        option.icon.paint(&painter, QStyle::visualRect(option.direction, inside, place), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled, QIcon::Off);
        QRect rest = inside;
        rest.setLeft(place.right() + 1 + kGap);
        painter.drawText(QStyle::visualRect(option.direction, inside, rest),
                         int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter) |
                             Qt::TextShowMnemonic | Qt::TextSingleLine,
                         option.text);
    } else if (!option.text.isEmpty()) {
        // Where the button is narrower than its text asks for, the padding gives way first.
        if (text.width() > inside.width()) inside = option.rect.adjusted(2, 0, -2, 0);
        const bool left = kindOf(button) == Kind::Search;
        painter.drawText(inside,
                         int((left ? QStyle::visualAlignment(option.direction, Qt::AlignLeft) : Qt::AlignHCenter) |
                             Qt::AlignVCenter) |
                             Qt::TextShowMnemonic,
                         option.text);
    }
    painter.restore();
}

void paintCheckIndicator(const QStyleOption& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool filled = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const qreal side = std::min(option.rect.width(), option.rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor accent = enabled ? t.accent : t.faint;
    const bool marked = option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus);
    paintBox(painter, box, filled ? accent : t.field, filled || marked ? accent : enabled ? t.dim : t.faint, 1, 3);
    if (option.state & QStyle::State_On) paintTick(painter, box, t.onAccent);
    if (option.state & QStyle::State_NoChange)
        painter.fillRect(QRectF(box.left() + 3, box.center().y() - 1, box.width() - 6, 2), t.onAccent);
}

void paintRadioIndicator(const QStyleOption& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled, on = option.state & QStyle::State_On;
    const qreal side = std::min(option.rect.width(), option.rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor accent = enabled ? t.accent : t.faint;
    paintBox(painter, box, on ? accent : t.field, on ? accent : enabled ? t.dim : t.faint, 1, side / 2);
    if (on) paintBox(painter, box.adjusted(4, 4, -4, -4), t.onAccent, Qt::transparent, 0, side / 2);
}

} // namespace akv::ui::style
