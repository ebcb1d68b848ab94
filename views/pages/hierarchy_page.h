// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/cluster_tree_model.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace akv::ui {

class ClusterMapView;
class ElidedLabel;
class IcicleView;
class SegmentedControl;
class StateView;

/// Root, inter and leaf keys of the open store: as icicle or table, with the keys that this chat kept, the path of one
/// triple, and a map of the inter keys.
class HierarchyPage : public QWidget {
    Q_OBJECT
public:
    explicit HierarchyPage(QWidget* parent = nullptr);
    /// No hierarchy to show: loading, none, or an error.
    void setState(const QString& message, const QString& action, bool error);
    void setTree(std::shared_ptr<const ClusterTree> tree, bool same);
    void setUsage(ClusterUsage usage);
    /// Selects a key, scrolls to it and zooms out if it is not in view.
    void select(const ClusterKey& key);
    void setNote(const QString& note, bool error);
    /// Draws the query of a layer, summed over its heads, on the map; `direction` is u, [d].
    void setQuery(const std::vector<float>& direction, const QString& whose);
    void setQueryError(const QString& message);
    QPushButton* queryButton() const { return m_query; }
    QString mapNote() const;
    IcicleView* icicle() const { return m_icicle; }
    ClusterMapView* map() const { return m_map; }
    QTreeView* table() const { return m_table; }
    QLineEdit* tripleField() const { return m_triple; }
    ClusterTreeModel* model() const { return m_model; }
    QString detailText() const;
    QPushButton* pinButton() const { return m_pin; }

Q_SIGNALS:
    void leavesWanted(std::uint32_t inter);
    void intersWanted(std::uint32_t root);
    void tripleWanted(qint64 triple);
    void openInGraph(const QString& entity);
    /// The query of what the Inspector shows is to be drawn.
    void queryWanted();
    void stateActionRequested();

private:
    void showMapNote();
    QWidget* buildMain();
    QWidget* buildSide();
    void showSelection();
    void wantTexts(const ClusterKey& key);
    void lookUpTriple();

    ClusterTreeModel* m_model;
    std::optional<ClusterKey> m_selected;
    QStackedWidget *m_stack, *m_views;
    StateView* m_state;
    SegmentedControl* m_kind;
    IcicleView* m_icicle;
    QTreeView* m_table;
    ClusterMapView* m_map;
    QLineEdit* m_triple;
    QLabel *m_where, *m_note, *m_mapNote, *m_path, *m_words, *m_counts;
    ElidedLabel* m_name;
    QPushButton *m_up, *m_open, *m_query, *m_pin;
};

} // namespace akv::ui
