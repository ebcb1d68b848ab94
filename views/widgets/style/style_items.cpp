// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/basics.h"
#include "views/widgets/style/style_parts.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOption>

#include <algorithm>

namespace akv::ui::style {

namespace {

constexpr int kArrow = 12; ///< width of the mark of a sorted column

/// Columns of a menu: tick, icon, text, shortcut, arrow of a submenu.
struct MenuColumns {
    int tick, icon, text, right;
};

MenuColumns columnsOf(const QStyleOptionMenuItem& option) {
    constexpr int kEdge = 10, kTick = 20, kRight = 20;
    MenuColumns out{kEdge, kEdge, kEdge, kRight};
    if (option.menuHasCheckableItems) out.icon += kTick;
    out.text = out.icon + (option.maxIconWidth > 0 ? option.maxIconWidth + 6 : 0);
    if (out.text == kEdge) out.text = kRight;
    return out;
}

/// Whether tabs stand below what they belong to.
bool standsBelow(QTabBar::Shape shape) { return shape == QTabBar::RoundedSouth || shape == QTabBar::TriangularSouth; }

} // namespace

QSize headerSize(const QStyleOptionHeader& option) {
    const QSize text = option.fontMetrics.size(0, option.text);
    const int icon = option.icon.isNull() ? 0 : 16 + 4;
    const int arrow = option.sortIndicator == QStyleOptionHeader::None ? 0 : kArrow;
    return {text.width() + icon + arrow + 2 * kHeaderPadX, text.height() + 2 * kHeaderPadY + 1};
}

void paintHeaderSection(const QStyleOption& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    painter.fillRect(option.rect, t.card);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
}

void paintHeaderLabel(const QStyleOptionHeader& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    QRect box = option.rect;
    const bool numbers = option.textAlignment & Qt::AlignRight;
    if (option.sortIndicator != QStyleOptionHeader::None) {
        QRect mark = box;
        numbers ? mark.setRight(box.left() + kArrow) : mark.setLeft(box.right() - kArrow + 1);
        paintChevron(painter, mark, option.sortIndicator == QStyleOptionHeader::SortUp ? Qt::UpArrow : Qt::DownArrow,
                     t.dim, 7);
        numbers ? box.setLeft(box.left() + kArrow) : box.setRight(box.right() - kArrow);
    }
    if (!option.icon.isNull()) {
        const QRect place(box.left(), box.top() + (box.height() - 16) / 2, 16, 16);
        option.icon.paint(&painter, place);
        box.setLeft(place.right() + 5);
    }
    painter.save();
    painter.setPen(t.dim);
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, box.width());
    painter.drawText(box, int(option.textAlignment | Qt::AlignVCenter), text);
    painter.restore();
}

QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents) {
    constexpr int kPadY = 5, kSeparator = 9, kGap = 24;
    const MenuColumns columns = columnsOf(option);
    if (option.menuItemType == QStyleOptionMenuItem::Separator && option.text.isEmpty()) return {10, kSeparator};
    const int shortcut = option.text.contains(QLatin1Char('\t')) ? kGap : 0;
    return {contents.width() + columns.text + columns.right + shortcut, contents.height() + 2 * kPadY};
}

void paintMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const QRect box = option.rect;
    const MenuColumns columns = columnsOf(option);
    const bool enabled = option.state & QStyle::State_Enabled;
    const auto mirrored = [&](const QRect& of) { return QStyle::visualRect(option.direction, box, of); };
    painter.save();
    painter.setFont(option.font);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        if (option.text.isEmpty()) {
            painter.fillRect(QRect(box.left() + 8, box.center().y(), box.width() - 16, 1), t.line);
        } else {
            painter.setPen(t.dim);
            painter.drawText(mirrored(box.adjusted(columns.text, 0, -columns.right, 0)),
                             int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                             option.text);
        }
        painter.restore();
        return;
    }
    if (option.state & QStyle::State_Selected && enabled) paintBox(painter, box, t.selected, Qt::transparent, 0, 4);
    const QColor colour = enabled ? t.text : t.faint;
    if (option.checked) {
        const QRect place = mirrored(QRect(box.left() + columns.tick - 3, box.center().y() - 7, 15, 15));
        if (option.checkType == QStyleOptionMenuItem::Exclusive)
            paintBox(painter, QRectF(place).adjusted(4.5, 4.5, -4.5, -4.5), enabled ? t.accent : t.faint,
                     Qt::transparent, 0, 3);
        else
            paintTick(painter, place, enabled ? t.accent : t.faint);
    }
    if (!option.icon.isNull()) {
        const QRect place(box.left() + columns.icon, box.top(), option.maxIconWidth, box.height());
        option.icon.paint(&painter, mirrored(place), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QRect room = box.adjusted(columns.text, 0, -columns.right, 0);
    const qsizetype tab = option.text.indexOf(QLatin1Char('\t'));
    painter.setPen(colour);
    constexpr int kFlags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine | Qt::TextDontClip;
    painter.drawText(mirrored(room), kFlags | int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                     tab < 0 ? option.text : option.text.left(tab));
    if (tab >= 0) {
        painter.setPen(enabled ? t.dim : t.faint);
        painter.drawText(mirrored(room), kFlags | int(QStyle::visualAlignment(option.direction, Qt::AlignRight)),
                         option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect place(box.right() - columns.right, box.top(), columns.right, box.height());
        paintChevron(painter, mirrored(place), option.direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow,
                     enabled ? t.dim : t.faint);
    }
    painter.restore();
}

void paintTabBase(const QStyleOptionTabBarBase& option, QPainter& painter) {
    const int y = standsBelow(option.shape) ? option.rect.top() : option.rect.bottom();
    painter.fillRect(QRect(option.rect.left(), y, option.rect.width(), 1), themeOf(option.palette).line);
}

void paintTab(const QStyleOptionTab& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    const bool chosen = option.state & QStyle::State_Selected, enabled = option.state & QStyle::State_Enabled;
    const bool below = standsBelow(option.shape);
    const QRect box = option.rect;
    if (chosen) {
        constexpr int kLine = 2;
        painter.fillRect(QRect(box.left() + 4, below ? box.top() : box.bottom() - kLine + 1, box.width() - 8, kLine),
                         enabled ? t.accent : t.faint);
    }
    painter.save();
    painter.setFont(chosen ? strongFont() : baseFont());
    const bool under = enabled && option.state & QStyle::State_MouseOver;
    painter.setPen(!enabled ? t.faint : chosen ? t.accent : under ? t.text : t.dim);
    painter.drawText(box, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
    painter.restore();
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(painter, QRectF(box).adjusted(2, 2, -2, -3), t.accent, kControlRadius);
}

void DockMark::paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) {
    const QPointF c = QRectF(rect).center();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(themeOf(QGuiApplication::palette()).dim, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (m_kind == Kind::Close) {
        constexpr qreal kHalf = 3.5;
        painter->drawLine(c + QPointF(-kHalf, -kHalf), c + QPointF(kHalf, kHalf));
        painter->drawLine(c + QPointF(-kHalf, kHalf), c + QPointF(kHalf, -kHalf));
    } else { // a window before another one
        painter->drawRect(QRectF(c + QPointF(-4, -1), QSizeF(5, 5)));
        painter->drawPolyline(QPolygonF({c + QPointF(-1, -4), c + QPointF(4, -4), c + QPointF(4, 1)}));
    }
    painter->restore();
}

QPixmap DockMark::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    QPixmap out(size);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return out;
}

void paintDockTitle(const QStyleOptionDockWidget& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    painter.save();
    painter.fillRect(option.rect, t.ground);
    painter.setFont(strongFont());
    painter.setPen(t.text);
    constexpr int kLeft = 14, kButtons = 48; ///< close and float
    const int right = (option.closable ? kButtons / 2 : 4) + (option.floatable ? kButtons / 2 : 0);
    const QRect room = QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(kLeft, 0, -right, 0));
    painter.drawText(room, int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                     QFontMetrics(strongFont()).elidedText(option.title, Qt::ElideRight, room.width()));
    painter.restore();
}

} // namespace akv::ui::style
