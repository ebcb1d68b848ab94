// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "tests/views/support/sample_window.h"
#include "views/models/search_model.h"
#include "views/models/text.h"
#include "views/models/triple_table_model.h"
#include "views/pages/chat_page.h"
#include "views/pages/check_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/start_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QStandardPaths>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace akv;
using namespace akv::ui;

/// Drives the whole window by mouse and keyboard over the bundled sample and model.
class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::prepareApplication("atlaskv-workbench-test"); }

    void aMissingGraphIsSaid() {
        MainWindow window{QString()};
        window.show();
        window.openWorkspace(QStringLiteral("/nowhere/at all.akv"));
        QTRY_VERIFY(!statusOf(window).isEmpty() && statusOf(window).contains(QStringLiteral("/nowhere")));
        QVERIFY(!window.workspace().isOpen());
    }

    void keysReachEveryPage() {
        MainWindow window{QString()};
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (int i = 8; i >= 0; --i) {
            QTest::keyClick(&window, Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(window.rail()->current(), i);
        }
        window.showActivity(MainWindow::Chat);
        QTest::keyClick(window.chatPage()->composer(), Qt::Key_K, Qt::ControlModifier); // also from a text field
        QVERIFY(window.omnibox()->isVisible());
        QTest::keyClicks(window.omnibox()->field(), QStringLiteral("go to mem"));
        QTest::keyClick(window.omnibox()->field(), Qt::Key_Return);
        QCOMPARE(window.rail()->current(), int(MainWindow::Memory));
    }

    void askInspectMaskAndCheck() {
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        QDir(userSampleFolder()).removeRecursively();
        MainWindow window{QString()};
        window.resize(1440, 900);
        window.show();
        QTest::mouseClick(window.startPage()->sampleButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.chat().state() == ChatController::EngineState::Ready, 120000);
        QVERIFY(QFileInfo(userSampleFolder()).isDir());

        const QString question = window.workspace().summary().suggestions.value(0);
        QVERIFY(!question.isEmpty());
        QTest::keyClicks(window.chatPage()->composer(), question);
        QTest::keyClick(window.chatPage()->composer(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window.conversation().last() && window.conversation().last()->answer, 120000);
        const Turn first = *window.conversation().last();
        QVERIFY(!first.answer->tokens.empty());
        QVERIFY(!first.answer->evidence.empty());

        clickToken(window, first, int(first.answer->tokens.size()) - 1);
        QCOMPARE(window.inspectorPage()->step(), first.answer->tokens.back().step);
        const auto& funnel = window.inspectorPage()->funnel()->funnel();
        const LayerRecord* record =
            first.answer->trace.find(window.inspectorPage()->step(), window.inspectorPage()->layer());
        QVERIFY(funnel && record);
        QCOMPARE(funnel->leaf.items.size(), record->leaf.kept.size());
        QCOMPARE(window.inspectorPage()->leafTable()->model()->rowCount(), int(record->leaf.kept.size()));

        maskTopEvidence(window, first);
        search(window);
        searchRelation(window);
        selfCheck(window);
    }

private:
    static QString statusOf(MainWindow& window) {
        for (const QLabel* label : window.startPage()->findChildren<QLabel*>())
            if (label->property("role").toString() == QStringLiteral("error") &&
                label->isVisibleTo(window.startPage()) && label->text().contains(QStringLiteral("nowhere")))
                return label->text();
        return {};
    }

    static void clickToken(MainWindow& window, const Turn& turn, int token) {
        TokenStrip* strip = window.chatPage()->turnView(turn.id)->strip();
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tokenRect(token).center());
    }

    static void maskTopEvidence(MainWindow& window, const Turn& first) {
        window.inspectorPage()->leafTable()->selectRow(0);
        const qint64 masked = window.inspectorPage()->leafTable()->currentIndex().data(Qt::UserRole + 1).toLongLong();
        for (QPushButton* button : window.inspectorPage()->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Mask and ask again")) QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.conversation().last()->id != first.id && window.conversation().last()->answer,
                                 120000);
        const Turn* again = window.conversation().last();
        QCOMPARE(again->baseTurn, first.id);
        for (const Evidence& e : again->answer->evidence) QVERIFY(e.triple.value() != masked);
    }

    static void search(MainWindow& window) {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(window.omnibox()->isVisible());
        const QString name = window.workspace().summary().firstEntity;
        QTest::keyClicks(window.omnibox()->field(), name);
        QTRY_VERIFY_WITH_TIMEOUT(window.omnibox()->list()->model()->rowCount() > 0, 20000);
        QTest::keyClick(window.omnibox()->field(), Qt::Key_Return);
        QVERIFY(!window.omnibox()->isVisible());
        QCOMPARE(window.rail()->current(), int(MainWindow::Graph));
        QTRY_VERIFY_WITH_TIMEOUT(!window.explorerPage()->canvas()->graph().neighbours.empty(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(window.explorerPage()->table()->model()->rowCount() > 0, 20000);
    }

    static void searchRelation(MainWindow& window) {
        window.showActivity(MainWindow::Chat);
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        const RelationCount relation = window.workspace().summary().relations.front();
        QTest::keyClicks(window.omnibox()->field(), qs(relation.relation));
        QListView* list = window.omnibox()->list();
        const auto hit = [&] {
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                const QModelIndex index = list->model()->index(row, 0);
                if (index.data(SearchModel::KindRole).toInt() == SearchModel::RelationHit) return index;
            }
            return QModelIndex();
        };
        QTRY_VERIFY_WITH_TIMEOUT(hit().isValid(), 20000);
        QCOMPARE(hit().data(SearchModel::TitleRole).toString(), qs(relation.relation));
        QVERIFY(hit().data(SearchModel::DetailRole).toString().contains(QString::number(relation.count)));
        list->setCurrentIndex(hit());
        QTest::keyClick(window.omnibox()->field(), Qt::Key_Return);
        QCOMPARE(window.rail()->current(), int(MainWindow::Graph));
        const auto* table = qobject_cast<const TripleTableModel*>(window.explorerPage()->table()->model());
        QVERIFY(table);
        QTRY_COMPARE_WITH_TIMEOUT(table->total(), quint64(relation.count), 20000);
        for (int row = 0; row < table->rowCount(); ++row)
            QCOMPARE(table->index(row, 1).data().toString(), qs(relation.relation));
        window.explorerPage()->setFilterText({});
    }

    static void selfCheck(MainWindow& window) {
        QTest::mouseClick(window.rail()->button(MainWindow::Check), Qt::LeftButton);
        QPushButton* run = window.checkPage()->runButton();
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(!run->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), 240000);
        int holds = 0;
        for (const QLabel* label : window.checkPage()->findChildren<QLabel*>()) {
            QVERIFY2(label->accessibleName() != QStringLiteral("violated"), "an invariant does not hold");
            holds += label->accessibleName() == QStringLiteral("holds") ? 1 : 0;
        }
        QVERIFY(holds >= 10);
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
