// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"

#include "views/widgets/contrast_theme.h"
#include "views/widgets/style/workbench_style.h"
#include "views/widgets/theme.h"

#include <QtCore/QSettings>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>

#include <algorithm>

namespace akv::ui {

namespace {

Appearance g_current;

/// Inter if it is installed, else the platform's face; 13 px at 96 dpi unless the system asks for more.
QFont systemFont() {
    static const QFont kFont = [] {
        QFont font = QApplication::font();
        if (QFontDatabase::families().contains(QStringLiteral("Inter"))) font.setFamily(QStringLiteral("Inter"));
        font.setPointSizeF(std::max(9.75, font.pointSizeF() > 10.5 ? font.pointSizeF() : 9.75));
        return font;
    }();
    return kFont;
}

bool systemDark() {
    static const bool kDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return kDark;
}

} // namespace

Appearance savedAppearance() {
    Appearance out;
    out.theme = QSettings().value(QStringLiteral("theme")).toString();
    out.textPercent = QSettings().value(QStringLiteral("textPercent"), 100).toInt();
    return out;
}

Appearance currentAppearance() { return g_current; }

void applyAppearance(const Appearance& wanted, bool keep) {
    Appearance a = wanted;
    const QFont base = systemFont();
    if (a.theme.isEmpty()) a.theme = systemDark() ? QStringLiteral("dark") : QStringLiteral("light");
    a.textPercent = std::clamp(a.textPercent, kSmallestText, kLargestText);
    const Theme& theme = a.theme == QStringLiteral("contrast") ? highContrastTheme()
                         : a.theme == QStringLiteral("dark")   ? darkTheme()
                                                               : lightTheme();
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * a.textPercent / 100.0);
    dressApplication(theme);
    if (font != QApplication::font()) {
        QApplication::setFont(font);
        dressFonts();
    }
    g_current = a;
    if (!keep) return;
    QSettings().setValue(QStringLiteral("theme"), wanted.theme);
    QSettings().setValue(QStringLiteral("textPercent"), a.textPercent);
}

} // namespace akv::ui
