// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/sample_window.h"
#include "views/models/effect_model.h"
#include "views/pages/compare_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/models_page.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/turn_view.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
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
        QDir(userSampleFolder()).removeRecursively();
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        const Turn* turn = test::askByKeyboard(*m_window, m_window->workspace().summary().suggestions.value(0));
        QVERIFY(turn);
        m_turn = *turn;
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
        QVERIFY(page->change().k.leaf == 1);
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->isEnabled(), 120000);
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
