// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/basics.h"

#include "views/widgets/accessible.h"
#include "views/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QButtonGroup>

#include <algorithm>

namespace akv::ui {

namespace {

class Segment : public QAbstractButton {
public:
    explicit Segment(const QString& text) {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAccessibleRole(this, QAccessible::RadioButton);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        const QFontMetrics metrics(strongFont());
        return {metrics.horizontalAdvance(text()) + 24, std::max(24, metrics.height() + 6)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& t = themeOf(palette());
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        if (isChecked()) {
            p.setPen(t.dark ? QPen(Qt::NoPen) : QPen(t.line, 1));
            p.setBrush(t.dark ? t.ground : t.card);
            p.drawRoundedRect(box, kControlRadius, kControlRadius);
        }
        if (hasFocus()) paintFocusRing(p, box, t.accent, kControlRadius);
        p.setFont(isChecked() ? strongFont() : baseFont());
        p.setPen(!isEnabled() ? t.faint : isChecked() ? t.accent : underMouse() ? t.text : t.dim);
        p.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_layout(new FlowLayout(this, 0)), m_group(new QButtonGroup(this)) {
    setAccessibleName(accessibleName);
    setAccessibleRole(this, QAccessible::Grouping);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_layout->setContentsMargins(2, 2, 2, 2);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) {
        if (index == m_current) return;
        m_current = index;
        Q_EMIT chosen(index);
    });
}

void SegmentedControl::setItems(const QStringList& labels, const QStringList& hints) {
    for (QAbstractButton* old : m_group->buttons()) m_group->removeButton(old);
    clearLayout(m_layout);
    for (int i = 0; i < labels.size(); ++i) {
        auto* segment = new Segment(labels[i]);
        segment->setToolTip(hints.value(i));
        segment->setAccessibleDescription(hints.value(i));
        m_group->addButton(segment, i);
        m_layout->addWidget(segment);
    }
    m_current = -1;
    setCurrent(0);
}

void SegmentedControl::setCurrent(int index) {
    QAbstractButton* segment = m_group->button(index);
    if (!segment) return;
    segment->setChecked(true);
    m_current = index;
}

void SegmentedControl::setWraps(bool wraps) {
    m_wraps = wraps;
    // A fixed height would be that of one line, whatever heightForWidth() says.
    QSizePolicy policy(wraps ? QSizePolicy::Preferred : QSizePolicy::Fixed,
                       wraps ? QSizePolicy::Minimum : QSizePolicy::Fixed);
    policy.setHeightForWidth(wraps);
    setSizePolicy(policy);
}

QSize SegmentedControl::sizeHint() const {
    const QMargins margins = m_layout->contentsMargins();
    QSize size(0, 0);
    for (const QAbstractButton* segment : m_group->buttons())
        size = {size.width() + segment->sizeHint().width(), std::max(size.height(), segment->sizeHint().height())};
    return size.grownBy(margins);
}

QSize SegmentedControl::minimumSizeHint() const {
    if (!m_wraps) return sizeHint();
    int widest = 0;
    for (const QAbstractButton* segment : m_group->buttons()) widest = std::max(widest, segment->sizeHint().width());
    const QMargins margins = m_layout->contentsMargins();
    return {widest + margins.left() + margins.right(), sizeHint().height()};
}

QAbstractButton* SegmentedControl::button(int index) const { return m_group->button(index); }

void SegmentedControl::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(blend(t.card, t.dim, 0.16));
    p.drawRoundedRect(rect(), kControlRadius + 1, kControlRadius + 1);
}

FlowLayout::FlowLayout(QWidget* parent, int spacing) : QLayout(parent), m_spacing(spacing) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
    while (QLayoutItem* item = takeAt(0)) delete item;
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items) size = size.expandedTo(QSize(40, item->minimumSize().height()));
    return size;
}

int FlowLayout::arrange(const QRect& outer, bool apply) const {
    const QMargins margins = contentsMargins();
    const QRect rect = outer.marginsRemoved(margins);
    int x = rect.x(), y = rect.y(), line = 0;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) continue;
        const QSize hint = item->sizeHint();
        const int width = std::min(hint.width(), std::max(40, rect.width()));
        if (x + width > rect.right() + 1 && line > 0) {
            x = rect.x();
            y += line + m_spacing;
            line = 0;
        }
        if (apply) item->setGeometry(QRect(x, y, width, hint.height()));
        x += width + m_spacing;
        line = std::max(line, hint.height());
    }
    return y + line - rect.y() + margins.top() + margins.bottom();
}

} // namespace akv::ui
