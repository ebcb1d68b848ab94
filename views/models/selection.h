// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>
#include <optional>
#include <vector>

namespace akv::ui {

/// The primary item that every view shows: a word of an answer, a triple or an entity.
struct Selection {
    enum class Kind { None, Word, Triple, Entity };
    Kind kind = Kind::None;
    int turn = 0, step = -1; ///< of a word
    qint64 triple = 0;
    QString entity;

    static Selection word(int turn, int step) { return {Kind::Word, turn, step, 0, {}}; }
    static Selection ofTriple(qint64 triple) { return {Kind::Triple, 0, -1, triple, {}}; }
    static Selection ofEntity(const QString& name) { return {Kind::Entity, 0, -1, 0, name}; }
    bool operator==(const Selection&) const = default;
};

/// What is selected, told to all views, and the way back through what was. GUI thread only.
class SelectionHub : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kRemembered = 200;

    explicit SelectionHub(QObject* parent = nullptr);
    /// Says of an earlier selection whether it can still be shown; those that cannot are passed over.
    void setValid(std::function<bool(const Selection&)> valid) { m_valid = std::move(valid); }
    void select(const Selection& selection);
    bool back();
    bool forward();
    bool canGoBack() const { return find(-1).has_value(); }
    bool canGoForward() const { return find(+1).has_value(); }
    const Selection& current() const;
    void clear();

Q_SIGNALS:
    /// `travelled`: reached by back() or forward().
    void changed(const akv::ui::Selection& selection, bool travelled);

private:
    std::optional<std::size_t> find(int by) const;
    bool go(int by);

    std::function<bool(const Selection&)> m_valid;
    std::vector<Selection> m_history;
    std::size_t m_at = 0; ///< position of the current one, when there is any
};

} // namespace akv::ui
