// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "tests/views/support/clipped.h"
#include "tests/views/support/sample_window.h"
#include "views/bridge/language.h"
#include "views/models/noun_model.h"
#include "views/pages/build_page.h"
#include "views/pages/delimiter_choice.h"
#include "views/pages/encoding_choice.h"
#include "views/pages/mapping_preview.h"
#include "views/pages/row_review_view.h"
#include "views/widgets/histogram_view.h"

#include <QtCore/QDir>
#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>

#include <numeric>

using namespace akv;
using namespace akv::ui;

namespace {

/// A new workspace, open on the Build page.
void makeGraph(MainWindow& window, const QString& path) {
    window.resize(1440, 1000);
    window.show();
    QSignalSpy opened(&window.workspace(), &WorkspaceController::opened);
    window.workspace().create(path);
    window.showActivity(MainWindow::Build);
    QTRY_VERIFY_WITH_TIMEOUT(opened.size() >= 1 && window.workspace().isOpen(), 30000);
}

} // namespace

/// The Build page by mouse over a file whose columns stand in another order, to a store whose k the model measured.
class BuildPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::prepareApplication("atlaskv-build-test"); }

    void aFileWithTurnedColumnsBecomesAMeasuredStore() {
        QVERIFY2(!bundledModel().isEmpty(), "resources/model is missing");
        QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("turned.csv"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        // The relation stands last: detection may say so or not, the user has the last word.
        for (int i = 0; i < 80; ++i)
            out.write(QStringLiteral("City %1,\"Country, %1\",is the capital of\n").arg(i).toUtf8());
        out.write("City 1,\"Country, 2\",is the capital of\nbroken line\n");
        out.close();

        MainWindow window{QString()};
        makeGraph(window, dir.filePath(QStringLiteral("g.akv")));
        QVERIFY(window.workspace().isOpen());
        BuildPage* page = window.buildPage();
        window.detectSources({file});
        QTRY_VERIFY_WITH_TIMEOUT(page->mapping()->isVisible(), 10000);
        QCOMPARE(page->mapping()->table()->rowCount(), 10);
        QCOMPARE(page->mapping()->table()->item(0, 1)->text(), QStringLiteral("Country, 0"));
        page->mapping()->roleBox(1)->setCurrentIndex(0);
        page->mapping()->roleBox(0)->setCurrentIndex(0);
        QVERIFY(!page->mapping()->problem().isEmpty());
        QVERIFY(!page->runButton(BuildPage::Import)->isEnabled());
        page->mapping()->roleBox(1)->setCurrentIndex(2);
        page->mapping()->roleBox(2)->setCurrentIndex(1);
        QVERIFY(page->mapping()->problem().isEmpty());
        grab(window, "build-mapping");

        run(window, BuildPage::Import, QStringLiteral("81 kept"));
        const auto w = Workspace::open(toPath(dir), Workspace::Access::Read);
        const auto first = w.value()->triples().triple(TripleId(1)).value();
        QCOMPARE(first->relation, std::string("is the capital of"));
        QCOMPARE(first->tail, std::string("Country, 0"));
        QVERIFY(page->rejectedButton()->isVisible());
        run(window, BuildPage::Rows, QStringLiteral("81 rows accepted"));
        QTRY_COMPARE_WITH_TIMEOUT(page->review()->nouns()->rowCount(), 1, 20000);
        QCOMPARE(page->review()->groupTable()->rowCount(), 1); // City 1 is asked for twice
        QCOMPARE(page->review()->groupTable()->item(0, 1)->text(), QStringLiteral("2"));
        changeNoun(window);
        run(window, BuildPage::Rows, QStringLiteral("81 rows accepted"));
        const auto noun = [&](int column) { return page->review()->nouns()->index(0, column).data().toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(noun(NounModel::Source), QStringLiteral("user"), 20000);
        QCOMPARE(noun(NounModel::Noun), QStringLiteral("seat of"));
        QCOMPARE(w.value()->row(RowId(0))->keyString(), std::string("the seat of of City 0"));

        run(window, BuildPage::Embed, QStringLiteral("81 rows"));
        run(window, BuildPage::Store, QStringLiteral("attention of"));
        QTRY_VERIFY_WITH_TIMEOUT(page->histogram()->isVisible(), 20000);
        std::uint32_t clusters = 0;
        for (const auto& bar : page->histogram()->bars()) clusters += bar.count;
        const auto built = Workspace::open(toPath(dir), Workspace::Access::Read);
        QCOMPARE(std::size_t(clusters), built.value()->openStore().value()->hierarchy().inter.rows);
        QVERIFY(built.value()->manifest().k.has_value());
        scrollTo(page, page->histogram());
        grab(window, "build-store");
        scrollTo(page, page->review());
        grab(window, "build-review");
    }

    void anotherEncodingIsReadOnceItIsChosen() {
        QTemporaryDir dir;
        const auto file = [&](const char* name, const QByteArray& content) { return writeFile(dir, name, content); };
        MainWindow window{QString()};
        makeGraph(window, dir.filePath(QStringLiteral("g.akv")));
        QVERIFY(window.workspace().isOpen());
        BuildPage* page = window.buildPage();
        // RDF: its roles are fixed, so there is a preview and no choice.
        window.detectSources({file("a.nt", "<http://x/Peru> <http://x/capital> <http://x/Lima> .\n")});
        QTRY_VERIFY_WITH_TIMEOUT(page->mapping()->isVisible(), 10000);
        QVERIFY(!page->mapping()->roleBox(0)->isVisible());
        QCOMPARE(page->mapping()->table()->item(0, 2)->text(), QStringLiteral("Lima"));
        QVERIFY(!page->encoding()->isVisible());
        run(window, BuildPage::Import, QStringLiteral("1 kept"));

        window.detectSources({file("latin.csv", "head,relation,tail\nPer\xFA,currency,sol\n")});
        QTRY_VERIFY_WITH_TIMEOUT(page->encoding()->isVisible(), 10000);
        QVERIFY2(page->resultText(BuildPage::Import).contains(QStringLiteral("byte offset 22")),
                 qPrintable(page->resultText(BuildPage::Import)));
        QVERIFY2(!page->mapping()->isVisible(), "the preview of the source before is gone");
        QVERIFY2(!page->runButton(BuildPage::Import)->isEnabled(), "so that it is not imported again");
        grab(window, "build-encoding");
        QComboBox* box = page->encoding()->box();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down); // Windows-1252
        QTRY_COMPARE_WITH_TIMEOUT(page->mapping()->table()->item(0, 0)->text(), QStringLiteral("Perú"), 10000);
        QVERIFY(page->encoding()->isVisible());
        QVERIFY(page->resultText(BuildPage::Import).isEmpty());
        run(window, BuildPage::Import, QStringLiteral("latin.csv was read as WINDOWS-1252"));
        const auto w = Workspace::open(toPath(dir), Workspace::Access::Read);
        QCOMPARE(w.value()->triples().triple(TripleId(2)).value()->head, std::string("Perú"));

        // What does not fit is said, and the choice stays.
        window.detectSources({file("other.csv", "head,relation,tail\nPer\x81,r,t\n")});
        QTRY_VERIFY_WITH_TIMEOUT(!page->mapping()->isVisible(), 10000);
        QCOMPARE(box->currentIndex(), 0);
        QTest::keyClick(box, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(page->resultText(BuildPage::Import).contains(QStringLiteral("is not WINDOWS-1252")),
                                 10000);
        QVERIFY(page->encoding()->isVisible());
        QCOMPARE(box->currentIndex(), 1);

        // Beyond what the preview reads: the import fails, loses nothing and offers the choice.
        QByteArray late = "head,relation,tail\n";
        for (int i = 0; i < 3000; ++i) late += "h" + QByteArray::number(i) + ",r,t\n";
        window.detectSources({file("late.csv", late + "Per\xFA,r,t\n")});
        QTRY_VERIFY_WITH_TIMEOUT(!page->encoding()->isVisible(), 10000);
        run(window, BuildPage::Import, QStringLiteral("line 3002"));
        QTRY_VERIFY_WITH_TIMEOUT(page->encoding()->isVisible(), 10000);
        QCOMPARE(window.workspace().summary().counts.triples, std::uint64_t(2));
    }

    void fieldsOfJsonObjectsAreChosen() {
        QTemporaryDir dir;
        MainWindow window{QString()};
        makeGraph(window, dir.filePath(QStringLiteral("g.akv")));
        BuildPage* page = window.buildPage();
        window.detectSources({writeFile(dir, "a.jsonl",
                                        "{\"id\": 1, \"who\": \"Peru\", \"what\": \"capital\", \"is\": \"Lima\"}\n"
                                        "{\"id\": 2, \"who\": \"Chile\", \"what\": \"capital\"}\n")});
        QTRY_VERIFY_WITH_TIMEOUT(page->mapping()->isVisible() && page->mapping()->table()->item(0, 3), 10000);
        QCOMPARE(page->mapping()->table()->item(0, 3)->text(), QStringLiteral("Lima"));
        const auto roles = page->mapping()->findChildren<QComboBox*>();
        QCOMPARE(roles.size(), 3);
        QVERIFY(!page->runButton(BuildPage::Import)->isEnabled());
        for (int role = 0; role < 3; ++role) QTest::keyClicks(roles[role], QStringList{"who", "what", "is"}[role]);
        QCOMPARE(page->mapping()->table()->horizontalHeaderItem(0)->text(), QStringLiteral("id — not read"));
        grab(window, "build-json");
        run(window, BuildPage::Import, QStringLiteral("1 kept"));
        const auto w = Workspace::open(toPath(dir), Workspace::Access::Read);
        QCOMPARE(w.value()->triples().triple(TripleId(1)).value()->tail, std::string("Lima"));
    }

    void anotherDelimiterIsReadOnceItIsChosen() {
        QTemporaryDir dir;
        MainWindow window{QString()};
        makeGraph(window, dir.filePath(QStringLiteral("g.akv")));
        QVERIFY(window.workspace().isOpen());
        BuildPage* page = window.buildPage();
        QComboBox* box = page->delimiter()->box();
        const auto cell = [&](int column) {
            const auto* item = page->mapping()->isVisible() ? page->mapping()->table()->item(0, column) : nullptr;
            return item ? item->text() : QString();
        };
        window.detectSources({writeFile(dir, "a.csv", "head,relation,tail\nPe|ru,cap|ital,Lima\n")});
        QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("Pe|ru"), 10000);
        QVERIFY(box->isVisible());
        QCOMPARE(box->currentText(), QStringLiteral("Detected: comma"));
        pick(box, QStringLiteral("vertical bar"));
        // Two columns: nothing to import until another choice is made.
        QTRY_VERIFY_WITH_TIMEOUT(page->resultText(BuildPage::Import).contains(QStringLiteral("separated by pipe")),
                                 10000);
        QVERIFY(!page->mapping()->isVisible() && !page->runButton(BuildPage::Import)->isEnabled());
        QCOMPARE(box->currentText(), QStringLiteral("vertical bar"));
        pick(box, QStringLiteral("Detected: comma"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(1), QStringLiteral("cap|ital"), 10000);

        // What is not detected at all, and any other character.
        window.detectSources({writeFile(dir, "b.txt", "Peru, R.~capital~Lima\nQuito~capital of~Ecuador\n")});
        QTRY_COMPARE_WITH_TIMEOUT(box->currentText(), QStringLiteral("Detected: tab"), 10000);
        QVERIFY(!page->mapping()->isVisible() && !page->delimiter()->otherField()->isVisible());
        pick(box, QStringLiteral("another character"));
        QVERIFY(page->delimiter()->otherField()->hasFocus());
        QTest::keyClicks(page->delimiter()->otherField(), QStringLiteral("\""));
        QTRY_VERIFY_WITH_TIMEOUT(page->resultText(BuildPage::Import).contains(QStringLiteral("it quotes fields")),
                                 10000);
        QVERIFY(page->delimiter()->otherField()->isVisible());
        QTest::keyClick(page->delimiter()->otherField(), Qt::Key_Backspace);
        QTest::keyClicks(page->delimiter()->otherField(), QStringLiteral("~"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("Peru, R."), 10000);
        QVERIFY(page->resultText(BuildPage::Import).isEmpty());
        grab(window, "build-delimiter");
        run(window, BuildPage::Import, QStringLiteral("2 kept"));
        const auto w = Workspace::open(toPath(dir), Workspace::Access::Read);
        QCOMPARE(w.value()->triples().triple(TripleId(1)).value()->head, std::string("Peru, R."));

        // The choice was for that source; a format that has none offers none, and says what its graphs were.
        window.detectSources({writeFile(dir, "c.nq", "<http://x/a> <http://x/p> <http://x/b> <http://x/g> .\n")});
        QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("a"), 10000);
        QVERIFY(!box->isVisible());
        run(window, BuildPage::Import, QStringLiteral("1 statements of 1 named graphs were read as one graph"));
    }

    void aDroppedFolderIsProposedWithItsLabels() {
        QTemporaryDir dir;
        MainWindow window{QString()};
        makeGraph(window, dir.filePath(QStringLiteral("g.akv")));
        QVERIFY(window.workspace().isOpen());
        BuildPage* page = window.buildPage();
        const auto drop = [&](const QString& path) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(path)});
            QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&window, &enter);
            QDropEvent event(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&window, &event);
        };
        const auto cell = [&](int row, int column) {
            const auto* item = page->mapping()->isVisible() ? page->mapping()->table()->item(row, column) : nullptr;
            return item ? item->text() : QString();
        };
        QDir(dir.path()).mkpath(QStringLiteral("set"));
        QDir(dir.path()).mkpath(QStringLiteral("neo"));
        writeFile(dir, "set/train.txt", "Q1\tP1\tQ2\n");
        writeFile(dir, "set/entities.tsv", "Q1\tLima\nQ2\tPer\xFA\n");
        drop(dir.filePath(QStringLiteral("set")));
        QTRY_VERIFY_WITH_TIMEOUT(page->encoding()->isVisible(), 10000); // a label file is not UTF-8
        QComboBox* box = page->encoding()->box();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down); // Windows-1252
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, 2), QStringLiteral("Perú"), 10000);
        QCOMPARE(cell(0, 0), QStringLiteral("Lima"));
        QVERIFY(!page->mapping()->roleBox(0)->isVisible() && !page->delimiter()->box()->isVisible());
        run(window, BuildPage::Import, QStringLiteral("1 kept"));

        writeFile(dir, "neo/nodes.csv", ":ID,name,:LABEL\n1,Lima,City\n2,Peru,\n");
        writeFile(dir, "neo/edges.csv", ":START_ID,:END_ID,:TYPE\n1,2,CAPITAL_OF\n");
        drop(dir.filePath(QStringLiteral("neo")));
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, 2), QStringLiteral("City"), 10000);
        QCOMPARE(cell(1, 1), QStringLiteral("CAPITAL_OF"));
        run(window, BuildPage::Import, QStringLiteral("2 kept"));
        QDir(dir.path()).mkpath(QStringLiteral("empty"));
        drop(dir.filePath(QStringLiteral("empty")));
        QTRY_VERIFY_WITH_TIMEOUT(page->resultText(BuildPage::Import).contains(QStringLiteral("AutoSchemaKG")), 10000);
        QVERIFY(page->resultText(BuildPage::Import).contains(QStringLiteral("Neo4j")));
    }

    void theChoicesFitTheSmallestWindowInBothLanguages() {
        for (const char* language : {"de", "en"}) {
            if (useLanguage(QLatin1String(language)) != QLatin1String(language)) continue; // not compiled in
            QTemporaryDir dir;
            MainWindow window{QString()};
            makeGraph(window, dir.filePath(QStringLiteral("g.akv")));
            BuildPage* page = window.buildPage();
            window.resize(window.minimumSize());
            window.detectSources({writeFile(dir, "a.txt", "Per\xFA~capital~Lima\n")});
            QTRY_VERIFY_WITH_TIMEOUT(page->encoding()->isVisible() && page->delimiter()->isVisible(), 10000);
            QTest::keyClick(page->encoding()->box(), Qt::Key_Down);
            QTRY_VERIFY_WITH_TIMEOUT(page->resultText(BuildPage::Import).contains(QStringLiteral("1 column(s)")),
                                     10000);
            pick(page->delimiter()->box(), page->delimiter()->box()->itemText(page->delimiter()->box()->count() - 1));
            QTest::keyClicks(page->delimiter()->otherField(), QStringLiteral("~"));
            QTRY_VERIFY_WITH_TIMEOUT(page->mapping()->isVisible(), 10000);
            QCOMPARE(page->mapping()->table()->item(0, 0)->text(), QStringLiteral("Perú")); // both choices count
            QTest::qWait(200);
            for (QComboBox* box : page->findChildren<QComboBox*>())
                QVERIFY2(!box->isVisible() || box->width() >= box->sizeHint().width(),
                         qPrintable(box->accessibleName()));
            const QStringList cut = ui::test::clippedTexts(*page);
            QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
            grab(window, language == QLatin1String("de") ? "build-delimiter-de" : "build-delimiter-en");
        }
    }

private:
    static QString writeFile(const QTemporaryDir& dir, const char* name, const QByteArray& content) {
        const QString path = dir.filePath(QLatin1String(name));
        QFile out(path);
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size() ? path : QString();
    }
    /// Opens the box by mouse and clicks on one of its entries.
    static void pick(QComboBox* box, const QString& entry) {
        const int row = box->findText(entry);
        QVERIFY2(row >= 0, qPrintable(entry));
        QTest::mouseClick(box, Qt::LeftButton, {}, box->rect().center());
        QTRY_VERIFY(box->view()->isVisible());
        QTest::qWait(QApplication::doubleClickInterval() + 50); // a release right after the press would not choose
        const QRect place = box->view()->visualRect(box->model()->index(row, 0));
        QTest::mouseClick(box->view()->viewport(), Qt::LeftButton, {}, place.center());
        QTRY_COMPARE(box->currentIndex(), row);
    }
    static std::filesystem::path toPath(const QTemporaryDir& dir) {
        return dir.filePath(QStringLiteral("g.akv")).toStdString();
    }
    static void run(MainWindow& window, BuildPage::Step step, const QString& expected) {
        BuildPage* page = window.buildPage();
        QSignalSpy opened(&window.workspace(), &WorkspaceController::opened);
        QVERIFY(page->runButton(step)->isEnabled());
        page->runButton(step)->click();
        QTRY_VERIFY_WITH_TIMEOUT(opened.size() == 1, 180000);
        QVERIFY2(page->resultText(step).contains(expected), qPrintable(page->resultText(step)));
    }
    static void changeNoun(MainWindow& window) {
        BuildPage* page = window.buildPage();
        QTableView* table = page->review()->nounTable();
        const QModelIndex index = table->model()->index(0, NounModel::Noun);
        scrollTo(page, table);
        table->setCurrentIndex(index);
        table->edit(index);
        auto* editor = table->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("seat of"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->review()->nouns()->waiting(), 1, 20000);
    }
    static void scrollTo(BuildPage* page, QWidget* widget) {
        page->findChild<QScrollArea*>()->ensureWidgetVisible(widget);
        QTest::qWait(50);
    }
    static void grab(QWidget& widget, const char* name) {
        const QString folder = qEnvironmentVariable("AKV_GRABS");
        if (!folder.isEmpty()) widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name)));
    }
};

QTEST_MAIN(BuildPageTest)
#include "build_page_test.moc"
