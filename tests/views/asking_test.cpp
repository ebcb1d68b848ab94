// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/question_match.h"
#include "tests/views/support/sample_window.h"
#include "views/models/text.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/composer.h"
#include "views/widgets/diff_label.h"
#include "views/widgets/run_card_dialog.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QSettings>
#include <QtGui/QClipboard>

using namespace akv;
using namespace akv::ui;

/// Before and after a question: what is known of the draft, names after "@", runs of one question, forks.
class AskingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-asking-test");
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_question = m_window->workspace().summary().suggestions.value(0);
        QVERIFY(!m_question.isEmpty());
    }
    void cleanupTestCase() { m_window.reset(); }

    void init() {
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->chat().busy(), 120000);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(m_window->conversation().rowCount(), 0);
        field()->clear();
        field()->setFocus();
    }

    void theDraftIsLookedUpBeforeItIsAsked() {
        ChatPage* page = m_window->chatPage();
        QTest::keyClicks(field(), m_question);
        const QuestionMatch match = matchOf(m_question);
        QCOMPARE(match.entities.size(), std::size_t(1));
        QCOMPARE(match.asked.size(), std::size_t(1));
        QTRY_VERIFY(page->preflightText().contains(
            QStringLiteral("1 entity matched: %1").arg(qs(match.entities.front().name))));
        const QString text = page->preflightText();
        QVERIFY2(text.contains(QStringLiteral("1 row holds its answer")), qPrintable(text));
        const WorkspaceSummary& summary = m_window->workspace().summary();
        QVERIFY(text.contains(
            QStringLiteral("graph %1 attached, %2 triples").arg(summary.name, grouped(summary.counts.triples))));
        const Engine& engine = *m_window->chat().engine();
        const auto tokens = engine.prompt(toStd(m_question)).size();
        QVERIFY(text.contains(QStringLiteral("%1 of %2 prompt tokens").arg(tokens).arg(engine.info().contextLength)));
        QVERIFY(page->warningText().isEmpty());
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(last() && last()->answer, 120000);
        QCOMPARE(std::size_t(last()->answer->promptTokens), tokens); // what was promised
    }

    void whatTheModelCannotIsSaid() {
        ChatPage* page = m_window->chatPage();
        QTest::keyClicks(field(), QStringLiteral("How many countries border Germany?"));
        QTRY_VERIFY(page->warningText().contains(QStringLiteral("counting")));
        field()->clear();
        QTest::keyClicks(field(), m_window->workspace().summary().unknown);
        QTRY_VERIFY(page->preflightText().contains(QStringLiteral("no entity of the graph is named")));
        QVERIFY(page->warningText().isEmpty());
        field()->clear();
        QGuiApplication::clipboard()->setText(
            QStringLiteral("why ").repeated(m_window->chat().engine()->info().contextLength));
        QTest::keyClick(field(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(page->warningText().contains(QStringLiteral("shorten it")));
    }

    void namesAreOfferedAfterAnAtSign() {
        QTest::keyClicks(field(), QStringLiteral("What is the capital of @Kaz"));
        QTRY_VERIFY(field()->offering());
        QVERIFY(field()->offered().contains(QStringLiteral("Kazakhstan")));
        const auto known =
            Workspace::open(m_window->workspace().summary().folder.toStdString(), Workspace::Access::Read);
        QVERIFY(known.ok());
        for (const QString& name : field()->offered()) {
            const auto entity = known.value()->triples().entityByName(toStd(name));
            QVERIFY2(entity.ok() && entity.value(), qPrintable(name)); // nothing that is not in the graph
        }
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QVERIFY(!field()->offering());
        QTest::keyClicks(field(), QStringLiteral("a"));
        QTRY_VERIFY(field()->offering());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(field()->toPlainText(), QStringLiteral("What is the capital of ") + field()->offered().front());
        QVERIFY(!field()->offering());
        QCOMPARE(m_window->conversation().rowCount(), 0); // the key took the name, it did not send
        QTest::keyClicks(field(), QStringLiteral(" @zzzzqq"));
        QTest::qWait(300);
        QVERIFY(!field()->offering());
    }

    void aRunIsRepeatedTokenByToken_data() {
        QTest::addColumn<float>("temperature");
        QTest::newRow("greedy") << 0.0F;
        QTest::newRow("sampled") << 1.5F;
    }
    void aRunIsRepeatedTokenByToken() {
        QFETCH(float, temperature);
        AnswerSettings settings;
        settings.temperature = temperature;
        settings.seed = 11;
        m_window->chat().setAnswerSettings(settings);
        const Turn* asked = test::askByKeyboard(*m_window, m_question);
        m_window->chat().setAnswerSettings({}); // the card, not what is set now, says how it is repeated
        QVERIFY(asked);
        const Turn first = *asked;
        QTRY_VERIFY(!m_window->chat().busy());
        TurnView* view = m_window->chatPage()->turnView(first.id);
        QTest::mouseClick(view->runCardButton(), Qt::LeftButton);
        auto* dialog = m_window->findChild<RunCardDialog*>();
        QVERIFY(dialog && dialog->isVisible() && dialog->rerunButton()->isEnabled());
        QVERIFY(dialog->text().contains(qs(first.answer->trace.card.modelHash)));
        QVERIFY(dialog->text().contains(QStringLiteral("seed: 11")));
        QTest::mouseClick(test::buttonNamed(dialog, QStringLiteral("Copy as JSON")), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(qs(first.answer->trace.card.storeHash)));
        QTest::mouseClick(dialog->rerunButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(last()->id != first.id && last()->answer, 120000);
        const Answer& again = *last()->answer;
        QCOMPARE(again.tokens.size(), first.answer->tokens.size());
        for (std::size_t i = 0; i < again.tokens.size(); ++i) QCOMPARE(again.tokens[i].id, first.answer->tokens[i].id);
        QCOMPARE(again.trace.card.temperature, temperature);
        const auto* verdict = m_window->chatPage()->turnView(last()->id)->findChild<DiffLabel*>();
        QVERIFY(verdict && verdict->isVisible());
        QVERIFY2(verdict->text().contains(QStringLiteral("all %1 tokens are identical").arg(again.tokens.size())),
                 qPrintable(verdict->text()));
    }

    void runsOfOneQuestionAreTurnedThrough() {
        const Turn* asked = test::askByKeyboard(*m_window, m_question);
        QVERIFY(asked);
        const int first = asked->id;
        QTRY_VERIFY(!m_window->chat().busy());
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(last()->id != first && last()->answer, 120000);
        const int second = last()->id;
        ChatPage* page = m_window->chatPage();
        QTRY_VERIFY(page->turnView(second)->isVisible());
        QVERIFY(!page->turnView(first)->isVisible());
        QCOMPARE(page->turnView(second)->variantText(), QStringLiteral("run 2 of 2"));
        QTest::mouseClick(page->turnView(second)->variantButton(false), Qt::LeftButton);
        QVERIFY(page->turnView(first)->isVisible() && !page->turnView(second)->isVisible());
        QCOMPARE(page->turnView(first)->variantText(), QStringLiteral("run 1 of 2"));
        QCOMPARE(m_window->inspectorPage()->answer(), m_window->conversation().turn(first)->answer); // it follows
        QVERIFY(!page->turnView(first)->variantButton(false)->isEnabled());
        QTest::mouseClick(page->turnView(first)->variantButton(true), Qt::LeftButton);
        QVERIFY(page->turnView(second)->isVisible());
        QCOMPARE(m_window->inspectorPage()->answer(), m_window->conversation().turn(second)->answer);
    }

    void aForkHoldsTheTurnsBefore() {
        QVERIFY(test::askByKeyboard(*m_window, m_question));
        const QString other = m_window->workspace().summary().suggestions.value(1);
        const Turn* second = test::askByKeyboard(*m_window, other);
        QVERIFY(second);
        QTRY_VERIFY(!m_window->chat().busy());
        const QString firstText = m_window->conversation().turns().front().text;
        QPushButton* fork = test::buttonNamed(m_window->chatPage()->turnView(second->id), QStringLiteral("Fork"));
        QVERIFY(fork);
        QTest::mouseClick(fork, Qt::LeftButton);
        QTRY_COMPARE(m_window->conversation().rowCount(), 1);
        QCOMPARE(last()->question, m_question);
        QCOMPARE(last()->text, firstText);
        QVERIFY(last()->answer && !last()->answer->evidence.empty());
        // The last question comes back with the arrow key in an empty field.
        field()->setFocus();
        QTest::keyClick(field(), Qt::Key_Up);
        QCOMPARE(field()->toPlainText(), m_question);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier); // edit it in a fork
        QCOMPARE(field()->toPlainText(), m_question);
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(field()->toPlainText().isEmpty());
        QCOMPARE(m_window->conversation().rowCount(), 1);
    }

private:
    Composer* field() const { return m_window->chatPage()->questionField(); }
    const Turn* last() const { return m_window->conversation().last(); }

    QuestionMatch matchOf(const QString& question) const {
        const auto workspace =
            Workspace::open(m_window->workspace().summary().folder.toStdString(), Workspace::Access::Read);
        if (!workspace.ok()) return {};
        auto match = matchQuestion(*workspace.value(), toStd(question));
        return match.ok() ? std::move(match).value() : QuestionMatch();
    }

    std::unique_ptr<MainWindow> m_window;
    QString m_question;
};

QTEST_MAIN(AskingTest)
#include "asking_test.moc"
