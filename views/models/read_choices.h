// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace akv::ui {

/// How a source was tried to be read, and what the user can choose instead.
struct ReadChoices {
    QStringList unread;    ///< what was to be looked at; empty: what was recognised and then could not be imported
    bool encoding = false; ///< it is text, but neither UTF-8 nor with a byte-order mark
    QString triedEncoding, triedDelimiter; ///< as chosen; empty: none was
    QString detectedDelimiter;             ///< empty: it is no table
};

} // namespace akv::ui
