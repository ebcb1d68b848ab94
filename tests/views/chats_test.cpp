// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/sample_window.h"
#include "views/bridge/job_queue.h"
#include "views/models/chat_list_model.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/chat_list.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace akv;
using namespace akv::ui;

/// The kept conversations: by mouse and keyboard, over a restart of the window.
class ChatsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-chats-test");
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        QDir(userSampleFolder()).removeRecursively();
    }

    void theQueueKeepsOrderAndFinishes() {
        std::vector<int> seen;
        {
            JobQueue queue;
            for (int i = 0; i < 20; ++i)
                queue.add<void>(
                    [&seen, i]() -> Result<void> {
                        seen.push_back(i);
                        return {};
                    },
                    [](Result<void>) {});
        }
        QCOMPARE(seen.size(), std::size_t(20)); // nothing is dropped when the queue goes away
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    }

    void theListIsAModel() {
        ChatListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ChatSummary chat;
        chat.id = ChatId(4), chat.title = "首都 · a", chat.turns = 2, chat.snippet = "…tenge…";
        model.setChats({chat});
        model.setCurrent(4);
        QVERIFY(model.index(0).data(ChatListModel::DetailRole).toString().contains(QStringLiteral("tenge")));
        QVERIFY(model.index(0).data(ChatListModel::DetailRole).toString().startsWith(QStringLiteral("open")));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setChats({chat});
        model.setCurrent(4);
        QCOMPARE(changed.size(), 0); // an editor that is open is not read anew
        chat.turns = 3;
        model.setChats({chat});
        QCOMPARE(changed.size(), 1);
        QSignalSpy renamed(&model, &ChatListModel::renameWanted);
        QVERIFY(!model.setData(model.index(0), QStringLiteral("   ")));
        QVERIFY(model.setData(model.index(0), QStringLiteral(" new  name ")));
        QCOMPARE(renamed.front().at(1).toString(), QStringLiteral("new name"));
    }

    void aRestartBringsTheConversationBack() {
        QStringList questions;
        QString answer;
        {
            MainWindow window{QString()};
            QVERIFY(test::openSample(window));
            questions = window.workspace().summary().suggestions;
            QVERIFY(questions.size() >= 2);
            QVERIFY(test::askByKeyboard(window, questions[0]));
            const Turn* second = test::askByKeyboard(window, questions[1]);
            QVERIFY(second);
            answer = second->text;
        }
        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        QCOMPARE(window.conversation().rowCount(), 0);
        ChatList* list = openList(window);
        QTRY_COMPARE(list->view()->model()->rowCount(), 1);
        QTest::keyClicks(list->field(), QStringLiteral("zzzz"));
        QTRY_COMPARE(list->view()->model()->rowCount(), 0);
        list->field()->clear();
        QTest::keyClicks(list->field(), answer.section(QLatin1Char(' '), -1).remove(QLatin1Char('.')));
        QTRY_COMPARE(list->view()->model()->rowCount(), 1);
        QTest::keyClick(list->field(), Qt::Key_Return);
        QTRY_COMPARE(window.conversation().rowCount(), 2);
        const Turn* last = window.conversation().last();
        QCOMPARE(last->text, answer);
        QVERIFY(!last->answer->tokens.empty() && !last->answer->evidence.empty());
        TokenStrip* strip = window.chatPage()->turnView(last->id)->strip();
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tokenRect(1).center());
        QVERIFY(window.inspectorPage()->funnel()->funnel()); // the trace came back with it

        editAndFork(window, questions[1]);
        renameDeleteUndo(window);
    }

private:
    static ChatList* openList(MainWindow& window) {
        if (!window.chatPage()->chatsButton()->isChecked())
            QTest::mouseClick(window.chatPage()->chatsButton(), Qt::LeftButton);
        return window.chatPage()->chatList();
    }

    /// Edits the first question: the new chat holds nothing before it and the edited question alone.
    static void editAndFork(MainWindow& window, const QString& instead) {
        const int first = window.conversation().turns().front().id;
        QPushButton* edit = test::buttonNamed(window.chatPage()->turnView(first), QStringLiteral("Edit"));
        QVERIFY(edit);
        QTest::mouseClick(edit, Qt::LeftButton);
        QCOMPARE(window.chatPage()->composer()->toPlainText(), window.conversation().turns().front().question);
        window.chatPage()->composer()->clear();
        QTest::keyClicks(window.chatPage()->composer(), instead);
        QTest::keyClick(window.chatPage()->composer(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window.conversation().rowCount() == 1 && window.conversation().last()->answer, 120000);
        QCOMPARE(window.conversation().last()->question, instead);
        ChatList* list = openList(window);
        list->field()->clear();
        QTRY_COMPARE(list->view()->model()->rowCount(), 2); // the chat that was forked is as it was
    }

    static void renameDeleteUndo(MainWindow& window) {
        ChatList* list = openList(window);
        QAbstractItemModel* model = list->view()->model();
        window.chats().waitForDone();
        QTest::qWait(50);
        list->view()->setCurrentIndex(model->index(0, 0));
        list->view()->setFocus();
        QTest::keyClick(list->view(), Qt::Key_F2);
        auto* editor = list->view()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("Renamed chat"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(model->index(0, 0).data().toString(), QStringLiteral("Renamed chat"));
        list->view()->setCurrentIndex(model->index(0, 0));
        QTest::keyClick(list->view(), Qt::Key_Delete);
        QTRY_COMPARE(model->rowCount(), 1);
        QVERIFY(list->undoButton()->isVisible());
        QTest::mouseClick(list->undoButton(), Qt::LeftButton);
        QTRY_COMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Renamed chat"));
        const QString file = QDir::tempPath() + QStringLiteral("/akv-chat-export.md");
        window.chats().exportTo(model->index(0, 0).data(ChatListModel::IdRole).toLongLong(), ChatFormat::Markdown,
                                file);
        window.chats().waitForDone();
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        QVERIFY(read.readAll().startsWith("# Renamed chat"));
        read.remove();
    }
};

QTEST_MAIN(ChatsTest)
#include "chats_test.moc"
