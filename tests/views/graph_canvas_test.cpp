// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/graph_canvas.h"

#include "core/kg/layout.h"
#include "tests/views/support/traces.h"
#include "views/models/local_graph.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <ctime>
#include <functional>

using namespace akv;
using namespace akv::ui;

namespace {

/// A hub of `degree` triples of which `count` are given: `name` says the head, relation and tail of each.
LocalGraph starOfTriples(const char* hub, std::uint64_t degree, int count,
                         const std::function<void(int, Triple&)>& name) {
    Entity centre;
    centre.name = hub, centre.degree = degree;
    std::vector<Triple> triples(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) triples[std::size_t(i)].id = TripleId(i), name(i, triples[std::size_t(i)]);
    return buildLocalGraph(test::starOf(centre, triples));
}

} // namespace

/// What the local graph draws, without a window around it.
class GraphCanvasTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void graphRecentresAndStaysInside() {
        GraphCanvas canvas;
        canvas.resize(420, 320);
        canvas.setGraph(starOfTriples("hub", 90, 25, [](int i, Triple& t) {
            t.head = "hub", t.relation = "a relation with a rather long name",
            t.tail = "neighbour with a long label " + std::to_string(i);
        }));
        for (std::size_t i = 0; i < 25; ++i) QVERIFY(QRectF(canvas.rect()).contains(canvas.nodeRect(i)));
        QSignalSpy recentre(&canvas, &GraphCanvas::recentreRequested);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(recentre.back().front().toString(), QStringLiteral("neighbour with a long label 0"));
        QTest::mouseDClick(&canvas, Qt::LeftButton, {}, canvas.nodeRect(24).center().toPoint());
        QCOMPARE(recentre.back().front().toString(), QStringLiteral("neighbour with a long label 24"));
    }

    void neighboursDoNotCoverEachOther_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("corner");
        QTest::newRow("before its layout has come") << QSize(600, 520) << false;
        QTest::newRow("in a dock") << QSize(410, 260) << false;
        QTest::newRow("all laid out in one corner") << QSize(600, 520) << true;
        QTest::newRow("in a corner of a dock, below the button") << QSize(410, 260) << true;
    }
    void neighboursDoNotCoverEachOther() {
        QFETCH(QSize, size);
        QFETCH(bool, corner);
        GraphCanvas canvas;
        canvas.resize(size);
        LocalGraph graph = starOfTriples("Asia", 41, 25, [](int i, Triple& t) {
            t.head = "A country with number " + std::to_string(i), t.relation = "continent", t.tail = "Asia";
        });
        if (corner) graph.places.assign(26, {0.97, 0.95});
        canvas.setGraph(std::move(graph));
        for (std::size_t i = 0; i < 25; ++i) {
            QVERIFY(!canvas.nodeRect(i).intersects(canvas.moreRect()));
            for (std::size_t j = 0; j < i; ++j) QVERIFY(!canvas.nodeRect(i).intersects(canvas.nodeRect(j)));
        }
    }

    /// A long name has two lines and room for them, a short one keeps its single line; in thousands all are alike, and
    /// from afar the size says how many triples an entity has.
    void longNamesHaveTwoLinesAndDotsASize() {
        const auto canvasOf = [&](GraphCanvas& canvas, int count) {
            canvas.resize(640, 480);
            LocalGraph graph = starOfTriples("hub", 500, count, [](int i, Triple& t) {
                t.head = "hub", t.relation = "names",
                t.tail =
                    i == 0 ? "short" : "a festival of the northern light, held every second year " + std::to_string(i);
            });
            for (std::size_t i = 0; i < graph.neighbours.size(); ++i) graph.neighbours[i].degree = i + 1;
            canvas.setGraph(std::move(graph));
        };
        GraphCanvas few;
        canvasOf(few, 4);
        std::size_t tall = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const bool isShort = few.graph().neighbours[i].name == QStringLiteral("short");
            QCOMPARE(few.nodeRect(i).height() > 40.0, !isShort);
            tall += !isShort;
        }
        QCOMPARE(tall, std::size_t(3));
        // Both lines are written: ink above and below the middle of the box.
        const QImage picture = few.grab().toImage();
        const auto inkIn = [&](const QRectF& box) {
            int ink = 0;
            const QRgb ground = picture.pixel((box.topLeft() + QPointF(12, 3)).toPoint());
            for (int y = int(box.top()) + 2; y < int(box.bottom()) - 1; ++y)
                for (int x = int(box.left()) + 16; x < int(box.right()) - 16; ++x)
                    ink += std::abs(qGray(picture.pixel(x, y)) - qGray(ground)) > 80;
            return ink;
        };
        for (std::size_t i = 0; i < 4; ++i) {
            if (few.graph().neighbours[i].name == QStringLiteral("short")) continue;
            const QRectF box = few.nodeRect(i);
            QVERIFY(inkIn(QRectF(box.left(), box.top(), box.width(), box.height() / 2)) > 20);
            QVERIFY(inkIn(QRectF(box.left(), box.center().y(), box.width(), box.height() / 2)) > 20);
        }
        if (const QString folder = qEnvironmentVariable("AKV_GRABS"); !folder.isEmpty())
            picture.save(folder + QStringLiteral("/canvas-two-lines.png"));
        GraphCanvas many;
        canvasOf(many, 400);
        for (std::size_t i = 1; i < 400; ++i)
            QVERIFY(std::abs(many.nodeRect(i).height() - many.nodeRect(0).height()) < 1e-6);
        QVERIFY(many.dotSize(500) > many.dotSize(20) && many.dotSize(20) > many.dotSize(1));
        QVERIFY(many.dotSize(500) <= 1.5 && many.dotSize(1) >= 0.5);
    }

    void longAndForeignLabelsStayUsable() {
        Entity centre;
        centre.name = std::string(320, 'x'), centre.degree = 10'000;
        std::vector<Triple> triples;
        const std::string names[] = {std::string(300, 'w'), "東京特許許可局", "مدينة الكويت", "emoji 😀 place"};
        for (int i = 0; i < 200; ++i) {
            Triple t;
            t.id = TripleId(i + 1), t.head = i % 2 ? centre.name : names[i % 4] + std::to_string(i),
            t.relation = "関係", t.tail = i % 2 ? names[i % 4] + std::to_string(i) : centre.name;
            triples.push_back(t);
        }
        GraphCanvas canvas;
        canvas.resize(700, 560);
        LocalGraph graph = buildLocalGraph(test::starOf(centre, triples));
        const auto places = forceLayout(graph.neighbours.size() + 1, edgePairs(graph), {});
        QVERIFY(places.ok());
        graph.places = places.value();
        const std::clock_t begin = std::clock(); // processor time: what else runs on the machine does not count
        canvas.setGraph(std::move(graph));
        const QImage picture = canvas.grab().toImage();
        const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
#ifdef __SANITIZE_ADDRESS__
        constexpr double kMost = 10.0;
#else
        constexpr double kMost = 1.0;
#endif
        QVERIFY2(seconds < kMost, qPrintable(QString::number(seconds)));
        QVERIFY(!picture.isNull());
        QCOMPARE(canvas.graph().moreTriples, std::uint64_t(9'800));
        for (std::size_t i = 0; i < 200; ++i) {
            QVERIFY(QRectF(canvas.rect()).contains(canvas.nodeRect(i)));
            QVERIFY(canvas.nodeRect(i).width() <= 84.0 + 1e-6);
        }
        QSignalSpy more(&canvas, &GraphCanvas::moreRequested);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, QPoint(700 - 70, 560 - 20));
        QCOMPARE(more.size(), 1);
    }
};

QTEST_MAIN(GraphCanvasTest)
#include "graph_canvas_test.moc"
