// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QObject>
#include <QtCore/QStandardPaths>

namespace akv::ui {

namespace {

QStringList homes() {
    const QString beside = QCoreApplication::applicationDirPath();
    QStringList out{beside, beside + QStringLiteral("/../share/atlaskv-workbench"), QStringLiteral(AKV_SOURCE_DIR)};
    const QString home = qEnvironmentVariable("ATLASKV_HOME");
    if (!home.isEmpty()) out.prepend(home);
    return out;
}

QString firstWith(const QString& relative, const QString& mustHold) {
    for (const QString& home : homes()) {
        const QString folder = QDir::cleanPath(home + QLatin1Char('/') + relative);
        if (QFileInfo::exists(folder + QLatin1Char('/') + mustHold)) return folder;
    }
    return {};
}

QString dataFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation); }

} // namespace

QString bundledModel() { return firstWith(QStringLiteral("resources/model"), QStringLiteral("config.json")); }
QString bundledSample() {
    return firstWith(QStringLiteral("datasets/world/sample.akv"), QStringLiteral("manifest.json"));
}

QString trainingExamples() { return firstWith(QStringLiteral("resources/training"), QStringLiteral("curves.csv")); }

QString bundleHint() {
    return QObject::tr("looked for resources/model and datasets/world/sample.akv in %1; set ATLASKV_HOME to the folder "
                       "that holds them")
        .arg(homes().join(QStringLiteral(", ")));
}

QString userSampleFolder() {
    // One copy for each version of the sample, so that an update never meets an older or an edited copy.
    QFile manifest(bundledSample() + QStringLiteral("/manifest.json"));
    QByteArray version("none");
    if (manifest.open(QIODevice::ReadOnly))
        version = QCryptographicHash::hash(manifest.readAll(), QCryptographicHash::Sha256).toHex().left(8);
    const QString folder = dataFolder() + QStringLiteral("/samples/") + QString::fromLatin1(version);
    QDir().mkpath(folder);
    return folder + QStringLiteral("/World sample.akv");
}

QString userGraphsFolder() {
    QDir().mkpath(dataFolder());
    return dataFolder();
}

} // namespace akv::ui
