// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/graph_scene.h"

#include "views/models/text.h"

namespace akv::ui {

void GraphScene::setCentre(const QString& centre) {
    if (centre == m_centre) return;
    m_centre = centre;
    m_states.assign(1, State());
}

bool GraphScene::take(State state) {
    if (state == m_states.back()) return false;
    if (m_states.size() > kSteps) m_states.erase(m_states.begin());
    m_states.push_back(std::move(state));
    return true;
}

bool GraphScene::expand(const QStringList& names) {
    State state = m_states.back();
    for (const QString& name : names) state.expanded.insert(toStd(name));
    return take(std::move(state));
}

bool GraphScene::collapse(const QStringList& names) {
    State state = m_states.back();
    for (const QString& name : names) state.expanded.erase(toStd(name));
    return take(std::move(state));
}

bool GraphScene::dismiss(const QStringList& names) {
    State state = m_states.back();
    for (const QString& name : names)
        if (name != m_centre) state.dismissed.insert(toStd(name));
    return take(std::move(state));
}

bool GraphScene::bringBack() {
    State state = m_states.back();
    state.dismissed.clear();
    return take(std::move(state));
}

bool GraphScene::undo() {
    if (!canUndo()) return false;
    m_states.pop_back();
    return true;
}

} // namespace akv::ui
