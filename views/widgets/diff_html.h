// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace akv::ui {

struct Theme;

/// Word difference as rich text for a label: removed words struck through with a minus, added ones underlined with a
/// plus, so that colour never stands alone.
QString diffHtml(const QString& before, const QString& after, const Theme& theme);

} // namespace akv::ui
