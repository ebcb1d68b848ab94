// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/settings.h"
#include "views/bridge/build_controller.h"
#include "views/bridge/chat_controller.h"
#include "views/bridge/chats_controller.h"
#include "views/bridge/compare_controller.h"
#include "views/bridge/edit_controller.h"
#include "views/bridge/evaluate_controller.h"
#include "views/bridge/export_controller.h"
#include "views/bridge/hierarchy_controller.h"
#include "views/bridge/memory_controller.h"
#include "views/bridge/memory_curve_controller.h"
#include "views/bridge/models_controller.h"
#include "views/bridge/selection_controller.h"
#include "views/bridge/self_check_controller.h"
#include "views/bridge/trace_controller.h"
#include "views/bridge/train_controller.h"
#include "views/bridge/what_if_controller.h"
#include "views/bridge/workspace_controller.h"
#include "views/models/chat_list_model.h"
#include "views/models/conversation_model.h"
#include "views/models/search_model.h"
#include "views/models/selection.h"
#include "views/models/triple_table_model.h"

#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

#include <functional>

class QAction;
class QDockWidget;
class QMenu;
class QStackedWidget;
class QTimer;

namespace akv::ui {

class ActivityRail;
class BuildPage;
class ChatPage;
class CheckPage;
class CommandBook;
class ComparePage;
class EvaluatePage;
class ExplorerPage;
class HierarchyPage;
class InspectorPage;
class JobsPanel;
class MemoryPage;
class ModelsPage;
class Omnibox;
class PageDocks;
class StartPage;
class StatusStrip;
class TeachPage;
class TopBar;
class TrainPage;
class WhatIfPage;
struct LessonRequest;

/// The window: composes the pages and connects what they want with the controllers that do it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum Activity {
        Start,
        Graph,
        Chat,
        WhatIf,
        Compare,
        Hierarchy,
        Teach,
        Build,
        Evaluate,
        Train,
        Memory,
        Models,
        Check,
        ActivityCount
    };

    explicit MainWindow(const QString& modelFolder, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openSample();
    void openWorkspace(const QString& folder);
    /// Looks at files or a folder to import and shows what they seem to be on the Build page.
    void detectSources(const QStringList& paths) { m_build.detect(paths); }
    /// Opens numbers that were exported in a window of their own, drawn again.
    void openNumbers(const QString& file);
    /// Opens an .akvtrace: needs neither model nor workspace.
    void openTrace(const QString& file);
    void setPresenting(bool presenting);
    /// Opens a built-in lesson on the Teach page (views/models/guided_lesson.h).
    void startLesson(const QString& id);
    /// Arranges the window; what the user changed in this arrangement before comes back.
    void setPerspective(const QString& id);
    const QString& perspective() const { return m_perspective; }
    void resetPerspective();
    /// In the stack or in a dock.
    bool shows(Activity activity) const;
    void applySettings(const Settings& settings);
    /// The page that is shown, for export.
    QWidget* currentPage() const;
    void saveView();
    void setDark(bool dark);
    void showActivity(Activity activity);
    void ask(const QString& question);
    void maskAndAsk(int turn, qint64 triple, const QString& text);
    void selectToken(int turn, int step);
    void openOmnibox();
    /// Gives a stored triple another value, with undo, and brings the store up to date (What-if's "Apply to KG").
    void applyEdit(qint64 triple, const QString& newTail);

    // For the screenshot tour and tests: the parts as they are, nothing special-cased.
    WorkspaceController& workspace() { return m_workspace; }
    WhatIfController& whatIf() { return m_whatIf; }
    ChatController& chat() { return m_chat; }
    ConversationModel& conversation() { return m_conversation; }
    ChatsController& chats() { return m_chats; }
    EditController& edits() { return m_edits; }
    ChatPage* chatPage() const { return m_chatPage; }
    InspectorPage* inspectorPage() const { return m_inspector; }
    ExplorerPage* explorerPage() const { return m_explorer; }
    StartPage* startPage() const { return m_start; }
    CheckPage* checkPage() const { return m_check; }
    TopBar* topBar() const { return m_top; }
    Omnibox* omnibox() const { return m_omnibox; }
    WhatIfPage* whatIfPage() const { return m_whatIfPage; }
    ComparePage* comparePage() const { return m_comparePage; }
    HierarchyPage* hierarchyPage() const { return m_hierarchyPage; }
    EvaluatePage* evaluatePage() const { return m_evaluatePage; }
    TrainPage* trainPage() const { return m_trainPage; }
    TrainController& train() { return m_train; }
    TeachPage* teachPage() const { return m_teach; }
    BuildPage* buildPage() const { return m_buildPage; }
    ModelsPage* modelsPage() const { return m_modelsPage; }
    ActivityRail* rail() const { return m_rail; }
    QDockWidget* jobsDock() const { return m_jobsDock; }
    JobsPanel* jobsPanel() const { return m_jobsPanel; }
    MemoryPage* memoryPage() const { return m_memoryPage; }
    CommandBook& commands() const { return *m_book; }
    PageDocks& docks() const { return *m_docks; }
    SelectionHub& selection() { return m_selection; }

protected:
    void closeEvent(QCloseEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildFrame();
    void buildEdges();
    void buildMenus();
    void buildFileMenu();
    void buildExportMenu(QMenu* file);
    void buildEditMenu();
    void buildViewMenu();
    void buildGraphMenu();
    void buildChatMenu();
    void buildInspectMenu();
    void buildWorkMenus();
    void buildHelpMenu();
    QAction* command(QMenu* menu, const char* id, const QString& title, const QList<QKeySequence>& keys,
                     std::function<void()> run);
    void connectWorkspace();
    void connectChat();
    void connectChats();
    void connectDraft();
    void connectInspector();
    void connectBuild();
    void connectEdits();
    void connectSelection();
    void connectMemory();
    void connectExports();
    void connectAnnouncements();
    void announceAnswer(const Answer& answer);
    void announceWord(int step);
    void moveLayer(int by);
    void followSelection(const Selection& selection, bool travelled);
    void showWord(int turn, int step);
    void showTriple(qint64 triple);
    void keepPerspective();
    void updateEstimator();
    QString guardrailObjectionNow() const;
    QString graphsFolder() const;
    void chooseNumbers();
    void importWanted(bool folder);
    void saveViewAs(const QString& proposed, const QString& filters);
    static QStringList activityTitles();
    void askToLoad(const QString& objection);
    void startEngine();
    void showPreferences(int section = 0);
    void showShortcuts();
    void editText(const char* slot);
    void findHere();
    void moveStep(int by);
    void changeTextSize(int by);
    QString commandLine() const;
    void exportFigure(bool picture);
    void exportGraph();
    void exportDrawn();
    void exportEvidence(int turn);
    void exportReport();
    void connectExplorer();
    void startEditing(const QString& what);
    void showEdits();
    void showStale();
    bool mayEdit();
    void addTriple();
    void editTriple();
    void removeTriple();
    void readAround(const QString& entity);
    void updateShares();
    void updateCardUsage();
    void maskInWhatIf(qint64 triple, const QString& text);
    void applyChange(const std::shared_ptr<const Answer>& answer, const WhatIfChange& change);
    void measureRoc(int rows);
    void connectRest();
    void connectAnalysis();
    void connectHierarchy();
    void connectModels();
    void connectTraces();
    void connectEvaluate();
    void connectTrain();
    void updateEvaluate();
    void chooseTrace();
    void onTraceOpened(const QString& file, const std::shared_ptr<const Answer>& answer);
    void startTeaching();
    void teach(const std::shared_ptr<const Answer>& answer);
    void exportStoryboard();
    void connectLessons();
    void updateLessons();
    void askForLesson(const LessonRequest& request);
    void updateAnalysis();
    void updateCompare();
    void inspect(const std::shared_ptr<const Answer>& answer, int step);
    void startWhatIf(int turn);
    void updateUsage();
    void drawQuery();
    void scanModels();

    void onOpened(const WorkspaceSummary& summary);
    void onEngineState();
    void onAnswered(int turn, const std::shared_ptr<const Answer>& answer, const ClusterParents& parents);
    /// Asks and shows the chat; with `card` in the way that it says, else as chosen above.
    void addTurn(Turn turn, const RunCard* card = nullptr);
    /// Only asks. The turn's number; 0: something else is being made.
    int sendTurn(Turn turn, const RunCard* card);
    void showPreflight(const QString& question, std::optional<QuestionMatch> match);
    void showRunCard(int turn);
    void runAgain(int turn);
    QString whyNoRerun(const Turn& turn) const;
    void newChat();
    void onChatOpened(const OpenedChat& chat);
    void editQuestion(int turn);
    void exportChat(qint64 chat, const QString& title);
    void regenerate(int turn);
    void saveTrace(int turn);
    void selectTriple(int turn, qint64 triple);
    void showInGraph(const QString& entity);
    void chooseWorkspace();
    void chooseModel();
    void newWorkspace();
    void chooseSources(bool folder);
    void chooseEmbeddings(const QString& encoder);
    void chooseHierarchy(LeafType type);
    void importDropped(const QStringList& paths);
    void loadModel();
    void updateK();
    void updateGraphMenu();
    void updateMemory();
    void updateBuildPage();
    void saveRejected();
    void updateSystemFacts();
    void updateModelFacts();
    void remember(const QString& folder);
    void updateDiagnostics(const QList<std::pair<QString, QString>>& facts);
    void forget(const QString& path);
    void locate(const QString& path);
    void openRecent(const QString& path);
    QStringList recent() const;

    JobModel m_jobs;
    ConversationModel m_conversation;
    ChatListModel m_chatList;
    TripleTableModel m_table;
    SearchModel m_searchModel;
    WorkspaceController m_workspace;
    ChatController m_chat;
    ChatsController m_chats;
    BuildController m_build;
    EditController m_edits;
    MemoryController m_memory;
    SelfCheckController m_selfCheck;
    CompareModel m_compareModel;
    CompareController m_compare;
    WhatIfController m_whatIf;
    SelectionController m_kept;
    HierarchyController m_hierarchy;
    ModelsController m_models;
    TraceController m_traces;
    EvaluateController m_evaluate;
    TrainController m_train;
    MemoryCurveController m_memoryCurve;
    ExportController m_exports;
    SelectionHub m_selection;

    Settings m_settings;
    MeasuredMemory m_measured; ///< as the estimator shows it
    CommandBook* m_book = nullptr;
    PageDocks* m_docks = nullptr;
    QTimer* m_draftTimer = nullptr;
    QString m_perspective, m_allowed; ///< m_allowed: model and graph that are loaded in spite of the guardrail
    QString m_modelFolder;
    QStringList m_pendingSources; ///< dropped files that wait for their new graph to be made
    int m_turn = 0;               ///< turn shown in the Inspector
    int m_editing = 0;            ///< turn whose question the next one replaces in a fork; 0: none
    QString m_chatsFolder;        ///< workspace that the conversation belongs to
    QAction *m_undoAction = nullptr, *m_redoAction = nullptr;
    QTimer m_draftPause;       ///< a draft is looked up when its writer rests
    QString m_pendingQuestion; ///< asked as soon as the fork is open
    TopBar* m_top = nullptr;
    ActivityRail* m_rail = nullptr;
    StatusStrip* m_status = nullptr;
    QStackedWidget* m_stack = nullptr;
    StartPage* m_start = nullptr;
    ExplorerPage* m_explorer = nullptr;
    ChatPage* m_chatPage = nullptr;
    InspectorPage* m_inspector = nullptr;
    WhatIfPage* m_whatIfPage = nullptr;
    ComparePage* m_comparePage = nullptr;
    HierarchyPage* m_hierarchyPage = nullptr;
    ModelsPage* m_modelsPage = nullptr;
    TeachPage* m_teach = nullptr;
    EvaluatePage* m_evaluatePage = nullptr;
    TrainPage* m_trainPage = nullptr;
    bool m_presenting = false;
    int m_lessonTurn = 0;   ///< turn that a lesson waits for; 0: none
    int m_textBefore = 100; ///< size of text before presenting, percent
    std::function<void(const QString&)> m_addModelFolder;
    JobsPanel* m_jobsPanel = nullptr;
    BuildPage* m_buildPage = nullptr;
    MemoryPage* m_memoryPage = nullptr;
    CheckPage* m_check = nullptr;
    Omnibox* m_omnibox = nullptr;
    QDockWidget* m_jobsDock = nullptr;
    QMenu *m_graphMenu = nullptr, *m_modelMenu = nullptr, *m_recentMenu = nullptr, *m_modeMenu = nullptr;
};

} // namespace akv::ui
