// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/main_window.h"

#include <QtCore/QString>

namespace akv::ui {

/// An arrangement of the window for one kind of work.
struct Perspective {
    QString id, title, hint;
    MainWindow::Activity activity = MainWindow::Chat;
    QList<int> beside;      ///< pages shown in docks
    bool inspector = true;  ///< beside the chat
    bool largeType = false; ///< text at 130 % or more
};
QList<Perspective> perspectives();

} // namespace akv::ui
