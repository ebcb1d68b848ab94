// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/sample_window.h"
#include "views/models/effect_model.h"
#include "views/models/text.h"
#include "views/pages/compare_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/inspector_tables.h"
#include "views/pages/models_page.h"
#include "views/pages/whatif_page.h"
#include "views/pictures/view_export.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/choices_view.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/compare_pane.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/readme_view.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/top_bar.h"
#include "views/widgets/turn_view.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QTreeView>

using namespace akv;
using namespace akv::ui;

/// What-if, Compare, Hierarchy and Models in one window over the bundled sample.
class AnalysisTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-analysis-test");
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        m_window = test::askedSample(m_turn);
        QVERIFY(m_window);
        QVERIFY(!m_turn.answer->evidence.empty());
    }
    void cleanupTestCase() { m_window.reset(); }

    void maskingTheTopTripleInWhatIf() {
        QTest::mouseClick(test::buttonNamed(m_window->chatPage()->turnView(m_turn.id), QStringLiteral("What if…")),
                          Qt::LeftButton);
        WhatIfPage* page = m_window->whatIfPage();
        QVERIFY(page->isVisible());
        QVERIFY(!page->runButton()->isEnabled()); // nothing is changed yet
        tick(page->table(), 0);
        QTRY_VERIFY(page->runButton()->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(page->deltaText().contains(QStringLiteral("Δ")), 120000);
        const qint64 masked = m_turn.answer->evidence.front().triple.value();
        bool inB = false;
        for (const Evidence& e : page->model()->rows()) // B's column is empty for what was masked
            if (e.triple.value() == masked)
                inB = page->model()->index(0, EffectModel::ShareB).data().toString() != QStringLiteral("–");
        QVERIFY(!inB);
    }

    void rankingByCauseAgreesWithMasking() {
        WhatIfPage* page = m_window->whatIfPage();
        QTest::mouseClick(page->rankButton(), Qt::LeftButton);
        const qint64 top = m_turn.answer->evidence.front().triple.value();
        QTRY_VERIFY_WITH_TIMEOUT(page->rankButton()->isEnabled() && page->model()->effectOf(top), 120000);
        const double effect = *page->model()->effectOf(top);
        QVERIFY2(page->deltaText().contains(QString::number(effect, 'f', 2)),
                 qPrintable(page->deltaText() + QString::number(effect)));
    }

    void anotherValueAndControls() {
        WhatIfPage* page = m_window->whatIfPage();
        QTest::mouseClick(test::buttonNamed(page, QStringLiteral("Reset")), Qt::LeftButton);
        page->controlBox()->setCurrentIndex(2); // random vectors
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->isEnabled(), 120000);
        QVERIFY(!page->verdictText().isEmpty());
        QCOMPARE(page->model()->index(0, EffectModel::ShareB).data().toString(), QStringLiteral("–"));
        page->controlBox()->setCurrentIndex(0);
        page->kBox(2)->setValue(1);
        QVERIFY(page->change().k->leaf == 1);
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->isEnabled(), 120000);
    }

    void anotherBaseClearsTheVerdict() {
        WhatIfPage* page = m_window->whatIfPage();
        QVERIFY(page->deltaText().contains(QStringLiteral("Δ")));
        const QString verdict = page->verdictText();
        page->setBase(nullptr);
        QVERIFY(page->verdictText().isEmpty() && page->deltaText().isEmpty());
        page->setBase(m_turn.answer);
        QVERIFY(page->deltaText().isEmpty() && page->verdictText() != verdict);
        const QString hint = page->verdictText();
        tick(page->table(), 0);
        QTRY_VERIFY(page->runButton()->isEnabled());
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QVERIFY(!page->runButton()->isEnabled()); // it runs
        page->setBase(m_turn.answer);
        tick(page->table(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->isEnabled(), 120000); // cancelled or finished, and not shown
        QVERIFY(page->deltaText().isEmpty());
        QCOMPARE(page->verdictText(), hint);
        QTest::mouseClick(test::buttonNamed(page, QStringLiteral("Reset")), Qt::LeftButton);
    }

    void inspectorSaysWhatTheGraphAdded() {
        QTest::mouseClick(m_window->rail()->button(MainWindow::Chat), Qt::LeftButton);
        m_window->selectToken(m_turn.id, 1);
        InspectorTables* tables = m_window->inspectorPage()->tables();
        const auto choose = [&](int index) {
            QTest::mouseClick(tables->findChildren<SegmentedControl*>().front()->button(index), Qt::LeftButton);
            QCOMPARE(int(tables->shown()), index);
        };
        choose(InspectorTables::Heads);
        QVERIFY(tables->view(InspectorTables::Heads)->model()->rowCount() > 0);
        choose(InspectorTables::Words);
        QTest::mouseClick(tables->scoreButton(), Qt::LeftButton);
        QAbstractItemModel* words = tables->view(InspectorTables::Words)->model();
        QTRY_COMPARE_WITH_TIMEOUT(words->rowCount(), int(m_turn.answer->trace.tokens.size()), 120000);
        double change = 0.0;
        for (int row = 0; row < words->rowCount(); ++row) change += words->index(row, 3).data().toString().toDouble();
        QVERIFY2(change > 1.0, qPrintable(tables->note(InspectorTables::Words))); // the graph made the answer likelier
        // The word that is shown: its five best with the graph as recorded, those of the model alone beside them.
        const QAbstractItemModel* best = tables->choices()->table()->model();
        QVERIFY(tables->choices()->isVisible());
        const auto& recorded = m_turn.answer->trace.tokens[1].alternatives;
        QCOMPARE(best->rowCount(), int(recorded.size()));
        const auto engine = m_window->chat().engine();
        for (int row = 0; row < best->rowCount(); ++row) {
            const auto& [id, logprob] = recorded[std::size_t(row)];
            QVERIFY(best->index(row, 1).data().toString().startsWith(qs(engine->tokenText(id)).trimmed()));
            QCOMPARE(best->index(row, 2).data().toString(), QString::number(double(logprob), 'f', 2));
            QVERIFY(!best->index(row, 3).data().toString().isEmpty() &&
                    !best->index(row, 4).data().toString().isEmpty());
        }
        tables->view(InspectorTables::Words)->selectRow(0);
        QVERIFY(best->index(0, 1).data().toString().startsWith(
            qs(engine->tokenText(m_turn.answer->trace.tokens[0].alternatives[0].first)).trimmed()));
        tables->view(InspectorTables::Words)->selectRow(1);
        choose(InspectorTables::Sums);
        const QAbstractItemModel* sums = tables->view(InspectorTables::Sums)->model();
        QVERIFY(sums->rowCount() > 0);
        QCOMPARE(sums->columnCount(), 4);
        QTest::mouseClick(tables->sumScope()->button(1), Qt::LeftButton);
        QCOMPARE(sums->columnCount(), 5);
        int answers = 0;
        for (const Turn& turn : m_window->conversation().turns()) answers += turn.answer ? 1 : 0;
        QVERIFY(tables->note(InspectorTables::Sums).contains(QStringLiteral("%1 of %1 answers").arg(answers)));
        QVERIFY(sums->index(0, 4).data().toString().toInt() >= 1);
        const QList<ExportTable> written = visibleTables(*tables); // as File > Export takes it
        QCOMPARE(written.size(), 1);
        QCOMPARE(written.front().columns.last(), QStringLiteral("answers"));
        QCOMPARE(int(written.front().rows.size()), sums->rowCount());
        QTest::mouseClick(tables->sumScope()->button(0), Qt::LeftButton);
    }

    void inspectorFollowsATriple() {
        InspectorTables* tables = m_window->inspectorPage()->tables();
        QTest::mouseClick(tables->findChildren<SegmentedControl*>().front()->button(InspectorTables::Lost),
                          Qt::LeftButton);
        const std::size_t layers = m_turn.answer->trace.kbLayers().size();
        tables->tripleField()->clear();
        QTest::keyClicks(tables->tripleField(), QString::number(m_turn.answer->evidence.front().triple.value()));
        QTest::mouseClick(tables->findButton(), Qt::LeftButton);
        QAbstractItemModel* paths = tables->view(InspectorTables::Lost)->model();
        QTRY_VERIFY_WITH_TIMEOUT(paths->rowCount() >= int(layers), 120000);
        bool kept = false;
        for (int row = 0; row < paths->rowCount(); ++row)
            kept |= paths->index(row, 1).data().toString().startsWith(QStringLiteral("kept"));
        QVERIFY(kept);
        tables->tripleField()->clear();
        QTest::keyClicks(tables->tripleField(), QStringLiteral("99999999"));
        QTest::keyClick(tables->tripleField(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(tables->note(InspectorTables::Lost).contains(QStringLiteral("99999999")), 120000);
        QCOMPARE(paths->rowCount(), 0);
    }

    void inspectorRecomputesAWeight() {
        InspectorPage* page = m_window->inspectorPage();
        InspectorTables* tables = page->tables();
        QAbstractItemModel* leaves = tables->view(InspectorTables::Heads)->model();
        QVERIFY(leaves->rowCount() > 0);
        page->setCurrentTriple(leaves->index(0, 0).data(PlainTableModel::TripleIdRole).toLongLong());
        tables->showTable(InspectorTables::Number);
        QTest::mouseClick(tables->explainButton(), Qt::LeftButton);
        QAbstractItemModel* number = tables->view(InspectorTables::Number)->model();
        QTRY_VERIFY_WITH_TIMEOUT(number->rowCount() > 0, 120000);
        const QString note = tables->note(InspectorTables::Number);
        const double difference = note.section(QStringLiteral(" by "), -1).chopped(1).toDouble();
        QVERIFY2(note.contains(QStringLiteral("differs")) && difference < 1e-4, qPrintable(note));
    }

    void anErrorOfAnotherAnswerIsNotShown() {
        InspectorTables* tables = m_window->inspectorPage()->tables();
        const QString before = tables->note(InspectorTables::Words);
        auto other = std::make_shared<const Answer>(*m_turn.answer);
        WhatIfController& controller = m_window->whatIf();
        Q_EMIT controller.wordsFailed(other, QStringLiteral("of an earlier answer"));
        QCOMPARE(tables->note(InspectorTables::Words), before);
        Q_EMIT controller.wordsFailed(m_turn.answer, QStringLiteral("of this answer"));
        QCOMPARE(tables->note(InspectorTables::Words), QStringLiteral("of this answer"));
    }

    void everyModeAnswers() {
        QTest::mouseClick(m_window->rail()->button(MainWindow::Compare), Qt::LeftButton);
        ComparePage* page = m_window->comparePage();
        QVERIFY(!page->runButton()->isEnabled());
        QTest::keyClicks(page->field(), m_turn.question);
        QTest::keyClick(page->field(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->runButton()->text(), QStringLiteral("Compare"), 120000);
        QAbstractItemModel* model = page->table()->model();
        QVERIFY(model->rowCount() >= 3);
        for (int row = 0; row < model->rowCount(); ++row) {
            const QString speed = model->index(row, CompareModel::PromptTokens).data().toString();
            QVERIFY2(!speed.isEmpty(), qPrintable(model->index(row, CompareModel::AnswerColumn).data().toString()));
        }
        // The question was made from a row of the graph, and flat attention reads every row.
        ComparePane* flat = page->pane(Mode::Kblam);
        QTRY_VERIFY_WITH_TIMEOUT(!flat->figure(CompareModel::GoldRank).isEmpty(), 20000);
        QVERIFY2(flat->figure(CompareModel::GoldRank).startsWith(QLatin1Char('#')),
                 qPrintable(flat->figure(CompareModel::GoldRank)));
        QVERIFY(flat->figure(CompareModel::PeakMemory).startsWith(QLatin1Char('+')));
        QCOMPARE(page->pane(Mode::ZeroShot)->figure(CompareModel::GoldRank), QStringLiteral("–"));
        QVERIFY2(page->pane(Mode::InContext)->contextText().contains(QStringLiteral("triples fitted in")),
                 qPrintable(page->pane(Mode::InContext)->contextText()));
        if (page->checkOf(Mode::Rag)->isEnabled())
            QVERIFY(page->pane(Mode::Rag)->contextText().contains(QStringLiteral("encoder all-MiniLM")));
        else
            QVERIFY(page->reasonsText().contains(modeLabel(Mode::Rag)));
        QVERIFY(page->queueText().count(QStringLiteral("✓")) == model->rowCount());
    }

    void panesHaveTheirOwnSettingsAndPlaces() {
        ComparePage* page = m_window->comparePage();
        QVERIFY(page->columns() > 1);
        ComparePane* pane = page->pane(Mode::Atlas);
        QTest::mouseClick(pane->focusButton(), Qt::LeftButton);
        QVERIFY(pane->isVisible() && !page->pane(Mode::Kblam)->isVisible() && page->columns() == 1);
        QTest::mouseClick(pane->focusButton(), Qt::LeftButton);
        QVERIFY(page->pane(Mode::Kblam)->isVisible());
        QVERIFY(!pane->kBox(2)->isVisible());
        page->syncBox()->click();
        QVERIFY(pane->kBox(2)->isVisible() && !page->pane(Mode::Kblam)->kBox(2));
        QCOMPARE(std::uint32_t(pane->kBox(2)->value()), m_window->topBar()->k().leaf);
        pane->kBox(2)->setValue(1);
        for (const Mode mode : allModes())
            if (mode != Mode::Atlas && page->checkOf(mode)->isChecked()) page->checkOf(mode)->click();
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page->runButton()->text(), QStringLiteral("Compare"), 120000);
        QCOMPARE(page->table()->model()->rowCount(), 1);
        QVERIFY(!pane->strip()->isHidden());
        QTest::mouseClick(pane->strip(), Qt::LeftButton, {}, pane->strip()->tokenRect(0).center());
        QCOMPARE(m_window->rail()->current(), int(MainWindow::Chat)); // the Inspector shows it
        QCOMPARE(m_window->inspectorPage()->answer()->trace.card.kLeaf, 1U);
        page->syncBox()->click();
        QVERIFY(!pane->kBox(2)->isVisible());
    }

    void theHierarchyOfTheSample() {
        QTest::mouseClick(m_window->rail()->button(MainWindow::Hierarchy), Qt::LeftButton);
        HierarchyPage* page = m_window->hierarchyPage();
        QTRY_VERIFY_WITH_TIMEOUT(page->icicle()->isVisible() && !page->icicle()->boxes().empty(), 60000);
        const auto tree = page->model()->tree();
        QCOMPARE(tree->leafCount(), std::uint32_t(m_window->workspace().summary().manifest.rows));
        QVERIFY(page->map()->drawn() == tree->inters());
        QVERIFY(page->model()->usage().records > 0);
        const Evidence& top = m_turn.answer->evidence.front();
        QTest::keyClicks(page->tripleField(), QString::number(top.triple.value()));
        QTest::keyClick(page->tripleField(), Qt::Key_Return);
        QTRY_VERIFY(page->detailText().contains(QString::fromStdString(top.tail)));
        QVERIFY(page->detailText().contains(QStringLiteral("→")));
        const IcicleBox first = page->icicle()->boxes().front();
        QTest::mouseDClick(page->icicle(), Qt::LeftButton, {}, page->icicle()->rectOf(first).center().toPoint());
        QCOMPARE(page->icicle()->focusKey(), std::optional(first.key));
        QTest::keyClick(page->icicle(), Qt::Key_Backspace);
        QVERIFY(!page->icicle()->focusKey());
        QTest::keyClick(page->icicle(), Qt::Key_Right);
        page->tripleField()->clear();
        QTest::keyClicks(page->tripleField(), QStringLiteral("99999999"));
        QTest::keyClick(page->tripleField(), Qt::Key_Return);
        QTRY_VERIFY(noteSays(page, QStringLiteral("99999999")));
    }

    void theBundledModelFits() {
        QTest::mouseClick(m_window->rail()->button(MainWindow::Models), Qt::LeftButton);
        ModelsPage* page = m_window->modelsPage();
        QTRY_VERIFY(page->model()->rowCount() >= 1);
        QVERIFY2(page->compatibilityText().startsWith(QStringLiteral("✓")), qPrintable(page->compatibilityText()));
        QVERIFY(!page->loadButton()->isEnabled()); // it is the one that is loaded
        const SegmentedControl* sections = page->readme()->sections();
        int measured = 0;
        while (sections->button(measured)->text() != QStringLiteral("Measured")) QVERIFY(sections->button(++measured));
        QTest::mouseClick(sections->button(measured), Qt::LeftButton);
        QVERIFY(page->readme()->text()->isVisible());
        QVERIFY(page->readme()->text()->toPlainText().contains(QStringLiteral("DBpedia50, never trained on")));
        const ModelCard own = page->model()->cards().front();
        ModelCard bare = own;
        bare.readme.clear();
        page->setCards({bare});
        QVERIFY(sections->isHidden() && page->readme()->text()->isHidden());
        page->setCards({own});
        QVERIFY(sections->isVisible());
    }

private:
    static void tick(QTableView* table, int row) {
        table->setFocus();
        table->setCurrentIndex(table->model()->index(row, 0));
        QTest::keyClick(table, Qt::Key_Space);
    }
    static bool noteSays(QWidget* page, const QString& what) {
        for (const QLabel* label : page->findChildren<QLabel*>())
            if (label->property("role").toString() == QStringLiteral("error") && label->text().contains(what))
                return true;
        return false;
    }

    std::unique_ptr<MainWindow> m_window;
    Turn m_turn;
};

QTEST_MAIN(AnalysisTest)
#include "analysis_test.moc"
