// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

namespace akv::ui {

/// Black ground, white text, strong hairlines: text at least 7:1, marks at least 4.5:1. Its palette is told from the
/// dark theme's by the black window colour.
const Theme& highContrastTheme();

} // namespace akv::ui
