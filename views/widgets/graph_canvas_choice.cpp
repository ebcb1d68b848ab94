// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/text.h"
#include "views/widgets/graph_canvas.h"

#include <QtCore/QSet>
#include <QtGui/QKeyEvent>

#include <algorithm>

namespace akv::ui {

std::vector<int> GraphCanvas::chosen() const {
    if (!m_chosen.empty()) return {m_chosen.begin(), m_chosen.end()};
    return m_selected >= 0 ? std::vector<int>{m_selected} : std::vector<int>{};
}

QStringList GraphCanvas::chosenNames() const {
    QStringList names;
    for (const int node : chosen()) names << m_graph.neighbours[std::size_t(node)].name;
    return names;
}

void GraphCanvas::choose(std::set<int> nodes) {
    std::erase_if(nodes, [this](int node) { return node < 0 || node >= itemCount(); });
    m_chosen = std::move(nodes);
    if (!m_chosen.empty() && !m_chosen.contains(m_selected)) m_selected = *m_chosen.begin();
    update();
    if (m_chosen.size() != 1) announce(this, tr("%1 entities selected").arg(grouped(m_chosen.size())));
}

void GraphCanvas::chooseAll() {
    std::set<int> all;
    for (int node = 0; node < itemCount(); ++node) all.insert(all.end(), node);
    choose(std::move(all));
}

void GraphCanvas::invertChoice() {
    const std::vector<int> before = chosen();
    std::set<int> others;
    for (int node = 0; node < itemCount(); ++node)
        if (!std::binary_search(before.begin(), before.end(), node)) others.insert(others.end(), node);
    m_selected = -1;
    choose(std::move(others));
}

void GraphCanvas::toggle(int node) {
    const std::vector<int> before = chosen();
    std::set<int> nodes(before.begin(), before.end());
    if (!nodes.erase(node)) nodes.insert(node);
    m_selected = nodes.contains(node) || nodes.empty() ? (nodes.empty() ? -1 : node) : *nodes.begin();
    choose(std::move(nodes));
}

/// Those that are still there stay chosen, whatever their numbers are now.
void GraphCanvas::keepChoice(const LocalGraph& before) {
    const auto nameOf = [&](int node) { return before.neighbours[std::size_t(node)].name; };
    QSet<QString> names;
    for (const int node : m_chosen) names.insert(nameOf(node));
    const QString current = m_selected >= 0 ? nameOf(m_selected) : QString();
    m_chosen.clear();
    m_selected = -1;
    if (before.centre.name != m_graph.centre.name || (names.isEmpty() && current.isEmpty())) return;
    for (int node = 0; node < itemCount(); ++node) {
        const QString& name = m_graph.neighbours[std::size_t(node)].name;
        if (names.contains(name)) m_chosen.insert(m_chosen.end(), node);
        if (name == current) m_selected = node;
    }
}

Pins GraphCanvas::places() const {
    Pins places;
    const auto add = [&](const std::string& name, const QRectF& box) { places[name] = placeAt(box.center()); };
    add(m_graph.centre.name, m_centre);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) add(toStd(m_graph.neighbours[i].name), m_nodes[i]);
    return places;
}

void GraphCanvas::setPinned(int node, bool pinned) {
    if (node < 0 || node >= itemCount()) return;
    const std::string name = toStd(m_graph.neighbours[std::size_t(node)].name);
    if (pinned)
        m_graph.pins[name] = placeAt(m_nodes[std::size_t(node)].center());
    else
        m_graph.pins.erase(name);
    update();
    Q_EMIT this->pinned(m_graph.pins);
}

bool GraphCanvas::isPinned(int node) const {
    return node >= 0 && node < itemCount() && m_graph.pins.contains(toStd(m_graph.neighbours[std::size_t(node)].name));
}

bool GraphCanvas::showTriple(qint64 triple) {
    const auto holds = [triple](const GraphEdge& edge) {
        return std::find(edge.triples.begin(), edge.triples.end(), triple) != edge.triples.end();
    };
    const auto found = std::find_if(m_graph.edges.begin(), m_graph.edges.end(), holds);
    if (found == m_graph.edges.end()) return false;
    m_edge = int(found - m_graph.edges.begin());
    update();
    return true;
}

void GraphCanvas::endBox() {
    const QRectF box = std::exchange(m_box, std::nullopt)->normalized();
    std::set<int> inside;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (nodeRect(i).intersects(box)) inside.insert(inside.end(), int(i));
    m_selected = -1;
    choose(std::move(inside));
}

/// Keys that change what is chosen.
bool GraphCanvas::choiceKey(const QKeyEvent& event) {
    const Qt::KeyboardModifiers with = event.modifiers();
    if (event.key() == Qt::Key_A && with == Qt::ControlModifier)
        chooseAll();
    else if (event.key() == Qt::Key_A && with == (Qt::ControlModifier | Qt::AltModifier))
        invertChoice();
    else if (event.key() == Qt::Key_Space && with == Qt::NoModifier && m_selected >= 0)
        toggle(m_selected);
    else if (event.key() == Qt::Key_Delete && with == Qt::NoModifier && !chosen().empty())
        Q_EMIT dismissRequested();
    else
        return false;
    return true;
}

} // namespace akv::ui
