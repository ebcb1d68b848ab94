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
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
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

} // namespace akv::ui::test
