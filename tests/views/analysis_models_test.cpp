// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "tests/views/support/traces.h"
#include "views/models/cluster_tree_model.h"
#include "views/models/compare_model.h"
#include "views/models/effect_model.h"
#include "views/models/inspection.h"
#include "views/models/model_card.h"
#include "views/models/scope.h"
#include "views/models/text.h"
#include "views/models/what_if.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <set>

using namespace akv;
using namespace akv::ui;

namespace {

constexpr auto kFail = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// `roots` roots of `inters` inter clusters of `leaves` leaves each.
std::shared_ptr<const ClusterTree> evenTree(std::uint32_t roots, std::uint32_t inters, std::uint32_t leaves) {
    auto tree = std::make_shared<ClusterTree>();
    for (std::uint32_t r = 0; r <= roots; ++r) tree->interBegin.push_back(r * inters);
    for (std::uint32_t i = 0; i <= roots * inters; ++i) tree->leafBegin.push_back(i * leaves);
    return tree;
}

} // namespace

/// The models behind the pages that look at answers and stores.
class AnalysisModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHierarchyIsATree() {
        ClusterTreeModel model;
        QAbstractItemModelTester tester(&model, kFail);
        const auto tree = evenTree(3, 4, 5);
        model.setTree(tree);
        QCOMPARE(model.rowCount(), 3);
        const QModelIndex root = model.index(2, 0), inter = model.index(1, 0, root), leaf = model.index(4, 0, inter);
        QCOMPARE(ClusterTreeModel::keyOf(inter), (ClusterKey{ClusterLevel::Inter, 9}));
        QCOMPARE(ClusterTreeModel::keyOf(leaf), (ClusterKey{ClusterLevel::Leaf, 49}));
        QCOMPARE(model.indexOf({ClusterLevel::Leaf, 49}), leaf);
        QCOMPARE(leaf.parent(), inter);
        QCOMPARE(root.siblingAtColumn(ClusterTreeModel::Leaves).data().toString(), QStringLiteral("20"));
        auto named = std::make_shared<ClusterTree>(*tree);
        named->interNames[9] = QStringLiteral("Syria · region");
        model.updateTree(named);
        QCOMPARE(inter.data().toString(), QStringLiteral("Syria · region"));
    }

    void usageCountsWhatTheRecordsKept() {
        const auto answer = test::builtAnswer();
        ClusterUsage usage;
        usage.add(answer->trace);
        QCOMPARE(usage.records, std::uint64_t(answer->trace.layers.size()));
        QCOMPARE(usage.of({ClusterLevel::Root, 0}), std::uint64_t(answer->trace.layers.size()));
        QCOMPARE(usage.of({ClusterLevel::Root, 7}), std::uint64_t(0)); // a runner-up was not kept
        Trace flat;
        flat.layers.push_back({});
        flat.layers.back().flat = true;
        usage.add(flat);
        QCOMPARE(usage.records, std::uint64_t(answer->trace.layers.size()));
    }

    void theIcicleCoversEveryLeafOnce() {
        const auto tree = evenTree(3, 4, 5);
        for (const auto focus : {std::optional<ClusterKey>(), std::optional(ClusterKey{ClusterLevel::Root, 1}),
                                 std::optional(ClusterKey{ClusterLevel::Inter, 6})}) {
            const auto boxes = layOutIcicle(*tree, focus, 0.001);
            double sums[3] = {};
            for (const IcicleBox& box : boxes) sums[int(box.key.level)] += box.bottom - box.top;
            for (const double sum : sums) QVERIFY(std::abs(sum - 1.0) < 1e-9);
        }
        QCOMPARE(layOutIcicle(*tree, std::nullopt, 0.001).size(), std::size_t(3 + 12 + 60));
    }

    void aLargeStoreIsDrawnInFewBoxes() {
        const auto tree = evenTree(100, 100, 100); // a million leaves
        QElapsedTimer clock;
        clock.start();
        const auto boxes = layOutIcicle(*tree, std::nullopt, 3.0 / 800);
        QVERIFY(boxes.size() <= kIcicleBoxes);
        QVERIFY(clock.elapsed() < 1500);
        std::uint64_t leaves = 0;
        for (const IcicleBox& box : boxes) leaves += box.key.level == ClusterLevel::Leaf ? box.count : 0;
        QCOMPARE(leaves, std::uint64_t(1000000));
    }

    void evidenceOfBothAnswers() {
        EffectModel model;
        QAbstractItemModelTester tester(&model, kFail);
        const auto answer = test::builtAnswer();
        model.setFirst(answer->evidence);
        std::vector<Evidence> second(answer->evidence.begin() + 1, answer->evidence.end());
        Evidence other = second.front();
        other.triple = TripleId(999), other.head = "new";
        second.push_back(other);
        model.setSecond(second);
        QCOMPARE(model.rowCount(), 9); // eight of A and one that only B read
        QCOMPARE(model.index(0, EffectModel::ShareB).data().toString(), QStringLiteral("–"));
        QSignalSpy changed(&model, &EffectModel::maskedChanged);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.masked(), std::vector{TripleId(100)});
        QCOMPARE(changed.count(), 1);
        model.setEffect(100, -4.25, false);
        QCOMPARE(model.index(0, EffectModel::Effect).data().toString(), QStringLiteral("-4.25, other words"));
        model.setEffect(100, -0.5, true);
        QCOMPARE(model.index(0, EffectModel::Effect).data().toString(), QStringLiteral("-0.50, same words"));
        model.setFirst(answer->evidence);
        QVERIFY(model.masked().empty() && !model.effectOf(100));
    }

    void changesInWords() {
        Answer a = *test::builtAnswer();
        a.trace.card.kRoot = 3, a.trace.card.kInter = 12, a.trace.card.kLeaf = 8;
        WhatIfChange change;
        change.k = PruneK{3, 12, 8};
        change.mode = a.mode;
        QVERIFY(changesNothing(change, a));
        change.masked = {a.evidence[0].triple};
        change.k->leaf = 4;
        QVERIFY(!changesNothing(change, a));
        QCOMPARE(whatIfText(change, a), QStringLiteral("without Kazakhstan · capital · Astana; k 3-12-4"));
        WhatIfResult result;
        result.before = result.after = a;
        result.logprobBefore = -1.0, result.logprobAfter = -1.01;
        QVERIFY(whatIfVerdict(result).startsWith(QStringLiteral("No change")));
        result.logprobAfter = -6.0;
        QVERIFY(whatIfVerdict(result).contains(QStringLiteral("less sure")));
        result.after.text = "Something else.";
        QCOMPARE(whatIfVerdict(result), QStringLiteral("The answer changed."));
    }

    void headsByLeavesAddUpToLambda() {
        const auto answer = test::builtAnswer();
        const Trace& trace = answer->trace;
        const LayerRecord* record = trace.find(3, 4);
        PlainTableModel model;
        QAbstractItemModelTester tester(&model, kFail);
        model.setTable(headTable(trace, *record));
        QCOMPARE(model.rowCount(), int(record->leaf.kept.size()));
        QCOMPARE(model.columnCount(), record->heads + 1);
        for (int h = 0; h < record->heads; ++h) {
            double sum = 0.0;
            for (const auto& row : model.table().rows) sum += row.cells[std::size_t(h) + 1].sort.toDouble();
            QVERIFY(std::abs(sum - double(record->lambdaKg[std::size_t(h)])) < 1e-5);
        }
        model.sort(1, Qt::AscendingOrder);
        QVERIFY(model.table().rows.front().cells[1].sort.toDouble() <
                model.table().rows.back().cells[1].sort.toDouble());
    }

    void theWholeAnswerIsTheSumOfItsWords() {
        const auto answer = test::builtAnswer();
        const Trace& trace = answer->trace;
        const auto whole = scopedRecord(trace, Scope::Answer, -1, 4);
        QVERIFY(whole && whole->steps);
        double sum = 0.0, lambda = 0.0, all = 0.0;
        std::set<std::uint32_t> kept;
        for (const TokenRecord& token : trace.tokens) {
            const LayerRecord* record = trace.find(token.step, 4);
            QVERIFY(record);
            for (const float w : record->headWeights) sum += double(w);
            for (const float l : record->lambdaKg) lambda += double(l);
            kept.insert(record->leaf.kept.begin(), record->leaf.kept.end());
        }
        for (const float w : whole->record.headWeights) all += double(w);
        QCOMPARE(whole->summed, int(trace.tokens.size()));
        QVERIFY(std::abs(all - sum) < 1e-4);
        QCOMPARE(whole->record.leaf.kept.size(), kept.size());
        QVERIFY(std::abs(whole->meanLambda() - lambda / double(whole->record.heads) / double(whole->summed)) < 1e-5);
        QVERIFY(!scopedRecord(trace, Scope::Answer, -1, 0)); // a layer that does not read the graph
        QVERIFY(!scopedRecord(trace, Scope::Word, 3, 0));
        QCOMPARE(scopedRecord(trace, Scope::Word, 3, 4)->record.headWeights, trace.find(3, 4)->headWeights);
    }

    void twoPlacesSideBySide() {
        const auto answer = test::builtAnswer();
        const Place a{answer, Scope::Word, 3, 4}, whole{answer, Scope::Answer, 3, 4};
        const auto same = comparePlaces(a, a);
        QVERIFY(same);
        const int read = int(answer->trace.find(3, 4)->leaf.kept.size());
        QCOMPARE(same->both, read);
        QCOMPARE(same->onlyA + same->onlyB, 0);
        for (const auto& row : same->table.rows) QCOMPARE(row.cells.back().sort.toDouble(), 0.0);
        const auto wider = comparePlaces(a, whole);
        QVERIFY(wider);
        QCOMPARE(wider->both, read);
        QCOMPARE(wider->onlyA, 0);
        const auto leaves = scopedRecord(answer->trace, Scope::Answer, 3, 4)->record.leaf.kept.size();
        QCOMPARE(wider->onlyB, int(leaves) - read);
        QVERIFY(!comparePlaces(a, Place{}));
    }

    void groupsHoldTheWholeAnswer() {
        const auto answer = test::builtAnswer();
        const Trace& trace = answer->trace;
        double all = 0.0;
        for (const LayerRecord& record : trace.layers)
            for (const float weight : record.headWeights) all += double(weight);
        for (const GroupBy by : {GroupBy::Entity, GroupBy::Relation, GroupBy::Cluster}) {
            const PlainTable table = groupTable(trace, by);
            double sum = 0.0;
            for (const auto& row : table.rows) sum += row.cells[1].sort.toDouble();
            QVERIFY(std::abs(sum - all) < 1e-3 * all);
        }
        QCOMPARE(groupTable(trace, GroupBy::Entity).rows.front().cells[0].text, QStringLiteral("Kazakhstan"));
    }

    /// A chat's sums are those of its answers together; the same leaves count once.
    void groupsOfAChat() {
        const auto answer = test::builtAnswer();
        Trace other = answer->trace;
        for (LayerRecord& record : other.layers)
            for (float& weight : record.headWeights) weight *= 2.0F;
        for (const GroupBy by : {GroupBy::Entity, GroupBy::Relation, GroupBy::Cluster}) {
            const PlainTable one = groupTable(answer->trace, by), two = groupTable({&answer->trace, &other}, by);
            QCOMPARE(two.columns.size(), one.columns.size() + 1);
            QCOMPARE(two.rows.size(), one.rows.size());
            for (std::size_t i = 0; i < one.rows.size(); ++i) {
                QCOMPARE(two.rows[i].cells[0].text, one.rows[i].cells[0].text);
                QCOMPARE(two.rows[i].cells[1].text, one.rows[i].cells[1].text); // shares stay
                QVERIFY(std::abs(two.rows[i].cells[2].sort.toDouble() - 3 * one.rows[i].cells[2].sort.toDouble()) <
                        1e-3);
                QCOMPARE(two.rows[i].cells[3].text, one.rows[i].cells[3].text);
                QCOMPARE(two.rows[i].cells[4].text, QStringLiteral("2"));
            }
        }
        QVERIFY(groupTable(std::vector<const Trace*>{}, GroupBy::Entity).rows.empty());
    }

    void choicesSideBySide() {
        TokenEffect effect;
        effect.choicesWith = {{" Astana", -0.1}, {" Almaty", -3.0}};
        effect.choicesWithout = {{" the", -1.0}, {" a", -1.5}, {" Astana", -4.25}};
        const PlainTable table = choiceTable(effect, " Astana");
        QCOMPARE(table.rows.size(), std::size_t(3));
        const auto text = [&](std::size_t row, std::size_t column) { return table.rows[row].cells[column].text; };
        QCOMPARE(text(0, 1), QStringLiteral("Astana ✓"));
        QCOMPARE(text(0, 3), QStringLiteral("the"));
        QCOMPARE(text(2, 3), QStringLiteral("Astana ✓"));
        QCOMPARE(text(2, 4), QStringLiteral("-4.25"));
        QVERIFY(text(2, 1).isEmpty() && text(2, 2).isEmpty());
    }

    void modesSideBySide() {
        const auto modes = allModes();
        QVERIFY(modes.size() >= 3);
        for (const Mode mode : modes) QVERIFY(!modeLabel(mode).isEmpty() && !modeHint(mode).isEmpty());
        CompareModel model;
        QAbstractItemModelTester tester(&model, kFail);
        std::vector<CompareModel::Run> runs;
        for (const Mode mode : modes) runs.push_back({mode});
        model.start(QStringLiteral("q"), runs);
        QCOMPARE(model.rowCount(), int(modes.size()));
        QCOMPARE(model.queuePlace(2), 3);
        model.setRunning(0);
        QCOMPARE(model.queuePlace(0), 0);
        QCOMPARE(model.queuePlace(2), 3); // one runs and one waits before it
        model.setFailed(0, QStringLiteral("does not fit"));
        QCOMPARE(model.queuePlace(2), 2);
        model.setAnswer(1, test::builtAnswer(), 3'000'000);
        QVERIFY(model.queueText().contains(QStringLiteral("✗")) && model.queueText().contains(QStringLiteral("✓")));
        QCOMPARE(model.index(1, CompareModel::PeakMemory).data().toString(), QStringLiteral("+3.0 MB"));
        QVERIFY(model.index(1, CompareModel::GoldRank).data().toString().isEmpty()); // not looked up yet
        model.setGold({});
        QCOMPARE(model.index(1, CompareModel::GoldRank).data().toString(), QStringLiteral("not in the graph"));
        model.setGold({RowId(999)});
        QCOMPARE(model.index(1, CompareModel::GoldRank).data().toString(), QStringLiteral("not read"));
        model.setGold({RowId(999), RowId(43), RowId(42)});
        QCOMPARE(model.index(1, CompareModel::GoldRank).data().toString(), QStringLiteral("#3"));
        Answer icl = *test::builtAnswer();
        QVERIFY(CompareModel::contextText(icl, {}, 512).isEmpty());
        icl.mode = Mode::InContext;
        icl.context = ContextReport{"row id", 1204, 10'000, 0, 500, true};
        QCOMPARE(
            CompareModel::contextText(icl, {}, 512),
            QStringLiteral("1,204 of 10,000 triples fitted in 500 tokens of 512 (order: row id, a seeded sample)"));
        icl.mode = Mode::Rag;
        icl.context = ContextReport{"cosine", 5, 10'000, 2, 90, false};
        const QString rag = CompareModel::contextText(icl, QStringLiteral("all-MiniLM-L6-v2"), 512);
        QVERIFY(rag.contains(QStringLiteral("top 5")) && rag.contains(QStringLiteral("MiniLM")) &&
                rag.contains(QStringLiteral("2 more")));
        QCOMPARE(model.index(0, CompareModel::AnswerColumn).data().toString(), QStringLiteral("does not fit"));
        QCOMPARE(model.index(1, CompareModel::Grounding).data().toString(), QStringLiteral("#1"));
        QVERIFY(model.index(1, CompareModel::TopEvidence).data().toString().contains(QStringLiteral("Astana")));
    }

    void modelFoldersWithTheirReasons() {
        const ModelCard own = readModelCard(sourceFolder() / "resources/model");
        QVERIFY2(own.problem.isEmpty(), qPrintable(own.problem));
        QVERIFY(own.parameters > 1000000 && own.adapter && !own.kbLayers.isEmpty());
        QVERIFY(own.readme.startsWith(QStringLiteral("# Atlas-Mini")));
        QVERIFY(whyNotCompatible(own, own.encoder, own.encoderWidth, true).isEmpty());
        QVERIFY(whyNotCompatible(own, QStringLiteral("ada-002"), 0, true).contains(QStringLiteral("ada-002")));
        const QString numbers = whyNotCompatible(own, QStringLiteral("ada-002"), 1536, true);
        QVERIFY2(numbers.contains(QStringLiteral("1536 wide")) && numbers.contains(QString::number(own.encoderWidth)),
                 qPrintable(numbers));
        const QTemporaryDir folder;
        QFile broken(folder.filePath(QStringLiteral("config.json")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"model_type\": ");
        broken.close();
        QFile readme(folder.filePath(QStringLiteral("README.md")));
        QVERIFY(readme.open(QIODevice::WriteOnly));
        readme.write("---\r\nlicense: mit\r\n---\r\n# Other\r\n\r\ntext --- more\r\n");
        readme.close();
        const auto cards = findModels(folder.path().toStdString(), {});
        QCOMPARE(cards.size(), std::size_t(1));
        QVERIFY(cards[0].problem.contains(QStringLiteral("config.json")));
        QCOMPARE(cards[0].readme, QStringLiteral("# Other\n\ntext --- more"));
        const auto none = findModels("/nowhere/at all", {});
        QVERIFY(none.size() == 1 && !none[0].problem.isEmpty());
        ModelListModel list;
        QAbstractItemModelTester tester(&list, kFail);
        list.setCards({own, cards[0]});
        list.setLoaded(own.folder);
        QVERIFY(list.index(0).data(ModelListModel::DetailRole).toString().startsWith(QStringLiteral("loaded")));
        QVERIFY(list.index(1).data(ModelListModel::DetailRole).toString().contains(QStringLiteral("cannot be used")));
    }
};

QTEST_GUILESS_MAIN(AnalysisModelsTest)
#include "analysis_models_test.moc"
