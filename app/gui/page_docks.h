// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <vector>

class QDockWidget;
class QMainWindow;
class QStackedWidget;
class QWidget;

namespace akv::ui {

/// Shows pages of the stack beside the others: each page has a dock that can lie at an edge or stand in a window of its
/// own, on another screen. A page is in its dock or in the stack; its place in the stack then says where it is.
class PageDocks : public QObject {
    Q_OBJECT
public:
    PageDocks(QMainWindow& window, QStackedWidget& stack, const QStringList& titles);
    void detach(int page);
    void bringBack(int page);
    void bringAllBack();
    bool detached(int page) const { return m_pages[std::size_t(page)].out; }
    QList<int> detachedPages() const;
    QWidget* page(int index) const { return m_pages[std::size_t(index)].widget; }
    QDockWidget* dock(int index) const { return m_pages[std::size_t(index)].dock; }
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void changed(int page);

private:
    struct Page {
        QWidget *widget = nullptr, *placeholder = nullptr;
        QDockWidget* dock = nullptr;
        bool out = false;
    };
    QStackedWidget& m_stack;
    std::vector<Page> m_pages;
};

} // namespace akv::ui
