// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/answerability.h"
#include "tests/views/support/sample_window.h"
#include "views/models/effect_model.h"
#include "views/models/text.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/inspector_tables.h"
#include "views/pages/intervention_fields.h"
#include "views/pages/kept_view.h"
#include "views/pages/roc_view.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/chart/line_chart.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/lambda_map_view.h"
#include "views/widgets/top_bar.h"
#include "views/widgets/turn_view.h"

#include <QtGui/QAction>
#include <QtGui/QUndoStack>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

#include <set>

using namespace akv;
using namespace akv::ui;

/// The scope switch, A beside B and the derivation in the Inspector; what a what-if does to attention, its way into the
/// stored graph and back, and lambda as a test: in one window over a copy of the bundled sample.
class InterventionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-interventions-test");
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        m_window = test::askedSample(m_turn);
        QVERIFY(m_window);
        QVERIFY(!m_turn.answer->evidence.empty() && m_turn.answer->trace.tokens.size() > 2);
        m_window->selectToken(m_turn.id, 1);
    }
    void cleanupTestCase() { m_window.reset(); }

    void scopesAddUpWhatTheTraceHolds() {
        InspectorPage* page = m_window->inspectorPage();
        const Trace& trace = m_turn.answer->trace;
        const int layer = page->layer();
        std::set<std::uint32_t> kept;
        for (const auto& token : trace.tokens) {
            const auto& ids = trace.find(token.step, layer)->leaf.kept;
            kept.insert(ids.begin(), ids.end());
        }
        const auto rows = [&] { return std::size_t(page->leafTable()->model()->rowCount()); };
        QCOMPARE(rows(), trace.find(1, layer)->leaf.kept.size());
        chooseScope(Scope::Answer);
        QCOMPARE(rows(), kept.size());
        QCOMPARE(page->lambdaMap()->map().tokens.size(), trace.tokens.size());
        grab("scope-answer");
        chooseScope(Scope::Prompt);
        QCOMPARE(rows(), trace.find(0, layer)->leaf.kept.size());
        QCOMPARE(page->lambdaMap()->map().tokens.size(), trace.promptTokens.size());
        const LambdaMapView* map = page->lambdaMap();
        const std::size_t last = trace.promptTokens.size() - 1;
        QVERIFY(!map->cellRect(0, last).isEmpty()); // the position that the first word comes from is in sight
        page->lambdaMap()->scrollBy(-100);
        QVERIFY(!map->cellRect(0, 0).isEmpty());
        page->lambdaMap()->scrollBy(100);
        InspectorTables* tables = page->tables();
        QVERIFY(tables->note(InspectorTables::Heads).contains(QString::number(trace.find(0, layer)->positions)));
        grab("scope-prompt");
        const auto* choice = tables->findChildren<SegmentedControl*>().front();
        for (int table = 0; table < InspectorTables::TableCount; ++table) // a second line is not cut off
            QVERIFY(choice->rect().contains(choice->button(table)->geometry()));
        tables->showTable(InspectorTables::Number); // a sum over positions has no single derivation
        QVERIFY(!tables->explainButton()->isVisible());
        chooseScope(Scope::Word);
        QVERIFY(tables->explainButton()->isVisible());
        QCOMPARE(rows(), trace.find(1, layer)->leaf.kept.size());
    }

    void pinnedPlaceStaysBesideTheNext() {
        InspectorPage* page = m_window->inspectorPage();
        InspectorTables* tables = page->tables();
        QAbstractItemModel* places = tables->view(InspectorTables::Places)->model();
        QCOMPARE(places->rowCount(), 0);
        QTest::mouseClick(page->pinButton(), Qt::LeftButton);
        QCOMPARE(int(tables->shown()), int(InspectorTables::Places));
        QCOMPARE(page->pinned().step, 1);
        m_window->selectToken(m_turn.id, 2);
        QCOMPARE(page->pinned().step, 1);
        QCOMPARE(page->step(), 2);
        const auto expected = comparePlaces(page->pinned(), page->place());
        QVERIFY(expected);
        QCOMPARE(places->rowCount(), expected->onlyA + expected->onlyB + expected->both);
        QCOMPARE(tables->note(InspectorTables::Places), expected->summary);
        const Trace& trace = m_turn.answer->trace;
        double lambda = 0.0; // A's, by hand
        for (const float head : trace.find(1, page->layer())->lambdaKg) lambda += double(head);
        lambda /= double(trace.find(1, page->layer())->heads);
        QVERIFY2(expected->summary.contains(QString::number(lambda, 'f', 3)), qPrintable(expected->summary));
        grab("pinned");
        QTest::mouseClick(page->pinButton(), Qt::LeftButton);
        QVERIFY(!page->pinned().answer);
        QCOMPARE(places->rowCount(), 0);
    }

    void shiftClickInTheMapComparesWithWhatWasShown() {
        InspectorPage* page = m_window->inspectorPage();
        const LambdaMapView* map = page->lambdaMap();
        const int layer = map->map().layers.front();
        QTest::mouseClick(page->lambdaMap(), Qt::LeftButton, Qt::ShiftModifier, map->cellRect(0, 0).center().toPoint());
        QCOMPARE(page->pinned().step, 2);
        QCOMPARE(page->step(), 0);
        QCOMPARE(page->layer(), layer);
        page->pin(false);
    }

    void everyWeightOfALayerIsDerived() {
        InspectorPage* page = m_window->inspectorPage();
        InspectorTables* tables = page->tables();
        m_window->selectToken(m_turn.id, 1);
        tables->showTable(InspectorTables::Number);
        QTest::mouseClick(tables->explainButton(), Qt::LeftButton);
        QAbstractItemModel* number = tables->view(InspectorTables::Number)->model();
        QTRY_VERIFY_WITH_TIMEOUT(number->rowCount() > 0, 120000);
        const LayerRecord& record = *m_turn.answer->trace.find(1, page->layer());
        const std::size_t n = record.leaf.kept.size();
        for (std::size_t j = 0; j < n; ++j)
            for (int head = 0; head < record.heads; ++head) {
                page->setCurrentTriple(m_turn.answer->trace.leaves.at(record.leaf.kept[j]).tripleId);
                tables->headBox()->setCurrentIndex(head);
                const double weight = double(record.headWeights[std::size_t(head) * n + j]);
                QCOMPARE(valueIn(number, QStringLiteral("weight, trace")), QString::number(weight, 'f', 5));
                QVERIFY(std::abs(valueIn(number, QStringLiteral("weight λ·p")).toDouble() - weight) < 1e-3);
            }
        grab("number");
        page->moveLayer(page->layer() == m_turn.answer->trace.kbLayers().front() ? 1 : -1);
        QCOMPARE(number->rowCount(), 0); // numbers of another layer are not shown as this one's
    }

    void theQueryIsDrawnOnTheMap() {
        QTest::mouseClick(m_window->rail()->button(MainWindow::Hierarchy), Qt::LeftButton);
        HierarchyPage* page = m_window->hierarchyPage();
        QTRY_VERIFY_WITH_TIMEOUT(page->model()->tree() && page->map()->isVisible(), 60000);
        QTest::mouseClick(test::buttonNamed(page, QStringLiteral("Draw the query")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->map()->query(), 120000);
        grab("query");
        const MapQuery& query = *page->map()->query();
        QCOMPARE(query.text, placeText(m_window->inspectorPage()->place()));
        QVERIFY(query.held > 0.0 && query.held <= 1.0);
        QVERIFY(std::abs(std::hypot(double(query.x), double(query.y)) - 1.0) < 1e-4);
    }

    void interventionsReachTheSecondAnswer() {
        m_window->showActivity(MainWindow::Chat);
        QTest::mouseClick(test::buttonNamed(m_window->chatPage()->turnView(m_turn.id), QStringLiteral("What if…")),
                          Qt::LeftButton);
        WhatIfPage* page = m_window->whatIfPage();
        InterventionFields* fields = page->interventions();
        QVERIFY(!page->runButton()->isEnabled() && !page->applyButton()->isEnabled());
        QVERIFY(fields->clusterBox()->count() > 1);
        fields->clusterBox()->setCurrentIndex(1);
        const ClusterRef cluster = page->change().interventions.maskedClusters.front();
        const auto gone = runWhatIf(page);
        QCOMPARE(gone->after.trace.card.maskedClusters, std::vector{clusterText(cluster)});
        for (const auto& record : gone->after.trace.layers) {
            const auto& level = cluster.level == ClusterRef::Level::Root ? record.root : record.inter;
            QCOMPARE(std::count(level.kept.begin(), level.kept.end(), cluster.id.value()), 0);
        }
        clickReset(page);
        fields->layerBox()->setCurrentIndex(1);
        fields->headBox()->setCurrentIndex(1);
        const HeadRef head = page->change().interventions.ablated.front();
        const auto oneHead = runWhatIf(page);
        for (const auto& record : oneHead->after.trace.layers)
            if (record.layer == head.layer) QCOMPARE(record.lambdaKg[std::size_t(*head.head)], 0.0F);
        QVERIFY(oneHead->logprobChange() != 0.0);
        grab("head");
        QVERIFY(!page->applyButton()->isEnabled()); // an ablation is no change of the graph
        clickReset(page);
        fields->layerBox()->setCurrentIndex(1);
        for (const auto& record : runWhatIf(page)->after.trace.layers) {
            if (record.layer != head.layer) continue;
            for (const float lambda : record.lambdaKg) QCOMPARE(lambda, 0.0F);
        }
        clickReset(page);
    }

    void aPinnedTripleIsKeptByEveryLayer() {
        WhatIfPage* page = m_window->whatIfPage();
        QLineEdit* field = page->interventions()->pinField();
        QTest::keyClicks(field, QStringLiteral("12 x"));
        QVERIFY(!page->runButton()->isEnabled());
        QVERIFY(page->runButton()->toolTip().contains(QStringLiteral("“x”")));
        field->clear();
        std::set<qint64> read;
        for (const auto& [id, leaf] : m_turn.answer->trace.leaves) read.insert(leaf.tripleId);
        qint64 unread = 1;
        while (read.contains(unread)) ++unread;
        QTest::keyClicks(field, QString::number(unread));
        const auto result = runWhatIf(page);
        for (const auto& record : result->after.trace.layers) {
            bool kept = false;
            for (const auto leaf : record.leaf.kept) kept |= result->after.trace.leaves.at(leaf).tripleId == unread;
            QVERIFY(kept);
        }
        clickReset(page);
        field->setText(QStringLiteral("99999999")); // no such triple: said, not run
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QSignalSpy failed(&m_window->whatIf(), &WhatIfController::failed);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 120000);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("99999999")));
        QCOMPARE(page->verdictText(), QStringLiteral("Nothing is compared.")); // not what the run before gave
        QVERIFY(page->deltaText().isEmpty());
        clickReset(page);
    }

    void lambdaAsATestIsTheEnginesOwn() {
        WhatIfPage* page = m_window->whatIfPage();
        QTest::mouseClick(page->tableChoice()->button(2), Qt::LeftButton);
        RocView* roc = page->roc();
        QVERIFY(roc->isVisible());
        roc->rowsBox()->setValue(6);
        QTest::mouseClick(roc->runButton(), Qt::LeftButton);
        QVERIFY(!roc->runButton()->isEnabled() && roc->cancelButton()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(roc->runButton()->isEnabled(), 240000);
        AnswerabilityOptions options;
        options.rows = 6;
        options.ask.mode = m_window->topBar()->mode();
        options.ask.k = m_window->topBar()->k();
        const auto workspace = Workspace::open(toStd(m_window->workspace().summary().folder), Workspace::Access::Read);
        QVERIFY(workspace.ok());
        const auto items = measureAnswerability(*m_window->chat().engine(), **workspace, options, {}, {});
        QVERIFY(items.ok());
        QCOMPARE(items->size(), 12U);
        const auto curve = rocCurve(*items);
        QVERIFY(curve.ok());
        QVERIFY2(roc->text().contains(QStringLiteral("AUC %1 ").arg(curve->area, 0, 'f', 3)), qPrintable(roc->text()));
        grab("roc");
        QVERIFY(roc->text().contains(QStringLiteral("6 answerable and 6 held-back")));
        QTest::mouseClick(page->tableChoice()->button(0), Qt::LeftButton);
    }

    /// The sliders show what the layer would keep; with the answer's own k that is what the trace says.
    void whatWouldBeKeptFollowsTheSliders() {
        WhatIfPage* page = m_window->whatIfPage();
        m_window->selectToken(m_turn.id, 1);
        page->setBase(m_turn.answer);
        QTest::mouseClick(page->tableChoice()->button(1), Qt::LeftButton);
        KeptView* kept = page->kept();
        QVERIFY(kept->isVisible());
        kept->setPlace(1, m_window->inspectorPage()->layer());
        const int layer = kept->layerBox()->currentData().toInt();
        const LayerRecord& record = *m_turn.answer->trace.find(1, layer);
        QTRY_VERIFY_WITH_TIMEOUT(kept->funnel()->funnel(), 120000);
        const auto leaves = [&] {
            std::vector<std::uint32_t> out;
            for (const FunnelItem& item : kept->funnel()->funnel()->leaf.items) out.push_back(item.id);
            return out;
        };
        QVERIFY(leaves() == record.leaf.kept);
        QVERIFY(kept->text().contains(QStringLiteral("%1 of the %1 leaves").arg(record.leaf.kept.size())));
        const QString asAsked = page->deltaText();
        kept->slider(2)->setValue(2);
        QCOMPARE(page->kBox(2)->value(), 2);
        QTRY_COMPARE(leaves().size(), std::size_t(2));
        QVERIFY(leaves() == std::vector<std::uint32_t>(record.leaf.kept.begin(), record.leaf.kept.begin() + 2));
        QVERIFY(kept->text().contains(QStringLiteral("2 of the %1 leaves").arg(record.leaf.kept.size())));
        kept->slider(0)->setValue(1);
        QTRY_COMPARE(kept->funnel()->funnel()->root.items.size(), std::size_t(1));
        QCOMPARE(page->deltaText(), asAsked); // nothing was generated
        grab("kept");
        const QString before = kept->text();
        page->interventions()->scaleField()->setText(QStringLiteral("1e12"));
        QTRY_VERIFY(kept->text() != before); // more of the mass reads the graph
        QVERIFY(page->change().interventions.scale);
        page->interventions()->scaleField()->setText(QStringLiteral("much"));
        QVERIFY(!page->runButton()->isEnabled() && page->interventions()->problem().contains(QStringLiteral("much")));
        page->interventions()->scaleField()->setText(QStringLiteral("1e12"));
        QVERIFY(page->runButton()->isEnabled());
        QSignalSpy finished(&m_window->whatIf(), &WhatIfController::finished);
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 120000);
        const auto result = finished.front().front().value<std::shared_ptr<const WhatIfResult>>();
        QCOMPARE(result->after.trace.card.scaleFactor, std::string("1e+12"));
        QVERIFY(result->after.lambdaKg > result->before.lambdaKg);
        QVERIFY2(
            page->deltaText().contains(QStringLiteral("λ %1 as asked, %2 under the change")
                                           .arg(scoreText(result->before.lambdaKg), scoreText(result->after.lambdaKg))),
            qPrintable(page->deltaText()));
        QTest::mouseClick(page->tableChoice()->button(0), Qt::LeftButton);
        page->setBase(m_turn.answer);
    }

    void appliedToTheGraphAndUndone() {
        WhatIfPage* page = m_window->whatIfPage();
        const auto triples = m_window->workspace().summary().counts.triples;
        const Evidence top = m_turn.answer->evidence.front();
        page->mask(top.triple.value());
        QVERIFY(page->applyButton()->isEnabled());
        QTest::mouseClick(page->applyButton(), Qt::LeftButton);
        auto* box = m_window->findChild<QMessageBox*>();
        QVERIFY(box && box->isVisible() && !m_window->edits().running());
        grab("apply");
        QVERIFY2(box->text().contains(qs(top.tail)), qPrintable(box->text()));
        for (QAbstractButton* button : box->buttons())
            if (button->text() == QStringLiteral("Apply")) QTest::mouseClick(button, Qt::LeftButton);
        waitForEdit(triples - 1);
        QCOMPARE(m_window->workspace().summary().counts.triples, triples - 1);
        m_window->showActivity(MainWindow::WhatIf);
        grab("applied");
        QVERIFY(!stored(top.triple));
        const Turn* without = test::askByKeyboard(*m_window, m_turn.question);
        QVERIFY(without);
        for (const Evidence& e : without->answer->evidence) QVERIFY(e.triple != top.triple);
        QVERIFY(without->answer->text != m_turn.answer->text);
        QVERIFY(m_window->edits().history().canUndo());
        m_window->activateWindow(); // the question before had the focus
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showActivity(MainWindow::WhatIf); // in a text field Ctrl+Z is the field's own
        page->table()->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->chat().busy(), 60000);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_window->edits().running());
        waitForEdit(triples);
        QCOMPARE(m_window->workspace().summary().counts.triples, triples);
        QVERIFY(!m_window->edits().history().canUndo() && m_window->edits().history().canRedo());
        const Turn* again = test::askByKeyboard(*m_window, m_turn.question);
        QVERIFY(again);
        QCOMPARE(again->answer->text, m_turn.answer->text);
        QVERIFY(qs(again->answer->evidence.front().tail) == qs(top.tail));
    }

private:
    /// Pictures in both themes, for who looks at them.
    void grab(const char* name) {
        const QString folder = qEnvironmentVariable("AKV_GRABS");
        if (folder.isEmpty()) return;
        for (const bool dark : {true, false}) {
            m_window->setDark(dark);
            QTest::qWait(300);
            m_window->grab().save(
                QStringLiteral("%1/%2-%3.png")
                    .arg(folder, QLatin1String(name), dark ? QLatin1String("dark") : QLatin1String("light")));
        }
    }
    void chooseScope(Scope scope) {
        QTest::mouseClick(m_window->inspectorPage()->scopeChoice()->button(int(scope)), Qt::LeftButton);
    }
    static QString valueIn(QAbstractItemModel* model, const QString& name) {
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->index(row, 0).data().toString() == name) return model->index(row, 1).data().toString();
        return QStringLiteral("(no row %1)").arg(name);
    }
    std::shared_ptr<const WhatIfResult> runWhatIf(WhatIfPage* page) {
        std::shared_ptr<const WhatIfResult> out;
        const auto connection = connect(&m_window->whatIf(), &WhatIfController::finished, this,
                                        [&](const std::shared_ptr<const WhatIfResult>& result) { out = result; });
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(out && page->runButton()->isEnabled(), 120000); }();
        disconnect(connection);
        return out ? out : std::make_shared<const WhatIfResult>();
    }
    static void clickReset(WhatIfPage* page) {
        QTest::mouseClick(test::buttonNamed(page, QStringLiteral("Reset")), Qt::LeftButton);
    }
    /// Until the edit is over, the graph with so many triples is open, and the model is loaded with its new store.
    void waitForEdit(std::uint64_t triples) {
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->edits().running(), 120000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->workspace().summary().counts.triples, triples, 120000);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->chat().state() == ChatController::EngineState::Ready, 120000);
    }
    bool stored(TripleId triple) {
        const auto workspace = Workspace::open(toStd(m_window->workspace().summary().folder), Workspace::Access::Read);
        return workspace.ok() && (*workspace)->triples().triple(triple).value().has_value();
    }

    std::unique_ptr<MainWindow> m_window;
    Turn m_turn;
};

QTEST_MAIN(InterventionsTest)
#include "interventions_test.moc"
