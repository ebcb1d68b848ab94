// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QProxyStyle>

namespace akv::ui {

struct Theme;

/// The look of the program over Fusion: radii, hairlines, flat buttons, thin scroll bars. Colours are read from the
/// palette that a part is drawn with (themeOf), so that a change of theme is a change of the palette and one painting;
/// nothing is computed anew widget by widget.
///
/// Properties that it reads. Of a button: `primary`, `flatLink`, `pill`, `evidence` or `searchField` (its kind),
/// `small`, `tone` ("good" or "error"), `top`, `menuLink` (no mark of its menu). Of a label: `textFont`, a TextFont. Of
/// a frame or splitter: `bare` (nothing is drawn).
class WorkbenchStyle : public QProxyStyle {
    Q_OBJECT
public:
    WorkbenchStyle();

    void polish(QWidget* widget) override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    using QProxyStyle::polish;
};

/// Gives the application the style (once) and the palette of `theme`.
void dressApplication(const Theme& theme);

/// Sets the font that the properties of a label, button or header ask for, relative to the application font.
void dressFont(QWidget* widget);
/// The same for every widget of the application: to be called after the application font changed.
void dressFonts();

} // namespace akv::ui
