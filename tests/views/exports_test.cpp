// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/command_book.h"
#include "core/trace/trace.h"
#include "tests/views/support/export_files.h"
#include "tests/views/support/sample_window.h"
#include "views/models/text.h"
#include "views/models/trace_view.h"
#include "views/pages/compare_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/memory_page.h"
#include "views/pages/teach_page.h"
#include "views/pictures/numbers_dialog.h"
#include "views/pictures/picture_tables.h"
#include "views/pictures/view_export.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/lesson_canvas.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtGui/QImage>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

#include <set>

using namespace akv;
using namespace akv::ui;
using test::closeMessage, test::coloursOf, test::rowsOf, test::tablesAreThere, test::tablesOf, test::wordOf;

/// Every entry of the Export menu, through its command and its file dialog; each file is read again and compared with
/// what is shown, or with the answer's own trace.
class ExportsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-exports-test");
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        QVERIFY(m_folder.isValid());
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        const Turn* turn = test::askByKeyboard(*m_window, m_window->workspace().summary().suggestions.value(0));
        QVERIFY(turn);
        QTRY_VERIFY(!m_window->chat().busy());
        m_answer = turn->answer;
        QVERIFY(!m_answer->evidence.empty());
    }
    void cleanupTestCase() { m_window.reset(); }

    void everyPageAsAPicture() {
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            m_window->showActivity(MainWindow::Activity(page));
            QTest::qWait(80);
            QWidget* shown = m_window->currentPage();
            const QByteArray svg = exported("export.figure", QStringLiteral("page%1.svg").arg(page));
            QXmlStreamReader xml(svg);
            QVERIFY(xml.readNextStartElement());
            QCOMPARE(xml.attributes().value(QStringLiteral("viewBox")).toString(),
                     QStringLiteral("0 0 %1 %2").arg(shown->width()).arg(shown->height()));
            QString words;
            while (!xml.atEnd())
                if (xml.readNext() == QXmlStreamReader::Characters) words += xml.text();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
            // Text is text in it: the labels of the visible buttons are found.
            for (const QPushButton* button : shown->findChildren<QPushButton*>())
                if (button->isVisible() && !button->visibleRegion().isEmpty() && button->text().size() > 3)
                    QVERIFY2(words.contains(button->text()), qPrintable(button->text()));
            const QByteArray png = exported("export.figure", QStringLiteral("page%1.png").arg(page));
            const QImage image = QImage::fromData(png);
            QCOMPARE(image.size(), shown->size() * 2);
            QVERIFY(coloursOf(image) > 3);
            const QByteArray pdf = exported("export.figure", QStringLiteral("page%1.pdf").arg(page));
            QVERIFY(pdf.startsWith("%PDF") && pdf.contains("/FontFile")); // its fonts are inside
        }
    }

    void everyPagesNumbers() {
        m_window->showActivity(MainWindow::Check);
        m_window->commands().find(QStringLiteral("inspect.check"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->currentPage()->property(kNumbersProperty).isValid(), 240000);
        m_window->train().follow(trainingExamples() + QStringLiteral("/curves.csv"));
        m_window->showActivity(MainWindow::Compare);
        m_window->comparePage()->setQuestion(qs(m_answer->question));
        QTest::mouseClick(m_window->comparePage()->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->comparePage()->runButton()->text() != QStringLiteral("Stop"), 240000);
        QStringList without;
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            m_window->showActivity(MainWindow::Activity(page));
            QTest::qWait(300);
            if (visibleTables(*m_window->currentPage()).isEmpty()) {
                without << QString::number(page);
                continue;
            }
            const QByteArray json = exported("export.data", QStringLiteral("page%1.json").arg(page));
            const QByteArray csv = exported("export.data", QStringLiteral("page%1.csv").arg(page));
            const QByteArray markdown = exported("export.view", QStringLiteral("page%1.md").arg(page));
            tablesAreThere(*m_window->currentPage(), json, csv, markdown);
        }
        // These hold no table: words alone, the stations of a lesson (see below), no evaluation yet.
        const QStringList expected = [] {
            QStringList out;
            for (const int page : {MainWindow::Start, MainWindow::Teach, MainWindow::Evaluate})
                out << QString::number(page);
            return out;
        }();
        for (const QString& page : without) QVERIFY2(expected.contains(page), qPrintable(page));
    }

    void theHierarchyIsTheStores() {
        m_window->showActivity(MainWindow::Hierarchy);
        QTRY_VERIFY(!m_window->hierarchyPage()->icicle()->boxes().empty());
        const QJsonArray tables = tablesOf(exported("export.data", QStringLiteral("hierarchy.json")));
        const Hierarchy& stored = m_window->chat().engine()->store()->hierarchy();
        std::map<QString, quint64> leaves, keys;
        for (const auto& row : rowsOf(tables, QStringLiteral("Hierarchy"))) {
            leaves[row[0].toString()] += row[4].toString().toULongLong();
            keys[row[0].toString()] += row[3].toString().toULongLong();
        }
        QCOMPARE(keys[QStringLiteral("root")], quint64(stored.root.rows));
        QCOMPARE(keys[QStringLiteral("inter")], quint64(stored.inter.rows));
        for (const char* level : {"root", "inter", "leaf"})
            QCOMPARE(leaves[QLatin1String(level)], quint64(stored.leafCount()));
    }

    void funnelAndMapAreTheTraces() {
        m_window->showActivity(MainWindow::Chat);
        QTest::qWait(100);
        const QJsonArray tables = tablesOf(exported("export.data", QStringLiteral("chat.json")));
        const InspectorPage* inspector = m_window->inspectorPage();
        const LayerRecord* record = m_answer->trace.find(inspector->step(), inspector->layer());
        QVERIFY(record);
        std::vector<double> kept;
        const QJsonArray funnel = rowsOf(tables, QStringLiteral("Funnel"));
        for (const auto& row : funnel)
            if (row[4].toString() == QStringLiteral("yes")) kept.push_back(row[3].toString().toDouble());
        std::vector<float> scores;
        for (const LevelRecord* level : {&record->root, &record->inter, &record->leaf})
            scores.insert(scores.end(), level->keptScore.begin(), level->keptScore.end());
        QCOMPARE(kept.size(), scores.size());
        for (std::size_t i = 0; i < kept.size(); ++i)
            QVERIFY(std::abs(kept[i] - double(scores[i])) < 1e-5 + 1e-5 * kept[i]);
        const QJsonArray map = rowsOf(tables, QStringLiteral("lambda_kg, layers by words"));
        QCOMPARE(std::size_t(map.size()), m_answer->trace.tokens.size() * m_answer->trace.kbLayers().size());
        for (const auto& row : map) {
            const int layer = row[0].toString().toInt();
            const std::size_t at = wordOf(map, row, layer);
            const auto lambda = meanLambda(m_answer->trace, m_answer->trace.tokens[at].step, layer);
            QVERIFY(lambda && std::abs(*lambda - row[2].toString().toDouble()) < 1e-4);
        }
    }

    /// Exported, opened by the menu and by a drop: the same funnel, map and curve of memory as on the page.
    void numbersAreDrawnAgain() {
        m_window->showActivity(MainWindow::Chat);
        QTest::qWait(100);
        const QList<ExportTable> shown = visibleTables(*m_window->currentPage());
        for (const char* suffix : {"csv", "json"}) {
            const QString name = QStringLiteral("again.") + QLatin1String(suffix);
            QVERIFY(!exported("export.data", name).isEmpty());
            std::unique_ptr<NumbersDialog> dialog(opened(name, suffix == QByteArray("csv")));
            QVERIFY2(dialog, suffix);
            QStringList kinds;
            QCOMPARE(dialog->tableBox()->count(), int(shown.size()));
            for (int i = 0; i < int(shown.size()); ++i) {
                if (shown[i].picture.isEmpty()) continue;
                dialog->tableBox()->setCurrentIndex(i);
                QVERIFY2(dialog->picture(), qPrintable(dialog->error()));
                const auto again = tableOfPicture(*dialog->picture());
                QVERIFY(again);
                kinds << again->picture.value(QStringLiteral("kind")).toString();
                QCOMPARE(kinds.last(), shown[i].picture.value(QStringLiteral("kind")).toString());
                QCOMPARE(again->columns, shown[i].columns);
                if (kinds.last() != QStringLiteral("memory")) QCOMPARE(again->rows, shown[i].rows); // it goes on
            }
            for (const char* kind : {"funnel", "lambda-map", "memory"})
                QVERIFY2(kinds.contains(QLatin1String(kind)), qPrintable(kinds.join(QLatin1Char(' '))));
        }
    }

    void brokenNumbersAreRefused() {
        QFile file(m_folder.filePath(QStringLiteral("broken.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# atlaskv-numbers 1 {\"title\":\"\"}\n# table {\"name\":\"n\",\"rows\":1}\na,b\n1\n");
        file.close();
        QString said;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] { closeMessage(&said); });
        poll.start(50);
        m_window->openNumbers(file.fileName());
        QTRY_VERIFY2(said.contains(QStringLiteral("line 4")), qPrintable(said));
    }

    void theTraceInThreeForms() {
        const QByteArray raw = exported("export.trace", QStringLiteral("answer.akvtrace"));
        QVERIFY(raw.startsWith("AKVTRACE"));
        const auto trace = loadTrace(m_folder.filePath(QStringLiteral("answer.akvtrace")).toStdString());
        QVERIFY(trace.ok());
        QCOMPARE(trace.value().tokens.size(), m_answer->trace.tokens.size());
        QCOMPARE(trace.value().layers.size(), m_answer->trace.layers.size());
        for (std::size_t i = 0; i < trace.value().layers.size(); ++i) {
            const LayerRecord &read = trace.value().layers[i], &had = m_answer->trace.layers[i];
            QVERIFY(read.leaf.kept == had.leaf.kept && read.headWeights.size() == had.headWeights.size());
            for (std::size_t w = 0; w < had.headWeights.size(); ++w)
                QVERIFY(std::abs(read.headWeights[w] - had.headWeights[w]) < 1e-5F);
        }
        const QJsonObject json =
            QJsonDocument::fromJson(exported("export.trace", QStringLiteral("answer.json"))).object();
        QCOMPARE(json.value(QStringLiteral("answer")).toString(), qs(m_answer->trace.answer));
        const int layer = m_answer->trace.kbLayers().front();
        exported("export.trace", QStringLiteral("arrays.npy"),
                 QStringLiteral("arrays_layer%1_prefill_lambda.npy").arg(layer));
        QFile file(m_folder.filePath(QStringLiteral("arrays_layer%1_weights.npy").arg(layer)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray npy = file.readAll();
        QVERIFY(npy.startsWith("\x93NUMPY") && npy.contains("'<f4'"));
        const auto header = qsizetype(10 + quint8(npy[8]) + 256 * quint8(npy[9]));
        float first = 0.0F;
        std::memcpy(&first, npy.constData() + header, sizeof first);
        QCOMPARE(first, m_answer->trace.find(0, layer)->headWeights.front());
    }

    /// What is drawn, and what is selected in it, as a graph that holds exactly these triples.
    void whatIsDrawnAsAGraph() {
        m_window->showActivity(MainWindow::Graph);
        ExplorerPage* page = m_window->explorerPage();
        Q_EMIT page->centreRequested(QStringLiteral("Kazakhstan"));
        QTRY_COMPARE_WITH_TIMEOUT(page->centre(), QStringLiteral("Kazakhstan"), 20000);
        const auto idsIn = [](const QByteArray& graph) {
            QXmlStreamReader xml(graph);
            std::set<qint64> ids;
            while (!xml.atEnd())
                if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QStringLiteral("edge"))
                    ids.insert(xml.attributes().value(QStringLiteral("id")).mid(1).toLongLong());
            return ids;
        };
        std::set<qint64> drawn;
        for (const GraphEdge& edge : page->canvas()->graph().edges)
            drawn.insert(edge.triples.begin(), edge.triples.end());
        QVERIFY(drawn.size() > 2);
        QCOMPARE(idsIn(exported("export.drawn", QStringLiteral("drawn.graphml"))), drawn);
        page->canvas()->choose({0, 1});
        std::set<qint64> some;
        for (const GraphEdge& edge : page->canvas()->graph().edges)
            if (edge.neighbour < 2 && (!edge.from || *edge.from < 2))
                some.insert(edge.triples.begin(), edge.triples.end());
        QVERIFY(some.size() < drawn.size());
        QCOMPARE(idsIn(exported("export.drawn", QStringLiteral("some.graphml"))), some);
        const QByteArray table = exported("export.drawn", QStringLiteral("some.tsv"));
        QCOMPARE(table.count('\n'), qsizetype(some.size() + 1)); // a header
    }

    void theEvidenceAsAGraph() {
        const QByteArray graph = exported("export.evidence", QStringLiteral("evidence.graphml"));
        QXmlStreamReader xml(graph);
        std::vector<std::pair<qint64, double>> edges;
        QString key;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == QStringLiteral("edge")) edges.emplace_back();
            key = xml.attributes().value(QStringLiteral("key")).toString();
            if (edges.empty() || xml.name() != QStringLiteral("data")) continue;
            if (key == QStringLiteral("triple_id")) edges.back().first = xml.readElementText().toLongLong();
            if (key == QStringLiteral("share")) edges.back().second = xml.readElementText().toDouble();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(edges.size() >= m_answer->evidence.size());
        for (const Evidence& e : m_answer->evidence) {
            const auto edge = std::find_if(edges.begin(), edges.end(),
                                           [&](const auto& item) { return item.first == e.triple.value(); });
            QVERIFY(edge != edges.end());
            QVERIFY2(std::abs(edge->second - e.share) < 1e-4, "the share of the chip");
        }
        const QByteArray triples = exported("export.evidence", QStringLiteral("evidence.nt"));
        const Evidence& top = m_answer->evidence.front();
        for (const std::string& name : {top.head, top.relation, top.tail})
            QVERIFY(triples.contains('"' + QByteArray::fromStdString(name) + '"'));
    }

    void theConversation() {
        const QString share = QString::number(m_answer->evidence.front().share * 100, 'f', 1);
        for (const char* name : {"chat.md", "talk.html", "report.html"}) {
            const bool report = QByteArray(name) == "report.html";
            const QString text =
                QString::fromUtf8(exported(report ? "export.report" : "export.chat", QLatin1String(name)));
            QVERIFY(text.contains(qs(m_answer->question)) && text.contains(qs(m_answer->text).trimmed()));
            QVERIFY(text.contains(qs(m_answer->evidence.front().tail)));
            QVERIFY2(text.contains(share), qPrintable(share));
            if (report) QVERIFY(text.contains(QStringLiteral("<input")));
        }
        const QByteArray json = exported("export.chat", QStringLiteral("talk.json"));
        const QJsonObject turn =
            QJsonDocument::fromJson(json).object().value(QStringLiteral("turns")).toArray().at(0).toObject();
        QCOMPARE(turn.value(QStringLiteral("question")).toString(), qs(m_answer->question));
        QCOMPARE(turn.value(QStringLiteral("answer")).toString(), qs(m_answer->text));
        const QJsonArray evidence = turn.value(QStringLiteral("evidence")).toArray();
        QCOMPARE(std::size_t(evidence.size()), m_answer->evidence.size());
        for (std::size_t i = 0; i < m_answer->evidence.size(); ++i) {
            const QJsonObject e = evidence[qsizetype(i)].toObject();
            QCOMPARE(e.value(QStringLiteral("triple_id")).toInteger(), qint64(m_answer->evidence[i].triple.value()));
            QVERIFY(std::abs(e.value(QStringLiteral("share")).toDouble() - m_answer->evidence[i].share) < 1e-6);
        }
    }

    void theGraphItself() {
        const WorkspaceSummary& summary = m_window->workspace().summary();
        const auto triples = qsizetype(summary.counts.triples);
        const QByteArray tsv = exported("export.graph", QStringLiteral("graph.tsv"));
        QCOMPARE(tsv.count('\n'), triples + 1);
        const Evidence& top = m_answer->evidence.front();
        QVERIFY(tsv.contains(QByteArray::fromStdString(top.head + "\t" + top.relation + "\t" + top.tail)));
        QCOMPARE(exported("export.graph", QStringLiteral("graph.graphml")).count("<edge "), triples);
        QVERIFY(exported("export.graph", QStringLiteral("graph.nt")).count(" .\n") > triples);
        const QJsonArray rows = QJsonDocument::fromJson(exported("export.graph", QStringLiteral("rows.json"))).array();
        QCOMPARE(quint64(rows.size()), summary.manifest.rows);
    }

    void theLessonIsWhatTheStationShows() {
        m_window->showActivity(MainWindow::Teach);
        TeachPage* page = m_window->teachPage();
        QCOMPARE(page->answer(), m_answer);
        page->setStation(int(Station::Mix));
        const LessonStep shown = page->canvas()->step();
        QVERIFY(!shown.rows.empty());
        answerDialog(QStringLiteral("lesson.html"));
        QTest::mouseClick(test::buttonNamed(page, QStringLiteral("Export as web page…")), Qt::LeftButton);
        const QString html = QString::fromUtf8(whenWritten(QStringLiteral("lesson.html")));
        for (const LessonRow& row : shown.rows)
            QVERIFY2(html.contains(row.label.toHtmlEscaped()) && html.contains(row.number), qPrintable(row.label));
    }

    void whatCannotBeWrittenIsSaid() {
        m_window->showActivity(MainWindow::Start);
        QString said;
        answerDialog(QStringLiteral("start.csv"));
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] { closeMessage(&said); });
        poll.start(50);
        m_window->commands().find(QStringLiteral("export.data"))->trigger();
        QTRY_VERIFY(said.contains(QStringLiteral("no numbers")));
        QVERIFY(!QFileInfo::exists(m_folder.filePath(QStringLiteral("start.csv"))));
    }

private:
    void answerDialog(const QString& name) { test::answerFileDialog(m_folder.filePath(name)); }
    QByteArray whenWritten(const QString& name) { return test::whenWritten(m_folder.filePath(name)); }

    /// The file that a command of the menu wrote (`wait`: another name than the one that was chosen).
    QByteArray exported(const char* command, const QString& name, const QString& wait = {}) {
        answerDialog(name);
        m_window->commands().find(QLatin1String(command))->trigger();
        return whenWritten(wait.isEmpty() ? name : wait);
    }

    /// The dialog of a file that was opened by the menu, or dropped on the window.
    NumbersDialog* opened(const QString& name, bool dropped) {
        if (dropped) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(m_folder.filePath(name))});
            QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(m_window.get(), &enter);
            QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(m_window.get(), &drop);
        } else {
            answerDialog(name);
            m_window->commands().find(QStringLiteral("file.numbers"))->trigger();
        }
        NumbersDialog* out = nullptr;
        if (!QTest::qWaitFor([&] { return (out = m_window->findChild<NumbersDialog*>()) != nullptr; }, 20000))
            return {};
        return out;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    std::shared_ptr<const Answer> m_answer;
};

QTEST_MAIN(ExportsTest)
#include "exports_test.moc"
