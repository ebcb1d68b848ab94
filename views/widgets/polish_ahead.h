// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace akv::ui {

/// Applies the style sheet to the widgets below `root` that were not shown yet, a few milliseconds at a time between
/// other events: a page of some hundred widgets would otherwise hold the window up when it is first opened.
void polishAhead(QWidget* root);

} // namespace akv::ui
