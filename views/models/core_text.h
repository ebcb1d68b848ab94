// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <string>

namespace akv::ui {

/// What the core says, in the language of the window: phases of jobs and names of the self-check, also those with a
/// name or a number in them ("reading keys.npy"). Other texts as they are.
QString coreText(const std::string& text);
/// Whether it is one of those.
bool isCoreText(const std::string& text);

} // namespace akv::ui
