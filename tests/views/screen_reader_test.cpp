// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/clipped.h"
#include "tests/views/support/sample_window.h"
#include "views/widgets/accessible.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/top_bar.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace akv;
using namespace akv::ui;

namespace {

QAccessibleInterface* accessOf(QWidget* widget) { return QAccessible::queryAccessibleInterface(widget); }

/// What a screen reader does with a switch.
void pressByReader(QWidget* widget) {
    QAccessibleActionInterface* actions = accessOf(widget)->actionInterface();
    actions->doAction(actions->actionNames().value(0));
}

} // namespace

/// What the window tells assistive technologies; scripts/accessibility looks at the same from outside.
class ScreenReaderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-reader-test");
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void init() { m_window->setProperty("announced", QStringList()); }
    void cleanupTestCase() { m_window.reset(); }

    void anAnswerIsAnnounced() {
        for (int i = 0; i < 2; ++i) {
            const Turn* turn =
                test::askByKeyboard(*m_window, m_window->workspace().summary().suggestions.value(qsizetype(i)));
            QVERIFY(turn && turn->answer);
            QVERIFY(wasAnnounced(QString::fromStdString(turn->answer->text).trimmed()));
        }
    }

    void theWordsOfAnAnswerAreItems() {
        TokenStrip* strip = lastTurn()->strip();
        QAccessibleInterface* access = accessOf(strip);
        QCOMPARE(access->role(), QAccessible::List);
        QCOMPARE(access->childCount(), int(strip->tokens().size()));
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Home);
        QTest::keyClick(strip, Qt::Key_Right);
        QAccessibleInterface* word = access->child(1);
        QVERIFY(word->text(QAccessible::Name).startsWith(strip->tokens()[1].text.trimmed()));
        QCOMPARE(word->role(), QAccessible::ListItem);
        QVERIFY(word->state().focused && word->state().selected && word->isValid());
        QCOMPARE(access->focusChild(), word);
        QCOMPARE(access->indexOfChild(word), 1);
        QVERIFY(strip->rect().contains(QRect(strip->mapFromGlobal(word->rect().topLeft()), word->rect().size())));
        access->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(strip->currentItem(), 0);
    }

    void aStepFromElsewhereIsSaid() {
        m_window->chatPage()->composer()->setFocus();
        QTest::keyClick(m_window->chatPage()->composer(), Qt::Key_BracketRight, Qt::ControlModifier);
        QVERIFY(wasAnnounced(QStringLiteral("word 2 of")));
        QTest::keyClick(m_window->chatPage()->composer(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(wasAnnounced(QStringLiteral("layer ")));
    }

    void tabFollowsTheConversation() {
        m_window->showActivity(MainWindow::Chat);
        lastTurn()->strip()->setFocus();
        QSet<QWidget*> links;
        QWidget* now = nullptr;
        for (int i = 0; i < 40 && now != m_window->chatPage()->composer(); ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            now = QApplication::focusWidget();
            if (lastTurn()->isAncestorOf(now)) links << now;
        }
        QCOMPARE(now, static_cast<QWidget*>(m_window->chatPage()->composer()));
        QVERIFY(links.size() > 5); // figures, evidence, links
    }

    void switchesActWhenPressed() {
        auto* graph = m_window->rail()->findChildren<QAbstractButton*>()[MainWindow::Graph];
        QCOMPARE(accessOf(graph)->role(), QAccessible::PageTab);
        pressByReader(graph);
        QVERIFY(m_window->shows(MainWindow::Graph));
        QVERIFY(accessOf(graph)->state().selected);
        QVERIFY(wasAnnounced(graph->text()));
        m_window->showActivity(MainWindow::Chat);
        auto* modes = m_window->topBar()->findChild<SegmentedControl*>();
        QCOMPARE(accessOf(modes->button(0))->role(), QAccessible::RadioButton);
        const Mode before = m_window->topBar()->mode();
        pressByReader(modes->button(0));
        QVERIFY(m_window->topBar()->mode() != before);
        m_window->topBar()->setMode(before);
        QAbstractButton* kept = m_window->chatPage()->chatsButton();
        pressByReader(kept);
        QVERIFY(kept->isChecked() && accessOf(kept)->state().checked);
        pressByReader(kept);
        QVERIFY(!kept->isChecked());
    }

    void everyPageSaysWhatItHas() {
        int boxes = 0, pictures = 0;
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            m_window->showActivity(MainWindow::Activity(page));
            QTest::qWait(60);
            for (QWidget* w : m_window->findChildren<QWidget*>()) {
                if (!w->isVisible()) continue;
                if (const auto* box = qobject_cast<QComboBox*>(w)) {
                    ++boxes;
                    const QString name = accessOf(w)->text(QAccessible::Name);
                    QVERIFY2(name.section(QStringLiteral(": "), 0, 0).size() > 2 && name.endsWith(box->currentText()),
                             qPrintable(test::whereIs(w)));
                }
                if (auto* items = dynamic_cast<ItemsWidget*>(w)) {
                    ++pictures;
                    QVERIFY2(accessOf(w)->role() == QAccessible::List, qPrintable(test::whereIs(w)));
                    for (int i = 0; i < std::min(50, items->itemCount()); ++i)
                        QVERIFY2(!items->itemName(i).isEmpty(), qPrintable(test::whereIs(w)));
                }
                // A label that is called something else than it says hides its value.
                if (auto* label = qobject_cast<QLabel*>(w);
                    label && label->buddy() == nullptr && !label->text().isEmpty() && label->text().front().isDigit())
                    QVERIFY2(accessOf(w)->text(QAccessible::Name).contains(QRegularExpression(QStringLiteral("\\d"))),
                             qPrintable(test::whereIs(w) + label->text()));
            }
        }
        QVERIFY(boxes > 8);
        QVERIFY(pictures > 4);
    }

    void resultsOfTheSearchAreSaid() {
        m_window->openOmnibox();
        QTest::keyClicks(m_window->omnibox()->field(), QStringLiteral("Chat"));
        QVERIFY(wasAnnounced(QStringLiteral("1 of")));
        QTest::keyClick(m_window->omnibox()->field(), Qt::Key_Down);
        QVERIFY(wasAnnounced(QStringLiteral("2 of")));
        QTest::keyClick(m_window->omnibox()->field(), Qt::Key_Escape);
    }

    void theFocusStaysWithThePage() {
        m_window->showActivity(MainWindow::Chat);
        QWidget* composer = m_window->chatPage()->composer();
        QCOMPARE(m_window->focusWidget(), composer);
        m_window->openOmnibox();
        QVERIFY(m_window->focusWidget() != composer);
        QTest::keyClick(m_window->omnibox()->field(), Qt::Key_Escape);
        QVERIFY(!m_window->omnibox()->isVisible());
        QCOMPARE(m_window->focusWidget(), composer);
        for (const auto page : {MainWindow::Graph, MainWindow::Compare, MainWindow::Memory}) {
            m_window->showActivity(page);
            QVERIFY(m_window->currentPage()->isAncestorOf(m_window->focusWidget()));
        }
    }

    void aFailedJobIsAnnounced() {
        m_window->openWorkspace(QStringLiteral("/nowhere.akv"));
        QVERIFY(wasAnnounced(QStringLiteral("/nowhere.akv")));
    }

private:
    bool wasAnnounced(const QString& part) const {
        return QTest::qWaitFor([&] { return !announced(m_window.get()).filter(part).isEmpty(); });
    }
    TurnView* lastTurn() const { return m_window->chatPage()->turnView(m_window->conversation().last()->id); }
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ScreenReaderTest)
#include "screen_reader_test.moc"
