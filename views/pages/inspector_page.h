// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/memory_series.h"
#include "views/models/scope.h"
#include "views/models/trace_view.h"

#include <QtWidgets/QWidget>

#include <memory>

class QHBoxLayout;
class QLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace akv::ui {

class Card;
class ElidedLabel;
class FunnelView;
class InspectorTables;
class LambdaMapView;
class LeafTableModel;
class MemoryChart;
class SegmentedControl;
class StateView;

/// What one KB layer read for one word, over the whole answer or over the prompt: funnel, heat map, leaves. Draws the
/// trace of one answer and nothing else; one place can be pinned and compared with what is shown.
class InspectorPage : public QWidget {
    Q_OBJECT
public:
    explicit InspectorPage(QWidget* parent = nullptr);

    void setAnswer(std::shared_ptr<const Answer> answer, ClusterParents parents);
    /// Shows another word of the answer; keeps the layer.
    void setStep(int step);
    void setLayer(int layer);
    void moveLayer(int by);
    void setCurrentTriple(qint64 triple);
    void setMemory(const MemorySeries& series);
    void setScope(Scope scope);
    /// Pins what is shown as A, or lets go of it.
    void pin(bool pinned);
    Place place() const { return {m_answer, m_scope, m_step, m_layer}; }
    const Place& pinned() const { return m_pinned; }
    SegmentedControl* scopeChoice() const { return m_scopeChoice; }
    QPushButton* pinButton() const { return m_pin; }
    int step() const { return m_step; }
    int layer() const { return m_layer; }
    FunnelView* funnel() const { return m_funnel; }
    QTableView* leafTable() const { return m_table; }
    LambdaMapView* lambdaMap() const { return m_map; }
    InspectorTables* tables() const { return m_tables; }
    QPushButton* followButton() const { return m_follow; }
    const std::shared_ptr<const Answer>& answer() const { return m_answer; }

Q_SIGNALS:
    void stepChosen(int step);
    void tripleChosen(qint64 triple);
    void maskRequested(qint64 triple, const QString& text);
    void whatIfRequested(qint64 triple);
    void openInGraph(const QString& entity);
    void emptyActionRequested();

private:
    QWidget* buildHeader();
    QLayout* buildScope();
    QWidget* buildContent();
    QWidget* buildLeaves();
    Card* buildMemoryCard();
    void rebuildLayers();
    void showMap();
    void showStep();
    QString whereText() const;
    void selectTriple(qint64 triple);
    void showMenu(qint64 triple, const QPoint& where);
    QString headOf(qint64 triple) const;
    QString reasonForNoRecord() const;

    std::shared_ptr<const Answer> m_answer;
    ClusterParents m_parents;
    int m_step = -1, m_layer = -1;
    Scope m_scope = Scope::Word;
    Place m_pinned;
    qint64 m_triple = 0;
    QStackedWidget* m_stack;
    StateView* m_state;
    QLabel *m_funnelTitle, *m_funnelNote, *m_memoryText;
    ElidedLabel *m_where, *m_pinnedText;
    SegmentedControl* m_scopeChoice;
    QPushButton* m_pin;
    QWidget* m_layerBox;
    QHBoxLayout* m_layerLayout;
    QList<QPushButton*> m_layerButtons;
    FunnelView* m_funnel;
    LambdaMapView* m_map;
    QTableView* m_table;
    LeafTableModel* m_leaves;
    QPushButton *m_mask, *m_open, *m_follow;
    InspectorTables* m_tables = nullptr;
    MemoryChart* m_chart;
};

} // namespace akv::ui
