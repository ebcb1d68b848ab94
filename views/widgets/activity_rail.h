// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QFrame>

#include <vector>

class QAbstractButton;
class QVBoxLayout;

namespace akv::ui {

/// The activities of the program on the left edge: a line icon with its name.
class ActivityRail : public QFrame {
    Q_OBJECT
public:
    explicit ActivityRail(QWidget* parent = nullptr);
    /// Adds an activity; its shortcut is Ctrl+(position).
    void addActivity(const QString& icon, const QString& label);
    void setCurrent(int index);
    int current() const { return m_current; }
    QAbstractButton* button(int index) const { return m_buttons[std::size_t(index)]; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_layout;
    std::vector<QAbstractButton*> m_buttons;
    int m_current = -1;
};

} // namespace akv::ui
