// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/traces.h"
#include "views/models/chat_list_model.h"
#include "views/models/conversation_model.h"
#include "views/models/job_model.h"
#include "views/models/triple_table_model.h"
#include "views/pages/build_page.h"
#include "views/pages/chat_page.h"
#include "views/pages/check_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/jobs_panel.h"
#include "views/pages/memory_page.h"
#include "views/pages/start_page.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/lambda_map_view.h"
#include "views/widgets/style/workbench_style.h"
#include "views/widgets/theme.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/top_bar.h"
#include "views/widgets/turn_view.h"

#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableView>

using namespace akv;
using namespace akv::ui;

namespace {

/// Pixels of `widget` that have exactly this colour.
int pixelsOf(QWidget& widget, const QColor& colour, const QRect& where = {}) {
    const QImage image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QRect area = where.isNull() ? image.rect() : where.intersected(image.rect());
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x) count += image.pixelColor(x, y).rgb() == colour.rgb() ? 1 : 0;
    return count;
}

Turn askedTurn() {
    Turn turn;
    turn.question = QStringLiteral("What is the capital of Kazakhstan?");
    return turn;
}

} // namespace

class WidgetsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressApplication(lightTheme()); }

    void funnelDrawsExactlyTheRecord() {
        const auto answer = test::builtAnswer();
        const LayerRecord& record = *answer->trace.find(5, 4);
        FunnelView view;
        view.resize(900, 2000); // room for everything
        view.setFunnel(buildFunnel(answer->trace, 5, 4, test::builtParents()));
        const LevelRecord* levels[] = {&record.root, &record.inter, &record.leaf};
        for (int column = 0; column < 3; ++column) {
            std::vector<std::uint32_t> kept, below;
            for (const auto& drawn : view.drawnItems())
                if (drawn.column == column) (drawn.kept ? kept : below).push_back(drawn.id);
            QVERIFY(kept == levels[column]->kept);
            QVERIFY(below == levels[column]->runnersUp);
        }
        for (int i = 0; i < view.itemCount(); ++i) {
            const auto& drawn = view.drawnItems()[std::size_t(i)];
            QVERIFY(view.rect().contains(drawn.rect.toAlignedRect()));
            QVERIFY(view.itemName(i).contains(drawn.label) && view.itemName(i).contains(drawn.score));
        }
        // Bars carry the level's colour above the cut, and only there.
        const Theme& t = lightTheme();
        QVERIFY(pixelsOf(view, t.root) > 100 && pixelsOf(view, t.inter) > 100 && pixelsOf(view, t.leaf) > 100);
        for (const auto& drawn : view.drawnItems())
            if (!drawn.kept)
                QCOMPARE(pixelsOf(view,
                                  drawn.column == 0   ? t.root
                                  : drawn.column == 1 ? t.inter
                                                      : t.leaf,
                                  drawn.rect.toAlignedRect()),
                         0);
    }

    void funnelCountsWhatDoesNotFit() {
        const auto answer = test::builtAnswer();
        FunnelView view;
        view.resize(900, 300);
        view.setFunnel(buildFunnel(answer->trace, 5, 4, test::builtParents()));
        for (const auto& drawn : view.drawnItems()) QVERIFY(drawn.rect.bottom() <= view.height() + 2);
        FunnelColumn column;
        column.kept = 11, column.available = 11;
        QVERIFY(FunnelView::counterText(column, false).contains(QStringLiteral("no pruning here")));
        column.available = 37;
        QCOMPARE(FunnelView::counterText(column, false), QStringLiteral("11 of 37 kept"));
        QVERIFY(FunnelView::counterText({}, true).contains(QStringLiteral("flat")));
    }

    void funnelWalksTheLeaves() {
        FunnelView view;
        view.resize(900, 500);
        view.setFunnel(buildFunnel(test::builtAnswer()->trace, 5, 4, {}));
        QSignalSpy clicked(&view, &FunnelView::leafClicked);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(clicked.back().front().toLongLong(), 101);
        for (const auto& drawn : view.drawnItems())
            if (drawn.column == 2 && drawn.id == 2)
                QTest::mouseClick(&view, Qt::LeftButton, {}, drawn.rect.center().toPoint());
        QCOMPARE(clicked.back().front().toLongLong(), 102);
    }

    void linesBreakBetweenWords() {
        TokenStrip strip;
        const auto show = [&strip](int width) {
            strip.resize(width, 100);
            strip.setTokens({{0, QStringLiteral("Western"), {}, {}},
                             {1, QStringLiteral(" Eur"), {}, {}},
                             {2, QStringLiteral("ope"), {}, {}},
                             {3, QStringLiteral("."), {}, {}}});
        };
        show(1000);
        QCOMPARE(strip.tokenRect(3).top(), strip.tokenRect(0).top());
        show(strip.tokenRect(3).left() + 1); // room for all but the full stop
        QCOMPARE(strip.tokenRect(1).top(), strip.tokenRect(3).top());
        QCOMPARE(strip.tokenRect(1).left(), 0);
        QVERIFY(strip.tokenRect(3).top() > strip.tokenRect(0).top());
        show(strip.tokenRect(3).left()); // no room for the word either: it breaks where it must
        QVERIFY(strip.tokenRect(3).top() > strip.tokenRect(1).top());
    }

    void tokenStripEmitsTheRightStep() {
        TokenStrip strip;
        strip.resize(180, 200); // narrow: wraps
        strip.setTokens({{0, QStringLiteral("The"), 0.1F, {}},
                         {1, QStringLiteral(" capital"), 0.5F, {}},
                         {2, QStringLiteral(" of"), {}, {}},
                         {3, QStringLiteral(" Donaudampfschifffahrtsgesellschaft"), 1.0F, {}},
                         {4, QString::fromUtf8(" 东京"), 0.2F, {}}});
        QSignalSpy clicked(&strip, &TokenStrip::tokenClicked);
        for (int i = 0; i < 5; ++i) {
            QVERIFY(strip.tokenRect(i).right() <= strip.width());
            QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.tokenRect(i).center());
            QCOMPARE(clicked.back().front().toInt(), i);
        }
        QVERIFY(strip.tokenRect(4).top() > strip.tokenRect(0).top());
        QTest::keyClick(&strip, Qt::Key_Left);
        QCOMPARE(strip.currentStep(), 3);
        QTest::keyClick(&strip, Qt::Key_Home);
        QTest::keyClick(&strip, Qt::Key_Left);
        QCOMPARE(clicked.back().front().toInt(), 0);
        strip.setCurrentStep(-1);
        QVERIFY(pixelsOf(strip, blend(lightTheme().card, lightTheme().knowledge, kTintAtOne), strip.tokenRect(3)) > 50);
    }

    void heatMapClicksAndKeys() {
        LambdaMapView view;
        view.resize(400, 240);
        view.setMap(buildLambdaMap(test::builtAnswer()->trace), {0, 1, 2, 3, 4, 5, 6, 7});
        view.setCurrent(5, 4);
        QSignalSpy clicked(&view, &LambdaMapView::cellClicked);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(5, 2).center().toPoint());
        QCOMPARE(clicked.back(), (QVariantList{2, 7}));
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(clicked.back(), (QVariantList{5, 5}));
        QVERIFY(view.cellRect(5, 0).top() < view.cellRect(0, 0).top()); // deeper layers on top
    }

    void maskVerdictIsHonest() {
        Turn base = askedTurn(), again = askedTurn();
        base.answer = test::builtAnswer();
        again.answer = test::builtAnswer();
        QVERIFY(TurnView::maskVerdict(again, base).startsWith(QStringLiteral("No change")));
        auto other = std::make_shared<Answer>(*test::builtAnswer());
        other->text = "The capital of Kazakhstan is Almaty.";
        again.answer = other;
        QVERIFY(TurnView::maskVerdict(again, base).contains(QStringLiteral("changed")));
    }

    void chatSendsStopsAndShowsEvidence() {
        ConversationModel model;
        ChatListModel chats;
        ChatPage page(model, chats);
        page.resize(450, 800);
        page.show();
        QSignalSpy asked(&page, &ChatPage::askRequested), stopped(&page, &ChatPage::stopRequested),
            masked(&page, &ChatPage::maskRequested);
        QTest::keyClicks(page.composer(), QStringLiteral("Who?"));
        QTest::keyClick(page.composer(), Qt::Key_Return);
        QCOMPARE(asked.size(), 0); // no model yet
        page.setEngineState(ChatPage::Engine::Ready, {});
        QTest::keyClick(page.composer(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toString(), QStringLiteral("Who?"));
        page.setBusy(true);
        QTest::keyClick(page.composer(), Qt::Key_Escape);
        QTest::mouseClick(page.sendButton(), Qt::LeftButton);
        QCOMPARE(stopped.size(), 2);
        page.setBusy(false);
        const int id = model.addQuestion(askedTurn());
        model.setAnswer(id, test::builtAnswer(), {});
        TurnView* view = page.turnView(id);
        QVERIFY(view);
        QCOMPARE(view->chips().size(), 3);
        view->chips().front()->menu()->actions().at(1)->trigger();
        QCOMPARE(masked.front(), (QVariantList{id, 100LL, QStringLiteral("Kazakhstan · capital · Astana")}));
        const int failed = model.addQuestion(askedTurn());
        model.setError(failed, QStringLiteral("the reason"));
        QCOMPARE(page.turnView(failed)->noteText(), QStringLiteral("the reason"));
    }

    void inspectorFollowsStepAndLayer() {
        InspectorPage page;
        page.resize(950, 850);
        page.show();
        page.setAnswer(test::builtAnswer(), test::builtParents());
        page.setStep(5);
        QCOMPARE(page.layer(), 4); // where lambda is largest
        QCOMPARE(page.funnel()->funnel()->step, 5);
        QCOMPARE(page.leafTable()->model()->rowCount(), 8);
        page.moveLayer(1);
        QCOMPARE(page.funnel()->funnel()->layer, 5);
        page.moveLayer(99);
        QCOMPARE(page.layer(), 7);
        QSignalSpy masked(&page, &InspectorPage::maskRequested);
        page.leafTable()->selectRow(2);
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Mask and ask again")) QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(masked.front().front().toLongLong(), 102);
    }

    void topBarReportsModeAndK() {
        TopBar bar;
        bar.setModes({Mode::ZeroShot, Mode::Kblam, Mode::Atlas});
        bar.setMode(Mode::Atlas);
        bar.setModes({Mode::ZeroShot}); // Atlas cannot run any more
        QCOMPARE(bar.mode(), Mode::ZeroShot);
        bar.setK({3, 12, 8}, {6, 12, 8}, {});
        QCOMPARE(bar.k(), (PruneK{3, 12, 8}));
    }

    void everyControlHasAName() {
        ConversationModel conversation;
        TripleTableModel triples;
        JobModel jobs;
        QWidget root;
        new StartPage(&root);
        new ExplorerPage(triples, &root);
        ChatListModel chats;
        auto* chat = new ChatPage(conversation, chats, &root);
        new InspectorPage(&root);
        new BuildPage(&root);
        new MemoryPage(&root);
        new CheckPage(&root);
        new JobsPanel(jobs, &root);
        new TopBar(&root);
        new StatusStrip(&root);
        chat->setEngineState(ChatPage::Engine::Ready, {});
        const int id = conversation.addQuestion(askedTurn());
        conversation.setAnswer(id, test::builtAnswer(), {});
        int checked = 0;
        for (QWidget* widget : root.findChildren<QWidget*>()) {
            const bool control =
                qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                qobject_cast<QTableView*>(widget) || qobject_cast<QPlainTextEdit*>(widget) ||
                qobject_cast<TokenStrip*>(widget) || qobject_cast<FunnelView*>(widget) ||
                (qobject_cast<QLineEdit*>(widget) && !qobject_cast<QAbstractSpinBox*>(widget->parentWidget()));
            if (!control || widget->objectName().startsWith(QStringLiteral("qt_")) ||
                qobject_cast<QAbstractItemView*>(widget->parentWidget()))
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool inside = widget->parentWidget() && (qobject_cast<QLineEdit*>(widget->parentWidget()) ||
                                                           qobject_cast<QComboBox*>(widget->parentWidget()));
            if (inside) continue; // Qt's own clear button
            if (button && !button->isVisibleTo(button->parentWidget())) continue;
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(QStringLiteral("%1 in %2")
                                    .arg(QLatin1String(widget->metaObject()->className()),
                                         QLatin1String(widget->parentWidget()->metaObject()->className()))));
            ++checked;
        }
        QVERIFY(checked > 40);
    }
};

QTEST_MAIN(WidgetsTest)
#include "widgets_test.moc"
