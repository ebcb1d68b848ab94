// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"
#include "tests/views/support/decoded_embeddings.h"
#include "tests/views/support/sample_window.h"
#include "tests/views/support/traces.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/sweep_view.h"
#include "views/pages/teach_page.h"
#include "views/pages/train_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/chart/line_chart.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/lesson_canvas.h"
#include "views/widgets/sweep_fields.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

using namespace akv;
using namespace akv::ui;

/// Traces without model or graph, teaching from them, evaluation and training.
class RunsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-runs-test");
        QDir(userSampleFolder()).removeRecursively();
    }

    void aTraceOpensWithoutAnything() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("a.akvtrace"));
        Trace trace = test::builtAnswer()->trace;
        trace.question = "What is the capital of Kazakhstan?", trace.answer = "The capital of Kazakhstan is Astana.";
        QVERIFY(saveTrace(trace, file.toStdString()).ok());
        MainWindow window{QStringLiteral("/nowhere")};
        window.resize(1440, 900);
        window.show();
        Q_EMIT window.startPage()->filesDropped({file}); // what a drop on the page gives
        QTRY_COMPARE(window.conversation().rowCount(), 1);
        QVERIFY(window.conversation().last()->answer);
        QVERIFY(window.inspectorPage()->funnel()->funnel());
        QVERIFY(!window.chat().engine());

        QTest::mouseClick(window.rail()->button(MainWindow::Teach), Qt::LeftButton);
        TeachPage* page = window.teachPage();
        const int word = page->step();
        QCOMPARE(page->station(), 0);
        for (int i = 0; i < 2; ++i) QTest::keyClick(page, Qt::Key_Right);
        QCOMPARE(page->canvas()->step().station, Station::Root);
        QVERIFY(!page->canvas()->revealed()); // to be guessed
        QTest::keyClick(page, Qt::Key_Space);
        QVERIFY(page->canvas()->revealed());
        QCOMPARE(page->station(), 2);
        QTest::keyClick(page, Qt::Key_Down);
        QVERIFY(page->step() > word);
        QTest::keyClick(page, Qt::Key_F11, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!window.rail()->isVisible());
        QTest::keyClick(page, Qt::Key_Escape);
        QVERIFY(window.rail()->isVisible());
        QVERIFY(page->html().startsWith(QStringLiteral("<!DOCTYPE html>")));
    }

    void aDamagedTraceIsSaid() {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("b.akvtrace")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("AKVTRACE but not really");
        file.close();
        MainWindow window{QStringLiteral("/nowhere")};
        window.show();
        window.openTrace(file.fileName());
        const auto said = [&] {
            for (const QLabel* label : window.startPage()->findChildren<QLabel*>())
                if (label->property("role").toString() == QStringLiteral("error") &&
                    label->text().contains(QStringLiteral("b.akvtrace")))
                    return true;
            return false;
        };
        QTRY_VERIFY(said());
        QCOMPARE(window.conversation().rowCount(), 0);
    }

    void curvesOfARunThatGrows() {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("curves.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("step,seconds,loss,val_exact\n1,2,9.5,0.1\n");
        file.flush();
        MainWindow window{QStringLiteral("/nowhere")};
        window.show();
        window.showActivity(MainWindow::Train);
        window.train().follow(file.fileName());
        LineChart* chart = window.trainPage()->lossChart();
        QTRY_VERIFY(chart->curves().size() == 1 && chart->curves()[0].points.size() == 1);
        file.write("2,4,8.5,\n3,6,8.0,0.2\n");
        file.flush();
        QTRY_VERIFY(chart->curves()[0].points.size() == 3);
        QCOMPARE(window.trainPage()->validationChart()->curves().size(), std::size_t(1));
        QVERIFY(!window.trainPage()->startButton()->isEnabled()); // no configuration yet
        window.trainPage()->setConfig(QStringLiteral("/nowhere/lm.json"));
        QTest::mouseClick(window.trainPage()->startButton(), Qt::LeftButton);
        QVERIFY(window.trainPage()->messageText().contains(QStringLiteral("/nowhere/lm.json")));
        QVERIFY(!window.train().running());
    }

    void aSmallEvaluationWithLiveResults() {
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        const bool encoder = EvaluateController::encoderProblem().isEmpty();
        if (!encoder) test::writeDecodedEmbeddings(window.workspace().summary().folder);
        window.showActivity(MainWindow::Evaluate);
        EvaluatePage* page = window.evaluatePage();
        page->sizesField()->setText(QStringLiteral("7, many"));
        QVERIFY(!page->runButton()->isEnabled());
        QVERIFY(page->planText().contains(QStringLiteral("Sizes")));
        page->sizesField()->setText(QStringLiteral("40"));
        page->seedsBox()->setValue(1);
        page->questionsBox()->setValue(2);
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QCOMPARE(page->runButton()->text(), QStringLiteral("Stop"));
        QTest::mouseClick(page->pauseButton(), Qt::LeftButton);
        QCOMPARE(page->pauseButton()->text(), QStringLiteral("Resume"));
        QTest::qWait(500);
        QCOMPARE(page->runButton()->text(), QStringLiteral("Stop")); // it holds
        QTest::mouseClick(page->pauseButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->text() == QStringLiteral("Run") &&
                                     page->table()->model()->rowCount() == (encoder ? 3 : 2),
                                 200000);
        QVERIFY(page->chart()->drawnCurves() >= 1);
        // A cell shows what went wrong in it, and nothing of the other.
        const int all = page->failures()->model()->rowCount();
        int parts = 0;
        for (int row = 0; row < page->table()->model()->rowCount(); ++row) {
            page->table()->selectRow(row);
            QVERIFY(page->failuresTitle().contains(QStringLiteral("40 rows")));
            parts += page->failures()->model()->rowCount();
        }
        QCOMPARE(parts, all);
    }

    void metricsAndTheLayerRuleAreChosen() {
        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        const bool encoder = EvaluateController::encoderProblem().isEmpty();
        if (!encoder) test::writeDecodedEmbeddings(window.workspace().summary().folder);
        QTest::mouseClick(window.rail()->button(MainWindow::Evaluate), Qt::LeftButton);
        EvaluatePage* page = window.evaluatePage();
        const std::vector<int> layers = window.chat().engine()->info().kbLayers;
        QVERIFY(layers.size() >= 2);
        page->sizesField()->setText(QStringLiteral("40"));
        page->seedsBox()->setValue(1);
        page->questionsBox()->setValue(2);
        for (const int layer : layers) {
            QCheckBox* check = page->plan()->layerCheck(layer);
            const auto& rule = window.chat().engine()->info().metricLayers;
            QCOMPARE(check->isChecked(), std::find(rule.begin(), rule.end(), layer) != rule.end());
            if (check->isChecked()) test::press(check);
        }
        QVERIFY(!page->runButton()->isEnabled());
        QVERIFY(page->planText().contains(QStringLiteral("layer")));
        test::press(page->plan()->layerCheck(layers.front()));
        for (const char* metric : {"acc", "em", "f1", "rouge", "refusal"})
            test::press(page->plan()->metricCheck(QLatin1String(metric)));
        QVERIFY(!page->runButton()->isEnabled());
        QVERIFY(page->planText().contains(QStringLiteral("metric")));
        QCheckBox* encoded = page->plan()->metricCheck(QStringLiteral("bertscore"));
        QCOMPARE(encoded->isEnabled(), EvaluateController::encoderProblem().isEmpty());
        if (encoded->isEnabled()) test::press(encoded);
        for (const char* metric : {"em", "mask"}) test::press(page->plan()->metricCheck(QLatin1String(metric)));
        SweepFields* sweeps = page->plan()->sweeps();
        QVERIFY(!sweeps->check(SweepFields::K)->isChecked() && !page->resultChoice()->isVisible());
        test::press(sweeps->check(SweepFields::K));
        QVERIFY(page->runButton()->isEnabled());
        test::press(sweeps->check(SweepFields::Scale));
        sweeps->valuesField(SweepFields::Scale)->setText(QStringLiteral("none, much"));
        QVERIFY(!page->runButton()->isEnabled());
        QVERIFY(page->planText().contains(QStringLiteral("'much' is no kb_scale_factor")));
        sweeps->valuesField(SweepFields::Scale)->setText(QStringLiteral("none, 30"));
        test::press(sweeps->check(SweepFields::Layers));
        sweeps->valuesField(SweepFields::Layers)->setText(QStringLiteral("99"));
        QVERIFY(!page->runButton()->isEnabled());
        QVERIFY(page->planText().contains(QStringLiteral("layer 99 is no KB layer")));
        sweeps->valuesField(SweepFields::Layers)->setText(QString::number(layers.front()));
        QVERIFY(page->runButton()->isEnabled());
        QSignalSpy request(page->plan(), &EvaluatePlan::runRequested);
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            page->runButton()->text() == QStringLiteral("Run") && page->table()->model()->rowCount() == 2, 200000);
        QCOMPARE(page->ruleText(), QStringLiteral("ACC: sum over the chosen KB layers %1").arg(layers.front()));
        tableEqualsSummary(page, request.front().front().value<EvalRequest>().out, layers.back());
        sweepEqualsItsFile(page, request.front().front().value<EvalRequest>().out);
    }

private:
    /// Every k that was measured is a line of the table and a point of the curves.
    static void sweepEqualsItsFile(EvaluatePage* page, const QString& folder) {
        QFile file(folder + QStringLiteral("/k_sweep.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray results =
            QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("results")).toArray();
        QVERIFY(results.size() > 2);
        QTRY_VERIFY(page->resultChoice()->isVisible());
        QTest::mouseClick(page->resultChoice()->button(1), Qt::LeftButton);
        const QAbstractItemModel* model = page->sweep()->table()->model();
        QVERIFY(page->sweep()->isVisible());
        QCOMPARE(qsizetype(model->rowCount()), results.size());
        QCOMPARE(page->sweep()->chart()->curves().size(), std::size_t(3));
        QStringList shown, wanted;
        for (int row = 0; row < model->rowCount(); ++row)
            shown << model->index(row, 0).data().toString() + QLatin1Char(' ') + model->index(row, 5).data().toString();
        for (const auto& result : results) {
            const QJsonArray k = result.toObject().value(QStringLiteral("k")).toArray();
            wanted << QStringLiteral("%1-%2-%3 %4 ± %5")
                          .arg(k[0].toInt())
                          .arg(k[1].toInt())
                          .arg(k[2].toInt())
                          .arg(result.toObject().value(QStringLiteral("leaves_scanned")).toDouble() * 100, 0, 'f', 1)
                          .arg(result.toObject()
                                       .value(QStringLiteral("ci95"))
                                       .toObject()
                                       .value(QStringLiteral("leaves_scanned"))
                                       .toDouble() *
                                   100,
                               0, 'f', 1);
        }
        shown.sort(), wanted.sort();
        QCOMPARE(shown, wanted);
        settingsEqualTheirFile(page, folder, QStringLiteral("scale"), {QStringLiteral("none"), QStringLiteral("30")});
        settingsEqualTheirFile(page, folder, QStringLiteral("layer"), {});
    }

    /// The lines and points of one mode are those of the file; the horizontal axis names the values.
    static void settingsEqualTheirFile(EvaluatePage* page, const QString& folder, const QString& sweep,
                                       const QStringList& values) {
        SweepView* view = page->sweep();
        QFile file(folder + QStringLiteral("/%1_sweep.json").arg(sweep));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray results =
            QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("results")).toArray();
        view->kindBox()->setCurrentIndex(sweep == QStringLiteral("scale") ? 1 : 2);
        QVERIFY(view->modeBox()->count() >= 1);
        const QString mode = view->modeBox()->currentData().toString();
        QStringList settings;
        std::vector<double> em;
        for (const auto& result : results)
            if (result.toObject().value(QStringLiteral("mode")).toString() == mode) {
                settings << result.toObject().value(QStringLiteral("setting")).toString();
                em.push_back(result.toObject().value(QStringLiteral("em")).toDouble() * 100);
            }
        QVERIFY(!settings.isEmpty());
        if (!values.isEmpty()) QCOMPARE(settings, values);
        QCOMPARE(view->chart()->categories(), settings);
        QCOMPARE(view->table()->model()->rowCount(), int(settings.size()));
        const auto& curves = view->chart()->curves();
        const auto exact = std::find_if(curves.begin(), curves.end(), [](const Curve& curve) {
            return curve.name == metricLabel(QStringLiteral("em"));
        });
        QVERIFY(exact != curves.end());
        for (std::size_t i = 0; i < em.size(); ++i) QCOMPARE(exact->points[i].y, em[i]);
    }

    /// What the table shows by the rule and by one layer alone is what summary.json says.
    static void tableEqualsSummary(EvaluatePage* page, const QString& folder, int layer) {
        QFile file(folder + QStringLiteral("/summary.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray results =
            QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("results")).toArray();
        const QAbstractItemModel* model = page->table()->model();
        const auto cell = [&](int row, const QString& header) {
            for (int c = 0; c < model->columnCount(); ++c)
                if (model->headerData(c, Qt::Horizontal).toString() == header)
                    return model->index(row, c).data().toString();
            return QString();
        };
        const auto text = [](const QJsonObject& j, const char* metric) {
            const QString name = QLatin1String(metric);
            return QStringLiteral("%1 ± %2")
                .arg(j.value(name).toDouble() * 100, 0, 'f', 1)
                .arg(j.value(QStringLiteral("ci95")).toObject().value(name).toDouble() * 100, 0, 'f', 1);
        };
        QCOMPARE(results.size(), qsizetype(model->rowCount()));
        for (int row = 0; row < model->rowCount(); ++row) {
            const QJsonObject result = results[row].toObject();
            page->layerBox()->setCurrentIndex(0);
            QCOMPARE(cell(row, QStringLiteral("ACC@1, %")), text(result, "acc1"));
            if (result.value(QStringLiteral("mode")).toString() == QStringLiteral("retriever")) continue; // no words
            QVERIFY(result.contains(QStringLiteral("em")) && !result.contains(QStringLiteral("rouge_l")));
            QCOMPARE(cell(row, QStringLiteral("exact match, %")), text(result, "em"));
            QVERIFY(cell(row, QStringLiteral("ROUGE-L, %")).isEmpty());
            if (EvaluateController::encoderProblem().isEmpty())
                QCOMPARE(cell(row, QStringLiteral("BERTScore, %")), text(result, "bertscore"));
            const int at = page->layerBox()->findData(layer);
            QVERIFY(at > 0);
            page->layerBox()->setCurrentIndex(at);
            QJsonObject alone;
            for (const auto& entry : result.value(QStringLiteral("acc_by_layer")).toArray())
                if (entry.toObject().value(QStringLiteral("layer")).toInt() == layer) alone = entry.toObject();
            QCOMPARE(cell(row, QStringLiteral("ACC@1, layer %1, %").arg(layer)), text(alone, "acc1"));
            QCOMPARE(cell(row, QStringLiteral("exact match, %")), text(result, "em"));
        }
        const double shown = page->chart()->curves().front().points.front().y;
        QVERIFY(shown >= 0.0 && shown <= 100.0);
    }
};

QTEST_MAIN(RunsTest)
#include "runs_test.moc"
