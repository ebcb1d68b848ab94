// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "tests/views/support/large_graph.h"
#include "tests/views/support/sample_window.h"
#include "views/bridge/gui_watchdog.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

#include <ctime>

using namespace akv;
using namespace akv::ui;

namespace {

/// Processor time of this thread: on a busy machine more time passes, which the watchdog does not count.
void busyFor(int milliseconds) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    const double end = now() + milliseconds;
    while (now() < end) {}
}

QString said(const GuiWatchdog& dog) {
    QStringList lines;
    for (const auto& block : dog.blocks())
        lines << QStringLiteral("%1 ms: %2").arg(block.milliseconds, 0, 'f', 0).arg(block.what);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

/// What must stay quick (workbench.md 3.19): the watchdog itself, pictures of thousands of nodes, and a window in use
/// that always comes back to its event loop.
class BudgetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::prepareApplication("atlaskv-budget-test"); }

    void theWatchdogSeesABlockAndNothingElse() {
        GuiWatchdog dog;
        QSignalSpy blocked(&dog, &GuiWatchdog::blocked);
        QTest::qWait(200);
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
        QTimer::singleShot(0, this, [] { busyFor(160); });
        QTRY_COMPARE(blocked.size(), 1);
        QCOMPARE(dog.blocks().size(), std::size_t(1));
        QVERIFY2(dog.blocks().front().milliseconds > 100, qPrintable(said(dog)));
        QVERIFY(!dog.blocks().front().what.isEmpty());
        dog.clear();
        QTimer::singleShot(0, this, [] { busyFor(50); });
        QTRY_VERIFY(dog.longest() >= 35); // on a busy machine the work alone outlasts a fixed wait
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
    }

    void fiveThousandNodesZoomAndPan() {
        GraphCanvas canvas;
        canvas.resize(900, 640);
        canvas.show();
        canvas.setGraph(test::largeGraph(5'000));
        QVERIFY(canvas.zoom() < 0.3); // all of it is in view, too small for names
        for (const std::size_t i : {std::size_t(0), std::size_t(2'500), std::size_t(4'999)})
            QVERIFY(QRectF(canvas.rect()).adjusted(-1, -1, 1, 1).contains(canvas.nodeRect(i)));
        const QImage whole = canvas.grab().toImage();
        // The wheel zooms at the pointer: what is under it stays there.
        const QPointF held = canvas.nodeRect(2'500).center();
        for (int i = 0; i < 12; ++i) {
            QWheelEvent wheel(held, canvas.mapToGlobal(held), {}, {0, 240}, {}, {}, Qt::NoScrollPhase, false);
            QApplication::sendEvent(&canvas, &wheel);
        }
        QVERIFY(canvas.zoom() > 0.6);
        QVERIFY((canvas.nodeRect(2'500).center() - held).manhattanLength() < 2);
        QVERIFY(canvas.grab().toImage() != whole);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.nodeRect(2'500).center().toPoint());
        QCOMPARE(canvas.selected(), 2'500);
        // Dragging the ground moves everything by as much.
        const QPoint ground = freeGround(canvas);
        const QPointF before = canvas.nodeRect(2'500).center();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, ground);
        QMouseEvent move(QEvent::MouseMove, QPointF(ground) + QPointF(-40, 25),
                         canvas.mapToGlobal(QPointF(ground) + QPointF(-40, 25)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&canvas, &move);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, ground + QPoint(-40, 25));
        QCOMPARE((canvas.nodeRect(2'500).center() - before).toPoint(), QPoint(-40, 25));
        QTest::keyClick(&canvas, Qt::Key_0, Qt::ControlModifier);
        QVERIFY(canvas.zoom() < 0.3);
        QTest::keyClick(&canvas, Qt::Key_Equal, Qt::ControlModifier);
        QVERIFY(canvas.zoom() > 0.06);
    }

    /// From afar every line is seen; among nodes with names, a line of neither of them only where it is chosen.
    void aLineThatOnlyPassesIsLeftOut() {
        LocalGraph without = test::largeGraph(600);
        without.places.assign(601, {0.02, 0.02});
        without.places.back() = {0.98, 0.98};
        without.edges.resize(500);
        LocalGraph with = without;
        with.edges.push_back({599, true, {QStringLiteral("passes")}, {9'999}, {}}); // from corner to corner
        GraphCanvas a, b;
        for (GraphCanvas* canvas : {&a, &b}) canvas->resize(900, 640);
        a.setGraph(without), b.setGraph(with);
        QVERIFY(a.grab().toImage() != b.grab().toImage());
        while (a.zoom() < 0.9)
            for (GraphCanvas* canvas : {&a, &b}) canvas->zoomAt({450, 320}, 1.2);
        QVERIFY(!QRectF(b.rect()).intersects(b.nodeRect(0)) && !QRectF(b.rect()).intersects(b.nodeRect(599)));
        QVERIFY(a.grab().toImage() == b.grab().toImage());
        for (GraphCanvas* canvas : {&a, &b}) canvas->chooseItem(599);
        QVERIFY(a.grab().toImage() != b.grab().toImage());
    }

    void aNodeThatIsDeletedLeavesTheView() {
        GraphCanvas canvas;
        canvas.resize(700, 500);
        LocalGraph graph = test::largeGraph(300);
        canvas.setGraph(graph);
        canvas.zoomAt({350, 250}, 3.0);
        const double zoom = canvas.zoom();
        const QPointF place = canvas.nodeRect(4).center();
        QTest::mouseMove(&canvas, canvas.nodeRect(299).center().toPoint());
        QTest::keyClick(&canvas, Qt::Key_Left); // the last node is the current one
        QCOMPARE(canvas.selected(), 299);
        graph.neighbours.pop_back();
        std::erase_if(graph.edges, [](const GraphEdge& e) { return e.neighbour == 299 || e.from == 299U; });
        canvas.setGraph(graph);
        QCOMPARE(canvas.selected(), -1);
        QVERIFY(canvas.nodeRect(299).isNull());
        QCOMPARE(canvas.zoom(), zoom); // the same centre: the view stays
        QVERIFY((canvas.nodeRect(4).center() - place).manhattanLength() < 30);
        QVERIFY(!canvas.grab().isNull());
        canvas.setGraph({});
        QVERIFY(!canvas.grab().isNull());
        QTest::keyClick(&canvas, Qt::Key_Right);
        QCOMPARE(canvas.selected(), -1);
    }

    void theWindowAlwaysComesBack() {
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(), "the sample or its model is missing");
        QDir(userSampleFolder()).removeRecursively();
        MainWindow window{QString()};
        window.show();
        QTest::qWait(300); // the first painting is the start, which has a budget of its own
        GuiWatchdog dog;
        QVERIFY(test::openSample(window));
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
        const Turn* turn = test::askByKeyboard(window, window.workspace().summary().suggestions.value(0));
        QVERIFY(turn);
        QTest::qWait(100);
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
        TokenStrip* strip = window.chatPage()->turnView(turn->id)->strip();
        for (int i = 0; i < int(turn->answer->tokens.size()); ++i) {
            QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tokenRect(i).center());
            QCOMPARE(window.inspectorPage()->step(), turn->answer->tokens[std::size_t(i)].step);
            QTest::qWait(20);
        }
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            window.showActivity(MainWindow::Activity(page));
            QTest::qWait(120);
            QVERIFY2(dog.blocks().empty(), qPrintable(QStringLiteral("page %1: %2").arg(page).arg(said(dog))));
        }
        for (const char* theme : {"dark", "contrast", "light"})
            for (const int percent : {100, 130, 100}) {
                applyAppearance({QString::fromLatin1(theme), percent}, false);
                QTest::qWait(120);
                QVERIFY2(dog.blocks().empty(),
                         qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(theme)).arg(percent).arg(said(dog))));
            }
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(window.omnibox()->field(), QStringLiteral("Kaz"));
        QTRY_VERIFY_WITH_TIMEOUT(window.omnibox()->list()->model()->rowCount() > 0, 20000);
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
    }

    void aHubOfTenThousandStaysInteractive() {
        QTemporaryDir folder;
        const auto base = std::filesystem::path(folder.path().toStdString());
        test::writeTriples(base / "hub.tsv", 12'000, 10'000);
        {
            auto workspace = Workspace::openOrCreate(base / "hub.akv");
            QVERIFY(workspace.ok());
            const std::filesystem::path sources[] = {base / "hub.tsv"};
            QVERIFY(importSources(**workspace, sources, {}, {}).ok());
        }
        MainWindow window{QStringLiteral("/nowhere")};
        window.resize(1440, 900);
        window.show();
        window.showActivity(MainWindow::Graph);
        QTest::qWait(300);
        GuiWatchdog dog;
        window.openWorkspace(QString::fromStdString((base / "hub.akv").string()));
        GraphCanvas* canvas = window.explorerPage()->canvas();
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(canvas->graph().centre.name), QStringLiteral("Grand Hub"),
                                  30000);
        QCOMPARE(canvas->graph().neighbours.size(), kNeighbourCap); // never the whole hub by itself
        QCOMPARE(canvas->graph().moreTriples, std::uint64_t(10'000 - kNeighbourCap));
        window.explorerPage()->capBox()->setValue(kLargestCap);
        QTRY_COMPARE_WITH_TIMEOUT(canvas->graph().neighbours.size(), std::size_t(kLargestCap), 60000);
        QTest::qWait(100);
        for (int i = 0; i < 5; ++i) {
            canvas->zoomAt({300, 300}, 1.4);
            QTest::qWait(20);
            canvas->panBy({-30, 10});
            QTest::qWait(20);
        }
        window.explorerPage()->searchField()->setText(QStringLiteral("spoke 99"));
        QTRY_VERIFY_WITH_TIMEOUT(window.explorerPage()->table()->model()->rowCount() > 0, 20000);
        QVERIFY2(dog.blocks().empty(), qPrintable(said(dog)));
    }

private:
    static QPoint freeGround(const GraphCanvas& canvas) {
        for (int y = 20; y < canvas.height() - 20; y += 7)
            for (int x = 60; x < canvas.width() - 20; x += 7) {
                const QPointF at(x, y);
                bool free = true;
                for (std::size_t i = 0; i < canvas.graph().neighbours.size() && free; ++i)
                    free = !canvas.nodeRect(i).adjusted(-4, -4, 4, 4).contains(at);
                for (std::size_t i = 0; i < canvas.graph().edges.size() && free; ++i) {
                    const GraphEdge& edge = canvas.graph().edges[i];
                    const QPointF a = edge.from ? canvas.nodeRect(*edge.from).center() : QPointF();
                    if (!edge.from) continue;
                    const QPointF d = canvas.nodeRect(edge.neighbour).center() - a, p = at - a;
                    const double length = std::hypot(d.x(), d.y());
                    free = length < 1 || std::abs(p.x() * d.y() - p.y() * d.x()) / length > 8;
                }
                if (free) return {x, y};
            }
        return {4, 4};
    }
};

QTEST_MAIN(BudgetTest)
#include "budget_test.moc"
