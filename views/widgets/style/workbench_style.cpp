// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/style/workbench_style.h"

#include "views/widgets/basics.h"
#include "views/widgets/style/style_parts.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

#include <algorithm>

namespace akv::ui {

namespace {

constexpr int kComboArrow = 24, kSpinArrows = 20, kScrollBar = 10, kProgressBar = 6;

template <class T>
const T* as(const QStyleOption* option) {
    return qstyleoption_cast<const T*>(option);
}

/// Around the contents of a cell of the view.
QMargins cellPadding(const QWidget* view) {
    if (qobject_cast<const QTableView*>(view)) return {style::kCellPadX, 0, style::kCellPadX, 0};
    if (qobject_cast<const QListView*>(view))
        return {style::kCellPadX, style::kListPadY, style::kCellPadX, style::kListPadY};
    if (qobject_cast<const QTreeView*>(view)) return {style::kCellPadX, 3, style::kCellPadX, 3};
    return {};
}

bool set(const QWidget* widget, const char* property) { return widget && widget->property(property).toBool(); }

void paintFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
    if (set(widget, "bare")) return;
    if (qobject_cast<const QAbstractItemView*>(widget) && !widget->isWindow()) return;
    if (qobject_cast<const QPlainTextEdit*>(widget)) return style::paintField(option, painter);
    style::paintBox(painter, option.rect, Qt::transparent, themeOf(option.palette).line, 1, 0);
}

void paintLineEdit(const QStyleOptionFrame& option, QPainter& painter, const QWidget* widget) {
    if (option.lineWidth > 0) return style::paintField(option, painter);
    const QWidget* owner = widget ? widget->parentWidget() : nullptr;
    if (qobject_cast<const QAbstractSpinBox*>(owner) || qobject_cast<const QComboBox*>(owner)) return;
    painter.fillRect(option.rect, themeOf(option.palette).field); // an editor in a table
}

void paintItemPanel(const QStyleOptionViewItem& option, QPainter& painter) {
    if (option.backgroundBrush.style() != Qt::NoBrush) painter.fillRect(option.rect, option.backgroundBrush);
    if (option.state & QStyle::State_Selected) painter.fillRect(option.rect, themeOf(option.palette).selected);
}

void paintItemRow(const QStyleOptionViewItem& option, QPainter& painter) {
    const Theme& t = themeOf(option.palette);
    if (option.features & QStyleOptionViewItem::Alternate) painter.fillRect(option.rect, t.ground);
    if (option.state & QStyle::State_Selected && option.showDecorationSelected)
        painter.fillRect(option.rect, t.selected);
}

} // namespace

WorkbenchStyle::WorkbenchStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void WorkbenchStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    dressFont(widget);
    if (qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false); // what lies below shows beside the slider
    else if (auto* text = qobject_cast<QPlainTextEdit*>(widget))
        text->viewport()->setAutoFillBackground(false); // the frame is filled, its corners are round
    else if (qobject_cast<QProgressBar*>(widget))
        widget->setMaximumHeight(kProgressBar);
}

int WorkbenchStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QPlainTextEdit*>(widget)) return 5;
        if (qobject_cast<const QAbstractItemView*>(widget)) return widget->isWindow() ? 1 : 0; // names offered
        if (qobject_cast<const QScrollArea*>(widget)) return 0;
        return 1;
    case PM_ScrollBarExtent: return kScrollBar;
    case PM_ScrollBarSliderMin: return 28;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 15;
    case PM_ToolTipLabelFrameWidth:
    case PM_DockWidgetTitleMargin: return 6;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return 4;
    case PM_MenuButtonIndicator: return style::menuMarkWidth(widget);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WorkbenchStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* data) const {
    if (hint == SH_ToolTip_Mask || hint == SH_ComboBox_Popup) return 0; // entries drop down as a list
    if (hint == SH_Table_GridLineColor && option) return int(themeOf(option->palette).line.rgb());
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QIcon WorkbenchStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
    if (which == SP_DockWidgetCloseButton || which == SP_TitleBarCloseButton)
        return QIcon(new style::DockMark(style::DockMark::Kind::Close));
    if (which == SP_TitleBarNormalButton) return QIcon(new style::DockMark(style::DockMark::Kind::Float));
    return QProxyStyle::standardIcon(which, option, widget);
}

QSize WorkbenchStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                       const QWidget* widget) const {
    switch (type) {
    case CT_PushButton:
        if (const auto* button = as<QStyleOptionButton>(option)) return style::buttonSize(*button, size, widget);
        break;
    case CT_LineEdit:
        if (const auto* frame = as<QStyleOptionFrame>(option))
            return frame->lineWidth > 0 ? size + QSize(2 * style::kFieldPadX, 2 * style::kFieldPadY) : size;
        break;
    case CT_ComboBox: return size + QSize(style::kFieldPadX + kComboArrow + 4, 2 * style::kFieldPadY);
    case CT_SpinBox: return size + QSize(style::kFieldPadX + kSpinArrows + 2, 2 * style::kFieldPadY);
    case CT_ProgressBar: return {size.width(), kProgressBar};
    case CT_HeaderSection:
        if (const auto* header = as<QStyleOptionHeader>(option)) return style::headerSize(*header);
        break;
    case CT_MenuItem:
        if (const auto* item = as<QStyleOptionMenuItem>(option)) return style::menuItemSize(*item, size);
        break;
    case CT_TabBarTab:
        if (const auto* tab = as<QStyleOptionTab>(option))
            return QFontMetrics(strongFont()).size(Qt::TextShowMnemonic, tab->text) + QSize(24, 14);
        break;
    case CT_ItemViewItem: return QProxyStyle::sizeFromContents(type, option, size, widget).grownBy(cellPadding(widget));
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect WorkbenchStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    switch (element) {
    case SE_LineEditContents:
        if (const auto* frame = as<QStyleOptionFrame>(option))
            return frame->lineWidth > 0 ? frame->rect.adjusted(style::kFieldPadX, 1, -style::kFieldPadX, -1)
                                        : frame->rect;
        break;
    case SE_DockWidgetCloseButton:
    case SE_DockWidgetFloatButton: {
        constexpr int kInset = 10;
        const int way = option->direction == Qt::RightToLeft ? kInset : -kInset;
        return QProxyStyle::subElementRect(element, option, widget).translated(way, 0);
    }
    case SE_HeaderLabel:
        return option->rect.adjusted(style::kHeaderPadX, style::kHeaderPadY, -style::kHeaderPadX, -style::kHeaderPadY);
    case SE_ItemViewItemCheckIndicator:
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemText:
        if (const auto* item = as<QStyleOptionViewItem>(option)) {
            const QMargins padding = cellPadding(widget);
            if (padding.isNull()) break;
            QStyleOptionViewItem inner = *item;
            inner.rect = item->rect.marginsRemoved(padding);
            return QProxyStyle::subElementRect(element, &inner, widget);
        }
        break;
    default: break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect WorkbenchStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                     const QWidget* widget) const {
    const QRect box = option->rect;
    const auto mirrored = [&](const QRect& of) { return visualRect(option->direction, box, of); };
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField) return mirrored(box.adjusted(style::kFieldPadX, 1, -kComboArrow, -1));
        if (part == SC_ComboBoxArrow)
            return mirrored(QRect(box.right() - kComboArrow + 1, box.top(), kComboArrow, box.height()));
    }
    if (const auto* spin = control == CC_SpinBox ? as<QStyleOptionSpinBox>(option) : nullptr) {
        const bool arrows = spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int upper = box.height() / 2, left = box.right() - kSpinArrows;
        switch (part) {
        case SC_SpinBoxEditField:
            return mirrored(box.adjusted(style::kFieldPadX, 1, arrows ? -kSpinArrows - 2 : -style::kFieldPadX, -1));
        case SC_SpinBoxUp: return arrows ? mirrored(QRect(left, box.top() + 3, kSpinArrows, upper - 3)) : QRect();
        case SC_SpinBoxDown:
            return arrows ? mirrored(QRect(left, box.top() + upper, kSpinArrows, box.height() - upper - 3)) : QRect();
        default: return box;
        }
    }
    if (const auto* bar = control == CC_ScrollBar ? as<QStyleOptionSlider>(option) : nullptr) {
        const QRect slider = style::scrollSlider(*bar);
        const bool across = bar->orientation == Qt::Horizontal;
        switch (part) {
        case SC_ScrollBarSlider: return slider;
        case SC_ScrollBarGroove: return box;
        case SC_ScrollBarSubPage:
            return across ? QRect(box.topLeft(), QPoint(slider.left() - 1, box.bottom()))
                          : QRect(box.topLeft(), QPoint(box.right(), slider.top() - 1));
        case SC_ScrollBarAddPage:
            return across ? QRect(QPoint(slider.right() + 1, box.top()), box.bottomRight())
                          : QRect(QPoint(box.left(), slider.bottom() + 1), box.bottomRight());
        default: return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void WorkbenchStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                   const QWidget* widget) const {
    const Theme& t = themeOf(option->palette);
    switch (element) {
    case PE_Frame: return paintFrame(*option, *painter, widget);
    case PE_PanelLineEdit:
        if (const auto* frame = as<QStyleOptionFrame>(option)) return paintLineEdit(*frame, *painter, widget);
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return style::paintCheckIndicator(*option, *painter);
    case PE_IndicatorRadioButton: return style::paintRadioIndicator(*option, *painter);
    case PE_PanelItemViewItem:
        if (const auto* item = as<QStyleOptionViewItem>(option)) return paintItemPanel(*item, *painter);
        break;
    case PE_PanelItemViewRow:
        if (const auto* item = as<QStyleOptionViewItem>(option)) return paintItemRow(*item, *painter);
        break;
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView*>(widget)) return; // the selection says it
        return paintFocusRing(*painter, QRectF(option->rect).adjusted(1, 1, -1, -1), t.accent, 4);
    case PE_PanelTipLabel: return style::paintBox(*painter, option->rect, t.card, t.line, 1, 0);
    case PE_PanelMenu: return painter->fillRect(option->rect, t.card);
    case PE_FrameMenu: return style::paintBox(*painter, option->rect, Qt::transparent, t.line, 1, 0);
    case PE_PanelScrollAreaCorner: return;
    case PE_FrameTabWidget:
        return painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1), t.line);
    case PE_FrameTabBarBase:
        if (const auto* base = as<QStyleOptionTabBarBase>(option)) return style::paintTabBase(*base, *painter);
        break;
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WorkbenchStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
    const Theme& t = themeOf(option->palette);
    switch (element) {
    case CE_PushButton:
        if (const auto* button = as<QStyleOptionButton>(option)) return style::paintButton(*button, *painter, widget);
        break;
    case CE_Header:
        if (const auto* header = as<QStyleOptionHeader>(option)) {
            style::paintHeaderSection(*header, *painter);
            QStyleOptionHeader label = *header;
            label.rect = subElementRect(SE_HeaderLabel, option, widget);
            return style::paintHeaderLabel(label, *painter);
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: return style::paintHeaderSection(*option, *painter);
    case CE_MenuItem:
        if (const auto* item = as<QStyleOptionMenuItem>(option)) return style::paintMenuItem(*item, *painter);
        break;
    case CE_ItemViewItem:
        if (const auto* item = as<QStyleOptionViewItem>(option); item && item->state & State_Selected) {
            QStyleOptionViewItem selected = *item;
            selected.palette.setColor(QPalette::HighlightedText, t.text); // the ground is pale, unlike that of text
            return QProxyStyle::drawControl(element, &selected, painter, widget);
        }
        break;
    case CE_ProgressBar:
        if (const auto* bar = as<QStyleOptionProgressBar>(option)) return style::paintProgress(*bar, *painter);
        break;
    case CE_Splitter:
        if (!set(widget, "bare")) painter->fillRect(option->rect, t.line);
        return;
    case CE_TabBarTab:
        if (const auto* tab = as<QStyleOptionTab>(option)) return style::paintTab(*tab, *painter);
        break;
    case CE_ToolBar: return painter->fillRect(option->rect, t.card);
    case CE_DockWidgetTitle:
        if (const auto* dock = as<QStyleOptionDockWidget>(option)) return style::paintDockTitle(*dock, *painter);
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WorkbenchStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                        const QWidget* widget) const {
    const auto part = [&](SubControl of) { return subControlRect(control, option, of, widget); };
    switch (control) {
    case CC_ComboBox:
        if (const auto* box = as<QStyleOptionComboBox>(option))
            return style::paintComboBox(*box, part(SC_ComboBoxArrow), *painter);
        break;
    case CC_SpinBox:
        if (const auto* box = as<QStyleOptionSpinBox>(option))
            return style::paintSpinBox(*box, part(SC_SpinBoxUp), part(SC_SpinBoxDown), *painter);
        break;
    case CC_Slider:
        if (const auto* slider = as<QStyleOptionSlider>(option)) {
            QStyleOptionSlider ticks = *slider;
            ticks.subControls &= SC_SliderTickmarks;
            QProxyStyle::drawComplexControl(control, &ticks, painter, widget);
            return style::paintSlider(*slider, part(SC_SliderGroove), part(SC_SliderHandle), *painter);
        }
        break;
    case CC_ScrollBar:
        if (const auto* bar = as<QStyleOptionSlider>(option)) return style::paintScrollBar(*bar, *painter);
        break;
    default: break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void dressApplication(const Theme& theme) {
    if (!qobject_cast<WorkbenchStyle*>(QApplication::style())) QApplication::setStyle(new WorkbenchStyle);
    QApplication::setPalette(paletteOf(theme));
}

void dressFont(QWidget* widget) {
    if (auto* label = qobject_cast<QLabel*>(widget)) {
        const QVariant font = label->property("textFont");
        if (font.isValid()) label->setFont(fontOf(TextFont(font.toInt())));
    } else if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setFont(captionFont());
    } else if (auto* button = qobject_cast<QPushButton*>(widget)) {
        QFont font;
        const bool own = style::buttonFont(*button, font);
        if (own || button->property("ownFont").toBool()) button->setFont(font);
        if (own) button->setProperty("ownFont", true);
    }
}

void dressFonts() {
    for (QWidget* widget : QApplication::allWidgets()) dressFont(widget);
}

} // namespace akv::ui
