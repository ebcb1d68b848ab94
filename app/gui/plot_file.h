// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace akv::ui {

/// Draws one table of exported numbers and saves the picture; `table` from 1, empty: the first that has a picture.
/// Writes one JSON line on stdout (what was drawn) or one "error: " line on stderr. Returns the exit code.
int plotFile(const QString& file, const QString& out, const QString& table);

} // namespace akv::ui
