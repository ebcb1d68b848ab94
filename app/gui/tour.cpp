// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tour.h"

#include "app/gui/appearance.h"
#include "app/gui/command_book.h"
#include "app/gui/main_window.h"
#include "app/gui/paths.h"
#include "app/gui/preferences_dialog.h"
#include "views/models/effect_model.h"
#include "views/models/evidence_model.h"
#include "views/models/text.h"
#include "views/pages/chat_page.h"
#include "views/pages/check_page.h"
#include "views/pages/compare_page.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/memory_page.h"
#include "views/pages/memory_page_curve.h"
#include "views/pages/models_page.h"
#include "views/pages/start_page.h"
#include "views/pages/teach_page.h"
#include "views/pages/train_page.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/lesson_guide.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/sweep_fields.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

#include <algorithm>
#include <functional>

namespace akv::ui {

namespace {

class Tour {
public:
    Tour(MainWindow& window, const QString& folder) : m_window(window), m_folder(folder) {}

    int run() {
        QDir().mkpath(m_folder);
        settle(400);
        picture("1-start");
        m_window.startPage()->sampleButton()->click();
        if (!until(
                [this] {
                    return m_window.chat().state() != ChatController::EngineState::Loading &&
                           m_window.workspace().isOpen() &&
                           m_window.chat().state() != ChatController::EngineState::None;
                },
                120, "the sample did not open"))
            return 1;
        if (m_window.chat().state() != ChatController::EngineState::Ready) return fail(m_window.chat().stateMessage());
        settle(600);
        picture("2-chat-empty");
        if (!chat() || !analysis() || !runs() || !rest()) return 1;
        return 0;
    }

private:
    bool chat() {
        const QStringList questions = m_window.workspace().summary().suggestions;
        if (questions.isEmpty()) return fail(QStringLiteral("the sample suggests no question")) == 0;
        if (!ask(questions.front())) return false;
        settle(500);
        picture("3-chat-inspector");
        const Turn* turn = m_window.conversation().last();
        if (!turn->answer || turn->answer->evidence.empty()) return fail(QStringLiteral("no evidence came back")) == 0;
        const Evidence& top = turn->answer->evidence.front();
        m_window.maskAndAsk(turn->id, top.triple.value(),
                            QString::fromStdString(top.head + " · " + top.relation + " · " + top.tail));
        if (!answered()) return false;
        settle(500);
        picture("4-masked");
        const QString unknown = m_window.workspace().summary().unknown;
        if (!unknown.isEmpty() && !ask(unknown)) return false;
        settle(500);
        picture("5-not-in-graph");
        m_window.chatPage()->showChats(true);
        settle(400);
        picture("5b-chats");
        m_window.chatPage()->showChats(false);
        return true;
    }

    /// What-if, Compare, Hierarchy, Teach and Models on the first question of the chat.
    bool analysis() {
        const Turn first = m_window.conversation().turns().front();
        m_window.selectToken(first.id, first.answer->tokens.back().step);
        m_window.showActivity(MainWindow::WhatIf);
        WhatIfPage* what = m_window.whatIfPage();
        what->model()->setMasked(first.answer->evidence.front().triple.value(), true);
        what->runButton()->click();
        if (!until([&] { return !what->deltaText().isEmpty() && what->runButton()->isEnabled(); }, 120,
                   "the what-if did not end"))
            return false;
        what->rankButton()->click();
        if (!until([&] { return what->rankButton()->isEnabled(); }, 120, "the ranking did not end")) return false;
        settle(300);
        picture("12-what-if");
        m_window.showActivity(MainWindow::Compare);
        m_window.comparePage()->setQuestion(first.question);
        m_window.comparePage()->runButton()->click();
        if (!until([&] { return m_window.comparePage()->runButton()->text() != ComparePage::tr("Stop"); }, 240,
                   "the comparison did not end"))
            return false;
        settle(300);
        picture("13-compare");
        m_window.showActivity(MainWindow::Hierarchy);
        HierarchyPage* hierarchy = m_window.hierarchyPage();
        if (!until([&] { return !hierarchy->icicle()->boxes().empty(); }, 60, "the hierarchy was not read"))
            return false;
        hierarchy->select({ClusterLevel::Leaf, first.answer->evidence.front().leaf.value()});
        settle(500);
        picture("14-hierarchy");
        m_window.showActivity(MainWindow::Teach);
        m_window.teachPage()->setStation(int(Station::Leaf));
        m_window.teachPage()->forward();
        settle(300);
        picture("15-teach");
        m_window.startLesson(QStringLiteral("remove-a-fact"));
        LessonGuide* guide = m_window.teachPage()->guide();
        guide->askButton()->click();
        if (!until([&] { return guide->answer() && !m_window.chat().busy(); }, 120, "the lesson got no answer"))
            return false;
        settle(300);
        picture("15b-lesson");
        guide->leave();
        m_window.showActivity(MainWindow::Models);
        if (!until([&] { return m_window.modelsPage()->model()->rowCount() > 0; }, 30, "no model was found"))
            return false;
        settle(300);
        picture("16-models");
        return true;
    }

    bool runs() {
        m_window.showActivity(MainWindow::Evaluate);
        EvaluatePage* page = m_window.evaluatePage();
        page->sizesField()->setText(QStringLiteral("100, 1000"));
        page->seedsBox()->setValue(2);
        page->questionsBox()->setValue(5);
        SweepFields* sweeps = page->plan()->sweeps();
        sweeps->check(SweepFields::Scale)->setChecked(true);
        sweeps->valuesField(SweepFields::Scale)->setText(QStringLiteral("none, 0.1, 1, 10, 1000"));
        page->runButton()->click();
        // A graph that was shipped without its embeddings cannot be evaluated: the page then says so.
        if (!until([&] { return page->runButton()->text() == EvaluatePlan::tr("Run"); }, 600,
                   "the evaluation did not end"))
            return false;
        settle(400);
        picture("17-evaluate");
        if (page->resultChoice()->isVisible()) {
            page->resultChoice()->button(1)->click();
            settle(300);
            picture("17b-sweep");
        }
        m_window.showActivity(MainWindow::Train);
        m_window.train().follow(trainingExamples() + QStringLiteral("/curves.csv"));
        settle(1000);
        picture("18-train");
        return true;
    }

    /// An entity of the conversation, and around its richest neighbour that one's.
    void graph() {
        m_window.showActivity(MainWindow::Graph);
        settle(800);
        GraphCanvas* canvas = m_window.explorerPage()->canvas();
        const auto& turns = m_window.conversation().turns();
        if (!turns.empty() && turns.front().answer && !turns.front().answer->evidence.empty())
            Q_EMIT canvas->recentreRequested(qs(turns.front().answer->evidence.front().head));
        settle(800);
        const auto& nodes = canvas->graph().neighbours;
        const auto richest = std::max_element(
            nodes.begin(), nodes.end(), [](const GraphNode& a, const GraphNode& b) { return a.degree < b.degree; });
        if (richest != nodes.end()) {
            canvas->chooseItem(int(richest - nodes.begin()));
            m_window.commands().find(QStringLiteral("graph.expand"))->trigger();
        }
        m_window.explorerPage()->colourBox()->setCurrentIndex(int(GraphColour::Cluster));
        settle(1200);
        picture("6-graph");
    }

    bool rest() {
        graph();
        m_window.openOmnibox();
        m_window.omnibox()->field()->setText(m_window.workspace().summary().firstEntity.left(5));
        settle(800);
        picture("7-search");
        m_window.omnibox()->hide();
        m_window.showActivity(MainWindow::Build);
        settle(300);
        picture("8-build");
        m_window.showActivity(MainWindow::Check);
        m_window.checkPage()->runButton()->click();
        if (!until([this] { return m_window.checkPage()->runButton()->isEnabled(); }, 240,
                   "the self-check did not end"))
            return false;
        settle(200);
        picture("9-self-check");
        m_window.showActivity(MainWindow::Memory);
        settle(600);
        picture("10-memory");
        m_window.memoryPage()->showView(MemoryPage::BeforeLoading);
        settle(300);
        picture("10b-memory-before");
        m_window.memoryPage()->showView(MemoryPage::BySize);
        MemoryCurveView* curve = m_window.memoryPage()->curve();
        curve->sizesBox()->setCurrentIndex(2);
        curve->runButton()->click();
        if (!until([&] { return curve->runButton()->text() != MemoryCurveView::tr("Stop"); }, 240,
                   "memory was not measured"))
            return false;
        curve->table()->selectRow(0);
        settle(300);
        picture("10c-memory-by-size");
        m_window.setPerspective(QStringLiteral("analyst"));
        settle(800);
        picture("19-analyst");
        m_window.setPerspective(QStringLiteral("researcher"));
        if (!preferences()) return false;
        m_window.jobsDock()->show();
        settle(300);
        picture("11-jobs");
        return true;
    }

    bool preferences() {
        PreferencesDialog dialog(m_window.commands(), savedSettings(), &m_window);
        dialog.show();
        for (int section = 0; section < PreferencesDialog::SectionCount; ++section) {
            dialog.showSection(section);
            settle(200);
            picture(qPrintable(QStringLiteral("20-preferences-%1").arg(section + 1)), dialog);
        }
        return true;
    }

    bool ask(const QString& question) {
        m_window.showActivity(MainWindow::Chat);
        m_window.ask(question);
        return answered();
    }

    bool answered() {
        if (!until(
                [this] {
                    return !m_window.chat().busy() && m_window.conversation().last()->state != Turn::State::Waiting;
                },
                120, "no answer came"))
            return false;
        const Turn* turn = m_window.conversation().last();
        if (turn->state == Turn::State::Failed) return fail(turn->error) == 0;
        return true;
    }

    void picture(const char* name) { picture(name, m_window); }

    void picture(const char* name, QWidget& what) {
        for (const char* theme : {"light", "dark", "contrast"}) {
            applyAppearance({QLatin1String(theme), currentAppearance().textPercent}, false);
            settle(250);
            what.grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), QLatin1String(theme)));
        }
        applyAppearance({QStringLiteral("light"), currentAppearance().textPercent}, false);
    }

    static void settle(int milliseconds) {
        QEventLoop loop;
        QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
        loop.exec();
    }

    bool until(const std::function<bool()>& condition, int seconds, const char* otherwise) {
        QElapsedTimer clock;
        clock.start();
        while (!condition()) {
            if (clock.elapsed() > seconds * 1000LL) return fail(QLatin1String(otherwise)) == 0;
            settle(50);
        }
        return true;
    }

    static int fail(const QString& what) {
        QTextStream(stderr) << "tour: " << what << Qt::endl;
        return 1;
    }

    MainWindow& m_window;
    QString m_folder;
};

} // namespace

int runTour(MainWindow& window, const QString& folder) { return Tour(window, folder).run(); }

} // namespace akv::ui
