// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "app/gui/appearance.h"
#include "app/gui/command_book.h"
#include "app/gui/page_docks.h"
#include "app/gui/paths.h"
#include "views/models/text.h"
#include "views/pages/build_page.h"
#include "views/pages/chat_page.h"
#include "views/pages/check_page.h"
#include "views/pages/compare_page.h"
#include "views/pages/evaluate_page.h"
#include "views/pages/explorer_page.h"
#include "views/pages/hierarchy_page.h"
#include "views/pages/inspector_page.h"
#include "views/pages/jobs_panel.h"
#include "views/pages/memory_page.h"
#include "views/pages/models_page.h"
#include "views/pages/start_page.h"
#include "views/pages/teach_page.h"
#include "views/pages/train_page.h"
#include "views/pages/whatif_page.h"
#include "views/widgets/accessible.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/omnibox.h"
#include "views/widgets/theme.h"
#include "views/widgets/top_bar.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

struct ActivityEntry {
    const char* icon;
    QString label;
};

/// In the order of MainWindow::Activity.
QList<ActivityEntry> activityEntries() {
    return {{"start", MainWindow::tr("Start")},       {"graph", MainWindow::tr("Graph")},
            {"chat", MainWindow::tr("Chat")},         {"whatif", MainWindow::tr("What-if")},
            {"compare", MainWindow::tr("Compare")},   {"hierarchy", MainWindow::tr("Hierarchy")},
            {"teach", MainWindow::tr("Teach")},       {"build", MainWindow::tr("Build")},
            {"evaluate", MainWindow::tr("Evaluate")}, {"train", MainWindow::tr("Train")},
            {"memory", MainWindow::tr("Memory")},     {"models", MainWindow::tr("Models")},
            {"check", MainWindow::tr("Check")}};
}

} // namespace

MainWindow::MainWindow(const QString& modelFolder, QWidget* parent)
    : QMainWindow(parent), m_workspace(m_jobs), m_chat(m_jobs), m_build(m_jobs), m_edits(m_jobs), m_selfCheck(m_jobs),
      m_compare(m_jobs, m_compareModel), m_whatIf(m_jobs), m_kept(m_jobs), m_hierarchy(m_jobs), m_traces(m_jobs),
      m_evaluate(m_jobs), m_train(m_jobs),
      m_memoryCurve(m_jobs, userGraphsFolder() + QStringLiteral("/memory-curve.json")), m_exports(m_jobs),
      m_settings(savedSettings()), m_modelFolder(modelFolder.isEmpty() ? bundledModel() : modelFolder) {
    setWindowTitle(tr("AtlasKV Workbench"));
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    setMinimumSize(1160, 680);
    setContextMenuPolicy(Qt::NoContextMenu);
    installAccessibility();
    buildFrame();
    buildMenus();
    connectWorkspace();
    connectChat();
    connectChats();
    connectDraft();
    connectInspector();
    connectBuild();
    connectEdits();
    connectExplorer();
    connectRest();
    connectAnalysis();
    connectHierarchy();
    connectModels();
    connectTraces();
    connectEvaluate();
    connectTrain();
    connectSelection();
    connectMemory();
    connectExports();
    connectAnnouncements();
    setAcceptDrops(true);
    updateGraphMenu();
    updateSystemFacts();
    updateBuildPage();
    onEngineState();
    const QString sample = bundledSample();
    m_start->setSample(tr("A prepared graph of facts about the world, with a small model that was trained to read it. "
                          "Everything runs on this machine."),
                       sample.isEmpty() || m_modelFolder.isEmpty()
                           ? tr("The sample or its model is missing: %1.").arg(bundleHint())
                           : QString());
    restoreGeometry(QSettings().value(QStringLiteral("window")).toByteArray());
    applySettings(m_settings);
    m_chatPage->setDraft(savedDraft());
    setPerspective(QSettings().value(QStringLiteral("perspective"), QStringLiteral("researcher")).toString());
    if (m_perspective.isEmpty()) setPerspective(QStringLiteral("researcher"));
    showActivity(Start);
}

MainWindow::~MainWindow() = default;

namespace {

/// A page gets the height that there is, whatever its width: nobody asks every page how high its labels would be, which
/// is what a stack of pages with wrapped text does for each label that appears on one of them.
class PageStack final : public QStackedWidget {
public:
    bool hasHeightForWidth() const override { return false; }
};

} // namespace

void MainWindow::buildFrame() {
    m_top = new TopBar;
    m_rail = new ActivityRail;
    m_status = new StatusStrip;
    m_stack = new PageStack;
    m_start = new StartPage;
    m_explorer = new ExplorerPage(m_table);
    m_chatPage = new ChatPage(m_conversation, m_chatList);
    m_inspector = new InspectorPage;
    m_buildPage = new BuildPage;
    m_memoryPage = new MemoryPage;
    m_check = new CheckPage;
    m_whatIfPage = new WhatIfPage;
    m_comparePage = new ComparePage(m_compareModel);
    m_hierarchyPage = new HierarchyPage;
    m_teach = new TeachPage;
    m_evaluatePage = new EvaluatePage;
    m_trainPage = new TrainPage;
    m_modelsPage = new ModelsPage;
    auto* researcher = new QSplitter(Qt::Horizontal);
    researcher->setHandleWidth(1);
    researcher->setChildrenCollapsible(false);
    researcher->addWidget(m_chatPage);
    researcher->addWidget(m_inspector);
    researcher->setStretchFactor(1, 1);
    researcher->setSizes({450, 930});
    m_chatPage->setMinimumWidth(340);
    m_inspector->setMinimumWidth(690);
    for (QWidget* page : std::initializer_list<QWidget*>{m_start, m_explorer, researcher, m_whatIfPage, m_comparePage,
                                                         m_hierarchyPage, m_teach, m_buildPage, m_evaluatePage,
                                                         m_trainPage, m_memoryPage, m_modelsPage, m_check})
        m_stack->addWidget(page);
    for (const ActivityEntry& entry : activityEntries()) m_rail->addActivity(QLatin1String(entry.icon), entry.label);

    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    setCentralWidget(central);
    m_docks = new PageDocks(*this, *m_stack, activityTitles());
    connect(m_docks, &PageDocks::changed, this, &MainWindow::updateMemory);
    buildEdges();
}

void MainWindow::buildEdges() {
    // Tool bars lie outside the docks, so the Jobs dock opens between the pages and the status line.
    const auto addBar = [this](Qt::ToolBarArea area, QWidget* content, const QString& name) {
        auto* bar = new QToolBar(name);
        bar->setObjectName(name);
        bar->setMovable(false);
        bar->toggleViewAction()->setEnabled(false);
        content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        bar->addWidget(content);
        addToolBar(area, bar);
    };
    addBar(Qt::TopToolBarArea, m_top, tr("Graph, model, mode"));
    addBar(Qt::BottomToolBarArea, m_status, tr("Status"));

    m_jobsDock = new QDockWidget(tr("Jobs"), this);
    m_jobsDock->setObjectName(QStringLiteral("jobsDock"));
    m_jobsPanel = new JobsPanel(m_jobs);
    m_jobsDock->setWidget(m_jobsPanel);
    m_jobsDock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    addDockWidget(Qt::BottomDockWidgetArea, m_jobsDock);
    m_jobsDock->hide();
    m_omnibox = new Omnibox(m_searchModel, this);
    m_graphMenu = new QMenu(this);
    m_modelMenu = new QMenu(this);
    m_modelMenu->addAction(tr("Open a model folder…"), this, &MainWindow::chooseModel);
    m_top->setMenus(m_graphMenu, m_modelMenu);
    m_top->setModes({});
}

QStringList MainWindow::activityTitles() {
    QStringList out;
    for (const ActivityEntry& entry : activityEntries()) out << entry.label;
    return out;
}

void MainWindow::showActivity(Activity activity) {
    if (!shows(activity)) announce(this, activityTitles()[activity]);
    const QWidget* focus = focusWidget();
    const bool inside = focus && currentPage()->isAncestorOf(focus);
    m_rail->setCurrent(activity);
    // A page that is shown in its dock comes to the front there; the others stay.
    if (m_docks->detached(activity)) {
        m_docks->dock(activity)->raise();
        m_rail->setCurrent(m_stack->currentIndex());
    } else {
        m_stack->setCurrentIndex(activity);
    }
    if (activity == Chat)
        m_chatPage->composer()->setFocus();
    else if (activity == Start)
        m_start->sampleButton()->setFocus();
    else if (activity == Hierarchy)
        m_hierarchy.load(), updateUsage();
    else if (activity == WhatIf)
        startWhatIf(m_turn);
    else if (activity == Models)
        scanModels();
    else if (activity == Teach)
        startTeaching(), m_teach->setFocus();
    // What had the focus may be on a page that is hidden now; Qt would choose anything in the window.
    focus = focusWidget();
    if (QWidget* first = firstStop(currentPage()); inside && first && !currentPage()->isAncestorOf(focus))
        first->setFocus();
}

void MainWindow::openOmnibox() { m_omnibox->open(); }

void MainWindow::setDark(bool dark) {
    applyAppearance({dark ? QStringLiteral("dark") : QStringLiteral("light"), currentAppearance().textPercent});
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue(QStringLiteral("window"), saveGeometry());
    keepPerspective();
    saveDraft(m_chatPage->composer()->toPlainText());
    m_chat.stop();
    m_build.cancel();
    m_edits.cancel();
    QMainWindow::closeEvent(event);
}

/// Text fields take Ctrl+K for themselves ("delete to the end of the line"); here the keys of the search are its own.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QKeySequence keys(key->keyCombination());
        if (m_book && m_book->find(QStringLiteral("search"))->shortcuts().contains(keys)) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

QStringList MainWindow::recent() const { return QSettings().value(QStringLiteral("recent")).toStringList(); }

void MainWindow::remember(const QString& folder) {
    QStringList folders = recent();
    folders.removeAll(folder);
    folders.prepend(folder);
    QSettings().setValue(QStringLiteral("recent"), QStringList(folders.mid(0, 8)));
    updateGraphMenu();
}

void MainWindow::forget(const QString& path) {
    QStringList folders = recent();
    folders.removeAll(path);
    QSettings().setValue(QStringLiteral("recent"), folders);
    updateGraphMenu();
}

/// A recent graph or trace that was moved: its new place takes the line of the old one.
void MainWindow::locate(const QString& path) {
    const bool trace = path.endsWith(QStringLiteral(".akvtrace"));
    const QString title = tr("Where is %1 now?").arg(QFileInfo(path).fileName());
    const QString found = trace
                              ? QFileDialog::getOpenFileName(this, title, userGraphsFolder(), tr("Traces (*.akvtrace)"))
                              : QFileDialog::getExistingDirectory(this, title, userGraphsFolder());
    if (found.isEmpty()) return;
    forget(path);
    openRecent(found);
}

void MainWindow::updateGraphMenu() {
    m_graphMenu->clear();
    m_graphMenu->addAction(tr("Open the sample"), this, &MainWindow::openSample);
    m_graphMenu->addAction(tr("Open a graph…"), this, &MainWindow::chooseWorkspace);
    m_graphMenu->addAction(tr("New graph…"), this, &MainWindow::newWorkspace);
    m_graphMenu->addAction(tr("Open a trace…"), this, &MainWindow::chooseTrace);
    m_graphMenu->addSeparator();
    m_recentMenu->clear();
    for (const QString& folder : recent())
        m_recentMenu->addAction(cut(folder, 70), this, [this, folder] { openRecent(folder); });
    if (recent().isEmpty()) m_recentMenu->addAction(tr("No graph was opened yet."))->setEnabled(false);
    for (const QString& folder : recent())
        m_graphMenu->addAction(cut(folder, 70), this, [this, folder] { openRecent(folder); });
    m_start->setRecent(recent());
}

} // namespace akv::ui
