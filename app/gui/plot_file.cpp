// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/plot_file.h"

#include "views/models/number_file.h"
#include "views/models/text.h"
#include "views/pictures/picture_tables.h"
#include "views/pictures/view_export.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtWidgets/QApplication>

#include <cstdio>

namespace akv::ui {

namespace {

Result<qsizetype> chosen(const NumberFile& numbers, const QString& table) {
    if (!table.isEmpty()) {
        bool good = false;
        const int number = table.toInt(&good);
        if (good && number >= 1 && number <= numbers.tables.size()) return qsizetype(number - 1);
        return Error(ErrorCode::InvalidInput, "there is no table '" + toStd(table) + "': the file has 1 to " +
                                                  std::to_string(numbers.tables.size()));
    }
    for (qsizetype i = 0; i < numbers.tables.size(); ++i)
        if (!numbers.tables[i].picture.isEmpty()) return i;
    return qsizetype(0);
}

Result<QJsonObject> draw(const QString& file, const QString& out, const QString& table) {
    const QString suffix = QFileInfo(out).suffix().toLower();
    if (suffix != QStringLiteral("svg") && suffix != QStringLiteral("png") && suffix != QStringLiteral("pdf"))
        return Error(ErrorCode::InvalidInput, "'" + toStd(out) +
                                                  "' ends in none of svg, png, pdf; the ending says what "
                                                  "is written");
    AKV_ASSIGN(const auto numbers, readNumbers(file));
    AKV_ASSIGN(const auto index, chosen(numbers, table));
    AKV_ASSIGN(auto picture, pictureOf(numbers.tables[index]));
    picture->show();
    QApplication::processEvents(); // laid out, and charts draw themselves
    picture->clearFocus();         // a ring would belong to nothing on paper
    AKV_CHECK(exportView(*picture, numbers.tables[index].name, out));
    QJsonArray names;
    for (const ExportTable& one : numbers.tables) names.append(one.name);
    return QJsonObject{{QStringLiteral("file"), out},
                       {QStringLiteral("table"), qint64(index + 1)},
                       {QStringLiteral("name"), numbers.tables[index].name},
                       {QStringLiteral("kind"),
                        numbers.tables[index].picture.value(QStringLiteral("kind")).toString(QStringLiteral("table"))},
                       {QStringLiteral("rows"), qint64(numbers.tables[index].rows.size())},
                       {QStringLiteral("tables"), names}};
}

} // namespace

int plotFile(const QString& file, const QString& out, const QString& table) {
    const auto drawn = draw(file, out, table);
    if (!drawn.ok()) {
        std::fprintf(stderr, "error: %s\n", drawn.error().text().c_str());
        return 1;
    }
    std::printf("%s\n", QJsonDocument(drawn.value()).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace akv::ui
