// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace akv::ui {

/// A language that the window can speak.
struct Language {
    QString code; ///< "en", "de"
    QString name; ///< in the language itself: "Deutsch"
};

/// English, then every language whose translation is compiled in (:/i18n/atlaskv_CODE.qm), by name.
QList<Language> languages();

/// The code that was chosen in the preferences; empty: the system's language.
QString savedLanguage();
void saveLanguage(const QString& code);

/// The language that is used when `wanted` was chosen: itself where there is one; for an empty choice the first of the
/// system's languages that there is; else English.
QString languageFor(const QString& wanted, const QStringList& systemLanguages);

/// Takes the translations of `wanted` and Qt's own, if they are installed, in place of those that were in use, and
/// returns the code of the language that is used now. Widgets that exist keep their texts.
QString useLanguage(const QString& wanted);

} // namespace akv::ui
