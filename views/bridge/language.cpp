// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/language.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtCore/QTranslator>

#include <algorithm>
#include <memory>
#include <vector>

/// A static library's resources are linked only when somebody asks for them; must stand outside any namespace.
static void useTranslationResources() { Q_INIT_RESOURCE(translations); }

namespace akv::ui {

namespace {

const QString kEnglish = QStringLiteral("en");
const QString kSetting = QStringLiteral("language");

bool has(const QList<Language>& all, const QString& code) {
    return std::any_of(all.begin(), all.end(), [&](const Language& language) { return language.code == code; });
}

QString nameOf(const QString& code) {
    QString name = QLocale(code).nativeLanguageName();
    if (!name.isEmpty()) name[0] = name[0].toUpper();
    return name.isEmpty() ? code : name;
}

/// Owned by the application: they go with it.
QTranslator* install(const QString& file, const QString& folder) {
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, folder)) return nullptr;
    translator->setParent(QCoreApplication::instance());
    QCoreApplication::installTranslator(translator.get());
    return translator.release();
}

} // namespace

QList<Language> languages() {
    useTranslationResources();
    QList<Language> out;
    for (const QString& file : QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("atlaskv_*.qm")})) {
        const QString code = file.mid(8, file.size() - 11);
        out.push_back({code, nameOf(code)});
    }
    std::sort(out.begin(), out.end(), [](const Language& a, const Language& b) { return a.name < b.name; });
    out.push_front({kEnglish, QStringLiteral("English")});
    return out;
}

QString savedLanguage() { return QSettings().value(kSetting).toString(); }

void saveLanguage(const QString& code) { QSettings().setValue(kSetting, code); }

QString languageFor(const QString& wanted, const QStringList& systemLanguages) {
    const QList<Language> all = languages();
    for (const QString& language : wanted.isEmpty() ? systemLanguages : QStringList{wanted}) {
        const QString code = QString(language).replace(QLatin1Char('-'), QLatin1Char('_'));
        if (has(all, code)) return code;
        if (const QString base = code.section(QLatin1Char('_'), 0, 0); has(all, base)) return base;
    }
    return kEnglish;
}

QString useLanguage(const QString& wanted) {
    static QList<QTranslator*> g_used;
    for (QTranslator* translator : std::as_const(g_used)) delete translator;
    g_used.clear();
    const QString code = languageFor(wanted, QLocale::system().uiLanguages());
    if (code == kEnglish) return code;
    const std::pair<QString, QString> files[] = {
        {QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
        {QStringLiteral("atlaskv_") + code, QStringLiteral(":/i18n")}};
    for (const auto& [file, folder] : files)
        if (QTranslator* translator = install(file, folder)) g_used << translator;
    return code;
}

} // namespace akv::ui
