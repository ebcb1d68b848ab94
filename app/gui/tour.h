// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace akv::ui {

class MainWindow;

/// Opens the bundled sample, asks real questions, walks through every page in both themes and saves pictures. Returns
/// the exit code of the program: 0, or 1 when something did not happen in time (said on stderr).
int runTour(MainWindow& window, const QString& folder);

} // namespace akv::ui
