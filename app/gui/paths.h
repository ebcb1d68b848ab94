// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace akv::ui {

/// Where the bundled things are: $ATLASKV_HOME, beside the executable, or in the source tree; empty when not found.
QString bundledModel();
QString bundledSample();
/// Folder with the bundled configurations and curves of training; empty when not found.
QString trainingExamples();
/// What was looked for, for the message when it is missing.
QString bundleHint();
/// The user's own, writable copy of the sample.
QString userSampleFolder();
/// Folder that new graphs are made in by default.
QString userGraphsFolder();

} // namespace akv::ui
