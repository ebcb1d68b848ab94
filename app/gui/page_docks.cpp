// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/page_docks.h"

#include "views/widgets/basics.h"

#include <QtCore/QEvent>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QStackedWidget>

namespace akv::ui {

PageDocks::PageDocks(QMainWindow& window, QStackedWidget& stack, const QStringList& titles)
    : QObject(&window), m_stack(stack) {
    for (int i = 0; i < titles.size(); ++i) {
        Page page;
        page.widget = stack.widget(i);
        page.dock = new QDockWidget(titles[i], &window);
        page.dock->setObjectName(QStringLiteral("page%1Dock").arg(i));
        page.dock->setAllowedAreas(Qt::AllDockWidgetAreas);
        page.dock->installEventFilter(this);
        window.addDockWidget(Qt::RightDockWidgetArea, page.dock);
        page.dock->hide();
        auto* state = new StateView;
        state->show(tr("%1 is shown beside the other pages.").arg(titles[i]), tr("Bring it back"));
        connect(state, &StateView::actionTriggered, this, [this, i] { bringBack(i); });
        page.placeholder = state;
        m_pages.push_back(page);
    }
}

void PageDocks::detach(int index) {
    Page& page = m_pages[std::size_t(index)];
    if (page.out) return;
    page.out = true;
    const int current = m_stack.currentIndex();
    m_stack.removeWidget(page.widget);
    m_stack.insertWidget(index, page.placeholder);
    m_stack.setCurrentIndex(current);
    page.dock->setWidget(page.widget);
    page.widget->show();
    page.dock->show();
    Q_EMIT changed(index);
}

void PageDocks::bringBack(int index) {
    Page& page = m_pages[std::size_t(index)];
    if (!page.out) return;
    page.out = false;
    const int current = m_stack.currentIndex();
    page.dock->hide();
    page.widget->setParent(nullptr);
    m_stack.removeWidget(page.placeholder);
    m_stack.insertWidget(index, page.widget);
    m_stack.setCurrentIndex(current);
    Q_EMIT changed(index);
}

void PageDocks::bringAllBack() {
    for (int i = 0; i < int(m_pages.size()); ++i) bringBack(i);
}

QList<int> PageDocks::detachedPages() const {
    QList<int> out;
    for (int i = 0; i < int(m_pages.size()); ++i)
        if (detached(i)) out << i;
    return out;
}

/// Closing a dock puts its page back.
bool PageDocks::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Close)
        for (int i = 0; i < int(m_pages.size()); ++i)
            if (m_pages[std::size_t(i)].dock == watched && detached(i)) {
                bringBack(i);
                break;
            }
    return QObject::eventFilter(watched, event);
}

} // namespace akv::ui
