// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "tests/views/support/sample_window.h"
#include "views/pages/inspector_page.h"
#include "views/pages/teach_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSettings>

using namespace akv;
using namespace akv::ui;

/// The first minute (workbench.md 3.15): from empty settings to an answer that was inspected and changed by a mask.
class FirstRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-first-run-test");
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
    }

    void fromEmptySettingsToAnInspectedAnswer() {
        QElapsedTimer clock;
        QList<std::pair<const char*, qint64>> times;
        const auto mark = [&](const char* what) { times.push_back({what, clock.elapsed()}); };
        clock.start();
        MainWindow window{QString()};
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        mark("window painted");
        QVERIFY(window.startPage()->isVisible() && window.startPage()->sampleButton()->isEnabled());
        QTest::mouseClick(window.startPage()->sampleButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.chat().state() == ChatController::EngineState::Ready, 120000);
        const auto offered = [&](const QString& question) { // its text may be cut, its tool tip is not
            for (QPushButton* button : window.chatPage()->findChildren<QPushButton*>())
                if (button->toolTip() == question && button->isVisible()) return button;
            return static_cast<QPushButton*>(nullptr);
        };
        QTRY_VERIFY_WITH_TIMEOUT(offered(window.workspace().summary().suggestions.value(0)), 10000);
        mark("sample open, questions suggested");
        QVERIFY(offered(window.workspace().summary().unknown)); // one that it cannot know
        QTest::mouseClick(offered(window.workspace().summary().suggestions[0]), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.conversation().last() && window.conversation().last()->answer, 120000);
        const Turn first = *window.conversation().last();
        QVERIFY(!first.answer->evidence.empty() && !first.answer->tokens.empty());
        mark("answer with evidence");
        TurnView* view = window.chatPage()->turnView(first.id);
        QTRY_VERIFY(view && view->strip()->isVisible());
        QTest::mouseClick(view->strip(), Qt::LeftButton, {}, view->strip()->tokenRect(0).center());
        QTRY_COMPARE(window.inspectorPage()->answer(), first.answer);
        mark("word inspected");
        QTRY_VERIFY(!window.chat().busy());
        const Evidence& top = first.answer->evidence.front();
        window.maskAndAsk(first.id, top.triple.value(), QString::fromStdString(top.tail));
        QTRY_VERIFY_WITH_TIMEOUT(window.conversation().last()->id != first.id && window.conversation().last()->answer,
                                 120000);
        for (const Evidence& e : window.conversation().last()->answer->evidence) QVERIFY(e.triple != top.triple);
        mark("fact masked and asked again");
        for (const auto& [what, at] : times) qInfo("%6.1f s  %s", double(at) / 1000.0, what);
        QVERIFY2(times.back().second < 60'000, "the first run has a minute");
    }

    void presentingIsLargeAndTheStoryboardIsAPdf() {
        applyAppearance({QStringLiteral("light"), 100}, false); // as the program does at its start
        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        QVERIFY(test::askByKeyboard(window, window.workspace().summary().suggestions.value(0)));
        window.showActivity(MainWindow::Teach);
        QVERIFY(window.teachPage()->answer());
        const QByteArray pdf = window.teachPage()->storyboard();
        QVERIFY(pdf.startsWith("%PDF"));
        QCOMPARE(int(pdf.count("/Type /Page\n")), int(kStations));
        const double before = QApplication::font().pointSizeF();
        Q_EMIT window.teachPage()->presentRequested();
        QVERIFY(std::abs(QApplication::font().pointSizeF() / before - 1.5) < 0.05);
        QVERIFY(!window.rail()->isVisible());
        Q_EMIT window.teachPage()->presentRequested();
        QVERIFY(std::abs(QApplication::font().pointSizeF() - before) < 0.05);
    }
};

QTEST_MAIN(FirstRunTest)
#include "first_run_test.moc"
