// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>
#include <QtGui/QImage>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

namespace akv::ui::test {

/// Answers the next file dialog as a user does: writes the name and presses Enter.
inline void answerFileDialog(const QString& path) {
    QTimer::singleShot(20, qApp, [path] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog) return;
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        field->setText(path);
        QTest::keyClick(field, Qt::Key_Return);
        if (dialog->isVisible()) static_cast<QDialog*>(dialog)->accept();
    });
}

/// Closes the message that is shown, if there is one, and keeps its text.
inline void closeMessage(QString* said) {
    if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
        *said = box->text();
        box->accept();
    }
}

/// The content of the file as soon as there is any; empty after 20 s without.
inline QByteArray whenWritten(const QString& path) {
    if (!QTest::qWaitFor([&] { return QFileInfo(path).size() > 0; }, 20000)) return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Different colours of a picture, sampled.
inline int coloursOf(const QImage& image) {
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 7)
        for (int x = 0; x < image.width(); x += 7) colours << image.pixel(x, y);
    return int(colours.size());
}

/// The tables of an exported JSON file.
inline QJsonArray tablesOf(const QByteArray& json) {
    return QJsonDocument::fromJson(json).object().value(QStringLiteral("tables")).toArray();
}

/// The rows of the table of that name; empty when there is none.
inline QJsonArray rowsOf(const QJsonArray& tables, const QString& name) {
    for (const auto& table : tables)
        if (table.toObject().value(QStringLiteral("name")).toString() == name)
            return table.toObject().value(QStringLiteral("rows")).toArray();
    return {};
}

/// Number of the word of a line of the map, whose lines are layer by layer.
inline std::size_t wordOf(const QJsonArray& map, const QJsonValue& row, int layer) {
    std::size_t at = 0;
    for (const auto& other : map) {
        if (other == row) break;
        if (other[0].toString().toInt() == layer) ++at;
    }
    return at;
}

/// The cells of every visible view of the page are in each of the files.
inline void tablesAreThere(const QWidget& page, const QByteArray& json, const QByteArray& csv,
                           const QByteArray& markdown) {
    const QJsonArray tables = tablesOf(json);
    QVERIFY(!tables.isEmpty() && !csv.isEmpty() && !markdown.isEmpty());
    QVERIFY(rowsOf(tables, {}).isEmpty()); // every table has a name
    for (const auto* view : page.findChildren<QAbstractItemView*>()) {
        if (!view->isVisible() || !view->model() || view->model()->rowCount() == 0) continue;
        if (qobject_cast<const QHeaderView*>(view)) continue; // a table is written once, not with each header again
        const QJsonArray rows = rowsOf(tables, view->accessibleName());
        QVERIFY2(rows.size() >= qsizetype(view->model()->rowCount()), qPrintable(view->accessibleName()));
        for (int r = 0; r < std::min(5, view->model()->rowCount()); ++r)
            for (int c = 0; c < view->model()->columnCount(); ++c) {
                const QString cell = view->model()->index(r, c).data().toString();
                QCOMPARE(rows[r][c].toString(), cell);
                QVERIFY(csv.contains(QString(cell).replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8()));
                QVERIFY(markdown.contains(QString(cell)
                                              .replace(QLatin1Char('|'), QLatin1String("\\|"))
                                              .replace(QLatin1Char('\n'), QLatin1Char(' '))
                                              .toUtf8()));
            }
    }
}

} // namespace akv::ui::test
