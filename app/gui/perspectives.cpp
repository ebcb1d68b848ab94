// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/perspectives.h"

#include "app/gui/appearance.h"
#include "app/gui/page_docks.h"
#include "views/pages/inspector_page.h"

#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtWidgets/QDockWidget>

#include <algorithm>

namespace akv::ui {

namespace {

constexpr int kLargeType = 130;

QString keyOf(const QString& perspective, const char* what) {
    return QStringLiteral("perspectives/%1/%2").arg(perspective, QLatin1String(what));
}

} // namespace

QList<Perspective> perspectives() {
    return {{QStringLiteral("researcher"),
             MainWindow::tr("Researcher"),
             MainWindow::tr("Chat with the Inspector"),
             MainWindow::Chat,
             {},
             true,
             false},
            {QStringLiteral("analyst"),
             MainWindow::tr("Analyst"),
             MainWindow::tr("Chat with the graph and its cards"),
             MainWindow::Chat,
             {MainWindow::Graph},
             false,
             false},
            {QStringLiteral("teaching"),
             MainWindow::tr("Teaching"),
             MainWindow::tr("Step by step in large type"),
             MainWindow::Teach,
             {},
             true,
             true}};
}

void MainWindow::setPerspective(const QString& id) {
    const QList<Perspective> all = perspectives();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Perspective& p) { return p.id == id; });
    if (found == all.end()) return;
    if (!m_perspective.isEmpty() && m_perspective != id) keepPerspective();
    const bool wasLarge = std::any_of(all.begin(), all.end(),
                                      [this](const Perspective& p) { return p.id == m_perspective && p.largeType; });
    m_perspective = id;
    const QSettings stored;
    const QByteArray state = stored.value(keyOf(id, "state")).toByteArray();
    QList<int> beside = found->beside;
    if (!state.isEmpty()) {
        beside.clear();
        for (const QString& page : stored.value(keyOf(id, "beside")).toStringList())
            if (page.toInt() > Start && page.toInt() < ActivityCount) beside << page.toInt();
    }
    m_docks->bringAllBack();
    m_jobsDock->hide();
    m_inspector->setVisible(found->inspector);
    for (const int page : beside) m_docks->detach(page);
    if (!state.isEmpty())
        restoreState(state);
    else if (!beside.isEmpty())
        resizeDocks({m_docks->dock(beside.front())}, {width() * 6 / 10}, Qt::Horizontal);
    for (int page = 0; page < ActivityCount; ++page) m_docks->dock(page)->setVisible(m_docks->detached(page));
    Appearance look = currentAppearance();
    if (found->largeType && look.textPercent < kLargeType)
        applyAppearance({look.theme, kLargeType}, false);
    else if (!found->largeType && wasLarge)
        applyAppearance({look.theme, savedAppearance().textPercent}, false);
    showActivity(found->activity);
    QSettings().setValue(QStringLiteral("perspective"), id);
}

void MainWindow::keepPerspective() {
    if (m_perspective.isEmpty() || m_presenting) return;
    QStringList beside;
    for (const int page : m_docks->detachedPages()) beside << QString::number(page);
    QSettings stored;
    stored.setValue(keyOf(m_perspective, "state"), saveState());
    stored.setValue(keyOf(m_perspective, "beside"), beside);
}

void MainWindow::resetPerspective() {
    QSettings stored;
    stored.remove(keyOf(m_perspective, "state"));
    stored.remove(keyOf(m_perspective, "beside"));
    const QString id = std::exchange(m_perspective, {});
    setPerspective(id);
}

} // namespace akv::ui
