// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"
#include "tests/support/fake_encoder.h"
#include "views/bridge/edit_controller.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace akv;
using namespace akv::ui;

/// Undo and redo over a real workspace whose texts are embedded without a model.
class EditControllerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        QFile file(m_dir->filePath(QStringLiteral("f.tsv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 120; ++i) file.write(QStringLiteral("Country %1\tcapital\tCity %1\n").arg(i).toUtf8());
        file.close();
        m_folder = m_dir->filePath(QStringLiteral("g.akv")).toStdString();
        const std::filesystem::path source(file.fileName().toStdString());
        auto w = Workspace::openOrCreate(m_folder);
        QVERIFY(w.ok());
        test::FakeEncoder encoder;
        QVERIFY(importSources(**w, std::span(&source, 1), {}, {}).ok());
        QVERIFY(buildRows(**w, {}, {}).ok());
        QVERIFY(embedRows(**w, encoder, {}).ok());
        QVERIFY(buildStore(**w, LeafType::Int8, {}).ok());
        m_jobs = std::make_unique<JobModel>();
        m_edits = std::make_unique<EditController>(*m_jobs);
        m_edits->setEncoder([]() -> Result<std::unique_ptr<SentenceEncoder>> {
            return std::unique_ptr<SentenceEncoder>(std::make_unique<test::FakeEncoder>());
        });
        m_edits->setWorkspace(QString::fromStdString(m_folder.string()));
    }
    void cleanup() { m_edits.reset(); }

    void aDeletedTripleComesBackUnderItsId() {
        QSignalSpy ended(m_edits.get(), &EditController::ended), failed(m_edits.get(), &EditController::failed);
        m_edits->removeTriple(7);
        QVERIFY(m_edits->running());
        m_edits->removeTriple(8); // one at a time
        QCOMPARE(failed.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60000);
        QCOMPARE(textOf(7), QString());
        QVERIFY(m_edits->history().canUndo());
        QVERIFY(!m_edits->history().canRedo());
        m_edits->undo();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 60000);
        QCOMPARE(textOf(7), QStringLiteral("Country 6|capital|City 6"));
        QVERIFY(storeOpens());
        m_edits->redo();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, 60000);
        QCOMPARE(textOf(7), QString());
        QCOMPARE(failed.size(), 1);
    }

    void anAddedTripleKeepsItsIdThroughUndoAndRedo() {
        QSignalSpy ended(m_edits.get(), &EditController::ended);
        m_edits->addTriple(QStringLiteral("Country X"), QStringLiteral("capital"), QStringLiteral("東京"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60000);
        QCOMPARE(textOf(121), QStringLiteral("Country X|capital|東京"));
        m_edits->undo();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 60000);
        m_edits->applyEdit(3, QStringLiteral("New City")); // drops the redo branch
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, 60000);
        QVERIFY(!m_edits->history().canRedo());
        QCOMPARE(textOf(3), QStringLiteral("Country 2|capital|New City"));
        m_edits->undo();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 4, 60000);
        QCOMPARE(textOf(3), QStringLiteral("Country 2|capital|City 2"));
        QVERIFY(!m_edits->history().canUndo());
        QCOMPARE(m_jobs->running(), 0);
    }

    void refusedEditsChangeNothingAndLeaveNoStep() {
        QSignalSpy ended(m_edits.get(), &EditController::ended), failed(m_edits.get(), &EditController::failed);
        m_edits->addTriple(QStringLiteral("Country 4"), QStringLiteral("capital"), QStringLiteral("City 4"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60000);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("already")));
        m_edits->applyEdit(999, QStringLiteral("x"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 60000);
        QVERIFY(failed.back().front().toString().contains(QStringLiteral("999")));
        QVERIFY(!m_edits->history().canUndo());
        QVERIFY(storeOpens());
    }

    void aFailedRefreshIsStaleUntilTriedAgain() {
        QSignalSpy finished(m_edits.get(), &EditController::finished);
        m_edits->setEncoder([]() -> Result<std::unique_ptr<SentenceEncoder>> {
            return Error(ErrorCode::InvalidInput, "no encoder here");
        });
        m_edits->applyEdit(3, QStringLiteral("New City"));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60000);
        QVERIFY(finished.front().at(1).toString().contains(QStringLiteral("no encoder here")));
        QCOMPARE(m_edits->staleTriples(), 1);
        QVERIFY(!storeOpens());
        QVERIFY(m_edits->history().canUndo()); // the edit was made
        m_edits->setEncoder([]() -> Result<std::unique_ptr<SentenceEncoder>> {
            return std::unique_ptr<SentenceEncoder>(std::make_unique<test::FakeEncoder>());
        });
        m_edits->bringUpToDate();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 60000);
        QVERIFY(finished.back().at(1).toString().isEmpty());
        QCOMPARE(m_edits->staleTriples(), 0);
        QVERIFY(storeOpens());
    }

    void fiftyStepsAreKept() {
        QSignalSpy ended(m_edits.get(), &EditController::ended);
        m_edits->setEncoder([]() -> Result<std::unique_ptr<SentenceEncoder>> {
            return Error(ErrorCode::InvalidInput, "not needed here: only the history counts");
        });
        for (int i = 1; i <= 52; ++i) {
            m_edits->removeTriple(i);
            QTRY_COMPARE_WITH_TIMEOUT(ended.size(), i, 60000);
        }
        QCOMPARE(m_edits->history().count(), EditController::kSteps);
        for (int i = 1; i <= 50; ++i) {
            m_edits->undo();
            QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 52 + i, 60000);
        }
        QVERIFY(!m_edits->history().canUndo());
        QCOMPARE(textOf(2), QString()); // the two oldest steps are beyond the limit
        QCOMPARE(textOf(3), QStringLiteral("Country 2|capital|City 2"));
    }

private:
    QString textOf(int id) const {
        const auto w = Workspace::open(m_folder, Workspace::Access::Read);
        const auto t = w.value()->triples().triple(TripleId(id)).value();
        return t ? QString::fromStdString(t->head + "|" + t->relation + "|" + t->tail) : QString();
    }
    bool storeOpens() const { return Workspace::open(m_folder, Workspace::Access::Read).value()->openStore().ok(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
    std::unique_ptr<JobModel> m_jobs;
    std::unique_ptr<EditController> m_edits;
};

QTEST_GUILESS_MAIN(EditControllerTest)
#include "edit_controller_test.moc"
