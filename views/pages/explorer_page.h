// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/graph_scene.h"
#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSlider;
class QSpinBox;
class QSplitter;
class QStackedWidget;
class QTableView;
class QTabWidget;
class QTimer;

namespace akv::ui {

class ElidedLabel;
class GraphCanvas;
class GraphFacets;
class StateView;
class CardView;
class TripleTableModel;

/// What can be done to the picture around an entity, mostly to the nodes that are chosen in it.
enum class SceneVerb { Expand, Collapse, Dismiss, DismissOthers, BringBack, Undo, SelectAll, Invert };

/// Search, table, the surroundings of one entity, facets and the card of a triple. Reads and changes nothing itself:
/// asks through signals and the table's model.
class ExplorerPage : public QWidget {
    Q_OBJECT
public:
    explicit ExplorerPage(TripleTableModel& table, QWidget* parent = nullptr);
    /// A graph is open (or not: `message` says so, or what went wrong).
    void setOpen(bool open, const QString& message, bool error = false);
    void setGraph(LocalGraph graph);
    /// What is known of a triple; its line is marked where it is drawn.
    void setCard(const TripleCard& card);
    void setGraphError(const QString& message);
    void setFilterText(const QString& text);
    /// Shares of evidence by entity: of the last answer, and summed over the chat.
    void setShares(EntityShares turn, EntityShares chat);
    /// A change is being made (what), or not (empty); and what could be undone and redone, empty: nothing.
    void setEditing(const QString& running, const QString& undo, const QString& redo);
    /// What became of a change.
    void setEditNote(const QString& text, bool error);
    /// How much is to be read, as chosen.
    GraphView view() const;
    QString centre() const;
    qint64 currentTriple() const;
    /// All that are drawn; where several entities are selected, those among them and the middle.
    std::vector<TripleId> drawnTriples() const;
    void run(SceneVerb verb);
    static QString titleOf(SceneVerb verb);
    const GraphScene& scene() const { return m_scene; }

    GraphCanvas* canvas() const { return m_canvas; }
    QLineEdit* searchField() const { return m_search; }
    QTableView* table() const { return m_tableView; }
    GraphFacets* facets() const { return m_facets; }
    CardView* card() const { return m_card; }
    QTabWidget* tabs() const { return m_tabs; }
    QSize minimumSizeHint() const override;
    QSlider* depthSlider() const { return m_depth; }
    QSpinBox* capBox() const { return m_cap; }
    QComboBox* colourBox() const { return m_colour; }
    QLineEdit* pathField() const { return m_path; }
    QPushButton* addButton() const { return m_add; }
    QPushButton* editButton() const { return m_edit; }
    QPushButton* removeButton() const { return m_remove; }
    QPushButton* undoButton() const { return m_undo; }
    QPushButton* redoButton() const { return m_redo; }
    QPushButton* pinButton() const { return m_pin; }
    QPushButton* backButton() const { return m_back; }
    QString detailText() const;
    QString noteText() const;

Q_SIGNALS:
    void centreRequested(const QString& entity);
    /// The picture is wanted with another depth, cap or facets.
    void viewChanged();
    void pathRequested(const QString& from, const QString& to);
    void tripleChosen(qint64 triple);
    /// The card of an entity is wanted.
    void entityChosen(const QString& entity);
    void pinsChanged(const QString& centre, const akv::Pins& pins);
    void askAbout(const QString& head, const QString& relation);
    void openRequested();
    /// What is drawn is wanted as a file.
    void exportRequested();
    void addRequested();
    void editRequested();
    void removeRequested();
    void undoRequested();
    void redoRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place(bool narrow);
    QWidget* buildLeft();
    QLayout* buildEditRow();
    QWidget* buildMiddle();
    QLayout* buildTools();
    QWidget* buildRight();
    bool change(SceneVerb verb, const QStringList& names);
    QString relationFrom(int node) const;
    void addNodeActions(QMenu& menu, const std::vector<int>& nodes);
    void showMenu(const QPoint& at);
    void showScene();
    void say(const QString& text);
    void showCounts();
    void showColour();
    void chooseRow();

    TripleTableModel& m_table;
    QStackedWidget* m_stack;
    QSplitter* m_split;
    QWidget *m_left = nullptr, *m_middle = nullptr;
    StateView* m_state;
    QLineEdit *m_search, *m_path;
    QTableView* m_tableView;
    QLabel *m_count, *m_detail, *m_note, *m_legend, *m_hint = nullptr;
    ElidedLabel* m_name;
    GraphCanvas* m_canvas;
    GraphFacets* m_facets;
    CardView* m_card;
    QTabWidget* m_tabs;
    QSlider* m_depth;
    QSpinBox* m_cap;
    QComboBox* m_colour;
    QPushButton *m_ask, *m_reset, *m_add, *m_edit, *m_remove, *m_undo, *m_redo, *m_pin, *m_back;
    QTimer *m_pause, *m_viewPause;
    QString m_firstRelation;
    GraphScene m_scene;
    EntityShares m_turnShares, m_chatShares;
    bool m_editing = false, m_narrow = false;
};

} // namespace akv::ui
