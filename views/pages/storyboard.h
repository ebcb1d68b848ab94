// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/lesson.h"

#include <QtCore/QByteArray>

class QWidget;

namespace akv::ui {

/// Stations of one word as a PDF, a page each in landscape: title, picture, caption. `look`: whose palette and font it
/// has. Empty when there are no stations.
QByteArray storyboardPdf(const QString& question, const QString& answer, const std::vector<LessonStep>& steps,
                         const QWidget& look);

} // namespace akv::ui
