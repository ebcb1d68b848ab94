// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/paths.h"

#include "core/base/bundled.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QStandardPaths>

namespace akv::ui {

namespace {

QString orEmpty(const Result<std::filesystem::path>& found) {
    return found.ok() ? QString::fromStdString(found->string()) : QString();
}

QString dataFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation); }

} // namespace

QString bundledModel() { return orEmpty(bundled("resources/model", "config.json")); }
QString bundledSample() { return orEmpty(bundled("datasets/world/sample.akv", "manifest.json")); }
QString trainingExamples() { return orEmpty(bundled("resources/training", "curves.csv")); }

QString bundleHint() {
    QStringList homes;
    for (const auto& home : bundleHomes()) homes << QString::fromStdString(home.string());
    return QObject::tr("looked for resources/model and datasets/world/sample.akv in %1; set ATLASKV_HOME to the folder "
                       "that holds them")
        .arg(homes.join(QStringLiteral(", ")));
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
