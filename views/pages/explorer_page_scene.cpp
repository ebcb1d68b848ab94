// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/text.h"
#include "views/pages/explorer_page.h"
#include "views/widgets/graph_canvas.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace akv::ui {

QString ExplorerPage::titleOf(SceneVerb verb) {
    switch (verb) {
    case SceneVerb::Expand: return tr("Expand");
    case SceneVerb::Collapse: return tr("Collapse");
    case SceneVerb::Dismiss: return tr("Take out of the picture");
    case SceneVerb::DismissOthers: return tr("Take the others out of the picture");
    case SceneVerb::BringBack: return tr("Bring back what was taken out");
    case SceneVerb::Undo: return tr("Undo in the picture");
    case SceneVerb::SelectAll: return tr("Select all in the picture");
    case SceneVerb::Invert: return tr("Select the others");
    }
    return {};
}

/// The graph itself stays as it is; a verb that has nothing to act on says so.
void ExplorerPage::run(SceneVerb verb) {
    if (verb == SceneVerb::SelectAll) return m_canvas->chooseAll();
    if (verb == SceneVerb::Invert) return m_canvas->invertChoice();
    if (m_canvas->graph().path) return say(tr("This picture is a path: double-click one of its entities first."));
    const QStringList names = m_canvas->chosenNames();
    const bool needsNames = verb != SceneVerb::BringBack && verb != SceneVerb::Undo;
    if (needsNames && names.isEmpty()) return say(tr("Select an entity in the picture first."));
    if (change(verb, names))
        Q_EMIT viewChanged();
    else
        say(verb == SceneVerb::Undo        ? tr("There is nothing to undo in the picture.")
            : verb == SceneVerb::Collapse  ? tr("None of the selected entities is expanded.")
            : verb == SceneVerb::BringBack ? tr("Nothing was taken out.")
                                           : tr("That changes nothing in the picture."));
}

bool ExplorerPage::change(SceneVerb verb, const QStringList& names) {
    switch (verb) {
    case SceneVerb::Expand: return m_scene.expand(names);
    case SceneVerb::Collapse: return m_scene.collapse(names);
    case SceneVerb::Dismiss: return m_scene.dismiss(names);
    case SceneVerb::BringBack: return m_scene.bringBack();
    case SceneVerb::Undo: return m_scene.undo();
    case SceneVerb::DismissOthers: {
        const QSet<QString> kept(names.begin(), names.end());
        QStringList others;
        for (const GraphNode& node : m_canvas->graph().neighbours)
            if (!kept.contains(node.name)) others << node.name;
        return m_scene.dismiss(others);
    }
    case SceneVerb::SelectAll:
    case SceneVerb::Invert: break;
    }
    return false;
}

/// Relation of a drawn triple that begins at the node; empty: none.
QString ExplorerPage::relationFrom(int node) const {
    const auto number = std::size_t(node);
    for (const GraphEdge& edge : m_canvas->graph().edges)
        if ((edge.neighbour == number && !edge.outgoing) || (edge.from == number && edge.outgoing))
            return edge.relations.front();
    return {};
}

std::vector<TripleId> ExplorerPage::drawnTriples() const {
    const std::vector<int> chosen = m_canvas->chosen();
    const auto counts = [&](std::size_t node) {
        return chosen.size() < 2 || std::binary_search(chosen.begin(), chosen.end(), int(node));
    };
    std::vector<TripleId> triples;
    for (const GraphEdge& edge : m_canvas->graph().edges)
        if (counts(edge.neighbour) && (!edge.from || counts(*edge.from)))
            for (const std::int64_t id : edge.triples) triples.emplace_back(id);
    return triples;
}

void ExplorerPage::addNodeActions(QMenu& menu, const std::vector<int>& nodes) {
    const QStringList names = m_canvas->chosenNames();
    const QString name = names.front();
    if (nodes.size() == 1) {
        menu.addAction(tr("Move here"), this, [this, name] { Q_EMIT centreRequested(name); });
        menu.addAction(tr("Show its triples in the table"), this, [this, name] { setFilterText(name); });
        const QString relation = relationFrom(nodes.front());
        QAction* ask =
            menu.addAction(tr("Ask about this"), this, [this, name, relation] { Q_EMIT askAbout(name, relation); });
        ask->setEnabled(!relation.isEmpty());
        const bool pinned = m_canvas->isPinned(nodes.front());
        menu.addAction(pinned ? tr("Unpin") : tr("Pin where it is"), this,
                       [this, node = nodes.front(), pinned] { m_canvas->setPinned(node, !pinned); });
    }
    if (nodes.size() == 2)
        menu.addAction(tr("Path between the two"), this, [this, names] { Q_EMIT pathRequested(names[0], names[1]); });
    menu.addSeparator();
    for (const SceneVerb verb : {SceneVerb::Expand, SceneVerb::Collapse, SceneVerb::Dismiss, SceneVerb::DismissOthers})
        menu.addAction(titleOf(verb), this, [this, verb] { run(verb); });
    menu.addAction(tr("Copy the names"), this,
                   [names] { QGuiApplication::clipboard()->setText(names.join(QLatin1Char('\n'))); });
    menu.addSeparator();
}

void ExplorerPage::showMenu(const QPoint& at) {
    const bool byMouse = m_canvas->rect().contains(at) && m_canvas->nodeAt(at) >= 0;
    const std::vector<int> nodes = m_canvas->chosen();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!nodes.empty()) addNodeActions(*menu, nodes);
    for (const SceneVerb verb : {SceneVerb::SelectAll, SceneVerb::Invert, SceneVerb::BringBack, SceneVerb::Undo}) {
        QAction* action = menu->addAction(titleOf(verb), this, [this, verb] { run(verb); });
        if (verb == SceneVerb::BringBack) action->setEnabled(!m_scene.state().dismissed.empty());
        if (verb == SceneVerb::Undo) action->setEnabled(m_scene.canUndo());
    }
    menu->addSeparator();
    menu->addAction(nodes.size() > 1 ? tr("Export the triples among these…") : tr("Export what is drawn as a graph…"),
                    this, &ExplorerPage::exportRequested);
    // The menu key opens it at the selected node.
    const QPoint where =
        byMouse || nodes.empty() ? at : m_canvas->nodeRect(std::size_t(nodes.front())).bottomLeft().toPoint();
    menu->popup(m_canvas->mapToGlobal(where));
}

void ExplorerPage::showScene() {
    const std::size_t out = m_scene.state().dismissed.size();
    m_back->setText(tr("Bring back %1").arg(grouped(out)));
    m_back->setVisible(out > 0);
}

} // namespace akv::ui
