// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/command_book.h"

#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtWidgets/QWidget>

#include <utility>

namespace akv::ui {

namespace {
QString settingOf(const QAction* action) { return QStringLiteral("shortcuts/") + action->objectName(); }
} // namespace

CommandBook::CommandBook(QWidget* window) : QObject(window), m_window(window) {}

QAction* CommandBook::add(const QString& id, const QString& title, const QList<QKeySequence>& keys,
                          std::function<void()> run) {
    auto* action = new QAction(title, m_window);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, std::move(run));
    m_all << action;
    m_byId.insert(id, action);
    m_defaults.insert(action, keys);
    m_titles.insert(action, title);
    const QVariant chosen = QSettings().value(settingOf(action));
    action->setShortcuts(chosen.isValid() ? QKeySequence::listFromString(chosen.toString()) : keys);
    m_window->addAction(action);
    return action;
}

QString CommandBook::titleOf(const QAction* action) const { return m_titles.value(action); }

QString CommandBook::keysText(const QAction* action) {
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
        .replace(QLatin1String("; "), QLatin1String(", "));
}

QAction* CommandBook::owner(const QKeySequence& keys, const QAction* except) const {
    if (keys.isEmpty()) return nullptr;
    for (QAction* action : m_all)
        if (action != except && action->shortcuts().contains(keys)) return action;
    return nullptr;
}

bool CommandBook::setKeys(QAction* action, const QKeySequence& keys) {
    if (owner(keys, action)) return false;
    action->setShortcuts(keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
    if (action->shortcuts() == m_defaults.value(action))
        QSettings().remove(settingOf(action));
    else
        QSettings().setValue(settingOf(action), QKeySequence::listToString(action->shortcuts()));
    Q_EMIT keysChanged();
    return true;
}

void CommandBook::resetKeys() {
    for (QAction* action : std::as_const(m_all)) {
        action->setShortcuts(m_defaults.value(action));
        QSettings().remove(settingOf(action));
    }
    Q_EMIT keysChanged();
}

} // namespace akv::ui
