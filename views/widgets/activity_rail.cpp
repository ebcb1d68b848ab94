// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/activity_rail.h"

#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

class RailButton : public QAbstractButton {
public:
    RailButton(const QString& icon, const QString& label) : m_icon(icon) {
        setText(label);
        setAccessibleName(label);
        setCheckable(true);
        setAccessibleRole(this, QAccessible::PageTab);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    }
    QSize sizeHint() const override {
        return {std::max(52, QFontMetrics(captionFont()).horizontalAdvance(text()) + 10), 56};
    }
    /// In a low window the buttons move together; icon and label still fit.
    QSize minimumSizeHint() const override { return {sizeHint().width(), 24 + QFontMetrics(captionFont()).height()}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& t = themeOf(palette());
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const QColor colour = isChecked() ? t.accent : underMouse() ? t.text : t.dim;
        if (isChecked()) {
            p.setPen(Qt::NoPen);
            p.setBrush(t.selected);
            p.drawRoundedRect(box, kControlRadius, kControlRadius);
        }
        const qreal label = QFontMetricsF(captionFont()).height(), top = (height() - 20 - 3 - label) / 2.0;
        p.drawPixmap(QPointF((width() - 20) / 2.0, top), iconPixmap(m_icon, colour, 20, devicePixelRatioF()));
        p.setFont(captionFont());
        p.setPen(colour);
        p.drawText(QRectF(0, top + 23, width(), label), Qt::AlignCenter, text());
        if (hasFocus()) paintFocusRing(p, box.adjusted(1, 1, -1, -1), t.accent, kControlRadius);
    }

private:
    QString m_icon;
};

} // namespace

ActivityRail::ActivityRail(QWidget* parent) : QFrame(parent), m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("activityRail"));
    setAccessibleName(tr("Activities"));
    setAccessibleRole(this, QAccessible::PageTabList);
    m_layout->setContentsMargins(6, 8, 6, 8);
    m_layout->setSpacing(6);
    m_layout->addStretch();
}

void ActivityRail::addActivity(const QString& icon, const QString& label) {
    const int index = int(m_buttons.size());
    auto* button = new RailButton(icon, label);
    button->setToolTip(index < 9 ? tr("%1 (Ctrl+%2)").arg(label).arg(index + 1) : label);
    if (index < 9) button->setAccessibleDescription(tr("Ctrl+%1").arg(index + 1));
    m_layout->insertWidget(index, button);
    m_buttons.push_back(button);
    connect(button, &QAbstractButton::clicked, this, [this, index] {
        setCurrent(index);
        Q_EMIT chosen(index);
    });
}

void ActivityRail::setCurrent(int index) {
    m_current = index;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setChecked(int(i) == index);
}

void ActivityRail::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.fillRect(rect(), t.card);
    p.fillRect(QRect(width() - 1, 0, 1, height()), t.line);
}

} // namespace akv::ui
