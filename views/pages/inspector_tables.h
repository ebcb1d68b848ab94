// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/inspection.h"
#include "views/models/scope.h"
#include "views/widgets/basics.h"

#include <memory>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTableView;

namespace akv::ui {

class ChoicesView;

/// The tables below the funnel: leaves and heads by leaves of the place that is shown, the words with and without the
/// graph, what was read over the whole answer, where a triple was lost, two places side by side, and how one weight was
/// made.
class InspectorTables : public Card {
    Q_OBJECT
public:
    enum Table { Leaves, Heads, Words, Sums, Lost, Places, Number, TableCount };

    /// `leaves` becomes the first table.
    explicit InspectorTables(QWidget* leaves, QWidget* parent = nullptr);
    void setAnswer(std::shared_ptr<const Answer> answer);
    /// All answers of the chat, for the sums.
    void setChat(std::vector<std::shared_ptr<const Answer>> answers);
    void setPlace(const Place& place);
    /// A of the comparison; a place without an answer: nothing is pinned. B is what is shown.
    void setPinned(const Place& place);
    /// The inside of a layer and step of `answer`.
    void setExplanation(const std::shared_ptr<const Answer>& answer,
                        std::shared_ptr<const LayerExplanation> explanation);
    void setExplanationError(const QString& message);
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
    SegmentedControl* sumScope() const { return m_sumScope; } ///< this answer, this chat
    ChoicesView* choices() const { return m_choices; }        ///< of the word that is chosen in Words
    QPushButton* explainButton() const { return m_explain; }
    QComboBox* headBox() const { return m_head; }
    QString note(Table table) const;

Q_SIGNALS:
    void wordsWanted();
    void pathsWanted(qint64 triple);
    void explanationWanted(int step, int layer);
    void stepChosen(int step);
    void tripleChosen(qint64 triple);
    void menuWanted(qint64 triple, const QPoint& where);

private:
    QWidget* buildPage(Table table, const QString& name, QWidget* controls);
    QWidget* buildWords();
    QWidget* buildAnswer();
    QWidget* buildLost();
    QWidget* buildNumber();
    void connectTables();
    void setNote(Table table, const QString& text, bool error = false);
    void showHeads();
    void showSums();
    void showChoices(int step);
    void showPaths();
    void showPlaces();
    void showNumber();
    std::optional<std::uint32_t> keptLeaf() const;
    void find();

    std::shared_ptr<const Answer> m_answer;
    std::vector<RowPath> m_paths;
    qint64 m_pathsOf = 0;
    Place m_place, m_pinned;
    qint64 m_shownTriple = 0;
    std::shared_ptr<const LayerExplanation> m_explanation; ///< of m_answer
    std::vector<std::shared_ptr<const Answer>> m_chat;
    std::vector<TokenEffect> m_effects; ///< of m_answer
    SegmentedControl *m_choice, *m_group, *m_sumScope;
    ChoicesView* m_choices;
    QStackedWidget* m_stack;
    QTableView* m_views[TableCount] = {};
    PlainTableModel* m_models[TableCount] = {};
    QLabel* m_notes[TableCount] = {};
    QPushButton *m_score, *m_find, *m_explain;
    QLineEdit* m_triple;
    QComboBox* m_head;
    ElidedLabel* m_leafName;
};

} // namespace akv::ui
