// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCPAxis;

namespace akv::ui {

struct Theme;

/// Pens, colours and fonts that the axes of every chart share; no line at zero and no ticks between the ticks.
void styleAxis(QCPAxis* axis, const Theme& theme);

} // namespace akv::ui
