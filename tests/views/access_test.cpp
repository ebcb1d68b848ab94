// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/command_book.h"
#include "app/gui/preferences_dialog.h"
#include "tests/views/support/clipped.h"
#include "tests/views/support/sample_window.h"
#include "views/pages/memory_page.h"
#include "views/pictures/view_export.h"
#include "views/widgets/activity_rail.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStackedWidget>

using namespace akv;
using namespace akv::ui;
using test::clippedTexts, test::inner, test::whereIs;

/// What every page owes to people who read large, use a keyboard or a screen reader, and to those who export it.
class AccessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-access-test");
        QSettings().clear();
        applyAppearance({QStringLiteral("light"), 100}, false);
        QDir(userSampleFolder()).removeRecursively();
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        QVERIFY(test::askByKeyboard(*m_window, m_window->workspace().summary().suggestions.value(0)));
    }
    void cleanupTestCase() { m_window.reset(); }

    void everyControlThatTakesTheFocusHasAName() {
        int checked = 0;
        QStringList nameless;
        forEachPage([&](int) {
            for (QWidget* w : m_window->findChildren<QWidget*>()) {
                if (!w->isVisible() || w->focusPolicy() == Qt::NoFocus || inner(w)) continue;
                if (qobject_cast<QLabel*>(w) || qobject_cast<QStackedWidget*>(w)) continue;
                const auto* button = qobject_cast<QAbstractButton*>(w);
                QVERIFY2(!w->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                         qPrintable(whereIs(w)));
                ++checked;
            }
        });
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
        QVERIFY(checked > 150);
    }

    void noTextIsCut_data() {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light") << QStringLiteral("light") << 100;
        QTest::newRow("dark") << QStringLiteral("dark") << 100;
        QTest::newRow("high contrast") << QStringLiteral("contrast") << 100;
        QTest::newRow("high contrast, large") << QStringLiteral("contrast") << 130;
    }
    void noTextIsCut() {
        QFETCH(QString, theme);
        QFETCH(int, percent);
        applyAppearance({theme, percent}, false);
        m_window->resize(1440, 900);
        QStringList cut;
        forEachPage([&](int) {
            // What changes while the page is laid out gets a second look.
            QStringList now = clippedTexts(*m_window);
            for (int i = 0; i < 15 && !now.isEmpty(); ++i) QTest::qWait(100), now = clippedTexts(*m_window);
            cut += now;
        });
        applyAppearance({QStringLiteral("light"), 100}, false);
        cut.removeDuplicates();
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
    }

    void noTextOfThePreferencesIsCut() {
        PreferencesDialog dialog(m_window->commands(), savedSettings());
        dialog.show();
        for (int section = 0; section < PreferencesDialog::SectionCount; ++section) {
            dialog.showSection(section);
            QTest::qWait(60);
            const QStringList cut = clippedTexts(dialog);
            QVERIFY2(cut.isEmpty(),
                     qPrintable(QString::number(section) + QLatin1Char(' ') + cut.join(QLatin1Char('\n'))));
            for (QWidget* w : dialog.findChildren<QWidget*>()) {
                const auto* button = qobject_cast<QAbstractButton*>(w);
                if (!w->isVisible() || w->focusPolicy() == Qt::NoFocus || inner(w) || qobject_cast<QLabel*>(w))
                    continue;
                QVERIFY2(!w->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                         qPrintable(whereIs(w)));
            }
        }
    }

    void tabReachesEveryControlOfAPage() {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showActivity(MainWindow::WhatIf);
        QTRY_VERIFY(!m_window->chat().busy());
        QSet<QWidget*> seen;
        for (int i = 0; i < 120; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), Qt::Key_Tab);
            if (QApplication::focusWidget()) seen << QApplication::focusWidget();
        }
        QStringList missed;
        for (QWidget* w : m_window->currentPage()->findChildren<QWidget*>())
            if (w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus) && !inner(w) && !seen.contains(w))
                missed << whereIs(w);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1Char('\n'))));
        QVERIFY(seen.size() > 15);
    }

    void everyPageCanBeSaved() {
        const QTemporaryDir folder;
        forEachPage([&](int page) {
            for (const char* suffix :
                 page == MainWindow::Chat ? QList<const char*>{"svg", "pdf", "png"} : QList<const char*>{"svg"}) {
                const QString file = folder.filePath(QStringLiteral("%1.%2").arg(page).arg(QLatin1String(suffix)));
                const auto saved = exportView(*m_window->currentPage(), QStringLiteral("page"), file);
                QVERIFY2(saved.ok(), saved.ok() ? "" : saved.error().text().c_str());
                QVERIFY(QFileInfo(file).size() > 500);
            }
        });
        m_window->showActivity(MainWindow::Chat);
        const QString file = folder.filePath(QStringLiteral("numbers.json"));
        QVERIFY(exportView(*m_window->currentPage(), QStringLiteral("chat"), file).ok());
        QFile json(file);
        QVERIFY(json.open(QIODevice::ReadOnly));
        const QByteArray text = json.readAll();
        QVERIFY(text.contains("Leaves read") && text.contains("lambda"));
        QVERIFY(!exportView(*m_window->currentPage(), {}, folder.filePath(QStringLiteral("a.doc"))).ok());
        QVERIFY(!exportView(*m_window->currentPage(), {}, QStringLiteral("/nowhere/at/all.svg")).ok());
    }

    void preferencesActAtOnce() {
        PreferencesDialog dialog(m_window->commands(), savedSettings());
        dialog.show();
        dialog.themeBox()->setCurrentIndex(2);
        QCOMPARE(currentAppearance().theme, QStringLiteral("contrast"));
        QVERIFY(contrastRatio(themeOf(QApplication::palette()).dim, themeOf(QApplication::palette()).card) >= 7.0);
        const qreal before = QApplication::font().pointSizeF();
        dialog.textBox()->setValue(150);
        QVERIFY(QApplication::font().pointSizeF() > before * 1.4);
        dialog.textBox()->setValue(100);
        dialog.themeBox()->setCurrentIndex(0);
        QCOMPARE(savedAppearance().theme, QStringLiteral("light"));
    }

private:
    template <class Visit>
    void forEachPage(const Visit& visit) {
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            m_window->showActivity(MainWindow::Activity(page));
            QTest::qWait(60);
            visit(page);
            if (QTest::currentTestFailed()) return;
        }
        m_window->showActivity(MainWindow::Memory);
        for (const MemoryPage::View view : {MemoryPage::BeforeLoading, MemoryPage::BySize, MemoryPage::Now}) {
            m_window->memoryPage()->showView(view);
            QTest::qWait(60);
            visit(MainWindow::Memory);
        }
    }
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(AccessTest)
#include "access_test.moc"
