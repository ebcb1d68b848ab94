// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessible.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLayout>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>

namespace akv::ui {

namespace {

constexpr const char* kRole = "accessibleRole";

QAccessible::Role roleOf(const QWidget* widget, QAccessible::Role otherwise) {
    const QVariant role = widget->property(kRole);
    return role.isValid() ? QAccessible::Role(role.toInt()) : otherwise;
}

/// A button that stays down. Qt's own only toggles it when a screen reader presses it, and what listens to clicks
/// does not hear that.
class SwitchAccess : public QAccessibleWidget {
public:
    explicit SwitchAccess(QAbstractButton* button)
        : QAccessibleWidget(button, roleOf(button, QAccessible::CheckBox)), m_button(button) {}
    QString text(QAccessible::Text kind) const override {
        const QString own = QAccessibleWidget::text(kind);
        return kind == QAccessible::Name && own.isEmpty() ? m_button->text() : own;
    }
    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = true;
        state.checked = m_button->isChecked();
        state.selectable = role() == QAccessible::PageTab;
        state.selected = state.selectable && state.checked;
        return state;
    }
    QStringList actionNames() const override {
        return m_button->isEnabled() ? QStringList{pressAction()} + QAccessibleWidget::actionNames() : QStringList();
    }
    void doAction(const QString& name) override {
        if (name == pressAction())
            m_button->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton* m_button;
};

/// One item of an ItemsWidget.
class ItemAccess : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ItemAccess(ItemsWidget* widget, int item) : m_widget(widget), m_item(item) {}
    bool isValid() const override { return m_widget && m_item < m_widget->itemCount(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return isValid() ? parent()->window() : nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_widget); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Name && isValid() ? m_widget->itemName(m_item) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!isValid()) return {};
        const QRect own = m_widget->itemRect(m_item);
        return own.isEmpty() ? QRect() : own.translated(m_widget->mapToGlobal(QPoint()));
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = state.selectable = true;
        state.selected = m_widget->currentItem() == m_item;
        state.focused = state.selected && m_widget->hasFocus();
        state.invisible = !m_widget->isVisible();
        state.offscreen = m_widget->itemRect(m_item).isEmpty();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override {
        if (name == pressAction() && isValid()) m_widget->chooseItem(m_item);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<ItemsWidget> m_widget;
    int m_item;
};

/// The widget around them. Items are made when somebody asks for them.
class ItemsAccess : public QAccessibleWidget {
public:
    explicit ItemsAccess(ItemsWidget* items)
        : QAccessibleWidget(items, roleOf(items, QAccessible::List)), m_items(items) {}
    ~ItemsAccess() override { forget(); }
    int childCount() const override { return m_items->itemCount(); }
    QAccessibleInterface* child(int item) const override {
        if (item < 0 || item >= childCount()) return nullptr;
        QAccessible::Id& id = m_ids[item];
        if (id == 0) id = QAccessible::registerAccessibleInterface(new ItemAccess(m_items, item));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        return m_ids.key(QAccessible::uniqueId(const_cast<QAccessibleInterface*>(child)), -1);
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const QPoint at = widget()->mapFromGlobal(QPoint(x, y));
        for (int i = 0; i < childCount(); ++i)
            if (m_items->itemRect(i).contains(at)) return child(i);
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override {
        return widget()->hasFocus() ? child(m_items->currentItem()) : nullptr;
    }
    void forget() {
        for (const QAccessible::Id id : std::exchange(m_ids, {})) QAccessible::deleteAccessibleInterface(id);
    }

private:
    ItemsWidget* m_items;
    mutable QHash<int, QAccessible::Id> m_ids;
};

/// On Linux Qt calls a combo box by its current text and leaves its name to a label, of which Orca reads the one or the
/// other. Here the name has both.
class ChoiceAccess : public QAccessibleWidget {
public:
    explicit ChoiceAccess(QComboBox* box) : QAccessibleWidget(box, QAccessible::ComboBox), m_box(box) {
        QObject::connect(box, &QComboBox::currentTextChanged, box, [box](const QString& text) {
            if (box->hasFocus()) announce(box, text);
        });
    }
    QString text(QAccessible::Text kind) const override {
        if (kind == QAccessible::Value) return m_box->currentText();
        const QString own = QAccessibleWidget::text(kind);
        return kind == QAccessible::Name ? own + QStringLiteral(": ") + m_box->currentText() : own;
    }
    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = state.hasPopup = true;
        state.editable = m_box->isEditable();
        return state;
    }
    QList<std::pair<QAccessibleInterface*, QAccessible::Relation>>
    relations(QAccessible::Relation match) const override {
        return QAccessibleWidget::relations(match & ~QAccessible::Relation(QAccessible::Label));
    }
    QStringList actionNames() const override {
        return m_box->isEnabled() ? QStringList{showMenuAction()} + QAccessibleWidget::actionNames() : QStringList();
    }
    void doAction(const QString& name) override {
        if (name == showMenuAction())
            m_box->showPopup();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QComboBox* m_box;
};

/// The shown page of a stack is its only child. Qt calls it a layered pane, which is read out before everything in it.
class StackAccess : public QAccessibleWidget {
public:
    explicit StackAccess(QStackedWidget* stack) : QAccessibleWidget(stack, QAccessible::Grouping), m_stack(stack) {}
    int childCount() const override { return m_stack->currentWidget() ? 1 : 0; }
    QAccessibleInterface* child(int index) const override {
        return index == 0 ? QAccessible::queryAccessibleInterface(m_stack->currentWidget()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        return child && child->object() == m_stack->currentWidget() ? 0 : -1;
    }

private:
    QStackedWidget* m_stack;
};

/// A widget that is only more than a container.
class RoleAccess : public QAccessibleWidget {
public:
    explicit RoleAccess(QWidget* widget) : QAccessibleWidget(widget, roleOf(widget, QAccessible::Client)) {}
};

QAccessibleInterface* makeAccess(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget) return nullptr;
    if (auto* items = dynamic_cast<ItemsWidget*>(widget)) return new ItemsAccess(items);
    auto* button = qobject_cast<QAbstractButton*>(widget);
    if (button && button->isCheckable() && !qobject_cast<QCheckBox*>(button) && !qobject_cast<QRadioButton*>(button))
        return new SwitchAccess(button);
    if (auto* box = qobject_cast<QComboBox*>(widget)) return new ChoiceAccess(box);
    if (auto* stack = qobject_cast<QStackedWidget*>(widget)) return new StackAccess(stack);
    return widget->property(kRole).isValid() ? new RoleAccess(widget) : nullptr;
}

void collectStops(QWidget* widget, QList<QWidget*>& stops);

void collectStops(QLayout* layout, QList<QWidget*>& stops) {
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (item->widget()) collectStops(item->widget(), stops);
        if (item->layout()) collectStops(item->layout(), stops);
    }
}

void collectStops(QWidget* widget, QList<QWidget*>& stops) {
    if (!widget->isVisible() || stops.contains(widget)) return;
    if (auto* tabs = qobject_cast<QTabWidget*>(widget)) {
        collectStops(tabs->tabBar(), stops);
        return collectStops(tabs->currentWidget(), stops);
    }
    const bool stop = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
    if (stop) stops << widget;
    if (stop && !qobject_cast<QScrollArea*>(widget) && !widget->layout()) return;
    if (widget->layout()) return collectStops(widget->layout(), stops);
    for (QObject* child : widget->children())
        if (auto* inner = qobject_cast<QWidget*>(child); inner && !inner->isWindow()) collectStops(inner, stops);
}

} // namespace

void installAccessibility() {
    static const bool once = (QAccessible::installFactory(makeAccess), true);
    Q_UNUSED(once)
}

void setAccessibleRole(QWidget* widget, QAccessible::Role role) {
    widget->setProperty(kRole, int(role));
    // A name that was given before has made an interface without this.
    if (QAccessibleInterface* before = QAccessible::queryAccessibleInterface(widget))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(before));
}

void ItemsWidget::tellItems() {
    if (!QAccessible::isActive()) return;
    if (auto* access = dynamic_cast<ItemsAccess*>(QAccessible::queryAccessibleInterface(this))) {
        access->forget();
        QAccessibleEvent event(this, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&event);
    }
}

void ItemsWidget::tellCurrentItem() {
    if (!hasFocus() || currentItem() < 0) return;
    if (!dynamic_cast<ItemsAccess*>(QAccessible::queryAccessibleInterface(this))) return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(currentItem());
    QAccessible::updateAccessibility(&event);
}

void ItemsWidget::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    QTimer::singleShot(0, this, [this] { tellCurrentItem(); }); // after Qt has told of the widget
}

void orderTabs(QWidget* page) {
    QList<QWidget*> stops;
    collectStops(page, stops);
    for (int i = 1; i < stops.size(); ++i) QWidget::setTabOrder(stops[i - 1], stops[i]);
}

QWidget* firstStop(QWidget* page) {
    QList<QWidget*> stops;
    collectStops(page, stops);
    return stops.value(0);
}

namespace {

constexpr const char* kAnnounced = "announced";

void announceNow(QWidget* window, const QString& text) {
    constexpr qsizetype kRemembered = 20;
    const QStringList said = announced(window) << text;
    window->setProperty(kAnnounced, said.mid(std::max<qsizetype>(0, said.size() - kRemembered)));
    if (!QAccessible::isActive()) return;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(window, text);
    QAccessible::updateAccessibility(&event);
#else
    // Screen readers speak a notification when it comes up; each has its own, for they ask for its name later.
    constexpr int kKept = 10000;
    auto* note = new QWidget(window);
    note->setObjectName(QStringLiteral("announcement"));
    note->setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleRole(note, QAccessible::Notification);
    note->setAccessibleName(text);
    note->setGeometry(0, 0, 1, 1);
    note->lower();
    note->show();
    QAccessibleEvent event(note, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    QTimer::singleShot(kKept, note, &QObject::deleteLater);
#endif
}

} // namespace

QStringList announced(const QWidget* where) { return where->window()->property(kAnnounced).toStringList(); }

void announce(QWidget* where, const QString& text) {
    // A page that is turned sends hundreds of events, in whose flood a screen reader drops what it can.
    constexpr int kAfterTheFlood = 500;
    QWidget* window = where->window();
    if (text.isEmpty() || !window->isVisible()) return;
    QTimer::singleShot(kAfterTheFlood, window, [window, text] { announceNow(window, text); });
}

} // namespace akv::ui
