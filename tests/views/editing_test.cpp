// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/triple_page.h"
#include "views/widgets/triple_dialog.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QTextBrowser>

using namespace akv;
using namespace akv::ui;

/// A changed triple in the window: what is asked afterwards, what its card tells, undo and redo.
class EditingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_window = test::graphPageOfSample("atlaskv-editing-test");
        QVERIFY2(m_window, "the sample, its model or its picture is missing");
        m_page = m_window->explorerPage();
    }
    void cleanupTestCase() { m_window.reset(); }

    void anEditedValueChangesTheAnswerAndUndoBringsItBack() {
        const QString question = QStringLiteral("What is the capital of Kazakhstan?");
        test::chooseTriple(*m_page, QStringLiteral("Kazakhstan capital"));
        const qint64 id = m_page->currentTriple();
        QTest::mouseClick(m_page->editButton(), Qt::LeftButton);
        auto* dialog = m_window->findChild<TripleDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!dialog->okButton()->isEnabled()); // nothing changed yet
        dialog->field(2)->selectAll();
        QTest::keyClicks(dialog->field(2), QStringLiteral("Vienna"));
        grabWidget(*dialog, "explorer-dialog");
        QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
        QVERIFY(m_window->edits().running());
        QVERIFY(m_window->chatPage()->noticeText().contains(QStringLiteral("brought up to date")));
        grab("explorer-editing");
        waitForEdit(1);
        QVERIFY(m_window->chatPage()->noticeText().isEmpty());
        const Turn* edited = test::askByKeyboard(*m_window, question);
        QVERIFY(edited);
        QCOMPARE(edited->answer->evidence.front().triple.value(), id);
        QCOMPARE(edited->answer->evidence.front().value, std::string("Vienna"));
        QVERIFY2(edited->answer->text.find("Vienna") != std::string::npos, edited->answer->text.c_str());

        m_window->showActivity(MainWindow::Graph);
        Q_EMIT m_page->tripleChosen(id);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->card()->card().changes.size(), std::size_t(1), 20000);
        const TripleChange& change = m_page->card()->card().changes.front();
        QVERIFY(change.kind == TripleChange::Kind::Changed && change.tail != "Vienna");
        const QString card = m_page->card()->text()->toPlainText();
        QVERIFY2(card.contains(QStringLiteral("changed; before it was Kazakhstan · capital · ") +
                               QString::fromStdString(change.tail)),
                 qPrintable(card));
        grab("explorer-changes");
        focusTable();
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(m_window->edits().running(), qPrintable(m_page->noteText()));
        waitForEdit(0);
        const Turn* back = test::askByKeyboard(*m_window, question);
        QVERIFY(back);
        QVERIFY(back->answer->evidence.front().value != "Vienna");
        m_window->showActivity(MainWindow::Graph);
        focusTable();
        QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
        waitForEdit(1);
    }

    void aTripleIsDeletedAfterAQuestion() {
        test::chooseTriple(*m_page, QStringLiteral("Kazakhstan capital"));
        const auto before = m_window->workspace().summary().counts.triples;
        focusTable();
        QTest::keyClick(m_window.get(), Qt::Key_Delete, Qt::ShiftModifier);
        auto* box = m_window->findChild<QMessageBox*>();
        QVERIFY(box && box->isVisible());
        QVERIFY(!m_window->edits().running());
        for (QAbstractButton* button : box->buttons())
            if (button->text() == QStringLiteral("Delete")) QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(m_window->edits().running());
        waitForEdit(2);
        QCOMPARE(m_window->workspace().summary().counts.triples, before - 1);
    }

private:
    void focusTable() {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_page->table()->setFocus();
    }
    /// The edit has ended and the engine with the new store is there.
    void waitForEdit(int index) {
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->edits().running(), 180000);
        QCOMPARE(m_window->edits().history().index(), index);
        QVERIFY2(m_window->edits().staleTriples() == 0, qPrintable(m_page->noteText()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->chat().state() == ChatController::EngineState::Loading ||
                                     m_window->workspace().summary().storeProblem.isEmpty(),
                                 60000);
        QTest::qWait(200);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->chat().state() == ChatController::EngineState::Ready &&
                                     m_window->chat().engine()->store(),
                                 120000);
    }
    void grab(const char* name) { grabWidget(*m_window, name); }
    static void grabWidget(QWidget& widget, const char* name) {
        const QString folder = qEnvironmentVariable("AKV_GRABS");
        if (!folder.isEmpty()) widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name)));
    }

    std::unique_ptr<MainWindow> m_window;
    ExplorerPage* m_page = nullptr;
};

QTEST_MAIN(EditingTest)
#include "editing_test.moc"
