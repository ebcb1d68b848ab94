// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "views/models/job_model.h"
#include "views/pages/build_page.h"
#include "views/pages/card_view.h"
#include "views/pages/jobs_panel.h"
#include "views/pages/models_page.h"
#include "views/pages/start_page.h"
#include "views/widgets/basics.h"
#include "views/widgets/readme_view.h"
#include "views/widgets/style/workbench_style.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTextBrowser>

using namespace akv;
using namespace akv::ui;

/// Pages and panels alone, without a window: what they say and what they ask for.
class PanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// In "relation · tail" a right-to-left tail must not pull what stands around it to its own order.
    void rightToLeftNamesAreIsolatedOnTheCard() {
        CardView view;
        EntityCard card;
        card.facts.entity.name = "Cairo";
        card.facts.entity.degree = 2;
        card.facts.asHead = 2;
        card.facts.triples.resize(2);
        for (Triple& t : card.facts.triples) t.head = "Cairo", t.relation = "named";
        card.facts.triples[0].tail = "القاهرة";
        card.facts.triples[1].tail = "Kairo";
        view.setEntity(card);
        const QString text = view.text()->toPlainText();
        QVERIFY2(text.contains(QStringLiteral("named · \u2068القاهرة\u2069")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("named · Kairo")), qPrintable(text));
        TripleCard changed;
        changed.triple = card.facts.triples[1];
        changed.changes.push_back(
            {TripleChange::Kind::Changed, TripleId(1), 1'700'000'000, "القاهرة", "named", "Kairo"});
        view.setCard(changed);
        QVERIFY(
            view.text()->toPlainText().contains(QStringLiteral("before it was \u2068القاهرة\u2069 · named · Kairo")));
    }

    /// Its links carry colours of the theme, which change with it; the place that was read stays in view.
    void theCardFollowsTheTheme() {
        dressApplication(lightTheme());
        CardView view;
        view.resize(300, 120);
        EntityCard card;
        card.facts.entity.name = "Cairo";
        card.facts.triples.resize(20);
        for (Triple& t : card.facts.triples) t.head = "Cairo", t.relation = "named", t.tail = "Kairo";
        view.setEntity(card);
        view.show();
        QApplication::processEvents();
        QScrollBar* place = view.text()->verticalScrollBar();
        QVERIFY(place->maximum() > 40);
        place->setValue(40);
        QVERIFY(view.text()->toHtml().contains(lightTheme().accent.name()));
        dressApplication(darkTheme());
        QApplication::processEvents();
        QVERIFY(view.text()->toHtml().contains(darkTheme().accent.name()));
        QVERIFY(!view.text()->toHtml().contains(lightTheme().accent.name()));
        QCOMPARE(place->value(), 40);
        dressApplication(lightTheme());
    }

    void buildReportsAddUp() {
        BuildPage page;
        ImportReport report;
        report.read = 1300, report.kept = 1204;
        report.rejected["empty head"] = 6;
        page.setImportReport(report);
        QVERIFY(page.resultText(BuildPage::Import).contains(QStringLiteral("1,300 read = 1,204 kept + 96")));
        page.setError(BuildPage::Embed, QStringLiteral("no encoder"));
        QCOMPARE(page.resultText(BuildPage::Embed), QStringLiteral("no encoder"));
        QVERIFY(!page.runButton(BuildPage::Store)->isEnabled());
    }

    void buildSaysWhereVectorsAndHierarchyCameFrom() {
        BuildPage page;
        Manifest manifest;
        manifest.rows = 5;
        manifest.rowsHash = manifest.embeddingsHash = manifest.storeHash = "h";
        manifest.encoder = "OAI";
        manifest.k = PruneK{1, 2, 3};
        page.setWorkspace(QStringLiteral("g.akv"), manifest, {}, {});
        QCOMPARE(page.stateText(BuildPage::Embed), QStringLiteral("✓ OAI"));
        manifest.embeddingFiles = {{"set_OAI_embd_key.npy", "0123456789abcdef"}};
        manifest.hierarchyFiles = {{"a.json", "fedcba9876543210"}, {"b.json", "1"}, {"c.json", "2"}};
        page.setWorkspace(QStringLiteral("g.akv"), manifest, {}, {});
        QCOMPARE(page.stateText(BuildPage::Embed),
                 QStringLiteral("✓ OAI from set_OAI_embd_key.npy (sha256 0123456789ab…)"));
        QVERIFY(page.stateText(BuildPage::Store).contains(QStringLiteral("from a.json (sha256 fedcba987654…)")));
        QVERIFY(page.stateText(BuildPage::Store).endsWith(QStringLiteral("and 1 more")));
        QSignalSpy vectors(&page, &BuildPage::takeEmbeddingsRequested), tree(&page, &BuildPage::takeHierarchyRequested);
        page.takeEmbeddingsButton()->click();
        QCOMPARE(vectors.takeFirst().front().toString(), QString());
        page.encoderNameBox()->setCurrentText(QStringLiteral(" mine "));
        page.takeEmbeddingsButton()->click();
        QCOMPARE(vectors.takeFirst().front().toString(), QStringLiteral("mine"));
        page.takeHierarchyButton()->click();
        QCOMPARE(tree.size(), 1);
    }

    void recentThingsThatAreGoneCanBeFoundOrForgotten() {
        QTemporaryDir folder;
        QFile trace(folder.filePath(QStringLiteral("here.akvtrace")));
        QVERIFY(trace.open(QIODevice::WriteOnly));
        StartPage page;
        const QString gone = folder.filePath(QStringLiteral("gone.akv"));
        page.setRecent({folder.path(), trace.fileName(), gone});
        page.show();
        QSignalSpy chosen(&page, &StartPage::recentChosen), locate(&page, &StartPage::locateRequested),
            remove(&page, &StartPage::removeRequested);
        QList<QPushButton*> open;
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->accessibleName().startsWith(QStringLiteral("Open /"))) open << button;
        QCOMPARE(open.size(), 3);
        QVERIFY(open[0]->isEnabled() && open[1]->isEnabled() && !open[2]->isEnabled());
        QTest::mouseClick(open[1], Qt::LeftButton);
        QCOMPARE(chosen.takeFirst().front().toString(), trace.fileName());
        int links = 0;
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->text() != QStringLiteral("Locate…") && button->text() != QStringLiteral("Remove")) continue;
            ++links;
            QVERIFY(button->accessibleName().contains(gone));
            QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(links, 2); // of the missing one alone
        QCOMPARE(locate.takeFirst().front().toString(), gone);
        QCOMPARE(remove.takeFirst().front().toString(), gone);
    }

    void aFolderDroppedOnTheModelsIsAdded() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("config.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        ModelsPage page;
        page.show();
        QSignalSpy dropped(&page, &ModelsPage::folderDropped);
        for (const QString& what : {folder.path(), file.fileName(), QStringLiteral("/nowhere/at/all")}) {
            QMimeData mime;
            mime.setUrls({QUrl::fromLocalFile(what)});
            QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&page, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent event(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&page, &event);
        }
        QCOMPARE(dropped.size(), 2); // the folder, and the folder of the file
        QCOMPARE(dropped[0][0].toString(), folder.path());
        QCOMPARE(dropped[1][0].toString(), folder.path());
    }

    void jobsAreFilteredPausedAndCopiedWithoutPrompts() {
        JobModel jobs;
        JobsPanel panel(jobs);
        panel.show();
        panel.setFacts(QStringLiteral("memory free: 4 GB"));
        const int answer = jobs.begin(QStringLiteral("Answer “Who is secret?”"), CancelToken());
        jobs.finish(answer, JobModel::Outcome::Failed, QStringLiteral("cannot read '/home/someone/x'"));
        const PauseGate gate;
        jobs.begin(QStringLiteral("Embedding"), CancelToken(), gate);
        QVERIFY(panel.pauseButton()->isEnabled());
        QTest::mouseClick(panel.pauseButton(), Qt::LeftButton);
        QVERIFY(gate.paused());
        QCOMPARE(panel.pauseButton()->text(), QStringLiteral("Resume"));
        QCOMPARE(jobs.index(0, JobModel::State).data().toString(), QStringLiteral("paused"));
        QTest::mouseClick(panel.pauseButton(), Qt::LeftButton);
        QVERIFY(!gate.paused());
        QTest::keyClicks(panel.filterField(), QStringLiteral("answer"));
        QCOMPARE(panel.table()->model()->rowCount(), 1);
        panel.table()->selectRow(0);
        QVERIFY(!panel.pauseButton()->isEnabled()); // it has ended
        panel.filterField()->clear();
        QCOMPARE(panel.table()->model()->rowCount(), 2);
        QTest::mouseClick(panel.copyButton(), Qt::LeftButton);
        QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("memory free")) && copied.contains(QStringLiteral("Embedding")));
        QVERIFY2(!copied.contains(QStringLiteral("secret")) && !copied.contains(QStringLiteral("someone")),
                 qPrintable(copied));
        QTest::mouseClick(panel.promptsBox(), Qt::LeftButton, {}, QPoint(8, panel.promptsBox()->height() / 2));
        QVERIFY(panel.diagnostics().contains(QStringLiteral("secret")));
    }

    void aReadmeIsCutAtItsHeadings() {
        const auto parts = markdownSections(QStringLiteral("# Name\n\nWhat it is.\n## Data\n```\n## no heading\n```\n"
                                                           "## Empty\n\n### Sub\n## Limits\nnone\n"),
                                            QStringLiteral("About"));
        QStringList titles;
        for (const MarkdownSection& part : parts) titles << part.title;
        QCOMPARE(titles, (QStringList{QStringLiteral("About"), QStringLiteral("Data"), QStringLiteral("Empty"),
                                      QStringLiteral("Limits")}));
        QVERIFY(!parts[0].text.contains(QStringLiteral("Name")) && parts[1].text.contains(QStringLiteral("## no")));
        QVERIFY(markdownSections({}, QStringLiteral("About")).isEmpty());
        auto* facts = new QLabel(QStringLiteral("facts"));
        ReadmeView view(facts, QStringLiteral("At a glance"));
        view.show();
        QVERIFY(view.sections()->isHidden() && facts->isVisible());
        view.setMarkdown(QStringLiteral("text\n## Table\n| | |\n|---|---|\n| a | b |\n"));
        QVERIFY(view.sections()->isVisible() && facts->isVisible());
        QTest::mouseClick(view.sections()->button(2), Qt::LeftButton);
        QVERIFY(!facts->isVisible());
        QCOMPARE(view.text()->toPlainText().simplified(), QStringLiteral("a b"));
        view.setMarkdown(QStringLiteral("other\n## More\nx\n## Table\nwords\n"));
        QCOMPARE(view.text()->toPlainText().trimmed(), QStringLiteral("words")); // the same part of another card
        view.setMarkdown({});
        QVERIFY(facts->isVisible());
    }
};

QTEST_MAIN(PanelsTest)
#include "panels_test.moc"
