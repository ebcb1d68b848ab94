// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QTimer;

namespace akv::ui {

class ElidedLabel;
class GraphCanvas;
class StateView;
class TripleTableModel;

/// Search, table and the surroundings of one entity. Reads nothing itself: asks through signals and the table's model.
class ExplorerPage : public QWidget {
    Q_OBJECT
public:
    explicit ExplorerPage(TripleTableModel& table, QWidget* parent = nullptr);
    /// A graph is open (or not: `message` says so, or what went wrong).
    void setOpen(bool open, const QString& message, bool error = false);
    void setGraph(LocalGraph graph);
    void setGraphError(const QString& message);
    void setFilterText(const QString& text);
    GraphCanvas* canvas() const { return m_canvas; }
    QLineEdit* searchField() const { return m_search; }
    QTableView* table() const { return m_tableView; }

Q_SIGNALS:
    void centreRequested(const QString& entity);
    void askAbout(const QString& head, const QString& relation);
    void openRequested();

private:
    QWidget* buildLeft();
    QWidget* buildRight();
    void showCounts();

    TripleTableModel& m_table;
    QStackedWidget* m_stack;
    StateView* m_state;
    QLineEdit* m_search;
    QTableView* m_tableView;
    QLabel *m_count, *m_detail;
    ElidedLabel* m_name;
    GraphCanvas* m_canvas;
    QPushButton* m_ask;
    QTimer* m_pause;
    QString m_firstRelation;
};

} // namespace akv::ui
