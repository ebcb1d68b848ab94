// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/command_book.h"
#include "app/gui/help_dialogs.h"
#include "app/gui/main_window.h"
#include "app/gui/page_docks.h"
#include "app/gui/perspectives.h"
#include "views/models/guided_lesson.h"
#include "views/models/text.h"
#include "views/pages/build_page.h"
#include "views/pages/chat_page.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/memory_page.h"
#include "views/widgets/theme.h"
#include "views/widgets/top_bar.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QStackedWidget>

namespace akv::ui {

namespace {

QKeySequence ctrl(Qt::Key key) { return QKeySequence(Qt::CTRL | key); }
QKeySequence ctrlShift(Qt::Key key) { return QKeySequence(Qt::CTRL | Qt::SHIFT | key); }
QKeySequence alt(Qt::Key key) { return QKeySequence(Qt::ALT | key); }

} // namespace

QAction* MainWindow::command(QMenu* menu, const char* id, const QString& title, const QList<QKeySequence>& keys,
                             std::function<void()> run) {
    QAction* action = m_book->add(QLatin1String(id), title, keys, std::move(run));
    if (menu) menu->addAction(action);
    return action;
}

void MainWindow::buildMenus() {
    m_book = new CommandBook(this);
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildGraphMenu();
    buildChatMenu();
    buildInspectMenu();
    buildWorkMenus();
    buildHelpMenu();
    command(nullptr, "search", tr("Search entities, relations, triples, commands"), {ctrl(Qt::Key_K)},
            [this] { openOmnibox(); });
    command(nullptr, "palette", tr("Command palette"), {ctrlShift(Qt::Key_P)}, [this] { openOmnibox(); });
    command(nullptr, "stop", tr("Stop the answer"), {Qt::Key_Escape},
            [this] { m_presenting ? setPresenting(false) : m_chat.stop(); });
    QStringList names;
    for (const QAction* action : m_book->all()) names << m_book->titleOf(action);
    m_searchModel.setCommands(names);
    qApp->installEventFilter(this);
}

void MainWindow::buildFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    command(file, "file.new", tr("New graph…"), {}, [this] { newWorkspace(); });
    command(file, "file.open", tr("Open a graph…"), {QKeySequence::Open}, [this] { chooseWorkspace(); });
    command(file, "file.sample", tr("Open the sample"), {}, [this] { openSample(); });
    command(file, "file.trace", tr("Open a trace…"), {ctrlShift(Qt::Key_O)}, [this] { chooseTrace(); });
    command(file, "file.numbers", tr("Open numbers…"), {}, [this] { chooseNumbers(); });
    m_recentMenu = file->addMenu(tr("Recent"));
    QMenu* import = file->addMenu(tr("Import"));
    command(import, "file.importFiles", tr("Import files…"), {}, [this] { importWanted(false); });
    command(import, "file.importFolder", tr("Import a folder…"), {}, [this] { importWanted(true); });
    file->addSeparator();
    buildExportMenu(file);
    file->addSeparator();
    command(file, "file.quit", tr("Quit"), {QKeySequence::Quit}, [this] { close(); });
}

void MainWindow::buildExportMenu(QMenu* file) {
    QMenu* menu = file->addMenu(tr("Export"));
    command(menu, "export.view", tr("Save what is shown…"), {ctrlShift(Qt::Key_S)}, [this] { saveView(); });
    command(menu, "export.figure", tr("Export the figure…"), {}, [this] { exportFigure(true); });
    command(menu, "export.data", tr("Export the data…"), {}, [this] { exportFigure(false); });
    menu->addSeparator();
    command(menu, "export.chat", tr("Export the conversation…"), {}, [this] {
        const Turn* first = m_conversation.turns().empty() ? nullptr : &m_conversation.turns().front();
        if (m_chatList.current() > 0 && first)
            exportChat(m_chatList.current(), first->question);
        else
            m_chatPage->setGraphNote(tr("There is no conversation to export yet."));
    });
    command(menu, "export.report", tr("Export a report…"), {}, [this] { exportReport(); });
    command(menu, "export.trace", tr("Export the trace…"), {}, [this] {
        if (m_conversation.last()) saveTrace(m_turn != 0 ? m_turn : m_conversation.last()->id);
    });
    command(menu, "export.evidence", tr("Export the evidence as a graph…"), {}, [this] {
        if (m_conversation.last()) exportEvidence(m_turn != 0 ? m_turn : m_conversation.last()->id);
    });
    command(menu, "export.drawn", tr("Export what is drawn as a graph…"), {}, [this] { exportDrawn(); });
    command(menu, "export.graph", tr("Export the graph…"), {}, [this] { exportGraph(); });
}

void MainWindow::buildEditMenu() {
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    m_undoAction = command(edit, "edit.undo", tr("Undo"), {ctrl(Qt::Key_Z)}, [this] {
        if (mayEdit()) m_edits.undo();
    });
    m_redoAction = command(edit, "edit.redo", tr("Redo"), {ctrlShift(Qt::Key_Z), ctrl(Qt::Key_Y)}, [this] {
        if (mayEdit()) m_edits.redo();
    });
    edit->addSeparator();
    // Their keys belong to the field that has the focus; here they act for the mouse.
    const std::pair<QString, const char*> texts[] = {{tr("Cut"), "cut"}, {tr("Copy"), "copy"}, {tr("Paste"), "paste"}};
    for (const auto& [title, slot] : texts) edit->addAction(title, this, [this, name = slot] { editText(name); });
    edit->addSeparator();
    command(edit, "edit.find", tr("Find on this page"), {QKeySequence::Find}, [this] { findHere(); });
    command(edit, "edit.refresh", tr("Bring the store up to date"), {}, [this] {
        if (mayEdit()) m_edits.bringUpToDate();
    });
    edit->addSeparator();
    command(edit, "edit.preferences", tr("Preferences…"), {ctrl(Qt::Key_Comma)}, [this] { showPreferences(); });
}

void MainWindow::buildViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    QMenu* arrange = view->addMenu(tr("Perspective"));
    for (const Perspective& p : perspectives()) {
        QAction* action = command(arrange, toStd(QStringLiteral("view.perspective.") + p.id).c_str(),
                                  tr("Perspective: %1").arg(p.title), {}, [this, id = p.id] { setPerspective(id); });
        action->setText(p.title);
        action->setToolTip(p.hint);
    }
    arrange->addSeparator();
    command(arrange, "view.reset", tr("Reset the perspective"), {}, [this] { resetPerspective(); });
    command(view, "view.detach", tr("Show this page beside the others"), {ctrlShift(Qt::Key_D)}, [this] {
        const int page = m_stack->currentIndex();
        if (page != Start) m_docks->detached(page) ? m_docks->bringBack(page) : m_docks->detach(page);
    });
    command(view, "view.jobs", tr("Show jobs"), {}, [this] { m_jobsDock->setVisible(!m_jobsDock->isVisible()); });
    view->addSeparator();
    command(view, "view.back", tr("Back to the selection before"), {alt(Qt::Key_Left)}, [this] { m_selection.back(); });
    command(view, "view.forward", tr("Forward again"), {alt(Qt::Key_Right)}, [this] { m_selection.forward(); });
    QMenu* go = view->addMenu(tr("Go to"));
    const QStringList titles = activityTitles();
    for (int i = 0; i < titles.size(); ++i)
        command(go, toStd(QStringLiteral("view.page%1").arg(i)).c_str(), tr("Go to %1").arg(titles[i]),
                i < 9 ? QList<QKeySequence>{ctrl(Qt::Key(Qt::Key_1 + i))} : QList<QKeySequence>(),
                [this, i] { showActivity(Activity(i)); });
    view->addSeparator();
    QMenu* theme = view->addMenu(tr("Theme"));
    const std::pair<QString, const char*> themes[] = {
        {tr("Theme: light"), "light"}, {tr("Theme: dark"), "dark"}, {tr("Theme: high contrast"), "contrast"}};
    for (const auto& [title, name] : themes)
        command(theme, toStd(QStringLiteral("view.theme.") + QLatin1String(name)).c_str(), title, {},
                [theme = QString::fromLatin1(name)] {
                    applyAppearance({theme, currentAppearance().textPercent});
                });
    command(view, "view.larger", tr("Larger text"), {ctrl(Qt::Key_Plus), ctrl(Qt::Key_Equal)},
            [this] { changeTextSize(10); });
    command(view, "view.smaller", tr("Smaller text"), {ctrl(Qt::Key_Minus)}, [this] { changeTextSize(-10); });
    command(view, "view.normal", tr("Text at 100 %"), {}, [this] { changeTextSize(0); });
    view->addSeparator();
    command(view, "view.fullScreen", tr("Full screen"), {QKeySequence(Qt::Key_F11)},
            [this] { m_presenting ? setPresenting(false) : setWindowState(windowState() ^ Qt::WindowFullScreen); });
    command(view, "view.present", tr("Present step by step"), {ctrlShift(Qt::Key_F11)},
            [this] { setPresenting(!m_presenting); });
}

void MainWindow::buildGraphMenu() {
    QMenu* graph = menuBar()->addMenu(tr("&Graph"));
    command(graph, "graph.add", tr("Add a triple…"), {}, [this] { addTriple(); });
    command(graph, "graph.edit", tr("Edit the triple…"), {}, [this] { editTriple(); });
    command(graph, "graph.delete", tr("Delete the triple…"), {QKeySequence(Qt::SHIFT | Qt::Key_Delete)},
            [this] { removeTriple(); });
    graph->addSeparator();
    const auto verb = [this, graph](const char* id, SceneVerb what, const QList<QKeySequence>& keys = {}) {
        command(graph, id, ExplorerPage::titleOf(what), keys, [this, what] {
            if (!shows(Graph)) showActivity(Graph);
            m_explorer->run(what);
        });
    };
    verb("graph.expand", SceneVerb::Expand, {ctrl(Qt::Key_E)});
    verb("graph.collapse", SceneVerb::Collapse, {ctrlShift(Qt::Key_E)});
    verb("graph.dismiss", SceneVerb::Dismiss);
    verb("graph.dismissOthers", SceneVerb::DismissOthers);
    verb("graph.bringBack", SceneVerb::BringBack);
    verb("graph.undo", SceneVerb::Undo, {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z)});
    verb("graph.all", SceneVerb::SelectAll);
    verb("graph.others", SceneVerb::Invert);
    graph->addSeparator();
    command(graph, "graph.deeper", tr("Go deeper"), {},
            [this] { m_explorer->depthSlider()->setValue(m_explorer->depthSlider()->value() + 1); });
    command(graph, "graph.shallower", tr("Go less deep"), {},
            [this] { m_explorer->depthSlider()->setValue(m_explorer->depthSlider()->value() - 1); });
    command(graph, "graph.path", tr("Path between two…"), {}, [this] {
        showActivity(Graph);
        m_explorer->pathField()->setFocus();
    });
    QMenu* colours = graph->addMenu(tr("Colour by"));
    for (int i = 0; i < m_explorer->colourBox()->count(); ++i)
        colours->addAction(m_explorer->colourBox()->itemText(i), this,
                           [this, i] { m_explorer->colourBox()->setCurrentIndex(i); });
}

void MainWindow::buildChatMenu() {
    QMenu* chat = menuBar()->addMenu(tr("&Chat"));
    command(chat, "chat.new", tr("New chat"), {QKeySequence::New}, [this] { newChat(); });
    command(chat, "chat.kept", tr("Show the kept chats"), {ctrl(Qt::Key_H)}, [this] {
        showActivity(Chat);
        m_chatPage->showChats(!m_chatPage->chatsButton()->isChecked());
    });
    chat->addSeparator();
    command(chat, "chat.again", tr("Ask again"), {ctrl(Qt::Key_R)}, [this] {
        if (m_conversation.last()) regenerate(m_conversation.last()->id);
    });
    command(chat, "chat.fork", tr("Edit the last question in a fork"), {ctrlShift(Qt::Key_K)}, [this] {
        if (m_conversation.last()) editQuestion(m_conversation.last()->id);
    });
    command(chat, "chat.whatIf", tr("Ask what if…"), {}, [this] { showActivity(WhatIf); });
    m_modeMenu = chat->addMenu(tr("Mode"));
    connect(m_modeMenu, &QMenu::aboutToShow, this, [this] {
        m_modeMenu->clear();
        for (const Mode mode : m_chat.modes()) {
            QAction* action = m_modeMenu->addAction(modeLabel(mode), this, [this, mode] { m_top->setMode(mode); });
            action->setToolTip(modeHint(mode));
            action->setCheckable(true);
            action->setChecked(mode == m_top->mode());
        }
        if (m_modeMenu->isEmpty()) m_modeMenu->addAction(tr("No model is loaded."))->setEnabled(false);
    });
}

void MainWindow::buildInspectMenu() {
    QMenu* inspect = menuBar()->addMenu(tr("&Inspect"));
    command(inspect, "inspect.previous", tr("Previous word"), {ctrl(Qt::Key_BracketLeft)}, [this] { moveStep(-1); });
    command(inspect, "inspect.next", tr("Next word"), {ctrl(Qt::Key_BracketRight)}, [this] { moveStep(1); });
    command(inspect, "inspect.up", tr("Layer up"), {alt(Qt::Key_Up)}, [this] { moveLayer(1); });
    command(inspect, "inspect.down", tr("Layer down"), {alt(Qt::Key_Down)}, [this] { moveLayer(-1); });
    command(inspect, "inspect.pinA", tr("Set as A, to compare"), {alt(Qt::Key_A)},
            [this] { m_inspector->pinButton()->click(); });
    command(inspect, "inspect.pin", tr("Hold the Inspector, whatever is selected"), {},
            [this] { m_inspector->followButton()->toggle(); });
    inspect->addSeparator();
    command(inspect, "inspect.check", tr("Run the self-check"), {}, [this] {
        m_selfCheck.run(m_chat.engine(), m_chat.workspaceFolder(), m_top->k());
        showActivity(Check);
    });
}

void MainWindow::buildWorkMenus() {
    QMenu* build = menuBar()->addMenu(tr("&Build"));
    const std::pair<QString, BuildPage::Step> steps[] = {{tr("Make rows (KG2KV)"), BuildPage::Rows},
                                                         {tr("Embed the rows"), BuildPage::Embed},
                                                         {tr("Cluster and build the store"), BuildPage::Store}};
    for (const auto& [title, step] : steps)
        command(build, toStd(QStringLiteral("build.step%1").arg(int(step))).c_str(), title, {}, [this, step = step] {
            showActivity(Build);
            m_buildPage->runButton(step)->setFocus();
            m_buildPage->runButton(step)->click();
        });
    QMenu* evaluate = menuBar()->addMenu(tr("E&valuate"));
    command(evaluate, "evaluate.new", tr("New evaluation"), {}, [this] { showActivity(Evaluate); });
    command(evaluate, "evaluate.open", tr("Open an evaluation…"), {}, [this] {
        showActivity(Evaluate);
        Q_EMIT m_evaluatePage->openRunRequested();
    });
    command(evaluate, "evaluate.compare", tr("Compare modes"), {ctrl(Qt::Key_T)}, [this] { showActivity(Compare); });
    QMenu* tools = menuBar()->addMenu(tr("&Tools"));
    command(tools, "tools.estimate", tr("Memory before loading"), {}, [this] {
        showActivity(Memory);
        m_memoryPage->showView(MemoryPage::BeforeLoading);
    });
    command(tools, "tools.curve", tr("Memory by graph size"), {}, [this] {
        showActivity(Memory);
        m_memoryPage->showView(MemoryPage::BySize);
    });
    command(tools, "tools.model", tr("Open a model folder…"), {}, [this] { chooseModel(); });
    command(tools, "tools.commandLine", tr("Copy the command line for this question"), {}, [this] {
        const QString line = commandLine();
        if (!line.isEmpty()) QApplication::clipboard()->setText(line);
        m_chatPage->setGraphNote(line.isEmpty() ? tr("Ask a question first.") : tr("copied: %1").arg(line));
    });
}

void MainWindow::buildHelpMenu() {
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    command(help, "help.shortcuts", tr("Keyboard shortcuts"), {ctrl(Qt::Key_Slash)}, [this] { showShortcuts(); });
    QMenu* lessons = help->addMenu(tr("Lessons"));
    for (const GuidedLesson& lesson : guidedLessons())
        command(lessons, toStd(QStringLiteral("help.lesson.") + lesson.id).c_str(), tr("Lesson: %1").arg(lesson.title),
                {}, [this, id = lesson.id] { startLesson(id); });
    command(help, "help.concepts", tr("Concepts"), {}, [this] { (new ConceptsDialog(this))->open(); });
    command(help, "help.diagnostics", tr("Diagnostics…"), {},
            [this] { (new DiagnosticsDialog(m_jobs, m_chat.engine(), m_workspace.summary(), this))->open(); });
    command(help, "help.about", tr("About and licences"), {}, [this] { (new AboutDialog(this))->open(); });
}

} // namespace akv::ui
