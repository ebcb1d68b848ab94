// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QPalette>

#include <array>

namespace akv::ui {

/// The design tokens: the only place in the program where colours are written down. Widgets read them through
/// themeOf(palette()), so that a change of the application palette repaints everything.
struct Theme {
    bool dark = false;
    QColor ground, card, line; ///< surfaces and hairlines
    QColor text, dim, faint;   ///< faint only for what may be missed
    QColor accent, selected, onAccent;
    QColor quiet, field, thumb, accentHover; ///< made of those above: pills, what is typed into, scroll bars
    QColor root, inter, leaf;                ///< the three levels of keys, everywhere
    QColor knowledge, sequence;              ///< lambda_kg and lambda_seq
    QColor cutOff, error;
    std::array<QColor, 5> memory;     ///< weights, KV cache, root + inter keys, staged leaves, other
    std::array<QColor, 5> memoryEdge; ///< the 1 px edge of each area, at least 3:1 on the card
};

const Theme& lightTheme();
const Theme& darkTheme();
/// The theme that a palette belongs to, told by the lightness of its window colour.
const Theme& themeOf(const QPalette& palette);

/// Colours of `theme` by role. Roles that the style does not draw with carry colours that labels are written in, see
/// textRoleOf in basics.cpp: LinkVisited a good end, Shadow lambda_kg, Light a warning.
QPalette paletteOf(const Theme& theme);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);
/// `over` with opacity `share` on `under`; opaque.
QColor blend(const QColor& under, const QColor& over, double share);
/// The viridis map; `t` is clamped to [0, 1].
QColor viridis(double t);
/// Black or white, whichever reads better on `background`.
QColor readableOn(const QColor& background);

/// Fonts relative to the application font: its size is the 13 px base.
QFont baseFont();
QFont captionFont();                ///< 11/13 of the base
QFont titleFont();                  ///< 15/13, semibold
QFont displayFont();                ///< 22/13, semibold
QFont strongFont();                 ///< base, semibold
QFont answerFont();                 ///< 16/13, for answers
QFont monoFont(double scale = 1.0); ///< numbers

enum class TextFont { Base, Caption, Title, Display, Strong, Answer, Mono };
QFont fontOf(TextFont font);

/// How much of the knowledge colour covers a word whose lambda is 1.
constexpr double kTintAtOne = 0.5;

constexpr int kGrid = 8;
constexpr int kCardRadius = 10;
constexpr int kControlRadius = 6;
constexpr int kRowDense = 28;

} // namespace akv::ui
