// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRect>
#include <QtCore/QSize>
#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QIconEngine>

class QPainter;
class QPushButton;
class QStyle;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionDockWidget;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionTabBarBase;
class QWidget;

/// What WorkbenchStyle draws, kind by kind. Each function draws into `option.rect` with the theme of `option.palette`;
/// sizes are in device-independent pixels.
namespace akv::ui::style {

/// Rounded box: `fill` inside, `edge` as a line of `width` pixels along the inside of `box`.
void paintBox(QPainter& painter, const QRectF& box, const QColor& fill, const QColor& edge, qreal width, qreal radius);
/// An arrow head, `size` wide, in the middle of `box`.
void paintChevron(QPainter& painter, const QRectF& box, Qt::ArrowType direction, const QColor& colour, qreal size = 8);
void paintTick(QPainter& painter, const QRectF& box, const QColor& colour);

// Buttons: their kind is told by the properties that basics.h sets.
QSize buttonSize(const QStyleOptionButton& option, const QSize& contents, const QWidget* button);
int menuMarkWidth(const QWidget* button);
/// The font of a button whose look asks for one of its own; false: the inherited one.
bool buttonFont(const QWidget& button, QFont& font);
void paintButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* button);
void paintCheckIndicator(const QStyleOption& option, QPainter& painter);
void paintRadioIndicator(const QStyleOption& option, QPainter& painter);

// Fields
constexpr int kFieldPadX = 7, kFieldPadY = 5; ///< from the edge of a field to its text, the line included
void paintField(const QStyleOption& option, QPainter& painter);
void paintComboBox(const QStyleOptionComboBox& option, const QRect& arrow, QPainter& painter);
void paintSpinBox(const QStyleOptionSpinBox& option, const QRect& up, const QRect& down, QPainter& painter);
void paintProgress(const QStyleOptionProgressBar& option, QPainter& painter);
void paintSlider(const QStyleOptionSlider& option, const QRect& groove, const QRect& handle, QPainter& painter);
QRect scrollSlider(const QStyleOptionSlider& option);
void paintScrollBar(const QStyleOptionSlider& option, QPainter& painter);

// Views and menus
constexpr int kCellPadX = 8, kListPadY = 4, kHeaderPadX = 11, kHeaderPadY = 4;
QSize headerSize(const QStyleOptionHeader& option);
void paintHeaderSection(const QStyleOption& option, QPainter& painter);
void paintHeaderLabel(const QStyleOptionHeader& option, QPainter& painter);
QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents);
void paintMenuItem(const QStyleOptionMenuItem& option, QPainter& painter);
/// The line between tabs and what they belong to: below the tabs, or above those that stand below.
void paintTabBase(const QStyleOptionTabBarBase& option, QPainter& painter);
void paintTab(const QStyleOptionTab& option, QPainter& painter);
/// Marks of the buttons of a dock, in the colours of the moment.
class DockMark : public QIconEngine {
public:
    enum class Kind { Close, Float };
    explicit DockMark(Kind kind) : m_kind(kind) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override { return new DockMark(m_kind); }

private:
    Kind m_kind;
};
void paintDockTitle(const QStyleOptionDockWidget& option, QPainter& painter);

} // namespace akv::ui::style
