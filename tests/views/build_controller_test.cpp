// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export.h"
#include "tests/support/fake_encoder.h"
#include "views/bridge/build_controller.h"
#include "views/bridge/workspace_controller.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace akv;
using namespace akv::ui;

/// The four steps over a small file, through the controllers that the pages use.
class BuildControllerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QVERIFY(m_folder.isValid());
        m_file = m_folder.filePath(QStringLiteral("facts.tsv"));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 40; ++i) file.write(QStringLiteral("Country %1\tcapital\tCity %1\n").arg(i).toUtf8());
        file.write("Broken line without columns\n");
    }

    void filesBecomeAStore() {
        JobModel jobs;
        WorkspaceController workspace(jobs);
        BuildController build(jobs);
        QSignalSpy opened(&workspace, &WorkspaceController::opened), failed(&build, &BuildController::stepFailed);
        QSignalSpy detected(&build, &BuildController::detected), imported(&build, &BuildController::imported),
            rows(&build, &BuildController::rowsMade);
        QSignalSpy embedded(&build, &BuildController::embedded), built(&build, &BuildController::storeBuilt),
            ended(&build, &BuildController::stepEnded);
        workspace.create(m_folder.filePath(QStringLiteral("g.akv")));
        QTRY_COMPARE(opened.size(), 1);
        build.setWorkspace(workspace.summary().folder);
        build.detect({m_file});
        QTRY_COMPARE(detected.size(), 1);
        build.importSources();
        QVERIFY(build.running());
        build.makeRows({}); // one step at a time: ignored while another runs
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(imported.size(), 1);
        const auto report = imported.front().front().value<ImportReport>();
        QCOMPARE(report.kept, std::uint64_t(40));
        QCOMPARE(report.read, std::uint64_t(41));
        build.makeRows({});
        QTRY_COMPARE(ended.size(), 2);
        QCOMPARE(rows.front().front().value<FunnelReport>().accepted, std::uint64_t(40));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(1).toString()));
        QVERIFY2(build.encoder().ok(), "the sentence encoder is not set up; run scripts/setup");
        build.embed();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, 120000);
        build.buildStore(LeafType::Int8);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 4, 60000);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(1).toString()));
        QCOMPARE(embedded.size(), 1);
        QCOMPARE(built.front().front().value<BuildReport>().rows, 40U);
        workspace.refresh();
        QTRY_COMPARE(opened.size(), 2);
        QVERIFY(workspace.summary().storeProblem.isEmpty());
        QCOMPARE(workspace.summary().suggestions.size(), 3);
        QVERIFY(workspace.summary().unknown.contains(QStringLiteral("Atlantis")));
        QCOMPARE(jobs.running(), 0);
    }

    void readyMadeVectorsAndHierarchyAreTakenOver() {
        JobModel jobs;
        WorkspaceController workspace(jobs);
        BuildController build(jobs);
        const auto first = Workspace::openOrCreate(m_folder.filePath(QStringLiteral("first.akv")).toStdString());
        QVERIFY(first.ok());
        const std::filesystem::path source = m_file.toStdString(),
                                    set = m_folder.filePath(QStringLiteral("set")).toStdString();
        QVERIFY(importSources(**first, std::span(&source, 1), {}, {}).ok());
        QVERIFY(buildRows(**first, {}, {}).ok());
        akv::test::FakeEncoder encoder(8);
        QVERIFY(embedRows(**first, encoder, {}).ok());
        QVERIFY(akv::buildStore(**first, LeafType::Int8, {}).ok());
        QVERIFY(exportWorkspace(**first, ExportKind::Npy, set, {}).ok());
        const QString keys = m_folder.filePath(QStringLiteral("set_fake_embd_key.npy"));

        QSignalSpy opened(&workspace, &WorkspaceController::opened), failed(&build, &BuildController::stepFailed);
        QSignalSpy embedded(&build, &BuildController::embedded), built(&build, &BuildController::storeBuilt),
            ended(&build, &BuildController::stepEnded), detected(&build, &BuildController::detected);
        workspace.create(m_folder.filePath(QStringLiteral("second.akv")));
        QTRY_COMPARE(opened.size(), 1);
        build.setWorkspace(workspace.summary().folder);
        build.detect({m_file});
        QTRY_COMPARE(detected.size(), 1);
        build.importSources();
        QTRY_COMPARE(ended.size(), 1);
        build.makeRows({});
        QTRY_COMPARE(ended.size(), 2);
        build.takeEmbeddings(keys, QStringLiteral("all-MiniLM-L6-v2"));
        QTRY_COMPARE(ended.size(), 3);
        QVERIFY(failed.front().at(1).toString().contains(QStringLiteral("makes 384")));
        build.takeEmbeddings(keys, {});
        QTRY_COMPARE(ended.size(), 4);
        build.buildStore(LeafType::Int8, keys);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 5, 60000);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(embedded.front().front().value<EmbedReport>().encoder, std::string("fake"));
        QCOMPARE(built.front().front().value<BuildReport>().files.size(), std::size_t(6));
        workspace.refresh();
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(workspace.summary().manifest.storeHash, (*first)->manifest().storeHash);
        QCOMPARE(workspace.summary().manifest.embeddingFiles.front().name, std::string("set_fake_embd_key.npy"));
    }

    void storeBeforeRowsIsRefusedWithAReason() {
        JobModel jobs;
        WorkspaceController workspace(jobs);
        BuildController build(jobs);
        QSignalSpy opened(&workspace, &WorkspaceController::opened), failed(&build, &BuildController::stepFailed);
        workspace.create(m_folder.filePath(QStringLiteral("empty.akv")));
        QTRY_COMPARE(opened.size(), 1);
        build.setWorkspace(workspace.summary().folder);
        build.buildStore(LeafType::Int8);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.front().front().toInt(), 3);
        QVERIFY(!failed.front().at(1).toString().isEmpty());
        build.detect({m_folder.filePath(QStringLiteral("missing.tsv"))});
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(failed.back().at(1).toString().contains(QStringLiteral("missing.tsv")));
    }

    void readsArriveThroughSignals() {
        JobModel jobs;
        WorkspaceController workspace(jobs);
        BuildController build(jobs);
        QSignalSpy opened(&workspace, &WorkspaceController::opened), page(&workspace, &WorkspaceController::pageRead);
        QSignalSpy hits(&workspace, &WorkspaceController::hitsRead),
            graph(&workspace, &WorkspaceController::neighboursRead);
        QSignalSpy missing(&workspace, &WorkspaceController::neighboursFailed),
            ended(&build, &BuildController::stepEnded);
        workspace.create(m_folder.filePath(QStringLiteral("r.akv")));
        QTRY_COMPARE(opened.size(), 1);
        build.setWorkspace(workspace.summary().folder);
        QSignalSpy detected(&build, &BuildController::detected);
        build.detect({m_file});
        QTRY_COMPARE(detected.size(), 1);
        build.importSources();
        QTRY_COMPARE(ended.size(), 1);
        workspace.readPage(QStringLiteral("City 7"), 0, 50);
        QTRY_COMPARE(page.size(), 1);
        QVERIFY(page.front().at(3).toULongLong() >= 1);
        workspace.search(QStringLiteral("Country 1"));
        QTRY_COMPARE(hits.size(), 1);
        QVERIFY(!hits.front().at(1).value<std::vector<SearchHit>>().empty());
        workspace.readNeighbours(QStringLiteral("Country 3"));
        QTRY_COMPARE(graph.size(), 1);
        QCOMPARE(graph.front().front().value<LocalGraph>().neighbours.size(), std::size_t(1));
        workspace.readNeighbours(QStringLiteral("Nobody"));
        QTRY_COMPARE(missing.size(), 1);
    }

private:
    QTemporaryDir m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(BuildControllerTest)
#include "build_controller_test.moc"
