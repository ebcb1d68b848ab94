// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <functional>

class QAction;
class QWidget;

namespace akv::ui {

/// Every command of the program under a lasting id: its title, what it does and its keys. Menus, palette, the list of
/// shortcuts and the preferences read it; keys that the user chose are kept in the settings under the id.
class CommandBook : public QObject {
    Q_OBJECT
public:
    /// Commands act while `window` or a child of it has the focus, also when the menu bar is hidden.
    explicit CommandBook(QWidget* window);

    QAction* add(const QString& id, const QString& title, const QList<QKeySequence>& keys, std::function<void()> run);
    QAction* find(const QString& id) const { return m_byId.value(id); }
    const QList<QAction*>& all() const { return m_all; }
    QString titleOf(const QAction* action) const;
    /// "Ctrl+Z, Ctrl+Y", in the system's notation; empty: no keys.
    static QString keysText(const QAction* action);
    /// The other command that has one of these keys; null: nobody.
    QAction* owner(const QKeySequence& keys, const QAction* except) const;
    /// Gives a command these keys alone (empty: none) and keeps them. False when another command has them: nothing
    /// changes then.
    bool setKeys(QAction* action, const QKeySequence& keys);
    /// All commands back to the keys they came with.
    void resetKeys();

Q_SIGNALS:
    void keysChanged();

private:
    QWidget* m_window;
    QList<QAction*> m_all;
    QHash<QString, QAction*> m_byId;
    QHash<const QAction*, QList<QKeySequence>> m_defaults;
    QHash<const QAction*, QString> m_titles;
};

} // namespace akv::ui
