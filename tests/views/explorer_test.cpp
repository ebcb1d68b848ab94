// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/sample_window.h"
#include "tests/views/support/triple_page.h"
#include "views/models/effect_model.h"
#include "views/pages/card_view.h"
#include "views/pages/explorer_page.h"
#include "views/pages/graph_facets.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/graph_canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QTreeWidget>

using namespace akv;
using namespace akv::ui;

/// The Graph page by mouse and keyboard over a copy of the bundled sample: look around, change, undo, ask.
class ExplorerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_window = test::graphPageOfSample("atlaskv-explorer-test");
        QVERIFY2(m_window, "the sample, its model or its picture is missing");
        m_page = m_window->explorerPage();
    }
    void cleanupTestCase() { m_window.reset(); }

    void depthAndCapBoundThePicture() {
        m_page->capBox()->setValue(60);
        m_page->depthSlider()->setFocus();
        QTest::keyClick(m_page->depthSlider(), Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(deepest() == 2, 20000);
        QVERIFY(canvas().graph().neighbours.size() <= 60);
        QCOMPARE(canvas().graph().places.size(), canvas().graph().neighbours.size() + 1);
        for (std::size_t i = 0; i < canvas().graph().neighbours.size(); ++i)
            QVERIFY(QRectF(canvas().rect()).contains(canvas().nodeRect(i)));
        grab("explorer-depth2");
        m_page->capBox()->setValue(25);
        QTest::keyClick(m_page->depthSlider(), Qt::Key_Left);
        QTRY_VERIFY_WITH_TIMEOUT(deepest() == 1, 20000);
    }

    /// As the analyst perspective has it: beside the chat there is no room for three columns.
    void aNarrowPageStacksItsParts() {
        const auto placeOf = [](const QWidget* widget) { return QRect(widget->mapToGlobal(QPoint()), widget->size()); };
        const auto stacked = [&] {
            return placeOf(m_page->tabs()).top() > placeOf(&canvas()).bottom() &&
                   m_page->tabs()->isAncestorOf(m_page->table());
        };
        m_window->setPerspective(QStringLiteral("researcher"));
        m_window->showActivity(MainWindow::Graph);
        QTRY_VERIFY(m_page->isVisible() && !stacked());
        m_window->setPerspective(QStringLiteral("analyst"));
        QTRY_VERIFY(m_page->isVisible() && stacked());
        m_page->tabs()->setCurrentIndex(0);
        QTRY_VERIFY(m_page->table()->isVisible());
        QTRY_VERIFY(placeOf(m_window.get()).contains(placeOf(m_page->table()))); // nothing is cut off
        QTRY_VERIFY(placeOf(m_window.get()).contains(placeOf(m_page->tabs())));
        grab("explorer-narrow");
        m_page->table()->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->card()->card().triple.id.value() == m_page->currentTriple(), 10000);
        m_window->setPerspective(QStringLiteral("researcher"));
        m_window->showActivity(MainWindow::Graph);
        QTRY_VERIFY(m_page->isVisible() && !stacked());
        QVERIFY(m_page->table()->isVisible() && !m_page->tabs()->isAncestorOf(m_page->table()));
        m_page->tabs()->setCurrentWidget(m_page->card());
    }

    void aHiddenRelationLeavesThePicture() {
        const QString relation = canvas().graph().edges.front().relations.front();
        m_page->tabs()->setCurrentWidget(m_page->facets());
        const auto found = m_page->facets()->tree()->findItems(relation, Qt::MatchExactly | Qt::MatchRecursive, 0);
        QCOMPARE(found.size(), 1);
        QVERIFY(found.front()->text(1).toInt() > 0);
        grab("explorer-facets");
        found.front()->setCheckState(0, Qt::Unchecked);
        const auto drawn = [&] {
            for (const GraphEdge& edge : canvas().graph().edges)
                if (edge.relations.contains(relation)) return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!drawn(), 20000);
        found.front()->setCheckState(0, Qt::Checked);
        QTRY_VERIFY_WITH_TIMEOUT(drawn(), 20000);
    }

    void aDraggedNodeStaysWhereItWasPut() {
        const QPoint from = canvas().nodeRect(1).center().toPoint();
        const QPoint to(canvas().width() / 2 + 60, 60);
        const QString centre = m_page->centre();
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, canvas().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&canvas(), &move);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, to);
        QCOMPARE(canvas().graph().pins.size(), std::size_t(1));
        const auto folder = std::filesystem::path(userSampleFolder().toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(readPins(folder, centre.toStdString())->size() == 1, 10000);
        m_page->canvas()->setGraph({});
        m_window->workspace().readNeighbours(centre);
        QTRY_VERIFY_WITH_TIMEOUT(canvas().graph().pins.size() == 1, 10000);
        QVERIFY((canvas().nodeRect(1).center() - QPointF(to)).manhattanLength() < 12);
        QTest::mouseClick(test::buttonNamed(m_page, QStringLiteral("Unpin all")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(readPins(folder, centre.toStdString())->empty(), 10000);
    }

    /// Menus, keys and the mouse over the picture; the graph itself stays as it is.
    void entitiesAreExpandedAndTakenOutOfThePicture() {
        const auto triples = m_window->workspace().summary().counts.triples;
        const auto names = [&] {
            QSet<QString> out;
            for (const GraphNode& node : canvas().graph().neighbours) out.insert(node.name);
            return out;
        };
        const auto nodeOf = [&](const QString& name) {
            for (std::size_t i = 0; i < canvas().graph().neighbours.size(); ++i)
                if (canvas().graph().neighbours[i].name == name) return int(i);
            return -1;
        };
        const QSet<QString> before = names();
        const auto richest =
            std::max_element(canvas().graph().neighbours.begin(), canvas().graph().neighbours.end(),
                             [](const GraphNode& a, const GraphNode& b) { return a.degree < b.degree; });
        const QString hub = richest->name;
        QVERIFY(richest->degree > 2);
        canvas().setFocus();
        QTest::mouseClick(&canvas(), Qt::LeftButton, {},
                          canvas().nodeRect(std::size_t(nodeOf(hub))).center().toPoint());
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(names().size() > before.size(), 20000);
        QVERIFY(names().contains(before));
        QCOMPARE(canvas().chosenNames(), QStringList{hub}); // what was chosen stays so
        QCOMPARE(canvas().graph().places.size(), canvas().graph().neighbours.size() + 1);
        QTest::qWait(200);
        grab("explorer-expanded");
        m_page->colourBox()->setCurrentIndex(int(GraphColour::Cluster)); // longer names
        QTRY_VERIFY_WITH_TIMEOUT(canvas().graph().centreCluster.has_value(), 20000);
        for (std::size_t i = 0; i < canvas().graph().neighbours.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!canvas().nodeRect(i).adjusted(-2, -2, 2, 2).intersects(canvas().nodeRect(j)),
                         qPrintable(canvas().graph().neighbours[i].name));
        grab("explorer-clusters");
        m_page->colourBox()->setCurrentIndex(int(GraphColour::Type));
        const QSet<QString> expanded = names();

        // A box around everything, one node taken out of it again, then the others leave.
        QTest::mousePress(&canvas(), Qt::LeftButton, Qt::ShiftModifier, {2, 2});
        QMouseEvent move(QEvent::MouseMove, QPointF(canvas().width() - 3, canvas().height() - 3),
                         canvas().mapToGlobal(QPointF(canvas().width() - 3, canvas().height() - 3)), Qt::NoButton,
                         Qt::LeftButton, Qt::ShiftModifier);
        QApplication::sendEvent(&canvas(), &move);
        grab("explorer-box");
        QTest::mouseRelease(&canvas(), Qt::LeftButton, Qt::ShiftModifier,
                            {canvas().width() - 3, canvas().height() - 3});
        QCOMPARE(qsizetype(canvas().chosen().size()), expanded.size());
        const int one = nodeOf(hub);
        QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::ControlModifier,
                          canvas().nodeRect(std::size_t(one)).center().toPoint());
        QCOMPARE(qsizetype(canvas().chosen().size()), expanded.size() - 1);
        QTest::keyClick(&canvas(), Qt::Key_A, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(canvas().chosenNames(), QStringList{hub});
        const QPointF stood = canvas().nodeRect(std::size_t(one)).center();
        m_page->run(SceneVerb::DismissOthers);
        QTRY_COMPARE_WITH_TIMEOUT(names(), QSet<QString>{hub}, 20000);
        QVERIFY((canvas().nodeRect(0).center() - stood).manhattanLength() < 3); // nobody else moves
        QVERIFY(m_page->backButton()->isVisible());
        QTest::mouseClick(m_page->backButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(names(), expanded, 20000);
        QVERIFY(!m_page->backButton()->isVisible());

        // Delete takes out of the picture, and only there; every step can be undone.
        QTest::mouseClick(&canvas(), Qt::LeftButton, {},
                          canvas().nodeRect(std::size_t(nodeOf(hub))).center().toPoint());
        QTest::keyClick(&canvas(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(!names().contains(hub), 20000);
        QCOMPARE(m_window->workspace().summary().counts.triples, triples);
        QVERIFY(!m_window->edits().running());
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
            QTest::qWait(100);
        }
        QTRY_COMPARE_WITH_TIMEOUT(names(), before, 20000);
        QVERIFY(!m_page->scene().canUndo());
        m_page->run(SceneVerb::Undo);
        QVERIFY(!m_page->detailText().isEmpty() && m_page->scene().state() == GraphScene::State());

        // The menu, at the selected node: its first entry moves there, which begins anew.
        m_page->run(SceneVerb::SelectAll);
        m_page->run(SceneVerb::Expand);
        QTRY_VERIFY_WITH_TIMEOUT(names().size() > before.size(), 20000);
        grab("explorer-all-expanded");
        const QString centre = m_page->centre();
        canvas().chooseItem(nodeOf(hub));
        QContextMenuEvent opened(QContextMenuEvent::Keyboard, canvas().rect().center(),
                                 canvas().mapToGlobal(canvas().rect().center()));
        QApplication::sendEvent(&canvas(), &opened);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        grabWidget(*menu, "explorer-menu");
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->centre(), hub, 20000);
        QVERIFY(m_page->scene().state() == GraphScene::State());
        m_window->workspace().readNeighbours(centre);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->centre(), centre, 20000);
    }

    void aPathJoinsTwoEntities() {
        const QString from = m_page->centre();
        const QString near = canvas().graph().neighbours.front().name;
        m_page->pathField()->clear();
        QTest::keyClicks(m_page->pathField(), near);
        QTest::keyClick(m_page->pathField(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(canvas().graph().path, 20000);
        QCOMPARE(canvas().graph().neighbours.size(), std::size_t(1));
        QCOMPARE(canvas().graph().neighbours.back().name, near);
        m_page->pathField()->setText(QStringLiteral("Nobody at all"));
        QTest::keyClick(m_page->pathField(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->detailText().contains(QStringLiteral("Nobody at all")), 20000);
        m_window->workspace().readNeighbours(from);
        QTRY_VERIFY_WITH_TIMEOUT(!canvas().graph().path, 20000);
    }

    void aLineOpensTheCard() {
        m_page->tabs()->setCurrentWidget(m_page->card());
        const GraphEdge edge = canvas().graph().edges.front();
        const QRectF box = canvas().nodeRect(edge.neighbour);
        const QPoint at = canvas().edgePoint(0).toPoint();
        QVERIFY(!box.contains(at));
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at);
        const QString centre = m_page->centre();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->card()->card().triple.id.value() > 0, 10000);
        QTest::qWait(300);
        QCOMPARE(m_page->centre(), centre); // it is drawn already: the picture stays
        QVERIFY(!m_page->card()->card().rows.empty());
        QVERIFY(m_page->card()->card().inter.has_value());
        QVERIFY(m_page->card()->text()->toPlainText().contains(
            QString::fromStdString(m_page->card()->card().rows.front().keyString())));
        grab("explorer-card");
    }

    /// A click on an entity shows what is known of it; what the card names can be chosen.
    void anEntityHasACard() {
        CardView* card = m_page->card();
        Q_EMIT m_page->centreRequested(QStringLiteral("Kazakhstan"));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->centre(), QStringLiteral("Kazakhstan"), 20000);
        QTRY_COMPARE_WITH_TIMEOUT(card->entity().facts.entity.name, std::string("Kazakhstan"), 20000);
        const EntityFacts facts = card->entity().facts;
        QCOMPARE(facts.asHead + facts.asTail, facts.entity.degree);
        QVERIFY(card->entity().inter.has_value() && card->entity().root.has_value());
        QVERIFY(card->askButton()->isEnabled() && !card->maskButton()->isEnabled());
        for (const Triple& t : facts.triples)
            QVERIFY2(card->text()->toPlainText().contains(
                         QString::fromStdString(t.relation + " · " + (t.head == "Kazakhstan" ? t.tail : t.head))),
                     t.relation.c_str());
        grab("explorer-entity");
        const QString other = canvas().graph().neighbours.front().name;
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, canvas().nodeRect(0).center().toPoint());
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(card->entity().facts.entity.name), other, 20000);
        QCOMPARE(m_page->centre(), QStringLiteral("Kazakhstan")); // one click does not move
        // By keyboard through the links: the first is the relation of the first triple.
        const Triple first = card->entity().facts.triples.front();
        card->text()->setFocus();
        QTest::keyClick(card->text(), Qt::Key_Tab);
        QTest::keyClick(card->text(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(card->card().triple.id.value(), first.id.value(), 20000);
        QVERIFY(card->entity().facts.entity.name.empty());
        QVERIFY(card->text()->toPlainText().contains(QString::fromStdString(first.head)));
    }

    void coloursFollowTheAnswers() {
        test::chooseTriple(*m_page, QStringLiteral("Kazakhstan capital"));
        const QString question = QStringLiteral("What is the capital of Kazakhstan?");
        const Turn* turn = test::askByKeyboard(*m_window, question);
        QVERIFY(turn);
        m_window->showActivity(MainWindow::Graph);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->centre(), QStringLiteral("Kazakhstan"), 10000);
        for (int i = 0; i < m_page->colourBox()->count(); ++i) {
            m_page->colourBox()->setCurrentIndex(i);
            QVERIFY(!canvas().legend().isEmpty());
        }
        m_page->colourBox()->setCurrentIndex(int(GraphColour::Turn));
        QVERIFY(canvas().nodeColour(0) != themeOf(canvas().palette()).line); // Kazakhstan was read
        QTest::qWait(300);
        grab("explorer-attention");
        m_page->colourBox()->setCurrentIndex(int(GraphColour::Cluster));
        QTRY_VERIFY_WITH_TIMEOUT(canvas().graph().centreCluster.has_value(), 20000);
        m_page->colourBox()->setCurrentIndex(0);
        const qint64 id = m_page->card()->card().triple.id.value();
        QVERIFY(m_page->card()->text()->toPlainText().contains(QStringLiteral("answers that read it: 1")));
        QTest::mouseClick(m_page->card()->maskButton(), Qt::LeftButton);
        QCOMPARE(m_window->rail()->current(), int(MainWindow::WhatIf));
        QCOMPARE(m_window->whatIfPage()->model()->masked(), std::vector<TripleId>{TripleId(id)});
        m_window->showActivity(MainWindow::Graph);
    }

private:
    GraphCanvas& canvas() const { return *m_page->canvas(); }
    int deepest() const {
        int deepest = 0;
        for (const GraphNode& node : canvas().graph().neighbours) deepest = std::max(deepest, node.depth);
        return deepest;
    }
    void grab(const char* name) { grabWidget(*m_window, name); }
    static void grabWidget(QWidget& widget, const char* name) {
        const QString folder = qEnvironmentVariable("AKV_GRABS");
        if (!folder.isEmpty()) widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name)));
    }

    std::unique_ptr<MainWindow> m_window;
    ExplorerPage* m_page = nullptr;
};

QTEST_MAIN(ExplorerTest)
#include "explorer_test.moc"
