// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace akv::ui {

/// Types and relations of the graph with their counts; what is unticked is not drawn.
class GraphFacets : public QWidget {
    Q_OBJECT
public:
    explicit GraphFacets(QWidget* parent = nullptr);
    void setFacets(const std::array<std::uint64_t, 4>& types, const std::vector<RelationCount>& relations,
                   std::uint64_t allRelations);
    std::set<EntityType> hiddenTypes() const;
    std::set<std::string> hiddenRelations() const;
    QTreeWidget* tree() const { return m_tree; }

Q_SIGNALS:
    void changed();

private:
    QTreeWidget* m_tree;
    QTreeWidgetItem *m_types, *m_relations;
};

} // namespace akv::ui
