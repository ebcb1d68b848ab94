// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/theme.h"

#include "views/widgets/contrast_theme.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

/// The colours that follow from the others.
Theme completed(Theme t) {
    t.quiet = blend(t.card, t.dark ? QColor(Qt::white) : t.text, t.dark ? 0.07 : 0.055);
    t.field = t.dark ? t.ground : t.card;
    t.thumb = blend(t.card, t.dim, 0.4);
    t.accentHover = blend(t.accent, t.text, 0.15);
    return t;
}

QColor rgb(unsigned value) { return QColor::fromRgb(QRgb(0xFF000000U | value)); }

Theme makeLight() {
    Theme t;
    t.ground = rgb(0xF5F6F8), t.card = rgb(0xFFFFFF), t.line = rgb(0xDDE1E7);
    t.text = rgb(0x1C2430), t.dim = rgb(0x5B6577), t.faint = rgb(0x98A2B3);
    t.accent = rgb(0x0B63B8), t.selected = rgb(0xE8F1FB), t.onAccent = rgb(0xFFFFFF);
    t.root = rgb(0x0072B2), t.inter = rgb(0x946000), t.leaf = rgb(0x007A57);
    t.knowledge = rgb(0x7A3FA0), t.sequence = rgb(0x7E8998);
    t.cutOff = rgb(0xC2410C), t.error = rgb(0xB42318);
    t.memory = {rgb(0x0072B2), rgb(0x56B4E9), rgb(0xE69F00), rgb(0x009E73), rgb(0x999999)};
    t.memoryEdge = {rgb(0x00507D), rgb(0x2A7DAE), rgb(0x946000), rgb(0x007A57), rgb(0x6B7280)};
    return t;
}

Theme makeDark() {
    Theme t;
    t.dark = true;
    t.ground = rgb(0x15181D), t.card = rgb(0x1D2127), t.line = rgb(0x313740);
    t.text = rgb(0xE6E9EE), t.dim = rgb(0x9AA4B2), t.faint = rgb(0x6B7584);
    t.accent = rgb(0x6CB2F5), t.selected = rgb(0x1F3247), t.onAccent = rgb(0x10161D);
    t.root = rgb(0x56A8E0), t.inter = rgb(0xF0B541), t.leaf = rgb(0x3CC79A);
    t.knowledge = rgb(0xC08AE0), t.sequence = rgb(0x747F8E);
    t.cutOff = rgb(0xFF8A5C), t.error = rgb(0xFF9A8F);
    t.memory = {rgb(0x0072B2), rgb(0x56B4E9), rgb(0xE69F00), rgb(0x009E73), rgb(0x999999)};
    t.memoryEdge = {rgb(0x3F9FDA), rgb(0x8CCBF0), rgb(0xF0B541), rgb(0x3CC79A), rgb(0xB4BBC5)};
    return t;
}

Theme makeHighContrast() {
    Theme t = makeDark();
    t.ground = t.card = rgb(0x000000);
    t.line = rgb(0xA0A0A0);
    t.text = rgb(0xFFFFFF), t.dim = rgb(0xE0E0E0), t.faint = rgb(0xC0C0C0);
    t.accent = rgb(0x8FD0FF), t.selected = rgb(0x0A3A66), t.onAccent = rgb(0x000000);
    t.root = rgb(0x7CC8FF), t.inter = rgb(0xFFC94D), t.leaf = rgb(0x5FE3B4);
    t.knowledge = rgb(0xDDB3FF), t.sequence = rgb(0xB8C0CC);
    t.cutOff = rgb(0xFFA27A), t.error = rgb(0xFFB3AB);
    return t;
}

double channel(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

QFont scaled(double factor, QFont::Weight weight = QFont::Normal) {
    QFont font = QGuiApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, int(std::lround(font.pixelSize() * factor))));
    font.setWeight(weight);
    return font;
}

} // namespace

const Theme& lightTheme() {
    static const Theme theme = completed(makeLight());
    return theme;
}

const Theme& highContrastTheme() {
    static const Theme theme = completed(makeHighContrast());
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme = completed(makeDark());
    return theme;
}

const Theme& themeOf(const QPalette& palette) {
    const QColor window = palette.color(QPalette::Window);
    if (window == highContrastTheme().ground) return highContrastTheme();
    return window.lightness() < 128 ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.ground);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.card);
    p.setColor(QPalette::AlternateBase, t.ground);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.card);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.error);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::ToolTipBase, t.card);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.dim);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.leaf);
    p.setColor(QPalette::Light, t.inter);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.dim);
    p.setColor(QPalette::Shadow, t.knowledge);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.faint);
    return p;
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor blend(const QColor& under, const QColor& over, double share) {
    const double s = std::clamp(share, 0.0, 1.0);
    const auto mix = [s](double u, double o) { return float(u + (o - u) * s); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

QColor viridis(double t) {
    // Eleven equidistant samples of matplotlib's viridis, interpolated linearly.
    static constexpr std::array<unsigned, 11> kStops = {0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C,
                                                        0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725};
    const double x = std::clamp(std::isfinite(t) ? t : 0.0, 0.0, 1.0) * double(kStops.size() - 1);
    const auto i = std::min<std::size_t>(std::size_t(x), kStops.size() - 2);
    return blend(rgb(kStops[i]), rgb(kStops[i + 1]), x - double(i));
}

QColor readableOn(const QColor& background) {
    const QColor black(Qt::black), white(Qt::white);
    return contrastRatio(background, white) >= contrastRatio(background, black) ? white : black;
}

QFont baseFont() { return scaled(1.0); }
QFont captionFont() { return scaled(11.0 / 13.0); }
QFont titleFont() { return scaled(15.0 / 13.0, QFont::DemiBold); }
QFont displayFont() { return scaled(22.0 / 13.0, QFont::DemiBold); }
QFont strongFont() { return scaled(1.0, QFont::DemiBold); }
QFont answerFont() { return scaled(16.0 / 13.0); }

QFont monoFont(double scale) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFont base = scaled(12.0 / 13.0 * scale);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    else
        font.setPixelSize(base.pixelSize());
    return font;
}

QFont fontOf(TextFont font) {
    switch (font) {
    case TextFont::Caption: return captionFont();
    case TextFont::Title: return titleFont();
    case TextFont::Display: return displayFont();
    case TextFont::Strong: return strongFont();
    case TextFont::Answer: return answerFont();
    case TextFont::Mono: return monoFont();
    case TextFont::Base: break;
    }
    return {};
}

} // namespace akv::ui
