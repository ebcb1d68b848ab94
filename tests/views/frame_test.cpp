// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/command_book.h"
#include "app/gui/help_dialogs.h"
#include "app/gui/page_docks.h"
#include "core/engine/memory_estimate.h"
#include "tests/views/support/sample_window.h"
#include "views/models/model_card.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/memory_page.h"
#include "views/pages/memory_page_curve.h"
#include "views/pages/memory_page_estimator.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QKeySequenceEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>

using namespace akv;
using namespace akv::ui;

namespace {

/// The message box that is open; null: none.
QMessageBox* openBox(const MainWindow& window) {
    for (QMessageBox* box : window.findChildren<QMessageBox*>())
        if (box->isVisible()) return box;
    return nullptr;
}

void press(const QMessageBox& box, const QString& text) {
    for (QAbstractButton* button : box.buttons())
        if (button->text() == text) return QTest::mouseClick(button, Qt::LeftButton);
    QFAIL(qPrintable(text));
}

} // namespace

/// Perspectives, commands and their keys, selection, memory and exports in one window over the sample.
class FrameTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-frame-test");
        QSettings().clear();
        QDir(userGraphsFolder()).removeRecursively();
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        m_first = test::askByKeyboard(*m_window, m_window->workspace().summary().suggestions.value(0));
        QVERIFY(m_first && !m_first->answer->evidence.empty());
    }
    void cleanupTestCase() {
        m_window.reset();
        QSettings().clear();
    }

    void thePaletteRunsCommands() {
        m_window->showActivity(MainWindow::Chat);
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_window->omnibox()->isVisible());
        QTest::keyClicks(m_window->omnibox()->field(), QStringLiteral("memory before"));
        QTest::keyClick(m_window->omnibox()->field(), Qt::Key_Return);
        QVERIFY(m_window->memoryPage()->estimator()->isVisible());
    }

    void keysCanBeChangedAndStay() {
        ShortcutsView view(m_window->commands());
        QAction* command = m_window->commands().find(QStringLiteral("graph.add"));
        view.filterField()->setText(m_window->commands().titleOf(command));
        for (int row = 0; row < view.table()->rowCount(); ++row)
            if (view.table()->item(row, 0)->data(Qt::UserRole).toString() == command->objectName())
                view.table()->selectRow(row);
        view.keysField()->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_K));
        view.setButton()->click();
        QVERIFY(command->shortcuts().isEmpty()); // it belongs to the search
        QVERIFY(view.noteText().contains(QStringLiteral("belongs to")));
        const QKeySequence keys(Qt::CTRL | Qt::SHIFT | Qt::Key_F9);
        view.keysField()->setKeySequence(keys);
        view.setButton()->click();
        QCOMPARE(command->shortcuts(), QList<QKeySequence>{keys});
        {
            const MainWindow other{QString()};
            QCOMPARE(other.commands().find(QStringLiteral("graph.add"))->shortcuts(), QList<QKeySequence>{keys});
        }
        view.resetButton()->click();
        QVERIFY(command->shortcuts().isEmpty());
    }

    void everyShortcutHasOneOwner() {
        QSet<QString> ids, keys;
        for (const QAction* action : m_window->commands().all()) {
            QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
            ids << action->objectName();
            for (const QKeySequence& sequence : action->shortcuts()) {
                QVERIFY2(!keys.contains(sequence.toString()), qPrintable(sequence.toString()));
                keys << sequence.toString();
            }
        }
        QVERIFY(ids.size() > 50);
    }

    void perspectivesAreKeptAndReset() {
        m_window->setPerspective(QStringLiteral("analyst"));
        QVERIFY(m_window->docks().detached(MainWindow::Graph));
        QVERIFY(m_window->explorerPage()->isVisible() && m_window->chatPage()->isVisible());
        QVERIFY(!m_window->inspectorPage()->isVisible());
        m_window->docks().detach(MainWindow::Memory);
        m_window->setPerspective(QStringLiteral("researcher"));
        QVERIFY(m_window->docks().detachedPages().isEmpty());
        QVERIFY(m_window->inspectorPage()->isVisible());
        m_window->setPerspective(QStringLiteral("analyst"));
        QVERIFY(m_window->docks().detached(MainWindow::Memory));
        m_window->docks().dock(MainWindow::Memory)->close();
        QVERIFY(!m_window->docks().detached(MainWindow::Memory));
        m_window->docks().detach(MainWindow::Models);
        m_window->resetPerspective();
        QCOMPARE(m_window->docks().detachedPages(), QList<int>{MainWindow::Graph});
        m_window->setPerspective(QStringLiteral("researcher"));
    }

    void backAndForwardTravelThroughSelections() {
        m_window->showActivity(MainWindow::Chat);
        const auto& tokens = m_first->answer->tokens;
        QVERIFY(tokens.size() >= 2);
        TokenStrip* strip = m_window->chatPage()->turnView(m_first->id)->strip();
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tokenRect(0).center());
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tokenRect(1).center());
        QCOMPARE(m_window->inspectorPage()->step(), tokens[1].step);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_window->inspectorPage()->step(), tokens[0].step);
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_window->inspectorPage()->step(), tokens[1].step);
        m_window->inspectorPage()->followButton()->setChecked(true);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_window->inspectorPage()->step(), tokens[1].step); // locked
        QCOMPARE(m_window->selection().current().step, tokens[0].step);
        m_window->inspectorPage()->followButton()->setChecked(false);
    }

    void theEstimateStandsBesideWhatIsMeasured() {
        m_window->showActivity(MainWindow::Memory);
        m_window->memoryPage()->showView(MemoryPage::BeforeLoading);
        MemoryEstimator* estimator = m_window->memoryPage()->estimator();
        QCOMPARE(std::uint64_t(estimator->rowsBox()->value()), m_window->workspace().summary().manifest.rows);
        // The numbers of the model are those of its card, which counts them in the files.
        const auto shape = readMemoryShape(bundledModel().toStdString());
        QVERIFY(shape.ok());
        const ModelCard card = readModelCard(bundledModel().toStdString());
        QCOMPARE(shape->parameters, card.parameters);
        QCOMPARE(shape->adapterParameters, card.adapterParameters);
        const std::uint64_t before = estimator->estimate().resident();
        estimator->rowsBox()->setValue(100'000'000);
        QVERIFY(estimator->estimate().resident() > before + 400'000'000); // the scales alone
        QTRY_VERIFY(estimator->table()->model()->rowCount() >= 6);
        estimator->rowsBox()->setValue(int(m_window->workspace().summary().manifest.rows));
    }

    void oneSizeIsMeasuredAndShown() {
        m_window->showActivity(MainWindow::Memory);
        m_window->memoryPage()->showView(MemoryPage::BySize);
        MemoryCurveView* curve = m_window->memoryPage()->curve();
        QCOMPARE(curve->table()->model()->rowCount(), 0);
        curve->sizesBox()->setCurrentIndex(0);
        QTest::mouseClick(curve->runButton(), Qt::LeftButton);
        QCOMPARE(curve->runButton()->text(), QStringLiteral("Stop"));
        QTRY_COMPARE_WITH_TIMEOUT(curve->table()->model()->rowCount(), 1, 120000);
        curve->table()->selectRow(0);
        QVERIFY(curve->cardText().startsWith(QStringLiteral("1,000 rows")));
        QTRY_COMPARE_WITH_TIMEOUT(curve->runButton()->text(), QStringLiteral("Measure again"), 60000);
        QVERIFY(!QFileInfo::exists(userGraphsFolder() + QStringLiteral("/memory-curve.part")));
    }

    void theEvidenceOfAnAnswerIsAGraph() {
        const QTemporaryDir folder;
        JobModel jobs;
        ExportController exports(jobs);
        for (const char* name : {"evidence.graphml", "evidence.nt"}) {
            QSignalSpy written(&exports, &ExportController::written);
            exports.exportEvidence(m_first->answer, folder.filePath(QLatin1String(name)));
            QVERIFY(written.wait(20000));
            QFile file(folder.filePath(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY(text.contains(QByteArray(m_first->answer->evidence.front().relation.c_str()).left(4)));
            const auto edges =
                file.fileName().endsWith(QStringLiteral(".nt")) ? text.count(" .\n") : text.count("<edge ");
            QVERIFY(edges >= qsizetype(m_first->answer->evidence.size()));
        }
        QSignalSpy failed(&exports, &ExportController::failed);
        exports.exportEvidence(m_first->answer, QStringLiteral("/nowhere/at/all.nt"));
        QVERIFY(failed.wait(20000));
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("/nowhere")));
    }

    /// Last: it loads the model anew.
    void theGuardrailAsksAndGivesWay() {
        Settings settings = savedSettings();
        settings.guardrail = {Guardrail::Level::Limit, 1'000'000};
        m_window->applySettings(settings);
        m_window->openWorkspace(m_window->workspace().summary().folder);
        QTRY_VERIFY_WITH_TIMEOUT(openBox(*m_window), 60000);
        QVERIFY(!m_window->chat().engine());
        press(*openBox(*m_window), QStringLiteral("Do not load"));
        QVERIFY(!m_window->chat().stateMessage().isEmpty());
        m_window->openWorkspace(m_window->workspace().summary().folder);
        QTRY_VERIFY_WITH_TIMEOUT(openBox(*m_window), 60000);
        press(*openBox(*m_window), QStringLiteral("Load anyway"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->chat().state() == ChatController::EngineState::Ready, 120000);
    }

private:
    std::unique_ptr<MainWindow> m_window;
    const Turn* m_first = nullptr;
};

QTEST_MAIN(FrameTest)
#include "frame_test.moc"
