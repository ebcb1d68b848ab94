// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRect>
#include <QtCore/QStringList>
#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractItemView>

namespace akv::ui {

/// A widget that paints its items itself and moves among them by keyboard says here what they are: a screen reader
/// then finds a list of them and hears the current one.
class ItemsWidget : public QWidget {
public:
    using QWidget::QWidget;
    virtual int itemCount() const = 0;
    virtual QString itemName(int item) const = 0;
    /// In the widget's coordinates; empty when it is not drawn.
    virtual QRect itemRect(int item) const = 0;
    virtual int currentItem() const = 0; ///< -1: none
    virtual void chooseItem(int item) = 0;

protected:
    void focusInEvent(QFocusEvent* event) override;
    /// The items are others now.
    void tellItems();
    /// Another item is the current one; heard when the widget has the focus.
    void tellCurrentItem();
};

/// Makes the roles and items below known to Qt, and what combo boxes and buttons that stay down need. The window does
/// it before its first widget.
void installAccessibility();

/// What a widget is, where Qt takes it for a mere container. A button that stays down also acts when it is pressed.
void setAccessibleRole(QWidget* widget, QAccessible::Role role);

/// Tab goes through the page as it is laid out, also through what came later: Qt puts that at the end of the window.
void orderTabs(QWidget* page);
/// The first of them; null: none.
QWidget* firstStop(QWidget* page);

/// Says a text to a screen reader, wherever the focus is. `where` is any widget of the window.
void announce(QWidget* where, const QString& text);
/// What was said in this window lately, the newest last.
QStringList announced(const QWidget* where);

/// An item view that tells of its current item only while it has the focus: Qt 6.4 also does when the program selects
/// a row elsewhere, which makes a screen reader leave the field one writes in.
template <class View>
class Quiet : public View {
public:
    using View::View;

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override {
        if (this->hasFocus())
            View::currentChanged(current, previous);
        else
            QAbstractItemView::currentChanged(current, previous);
    }
};

} // namespace akv::ui
