// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <set>
#include <string>
#include <vector>

namespace akv::ui {

/// What was taken into the picture around one entity and out of it, with the way back. The graph itself is not touched.
class GraphScene {
public:
    static constexpr std::size_t kSteps = 50; ///< that can be undone
    struct State {
        std::set<std::string> expanded;  ///< their own neighbours are drawn too
        std::set<std::string> dismissed; ///< not drawn
        bool operator==(const State&) const = default;
    };

    const QString& centre() const { return m_centre; }
    const State& state() const { return m_states.back(); }
    bool canUndo() const { return m_states.size() > 1; }

    /// Another centre begins anew.
    void setCentre(const QString& centre);
    // Each says whether it changed anything.
    bool expand(const QStringList& names);
    bool collapse(const QStringList& names);
    bool dismiss(const QStringList& names);
    /// Everything that was dismissed comes back.
    bool bringBack();
    bool undo();

private:
    bool take(State state);

    QString m_centre;
    std::vector<State> m_states{1}; ///< the last one holds
};

} // namespace akv::ui
