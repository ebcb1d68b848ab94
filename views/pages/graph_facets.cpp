// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/graph_facets.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/graph_canvas.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

GraphFacets::GraphFacets(QWidget* parent) : QWidget(parent), m_tree(new QTreeWidget) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    m_tree->setAccessibleName(tr("Types and relations to draw"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("drawn"), tr("count")});
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_types = new QTreeWidgetItem(m_tree, {tr("types of entities")});
    m_relations = new QTreeWidgetItem(m_tree, {tr("relations")});
    layout->addWidget(m_tree, 1);
    connect(m_tree, &QTreeWidget::itemChanged, this, &GraphFacets::changed);
}

void GraphFacets::setFacets(const std::array<std::uint64_t, 4>& types, const std::vector<RelationCount>& relations,
                            std::uint64_t allRelations) {
    const QSignalBlocker quiet(m_tree);
    const auto hiddenBefore = hiddenRelations();
    const auto typesBefore = hiddenTypes();
    qDeleteAll(m_types->takeChildren());
    qDeleteAll(m_relations->takeChildren());
    const auto add = [](QTreeWidgetItem* group, const QString& name, std::uint64_t count, const QVariant& key,
                        bool drawn) {
        auto* item = new QTreeWidgetItem(group, {cut(name, 80), grouped(count)});
        item->setData(0, Qt::UserRole, key);
        item->setToolTip(0, name);
        item->setCheckState(0, drawn ? Qt::Checked : Qt::Unchecked);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    };
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i] > 0)
            add(m_types, entityTypeName(EntityType(i)), types[i], int(i), !typesBefore.contains(EntityType(i)));
    for (const RelationCount& r : relations)
        add(m_relations, qs(r.relation), r.count, qs(r.relation), !hiddenBefore.contains(r.relation));
    m_relations->setText(0, allRelations > relations.size()
                                ? tr("relations (the first %1 of %2)").arg(relations.size()).arg(grouped(allRelations))
                                : tr("relations"));
    m_tree->expandAll();
}

std::set<EntityType> GraphFacets::hiddenTypes() const {
    std::set<EntityType> hidden;
    for (int i = 0; i < m_types->childCount(); ++i)
        if (m_types->child(i)->checkState(0) == Qt::Unchecked)
            hidden.insert(EntityType(m_types->child(i)->data(0, Qt::UserRole).toInt()));
    return hidden;
}

std::set<std::string> GraphFacets::hiddenRelations() const {
    std::set<std::string> hidden;
    for (int i = 0; i < m_relations->childCount(); ++i)
        if (m_relations->child(i)->checkState(0) == Qt::Unchecked)
            hidden.insert(toStd(m_relations->child(i)->data(0, Qt::UserRole).toString()));
    return hidden;
}

} // namespace akv::ui
