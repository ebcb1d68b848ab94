// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "tests/views/support/traces.h"
#include "views/models/lesson.h"
#include "views/models/result_series.h"

#include <QtCore/QFile>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace akv;
using namespace akv::ui;

namespace {

/// JSON written with single quotes.
QByteArray json(const char* text) { return QByteArray(text).replace('\'', '"'); }

const char* const kSummary =
    "{'results': [{'mode': 'atlaskv', 'size': 1000, 'seed_count': 3, 'n': 60, 'k': [3, 12, 8], 'leaves_scanned': 0.12,"
    " 'acc1': 0.8, 'em': 0.7, 'ci95': {'acc1': 0.05, 'em': 0.1}},"
    " {'mode': 'atlaskv', 'size': 100, 'seed_count': 3, 'n': 60, 'k': [3, 9, 8], 'leaves_scanned': 0.4, 'acc1': 0.95,"
    " 'ci95': {'acc1': 0.02}},"
    " {'mode': 'zero-shot', 'size': 100, 'seed_count': 3, 'n': 60, 'k': [3, 9, 8], 'leaves_scanned': 0, 'em': 0.0,"
    " 'ci95': {}}]}";
const char* const kItems = "{'mode':'atlaskv','size':10,'seed':0,'question':'a','gold':'x','answer':'x','answerable':"
                           "true,'rank':1,'em':true}\n"
                           "{'mode':'atlaskv','size':10,'seed':0,'question':'b','gold':'y','answer':'z','answerable':"
                           "true,'rank':4,'em':false}\n"
                           "{'mode':'atlaskv','size':10,'seed':0,'question':'c','gold':'','answer':'I "
                           "cannot','answerable':false,'refused':true}\n"
                           "{'mode':'atlaskv','size':10,'seed':0,'question':'d','gold':'','answer':'tenge','answerable'"
                           ":false,'refused':false}\n"
                           "{'mode':'atlaskv','size':10,'se";

} // namespace

/// Evaluation results, training curves and lessons as the pages read them.
class RunsModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSummaryBecomesTableAndCurves() {
        const auto lines = parseEvalSummary(json(kSummary));
        QVERIFY(lines && lines->size() == 3);
        const auto curves = curvesOf(*lines, QStringLiteral("acc1"));
        QCOMPARE(curves.size(), std::size_t(1)); // zero-shot has no such figure: no curve, not a zero
        QCOMPARE(curves[0].points[0].x, 100.0);
        QCOMPARE(curves[0].points[1].y, 80.0);
        QCOMPARE(curves[0].points[1].half, 5.0);
        EvalModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLines(*lines);
        QCOMPARE(model.columnCount(), 5 + 2);
        QCOMPARE(model.index(0, 5).data().toString(), QStringLiteral("80.0 ± 5.0"));
        QCOMPARE(model.index(2, 5).data().toString(), QStringLiteral("–"));
        QVERIFY(!parseEvalSummary(json("{'results': [{'mode': ")));
        QVERIFY(!parseEvalSummary("[]"));
    }

    void failuresAreWhatWentWrong() {
        FailureModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setItems(parseEvalItems(json(kItems)));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, FailureModel::Rank).data().toString(), QStringLiteral("4"));
        QCOMPARE(model.index(1, FailureModel::Gold).data().toString(), QStringLiteral("not in the graph"));
        const EvalItem one = model.failures()[0];
        model.setCell(one.mode, one.size + 1);
        QCOMPARE(model.rowCount(), 0);
        model.setCell(one.mode, one.size);
        QVERIFY(model.rowCount() >= 1 && model.failures()[0].question == one.question);
        model.setCell({}, 0);
        QCOMPARE(model.rowCount(), 2);
    }

    void curvesWhileTheyAreWritten() {
        const auto curves = parseCurves("step,loss,val_loss\n0,,9.5\n1,8.0,\n2,7.5,\n3,7.");
        const Curve* loss = findCurve(curves, QStringLiteral("loss"));
        QVERIFY(loss);
        QCOMPARE(loss->points.size(), std::size_t(2)); // no point for an empty cell, none for the half line
        QCOMPARE(findCurve(curves, QStringLiteral("val_loss"))->points.front().y, 9.5);
        QVERIFY(parseCurves("name,value\na,1\n").empty());
        QFile file(QString::fromStdString((sourceFolder() / "resources/training/curves.csv").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto real = parseCurves(file.readAll());
        QVERIFY(findCurve(real, QStringLiteral("loss"))->points.size() > 100);
        const Curve thin = thinned(*findCurve(real, QStringLiteral("loss")), 50);
        QVERIFY(thin.points.size() <= 50);
        QCOMPARE(thin.points.back().x, findCurve(real, QStringLiteral("loss"))->points.back().x);
    }

    void aLessonSaysWhatWasRecorded() {
        const auto answer = test::builtAnswer();
        const auto steps = buildLesson(answer->trace, 5, 4);
        QCOMPARE(steps.size(), std::size_t(kStations));
        const LessonStep& root = steps[std::size_t(Station::Root)];
        QVERIFY(root.text.contains(QStringLiteral("11")) && root.text.contains(QStringLiteral("3")));
        QCOMPARE(std::count_if(root.rows.begin(), root.rows.end(), [](const LessonRow& r) { return r.kept; }), 3);
        QVERIFY(root.rows[0].share >= root.rows[1].share);
        double sum = 0.0;
        for (const LessonRow& row : steps[std::size_t(Station::Mix)].rows) sum += row.share;
        QVERIFY(std::abs(sum - 1.0) < 1e-3); // graph and conversation share the whole attention
        QVERIFY(steps[std::size_t(Station::NextToken)].text.contains(QStringLiteral("Ast")));
        QCOMPARE(busiestLayer(answer->trace, 5), 4);
        for (const LessonStep& step : buildLesson(answer->trace, 5, 99)) QVERIFY(!step.text.isEmpty());
    }

    void aLessonIsOneFile() {
        const auto answer = test::builtAnswer();
        const QString html = lessonHtml(answer->trace);
        QCOMPARE(html.count(QStringLiteral("<section")), kStations * qsizetype(answer->trace.tokens.size()));
        QVERIFY(!html.contains(QStringLiteral("http:")) && !html.contains(QStringLiteral("https:")));
        QVERIFY(!html.contains(QStringLiteral("src=")));
        QVERIFY(html.contains(QStringLiteral("日本国")) || html.contains(QStringLiteral("Kazakhstan")));
    }
};

QTEST_GUILESS_MAIN(RunsModelsTest)
#include "runs_models_test.moc"
