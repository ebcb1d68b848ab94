// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/traces.h"
#include "views/models/number_file.h"
#include "views/models/text.h"
#include "views/pictures/numbers_dialog.h"
#include "views/pictures/picture_tables.h"
#include "views/pictures/view_export.h"
#include "views/widgets/chart/line_chart.h"
#include "views/widgets/chart/memory_chart.h"
#include "views/widgets/chart/size_chart.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/histogram_view.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/lambda_map_view.h"
#include "views/widgets/style/workbench_style.h"
#include "views/widgets/theme.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

using namespace akv;
using namespace akv::ui;

namespace {

QImage drawn(QWidget& widget) {
    widget.show();
    QApplication::processEvents();
    widget.clearFocus(); // no focus ring in either
    return widget.grab().toImage();
}

std::unique_ptr<QWidget> funnel() {
    auto view = std::make_unique<FunnelView>();
    const auto answer = test::builtAnswer();
    view->setFunnel(buildFunnel(answer->trace, 2, answer->trace.kbLayers().front(), test::builtParents()));
    view->resize(700, 320);
    return view;
}

std::unique_ptr<QWidget> map() {
    auto view = std::make_unique<LambdaMapView>();
    const auto answer = test::builtAnswer();
    LambdaMap values = buildLambdaMap(answer->trace);
    values.values[3].reset(); // a place without a record
    std::vector<int> steps;
    for (const auto& token : answer->trace.tokens) steps.push_back(token.step);
    view->setMap(values, steps);
    view->setCurrent(steps[2], values.layers[1]);
    view->resize(420, 220);
    return view;
}

std::unique_ptr<QWidget> lines() {
    auto view = std::make_unique<LineChart>(QStringLiteral("rows, \"M\""), QStringLiteral("ACC, %"));
    view->setLogX(true);
    view->setCurves({{QStringLiteral("AtlasKV"), {{10, 99.1, 1.5}, {100, 1.0 / 3.0, 0.1}, {1000, 88, 0}}},
                     {QStringLiteral("#, \"quoted\""), {{10, 0.1 + 0.2, 0}, {1000, 5e-17, 0}}}},
                    0.0, 100.0);
    view->resize(460, 280);
    return view;
}

std::unique_ptr<QWidget> categories() {
    auto view = std::make_unique<LineChart>(QString(), QStringLiteral("%"));
    view->setXAxis(QStringLiteral("KB layers"), {QStringLiteral("4"), QStringLiteral("4+5")}, false);
    view->setCurves({{QStringLiteral("ACC@1"), {{0, 91, 2}, {1, 98, 1}}}}, 0.0, 105.0);
    view->resize(460, 280);
    return view;
}

std::unique_ptr<QWidget> memory() {
    auto view = std::make_unique<MemoryChart>(false);
    MemorySeries series;
    for (int i = 0; i < 30; ++i) {
        MemoryPoint point{0.37 * i, {400'000'001U, 50'000U * unsigned(i), 7'000'000, 12'345, 90'000'000}, {}};
        if (i > 3) point.sample.deviceUsed = 100'000'000U + unsigned(i);
        series.add(point);
    }
    series.mark(2.5, QStringLiteral("question"));
    view->setSeries(series);
    view->resize(600, 360);
    return view;
}

std::unique_ptr<QWidget> sizes() {
    auto view = std::make_unique<SizeChart>();
    view->setMeasured({{QStringLiteral("all of it"), {{1000, 4e6, 0}, {1e6, 3e8, 0}}}});
    view->setProjected({{QStringLiteral("all of it"), {{1e7, 3e9, 0}, {1e9, 3e11, 0}}}});
    view->setBound(QStringLiteral("a bound"), 1e9, 2e10);
    view->resize(500, 300);
    return view;
}

std::unique_ptr<QWidget> bars() {
    auto view = std::make_unique<HistogramView>();
    view->setSizes({0, 3, 3, 4, 9, 60, 61, 61});
    view->resize(420, 120);
    return view;
}

std::shared_ptr<ClusterTree> tree() {
    auto out = std::make_shared<ClusterTree>();
    out->interBegin = {0, 3, 3, 8}; // the root in the middle has no inter keys
    out->leafBegin = {0, 4, 9, 12, 15, 40, 41, 900, 1000};
    out->interNames[3] = QStringLiteral("Kasachstan, „Astana“");
    for (std::uint32_t i = 0; i < 8; ++i) out->map.push_back({float(i % 3) / 3.0F, float(i) * 0.1F - 0.4F});
    return out;
}

ClusterUsage usage() {
    ClusterUsage out;
    out.records = 9;
    out.root[2] = 9, out.inter[3] = 4, out.inter[7] = 9;
    for (std::uint32_t leaf = 100; leaf < 107; ++leaf) out.leaf[leaf] = leaf - 99;
    return out;
}

std::unique_ptr<QWidget> icicle() {
    auto view = std::make_unique<IcicleView>();
    view->resize(500, 400);
    drawn(*view); // boxes go by the height
    view->setTree(tree(), usage());
    view->setSelected(ClusterKey{ClusterLevel::Inter, 3});
    return view;
}

std::unique_ptr<QWidget> points() {
    auto view = std::make_unique<ClusterMapView>();
    view->setTree(tree(), usage());
    view->setSelected(ClusterKey{ClusterLevel::Inter, 1});
    view->setQuery(MapQuery{0.6F, -0.8F, 0.25, QStringLiteral("a word")});
    view->resize(380, 280);
    return view;
}

} // namespace

/// Numbers that were exported give the same numbers and the same picture again.
class NumbersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressApplication(lightTheme()); }

    void samePictureAgain_data() {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QString>("kind");
        for (const char* suffix : {"csv", "json"})
            for (const char* kind :
                 {"funnel", "lambda-map", "lines", "lines by name", "memory", "sizes", "bars", "hierarchy", "key-map"})
                QTest::addRow("%s %s", suffix, kind) << QString::fromLatin1(suffix) << QString::fromLatin1(kind);
    }

    void samePictureAgain() {
        QFETCH(QString, suffix);
        QFETCH(QString, kind);
        const std::map<QString, std::unique_ptr<QWidget> (*)()> makers{
            {"funnel", funnel}, {"lambda-map", map}, {"lines", lines}, {"lines by name", categories},
            {"memory", memory}, {"sizes", sizes},    {"bars", bars},   {"hierarchy", icicle},
            {"key-map", points}};
        const auto first = makers.at(kind)();
        const QImage before = drawn(*first);
        const auto table = tableOfPicture(*first);
        QVERIFY(table && !table->rows.isEmpty());
        QCOMPARE(table->picture.value(QStringLiteral("kind")).toString(), kind.section(QLatin1String(" by "), 0, 0));
        const ExportTable other{QStringLiteral("other"), {QStringLiteral("one")}, {{QString()}, {QStringLiteral("2")}}};
        const QList<ExportTable> tables{*table, other};
        const QByteArray bytes = suffix == QStringLiteral("csv") ? asCsv(QStringLiteral("a, title"), tables)
                                                                 : asJson(QStringLiteral("a, title"), tables);
        QVERIFY(isNumberFile(bytes.left(256)));
        const auto read = parseNumbers(bytes, QStringLiteral("file.") + suffix);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
        QCOMPARE(read.value().title, QStringLiteral("a, title"));
        QCOMPARE(read.value().tables.size(), 2);
        QCOMPARE(read.value().tables[1].rows, other.rows);
        QCOMPARE(read.value().tables[0].rows, table->rows);
        QCOMPARE(read.value().tables[0].columns, table->columns);
        auto second = pictureOf(read.value().tables[0]);
        QVERIFY2(second.ok(), second.ok() ? "" : second.error().text().c_str());
        QCOMPARE(QString::fromLatin1(second.value()->metaObject()->className()),
                 QString::fromLatin1(first->metaObject()->className()));
        const QImage after = drawn(*second.value());
        QCOMPARE(after.size(), before.size());
        QVERIFY2(after == before, "not the same picture");
        const auto again = tableOfPicture(*second.value());
        QCOMPARE(again->rows, table->rows);
        QCOMPARE(again->picture, table->picture);
    }

    /// The comparison above would see another number.
    void anotherNumberIsAnotherPicture() {
        const auto first = lines();
        const QImage before = drawn(*first);
        ExportTable table = *tableOfPicture(*first);
        table.rows[0][2] = QStringLiteral("70");
        const auto second = pictureOf(table);
        QVERIFY(second.ok());
        QVERIFY(drawn(*second.value()) != before);
    }

    void numbersKeepEveryDigit() {
        for (int i = 0; i < 2000; ++i) {
            const double value = (QRandomGenerator::global()->generateDouble() - 0.5) * std::pow(10.0, i % 40 - 20);
            QCOMPARE(exactNumber(value).toDouble(), value);
            const float narrow = float(value);
            QCOMPARE(exactNumber(narrow).toFloat(), narrow);
        }
    }

    void brokenFilesNameTheLine_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const QByteArray good = asCsv(QStringLiteral("t"), {*tableOfPicture(*lines())});
        const auto changed = [&](const char* from, const char* to) {
            QByteArray out = good;
            out.replace(out.indexOf(from), qstrlen(from), to);
            return out;
        };
        const auto row = [](const char* name, const QByteArray& bytes, const char* said) {
            QTest::addRow("%s", name) << bytes << QString::fromLatin1(said);
        };
        row("empty", "", "line 1: the file is empty");
        row("another file", "head,relation,tail\na,b,c\n", "line 1: these are not numbers");
        row("cut off", good.left(good.indexOf("AtlasKV,1000")), "line 2: the table");
        row("cut off in a row", good.chopped(4), "line 8: 3 cells where the table has 4 columns");
        row("no number", changed("99.1", "many"), "line 4 of the table");
        row("a cell too many", changed("99.1", "99.1,7"), "line 4: 5 cells where the table has 4 columns");
        row("not a number", changed("99.1", "nan"), "'nan' in the column 'y' is not a number");
        row("an open quote", changed("5e-17", "\"5e-17"), "line 8: the file ends inside a quoted cell");
        row("a quote within", changed("AtlasKV,10", "Atl\"asKV,10"), "line 4: a quotation mark inside a cell");
        row("a newer version", changed("numbers 1", "numbers 9"), "version 9");
        row("an unknown kind", changed("\"lines\"", "\"rings\""), "of the kind 'rings'");
        row("a broken header", changed("# table {", "# table "), "line 2: what stands after '# table'");
        row("no header", changed("# table", "x table"), "line 2: a line that begins with '# table'");
        row("a column less", changed("curve,x", "curves,x"), "has no column 'curve'");
        const QByteArray json = asJson(QStringLiteral("t"), {*tableOfPicture(*lines())});
        row("cut JSON", json.left(json.indexOf("99.1")), "line ");
        QByteArray odd = json;
        odd.replace("\"99.1\",", "");
        row("JSON with a cell less", odd, "table 1, row 1: 3 cells where the table has 4 columns");
        odd = json;
        odd.replace("\"99.1\"", "[]");
        row("JSON with another cell", odd, "table 1, row 1: cell 3 is neither text nor a number");
        odd = asCsv(QStringLiteral("t"), {*tableOfPicture(*icicle())});
        odd.replace("\"leaf_begin\":[0,4", "\"leaf_begin\":[0,9");
        odd.replace("\"leaf_begin\":[0,9,9", "\"leaf_begin\":[0,9,4");
        row("a hierarchy whose keys fall", odd, "do not rise");
        odd = asCsv(QStringLiteral("t"), {*tableOfPicture(*funnel())});
        odd.replace("\r\ninter,", "\r\nmiddle,");
        row("a level that is none", odd, "a level is root, inter or leaf");
    }

    void brokenFilesNameTheLine() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        const auto read = parseNumbers(bytes, QStringLiteral("numbers.csv"));
        QString message;
        if (!read.ok()) {
            message = qs(read.error().text());
        } else {
            const auto picture = pictureOf(read.value().tables.front());
            QVERIFY2(!picture.ok(), "a broken file was drawn");
            message = qs(picture.error().text());
        }
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    /// Cut after every byte: an error, or all of it (the last line end may be missing), never a crash.
    void noPrefixIsTakenForTheWhole() {
        const ExportTable table = *tableOfPicture(*lines());
        const QByteArray good = asCsv(QStringLiteral("t"), {table});
        for (qsizetype n = 0; n < good.size(); ++n) {
            const auto read = parseNumbers(good.left(n), QStringLiteral("f"));
            if (read.ok()) QVERIFY2(n > good.size() - 4, qPrintable(QString::number(n)));
        }
    }

    /// Charts are lines and text in an SVG, not a picture within it.
    void chartsAreVectors() {
        QTemporaryDir folder;
        const auto chart = lines();
        drawn(*chart);
        const QString name = folder.filePath(QStringLiteral("chart.svg"));
        QVERIFY(exportView(*chart, QStringLiteral("t"), name).ok());
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY(!svg.contains("<image"));
        QVERIFY(svg.contains("ACC, %") && svg.contains("AtlasKV") && svg.count("<path") + svg.count("<polyline") > 4);
    }

    void theDialogShowsAndSaves() {
        const NumberFile file{QStringLiteral("a chat"),
                              {{QStringLiteral("words"), {QStringLiteral("word")}, {{QStringLiteral("x")}}},
                               *tableOfPicture(*lines()),
                               *tableOfPicture(*funnel())}};
        auto* dialog = new NumbersDialog(file, QStringLiteral("/somewhere/numbers.csv"));
        dialog->show();
        QCOMPARE(dialog->tableBox()->currentIndex(), 1); // the first picture
        QVERIFY(qobject_cast<LineChart*>(dialog->picture()));
        dialog->tableBox()->setCurrentIndex(2);
        QVERIFY(qobject_cast<FunnelView*>(dialog->picture()));
        dialog->tableBox()->setCurrentIndex(0);
        QVERIFY(dialog->saveButton()->isEnabled());
        delete dialog;
    }
};

QTEST_MAIN(NumbersTest)
#include "numbers_test.moc"
