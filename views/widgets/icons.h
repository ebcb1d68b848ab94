// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QIcon>
#include <QtGui/QPixmap>

namespace akv::ui {

/// A line icon of the program's set (resources/icons) in one colour. `name` without folder and suffix.
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio);
QIcon lineIcon(const QString& name, const QColor& colour);

} // namespace akv::ui
