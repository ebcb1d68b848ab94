// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/inspection.h"
#include "views/widgets/basics.h"

#include <memory>

class QLineEdit;
class QStackedWidget;
class QTableView;

namespace akv::ui {

/// The tables below the funnel: leaves, heads by leaves, the words with and without the graph, what was read over the
/// whole answer, and where a triple was lost. All but the first two of them speak of the whole answer.
class InspectorTables : public Card {
    Q_OBJECT
public:
    enum Table { Leaves, Heads, Words, Sums, Lost, TableCount };

    /// `leaves` becomes the first table.
    explicit InspectorTables(QWidget* leaves, QWidget* parent = nullptr);
    void setAnswer(std::shared_ptr<const Answer> answer);
    void setPlace(int step, int layer);
    /// Fills the field of "where was it lost" with what is selected elsewhere.
    void setTriple(qint64 triple);
    void setWords(const std::vector<TokenEffect>& effects);
    void setWordsError(const QString& message);
    void setPaths(qint64 triple, std::vector<RowPath> paths);
    void setPathsError(const QString& message);
    void showTable(Table table);
    Table shown() const { return Table(m_choice->current()); }
    QTableView* view(Table table) const { return m_views[table]; }
    QPushButton* scoreButton() const { return m_score; }
    QPushButton* findButton() const { return m_find; }
    QLineEdit* tripleField() const { return m_triple; }
    SegmentedControl* groupChoice() const { return m_group; }
    QString note(Table table) const;

Q_SIGNALS:
    void wordsWanted();
    void pathsWanted(qint64 triple);
    void stepChosen(int step);
    void tripleChosen(qint64 triple);
    void menuWanted(qint64 triple, const QPoint& where);

private:
    QWidget* buildPage(Table table, const QString& name, QWidget* controls);
    QWidget* buildWords();
    QWidget* buildAnswer();
    QWidget* buildLost();
    void showPaths();
    void find();

    std::shared_ptr<const Answer> m_answer;
    std::vector<RowPath> m_paths;
    qint64 m_pathsOf = 0;
    int m_step = -1, m_layer = -1;
    SegmentedControl *m_choice, *m_group;
    QStackedWidget* m_stack;
    QTableView* m_views[TableCount] = {};
    PlainTableModel* m_models[TableCount] = {};
    QLabel* m_notes[TableCount] = {};
    QPushButton *m_score, *m_find;
    QLineEdit* m_triple;
};

} // namespace akv::ui
