// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "views/pages/chat_page.h"
#include "views/pages/start_page.h"
#include "views/widgets/style/workbench_style.h"
#include "views/widgets/theme.h"

#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <memory>

namespace akv::ui::test {

/// Folders and settings of the tests' own, and the look of the program.
inline void prepareApplication(const char* name) {
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(QStringLiteral("AtlasKV"));
    QApplication::setApplicationName(QString::fromLatin1(name));
    dressApplication(lightTheme());
}

/// Opens the bundled sample by its button and waits for the model; false when it did not come.
inline bool openSample(MainWindow& window) {
    window.resize(1440, 900);
    window.show();
    QSignalSpy opened(&window.workspace(), &WorkspaceController::opened); // the graph before may be ready, too
    QTest::mouseClick(window.startPage()->sampleButton(), Qt::LeftButton);
    return QTest::qWaitFor(
        [&] { return !opened.isEmpty() && window.chat().state() == ChatController::EngineState::Ready; }, 120000);
}

/// Types a question, sends it and waits for the answer.
inline const Turn* askByKeyboard(MainWindow& window, const QString& question) {
    const int before = window.conversation().last() ? window.conversation().last()->id : 0;
    QPlainTextEdit* composer = window.chatPage()->composer();
    composer->clear();
    QTest::keyClicks(composer, question);
    QTest::keyClick(composer, Qt::Key_Return);
    const bool came = QTest::qWaitFor(
        [&] {
            const Turn* last = window.conversation().last();
            return last && last->id != before && last->answer;
        },
        120000);
    return came ? window.conversation().last() : nullptr;
}

/// A window over a fresh copy of the sample, asked its first suggested question; null when no answer came.
inline std::unique_ptr<MainWindow> askedSample(Turn& turn) {
    QDir(userSampleFolder()).removeRecursively();
    auto window = std::make_unique<MainWindow>(QString());
    if (!openSample(*window)) return nullptr;
    const Turn* last = askByKeyboard(*window, window->workspace().summary().suggestions.value(0));
    if (!last) return nullptr;
    turn = *last;
    return window;
}

/// Toggles a check box by the keyboard, wherever it is scrolled to.
inline void press(QAbstractButton* check) {
    check->setFocus();
    QTest::keyClick(check, Qt::Key_Space);
}

/// The visible button with this text below `parent`; null when there is none.
inline QPushButton* buttonNamed(QWidget* parent, const QString& text) {
    for (QPushButton* button : parent->findChildren<QPushButton*>())
        if (button->text() == text && button->isVisible()) return button;
    return nullptr;
}

} // namespace akv::ui::test
