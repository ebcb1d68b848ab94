// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/sample_window.h"
#include "views/pages/build_page.h"
#include "views/pages/check_page.h"
#include "views/widgets/chat_list.h"

#include <QtCore/QProcess>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

#include <cstdio>
#include <filesystem>

using namespace akv;
using namespace akv::ui;

namespace {

constexpr const char* kChild = "--ask-and-wait";

/// The program that is killed: opens the graph, asks once, says so when the answer is kept, begins a second answer.
int askAndWait(const QString& workspace) {
    MainWindow window{QString()};
    window.show();
    window.openWorkspace(workspace);
    if (!QTest::qWaitFor([&] { return window.chat().state() == ChatController::EngineState::Ready; }, 120000)) return 1;
    const QStringList questions = window.workspace().summary().suggestions;
    if (!test::askByKeyboard(window, questions.value(0))) return 1;
    QTest::qWait(500);
    window.ask(questions.value(1));
    QTest::qWait(200);
    std::puts("kept");
    std::fflush(stdout);
    return QApplication::exec();
}

} // namespace

/// What the user made survives the program, and the program survives what happens to its files.
class SafetyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
    }

    void aKilledProgramKeepsItsTurns() {
        QString folder, question;
        {
            MainWindow window{QString()};
            QVERIFY(test::openSample(window));
            folder = window.workspace().summary().folder;
            question = window.workspace().summary().suggestions.value(0);
        }
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QLatin1String(kChild), folder});
        QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine() || child.state() == QProcess::NotRunning, 180000);
        QCOMPARE(child.readLine().trimmed(), QByteArray("kept"));
        child.kill(); // SIGKILL: nothing of it runs any more
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        QTest::mouseClick(window.chatPage()->chatsButton(), Qt::LeftButton);
        ChatList* list = window.chatPage()->chatList();
        QTRY_COMPARE(list->view()->model()->rowCount(), 1);
        list->view()->setCurrentIndex(list->view()->model()->index(0, 0));
        QTest::keyClick(list->field(), Qt::Key_Return);
        QTRY_COMPARE(window.conversation().rowCount(), 2); // the one that was being answered too
        const Turn& kept = window.conversation().turns().front();
        QCOMPARE(kept.question, question);
        QVERIFY(kept.answer && !kept.answer->tokens.empty() && !kept.answer->evidence.empty());
        QVERIFY(test::askByKeyboard(window, question)); // and the graph can be asked on
    }

    void theDraftComesBack() {
        {
            MainWindow window{QString()};
            window.show();
            window.chatPage()->setDraft(QStringLiteral("What is the capital of"));
            window.close();
        }
        const MainWindow window{QString()};
        QCOMPARE(window.chatPage()->composer()->toPlainText(), QStringLiteral("What is the capital of"));
    }

    void theWindowClosesDuringAnyJob() {
        for (int job = 0; job < 4; ++job) {
            MainWindow window{QString()};
            if (job == 0) { // while the model is loaded
                window.show();
                window.openSample();
                QTRY_VERIFY_WITH_TIMEOUT(window.chat().state() == ChatController::EngineState::Loading, 60000);
            } else {
                QVERIFY(test::openSample(window));
                if (job == 1) window.ask(window.workspace().summary().suggestions.value(0));
                if (job == 2) window.checkPage()->runButton()->click();
                if (job == 3) window.buildPage()->runButton(BuildPage::Store)->click();
            }
            QVERIFY(window.close());
        }
        MainWindow window{QString()};
        QVERIFY(test::openSample(window)); // nothing is broken
        QVERIFY(test::askByKeyboard(window, window.workspace().summary().suggestions.value(0)));
    }

    void aGraphThatIsDeletedUnderTheProgramIsNamed() {
        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        const QString folder = window.workspace().summary().folder;
        QVERIFY(QDir(folder).removeRecursively());
        window.ask(window.workspace().summary().suggestions.value(0));
        QTRY_VERIFY_WITH_TIMEOUT(window.conversation().last() && !window.chat().busy() &&
                                     window.conversation().last()->state != Turn::State::Waiting,
                                 120000);
        const Turn* turn = window.conversation().last();
        QCOMPARE(turn->state, Turn::State::Failed);
        QVERIFY2(turn->error.contains(folder), qPrintable(turn->error));
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            window.showActivity(MainWindow::Activity(page));
            QTest::qWait(50);
        }
        window.openWorkspace(folder);
        QTRY_VERIFY_WITH_TIMEOUT(statusNames(window, folder), 60000);
        QVERIFY(test::openSample(window)); // a fresh copy of the sample
        QVERIFY(test::askByKeyboard(window, window.workspace().summary().suggestions.value(0)));
    }

    void aModelFolderThatIsRemovedWhileLoaded() {
        const QTemporaryDir folder;
        const QString model = folder.filePath(QStringLiteral("model"));
        std::filesystem::copy(bundledModel().toStdString(), model.toStdString(),
                              std::filesystem::copy_options::recursive);
        MainWindow window{model};
        QVERIFY(test::openSample(window));
        QVERIFY(QDir(model).removeRecursively());
        const QString question = window.workspace().summary().suggestions.value(0);
        QVERIFY(test::askByKeyboard(window, question)); // what is loaded stays loaded
        window.openWorkspace(window.workspace().summary().folder);
        QTRY_VERIFY_WITH_TIMEOUT(window.chat().state() == ChatController::EngineState::Failed, 60000);
        QVERIFY2(window.chat().stateMessage().contains(model), qPrintable(window.chat().stateMessage()));
    }

private:
    static bool statusNames(MainWindow& window, const QString& what) {
        for (const QLabel* label : window.startPage()->findChildren<QLabel*>())
            if (label->property("role").toString() == QStringLiteral("error") && label->text().contains(what))
                return true;
        return false;
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    test::prepareApplication("atlaskv-workbench-safety-test");
    if (argc == 3 && QLatin1String(argv[1]) == QLatin1String(kChild)) return askAndWait(QString::fromUtf8(argv[2]));
    SafetyTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "safety_test.moc"
