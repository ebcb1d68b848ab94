// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/traces.h"
#include "views/models/conversation_model.h"
#include "views/models/evidence_model.h"
#include "views/models/graph_scene.h"
#include "views/models/indicators.h"
#include "views/models/job_model.h"
#include "views/models/leaf_table_model.h"
#include "views/models/local_graph.h"
#include "views/models/memory_series.h"
#include "views/models/search_model.h"
#include "views/models/text.h"
#include "views/models/triple_table_model.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace akv;
using namespace akv::ui;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

std::vector<Triple> someTriples(int first, int count) {
    std::vector<Triple> out;
    for (int i = first; i < first + count; ++i) {
        Triple t;
        t.id = TripleId(i);
        t.head = "head " + std::to_string(i), t.relation = "relation", t.tail = "tail";
        out.push_back(t);
    }
    return out;
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evidenceIsShownByRank() {
        EvidenceModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        auto evidence = test::builtAnswer()->evidence;
        std::reverse(evidence.begin(), evidence.end());
        model.setEvidence(evidence);
        QCOMPARE(model.rowCount(), 8);
        QCOMPARE(model.index(0).data(EvidenceModel::RankRole).toInt(), 1);
        QCOMPARE(model.index(0).data(EvidenceModel::TripleIdRole).toLongLong(), 100);
        QVERIFY(model.index(0).data().toString().startsWith(QStringLiteral("Kazakhstan · capital · Astana")));
        QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("triple 100, row 40, leaf 0")));
        model.setEvidence({});
        QCOMPARE(model.rowCount(), 0);
    }

    void leafRowsAddUpToLambda() {
        LeafTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        const auto answer = test::builtAnswer();
        model.setRows(buildLeafRows(answer->trace, 5, 4));
        QCOMPARE(model.rowCount(), 8);
        double sum = 0.0;
        for (const LeafRow& row : model.rows()) sum += row.weight;
        QVERIFY(std::abs(sum - *meanLambda(answer->trace, 5, 4)) < 1e-6);
        for (std::size_t i = 1; i < model.rows().size(); ++i)
            QVERIFY(model.rows()[i - 1].weight >= model.rows()[i].weight);
        QCOMPARE(model.rowOfTriple(101), 1);
        QCOMPARE(model.rowOfTriple(9999), -1);
        QVERIFY(buildLeafRows(answer->trace, 5, 99).empty());
    }

    void tripleTablePagesOnDemand() {
        TripleTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        QSignalSpy wanted(&model, &TripleTableModel::pageWanted);
        model.setFilter(QStringLiteral("x"));
        QCOMPARE(wanted.size(), 1);
        model.appendPage(QStringLiteral("old"), 0, someTriples(0, 3), 3); // an answer to an older text
        QCOMPARE(model.rowCount(), 0);
        model.appendPage(QStringLiteral("x"), 0, someTriples(0, 200), 250);
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(wanted.back().at(1).toULongLong(), 200ULL);
        QVERIFY(!model.canFetchMore({})); // one request at a time
        model.appendPage(QStringLiteral("x"), 200, someTriples(200, 50), 250);
        QCOMPARE(model.rowCount(), 250);
        QVERIFY(!model.canFetchMore({}));
        model.setFilter(QString());
        QCOMPARE(model.rowCount(), 0);
    }

    void conversationKeepsStreamsAndErrors() {
        ConversationModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        Turn turn;
        turn.question = QStringLiteral("q");
        const int id = model.addQuestion(turn);
        model.appendText(id, QStringLiteral("par"));
        model.appendText(id, QStringLiteral("tial"));
        QCOMPARE(model.turn(id)->text, QStringLiteral("partial"));
        auto stopped = std::make_shared<Answer>();
        stopped->text = "partial";
        stopped->stopped = true;
        model.setAnswer(id, stopped, {});
        QCOMPARE(model.turn(id)->state, Turn::State::Stopped);
        model.appendText(id, QStringLiteral("late")); // after the answer nothing is appended
        QCOMPARE(model.turn(id)->text, QStringLiteral("partial"));
        const int other = model.addQuestion(turn);
        model.setError(other, QStringLiteral("why"));
        QCOMPARE(model.turn(other)->error, QStringLiteral("why"));
        model.clear();
        QVERIFY(!model.turn(id));
    }

    void jobsKeepTheirOutcome() {
        JobModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        const CancelToken token;
        const int job = model.begin(QStringLiteral("Embedding"), token);
        model.update(job, Progress{"encode", 812, 1204});
        QCOMPARE(model.summary(), QStringLiteral("Embedding 812 / 1,204"));
        QVERIFY(std::abs(*model.fraction() - 812.0 / 1204.0) < 1e-9);
        model.cancel(0);
        QVERIFY(token.cancelled());
        model.finish(job, JobModel::Outcome::Failed, QStringLiteral("disk full"));
        QCOMPARE(model.running(), 0);
        QVERIFY(model.index(0, JobModel::State).data().toString().contains(QStringLiteral("disk full")));
        model.clearFinished();
        QCOMPARE(model.rowCount(), 0);
    }

    void aSceneRemembersItsSteps() {
        GraphScene scene;
        scene.setCentre(QStringLiteral("a"));
        QVERIFY(!scene.undo() && !scene.bringBack() && !scene.collapse({QStringLiteral("b")}));
        QVERIFY(scene.expand({QStringLiteral("b")}));
        QVERIFY(!scene.expand({QStringLiteral("b")}));
        QVERIFY(scene.dismiss({QStringLiteral("c"), QStringLiteral("a")}));
        QCOMPARE(scene.state().dismissed, std::set<std::string>{"c"}); // the centre stays
        QVERIFY(scene.bringBack() && scene.state().dismissed.empty());
        QVERIFY(scene.undo());
        QCOMPARE(scene.state().dismissed, std::set<std::string>{"c"});
        scene.setCentre(QStringLiteral("a"));
        QVERIFY(scene.canUndo()); // the same picture
        for (std::size_t i = 0; i < 2 * GraphScene::kSteps; ++i) QVERIFY(scene.expand({QString::number(i)}));
        std::size_t steps = 0;
        while (scene.undo()) ++steps;
        QCOMPARE(steps, GraphScene::kSteps);
        scene.setCentre(QStringLiteral("d"));
        QVERIFY(scene.state() == GraphScene::State() && !scene.canUndo());
    }

    void searchDropsStaleHits() {
        SearchModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        model.setCommands({QStringLiteral("Open the sample"), QStringLiteral("New chat")});
        QCOMPARE(model.rowCount(), 2);
        model.setText(QStringLiteral("chat"));
        QCOMPARE(model.rowCount(), 1);
        const std::vector<SearchHit> hits{{SearchHit::Kind::Entity, 7, "Chatham", "2 triples"}};
        model.setHits(QStringLiteral("old"), hits);
        QCOMPARE(model.rowCount(), 1);
        model.setHits(QStringLiteral("chat"), hits);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1).data(SearchModel::IdRole).toLongLong(), 7);
        QCOMPARE(model.index(1).data(SearchModel::KindRole).toInt(), int(SearchModel::EntityHit));
        model.setHits(QStringLiteral("chat"), {{SearchHit::Kind::Relation, 3, "chats with", "relation · 9 triples"}});
        QCOMPARE(model.index(1).data(SearchModel::KindRole).toInt(), int(SearchModel::RelationHit));
        QVERIFY(model.index(1).data().toString().contains(QStringLiteral("9 triples")));
    }

    void funnelSaysWhatTheRecordSays() {
        const auto answer = test::builtAnswer();
        const LayerRecord* record = answer->trace.find(5, 4);
        const auto funnel = buildFunnel(answer->trace, 5, 4, test::builtParents());
        QVERIFY(record && funnel);
        const std::pair<const LevelRecord*, const FunnelColumn*> levels[] = {
            {&record->root, &funnel->root}, {&record->inter, &funnel->inter}, {&record->leaf, &funnel->leaf}};
        for (const auto& [level, column] : levels) {
            QCOMPARE(column->available, level->available);
            QCOMPARE(column->cutOff, level->cutOff());
            QCOMPARE(column->items.size(), level->kept.size());
            QCOMPARE(column->runnersUp.size(), level->runnersUp.size());
            for (std::size_t i = 0; i < level->kept.size(); ++i) {
                QCOMPARE(column->items[i].id, level->kept[i]);
                QCOMPARE(column->items[i].score, level->keptScore[i]);
            }
        }
        for (const FunnelItem& leaf : funnel->leaf.items) // a curve ends at the cluster that holds the leaf
            if (leaf.parent >= 0)
                QCOMPARE(funnel->inter.items[std::size_t(leaf.parent)].id, answer->trace.leaves.at(leaf.id).inter);
        QVERIFY(!buildFunnel(answer->trace, 5, 0));
    }

    void lambdaMapHasHoles() {
        Trace trace = test::builtAnswer()->trace;
        trace.layers.erase(trace.layers.begin()); // step 0, layer 2
        const LambdaMap map = buildLambdaMap(trace);
        QCOMPARE(map.layers.size(), std::size_t(6));
        QCOMPARE(map.tokens.size(), std::size_t(8));
        QVERIFY(!map.at(0, 0));
        QVERIFY(map.at(2, 5).has_value());
    }

    void groundingNeedsNameAndValue() {
        Answer answer = *test::builtAnswer();
        QCOMPARE(indicatorsOf(answer).groundingRank, std::optional<int>(1));
        answer.text = "The capital of Kazakhstan is Paris.";
        QVERIFY(!indicatorsOf(answer).groundingRank);
        answer = *test::builtAnswer();
        answer.question = "What is the capital of Atlantis?"; // right words about something else
        QVERIFY(!indicatorsOf(answer).groundingRank);
        answer = *test::builtAnswer();
        answer.refused = true;
        QVERIFY(!indicatorsOf(answer).match);
        answer.evidence.clear();
        QVERIFY(!indicatorsOf(answer).lambdaKg);
    }

    void memoryStackAddsUpToTheProcess() {
        MemorySample sample;
        sample.rss = 1000;
        const MemoryPoint point = splitMemory(sample, {700, 200, 200, 50}); // more than is resident
        std::uint64_t sum = 0;
        for (const auto part : point.stack) sum += part;
        QCOMPARE(sum, sample.rss);
        QCOMPARE(point.stack[4], std::uint64_t(0));
        MemorySeries series;
        for (int i = 0; i < 5000; ++i) {
            sample.seconds = i * 0.25;
            series.add(splitMemory(sample, {}));
        }
        QVERIFY(series.points().size() <= MemorySeries::kMaxPoints);
        QCOMPARE(series.points().front().seconds, 0.0);
        QVERIFY(series.points().back().seconds > 1200.0);
    }

    void localGraphBundlesParallelTriples() {
        Entity centre;
        centre.name = "hub";
        centre.degree = 10000;
        std::vector<Triple> triples;
        for (int i = 0; i < 60; ++i) {
            Triple t;
            t.id = TripleId(i);
            t.head = i % 2 ? "hub" : "node " + std::to_string(i / 2), t.relation = "r",
            t.tail = i % 2 ? "node " + std::to_string(i / 2) : "hub";
            triples.push_back(t);
        }
        const LocalGraph graph = buildLocalGraph(test::starOf(centre, triples));
        QCOMPARE(graph.neighbours.size(), std::size_t(30));
        QCOMPARE(graph.edges.front().relations.size(), 2); // both triples of a pair in one line
        QCOMPARE(graph.shownTriples + graph.moreTriples, centre.degree);
    }

    void textIsSafe() {
        QCOMPARE(grouped(1204), QStringLiteral("1,204"));
        QCOMPARE(bytesText(412'000'000), QStringLiteral("412 MB"));
        QCOMPARE(scoreText(0.004), QStringLiteral("<0.01"));
        QCOMPARE(scoreText(0.0), QStringLiteral("0.00"));
        QCOMPARE(fixedText(-0.0049), QStringLiteral("0.00")); // never "-0.00"
        QCOMPARE(fixedText(-0.0051), QStringLiteral("-0.01"));
        QCOMPARE(fixedText(-0.0049, 3), QStringLiteral("-0.005"));
        QCOMPARE(fixedText(1.005e3, 1), QStringLiteral("1005.0"));
        QVERIFY(tripleText("الأردن", "capital", "عمان").contains(QChar(0x2068)));
        QCOMPARE(folderText(QDir::homePath() + QStringLiteral("/graphs/a.akv")), QStringLiteral("~/graphs/a.akv"));
        QCOMPARE(folderText(QDir::homePath() + QStringLiteral("2/a.akv")),
                 QDir::homePath() + QStringLiteral("2/a.akv"));
        QCOMPARE(folderText(QStringLiteral("/data/a.akv")), QStringLiteral("/data/a.akv"));
        const QString emoji = QString::fromUtf8("ab😀cd");
        QVERIFY(!cut(emoji, 4).contains(QChar(0xD83D)) || cut(emoji, 4).contains(QChar(0xDE00)));
    }
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "models_test.moc"
