// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/sample_window.h"
#include "views/models/guided_lesson.h"
#include "views/models/text.h"
#include "views/pages/teach_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/lesson_canvas.h"
#include "views/widgets/lesson_guide.h"
#include "views/widgets/omnibox.h"

#include <QtCore/QSettings>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace akv;
using namespace akv::ui;

/// The built-in lessons, played by mouse and keyboard over the bundled sample.
class LessonsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-lessons-test");
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
    }

    void everyLessonAsksAndThenCompares() {
        QCOMPARE(guidedLessons().size(), std::size_t(5));
        QSet<QString> ids;
        for (const GuidedLesson& lesson : guidedLessons()) {
            ids << lesson.id;
            QCOMPARE(findLesson(lesson.id), &lesson);
            QVERIFY(!lesson.title.isEmpty() && !lesson.about.isEmpty() && lesson.steps.size() >= 3);
            for (const GuidedStep& step : lesson.steps) {
                QVERIFY(!step.title.isEmpty() && !step.text.isEmpty());
                QCOMPARE(step.asks(), !step.ask.modes.empty());
                QCOMPARE(step.asks(), step.compare == nullptr);
            }
            QVERIFY(!lesson.steps.back().asks());
            // Without an answer a lesson says nothing about one.
            for (std::size_t i = 0; i < lesson.steps.size(); ++i)
                QVERIFY(lessonFinding(lesson, i, LessonAnswers(lesson.steps.size())).isEmpty());
        }
        QCOMPARE(ids.size(), qsizetype(5));
        QVERIFY(!findLesson(QStringLiteral("no such lesson")));
    }

    void aLessonOpensTheSample() {
        MainWindow window{QString()};
        window.resize(1440, 900);
        window.show();
        QTest::mouseClick(window.rail()->button(MainWindow::Teach), Qt::LeftButton);
        TeachPage* page = window.teachPage();
        QVERIFY(page->lessons()->isVisible());
        QTest::mouseClick(page->lessons()->startButton(3), Qt::LeftButton);
        LessonGuide* guide = page->guide();
        QVERIFY(guide->isVisible() && !page->lessons()->isVisible());
        QCOMPARE(guide->lesson()->id, QStringLiteral("remove-a-fact"));
        QCOMPARE(guide->askButton()->text(), QStringLiteral("Open the sample"));
        QTest::mouseClick(guide->askButton(), Qt::LeftButton);
        QCOMPARE(window.rail()->current(), int(MainWindow::Teach));
        QTRY_VERIFY_WITH_TIMEOUT(window.chat().state() == ChatController::EngineState::Ready, 120000);
        QTRY_COMPARE(guide->questionBox()->currentText(), window.workspace().summary().suggestions.value(0));
        QCOMPARE(guide->askButton()->text(), guide->lesson()->steps[0].button);
        removeAFact(window);
        anotherQuestionForgets(window);
        rightTripleWrongWords(window);
        theWordsOfTheFlatOne(window);
    }

private:
    static std::shared_ptr<const Answer> askStep(MainWindow& window) {
        LessonGuide* guide = window.teachPage()->guide();
        const int before = window.conversation().rowCount();
        if (!QTest::qWaitFor([&] { return guide->askButton()->isEnabled(); }, 60000)) return nullptr;
        QTest::mouseClick(guide->askButton(), Qt::LeftButton);
        const bool came = QTest::qWaitFor([&] { return guide->answer() && !window.chat().busy(); }, 120000);
        // What the lesson shows is the answer of a turn that the engine gave.
        if (!came || window.conversation().rowCount() != before + 1) return nullptr;
        return window.conversation().last()->answer == guide->answer() ? guide->answer() : nullptr;
    }

    static void next(MainWindow& window) {
        QTest::mouseClick(window.teachPage()->guide()->nextButton(), Qt::LeftButton);
    }

    static void removeAFact(MainWindow& window) {
        TeachPage* page = window.teachPage();
        LessonGuide* guide = page->guide();
        next(window);
        QVERIFY(!guide->askButton()->isEnabled()); // nothing is known yet that could be masked
        QTest::mouseClick(guide->backButton(), Qt::LeftButton);
        const auto with = askStep(window);
        QVERIFY(with && !with->evidence.empty());
        QCOMPARE(window.rail()->current(), int(MainWindow::Teach));
        QCOMPARE(page->answer(), with);
        QCOMPARE(page->station(), int(Station::Leaf));
        const Evidence& top = with->evidence.front();
        // What came out is said when it was guessed, not before.
        QVERIFY(!page->canvas()->revealed() && guide->finding().startsWith(QStringLiteral("Guess first")));
        QVERIFY(!guide->finding().contains(qs(top.value)));
        QTest::keyClick(page, Qt::Key_Space);
        QVERIFY(page->canvas()->revealed());
        QVERIFY(guide->finding().contains(qs(with->text).trimmed()));
        QVERIFY(guide->finding().contains(tripleText(top.head, top.relation, top.tail)));
        QVERIFY(guide->finding().contains(QStringLiteral("%1 %").arg(top.share * 100, 0, 'f', 0)));
        // The station shows the first kept leaf of the record.
        QVERIFY(!page->canvas()->step().rows.empty());

        next(window);
        QVERIFY(!guide->answer());
        const auto without = askStep(window);
        QVERIFY(without && without != with);
        QCOMPARE(without->trace.card.masked, std::vector<std::int64_t>{top.triple.value()});
        for (const Evidence& e : without->evidence) QVERIFY(e.triple != top.triple);
        QCOMPARE(window.conversation().last()->baseTurn, window.conversation().turns().front().id);
        next(window);
        QVERIFY(!guide->askButton()->isVisible());
        QVERIFY(guide->finding().contains(qs(with->text).trimmed()));
        QVERIFY(guide->finding().contains(qs(without->text).trimmed()));
        QCOMPARE(guide->finding().contains(QStringLiteral("No change")), with->text == without->text);
        QVERIFY(!guide->nextButton()->isEnabled());
    }

    static void anotherQuestionForgets(MainWindow& window) {
        LessonGuide* guide = window.teachPage()->guide();
        QLineEdit* field = guide->questionBox()->lineEdit();
        field->selectAll();
        QTest::keyClicks(field, window.workspace().summary().suggestions.value(1));
        QVERIFY(!guide->answer());
        QTest::mouseClick(guide->leaveButton(), Qt::LeftButton);
        QVERIFY(!guide->isVisible() && window.teachPage()->answer()); // the chat's answer is shown again
    }

    /// From the palette; two modes, and the comparison says what each of them read and said.
    static void rightTripleWrongWords(MainWindow& window) {
        window.showActivity(MainWindow::Chat);
        QTest::keyClick(window.chatPage()->composer(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(window.omnibox()->isVisible());
        QTest::keyClicks(window.omnibox()->field(), QStringLiteral("right triple"));
        QTest::keyClick(window.omnibox()->field(), Qt::Key_Return);
        QCOMPARE(window.rail()->current(), int(MainWindow::Teach));
        LessonGuide* guide = window.teachPage()->guide();
        QCOMPARE(guide->lesson()->id, QStringLiteral("wrong-words"));
        QLineEdit* field = guide->questionBox()->lineEdit();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("What is the capital of Kazakhstan?"));
        const auto writes = askStep(window);
        QVERIFY(writes && writes->mode == Mode::Atlas && !writes->evidence.empty());
        next(window);
        const auto copies = askStep(window);
        QVERIFY(copies && copies->mode == Mode::AtlasCopy && !copies->evidence.empty());
        next(window);
        const QString found = guide->finding();
        QVERIFY(found.contains(qs(writes->evidence.front().value)) &&
                found.contains(qs(copies->evidence.front().value)));
        const bool right = normaliseAnswer(valuePart(writes->text)) == normaliseAnswer(writes->evidence.front().value);
        QCOMPARE(found.contains(QStringLiteral("Both were right")), right);
        if (!right) QVERIFY(found.contains(qs(valuePart(writes->text))));
    }

    static void theWordsOfTheFlatOne(MainWindow& window) {
        window.startLesson(QStringLiteral("flat-or-tree"));
        LessonGuide* guide = window.teachPage()->guide();
        const auto flat = askStep(window);
        QVERIFY(flat && flat->mode == Mode::Kblam);
        QCOMPARE(*keysCompared(*flat), double(flat->trace.card.rows)); // every key of the graph
        next(window);
        const auto tree = askStep(window);
        QVERIFY(tree && *keysCompared(*tree) < *keysCompared(*flat));
        next(window);
        QVERIFY(guide->finding().contains(QString::number(*keysCompared(*flat), 'f', 0)));
        QVERIFY(guide->finding().contains(QString::number(*keysCompared(*tree), 'f', 0)));
    }
};

QTEST_MAIN(LessonsTest)
#include "lessons_test.moc"
