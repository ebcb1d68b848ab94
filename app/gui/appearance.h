// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace akv::ui {

/// How the program looks; kept in the settings.
struct Appearance {
    QString theme; ///< "light", "dark", "contrast"; empty: as the system says
    int textPercent = 100;
};
constexpr int kSmallestText = 80, kLargestText = 200;

Appearance savedAppearance();
/// Sets style, palette and font of the application and keeps the choice. The first call notes the system's own
/// font and lightness, from which the others start.
void applyAppearance(const Appearance& appearance, bool keep = true);
Appearance currentAppearance();

} // namespace akv::ui
