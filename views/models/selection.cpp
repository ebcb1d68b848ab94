// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/selection.h"

namespace akv::ui {

SelectionHub::SelectionHub(QObject* parent) : QObject(parent) {}

const Selection& SelectionHub::current() const {
    static const Selection kNone;
    return m_history.empty() ? kNone : m_history[m_at];
}

void SelectionHub::select(const Selection& selection) {
    if (selection.kind == Selection::Kind::None) return;
    if (selection != current()) {
        if (!m_history.empty()) m_history.resize(m_at + 1);
        m_history.push_back(selection);
        if (m_history.size() > kRemembered) m_history.erase(m_history.begin());
        m_at = m_history.size() - 1;
    }
    Q_EMIT changed(selection, false);
}

std::optional<std::size_t> SelectionHub::find(int by) const {
    if (m_history.empty()) return std::nullopt;
    for (auto at = std::ptrdiff_t(m_at) + by; at >= 0 && at < std::ptrdiff_t(m_history.size()); at += by)
        if (!m_valid || m_valid(m_history[std::size_t(at)])) return std::size_t(at);
    return std::nullopt;
}

bool SelectionHub::go(int by) {
    const auto found = find(by);
    if (!found) return false;
    m_at = *found;
    const Selection selection = m_history[m_at];
    Q_EMIT changed(selection, true);
    return true;
}

bool SelectionHub::back() { return go(-1); }
bool SelectionHub::forward() { return go(+1); }

void SelectionHub::clear() {
    m_history.clear();
    m_at = 0;
}

} // namespace akv::ui
