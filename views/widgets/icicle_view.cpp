// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/icicle_view.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

constexpr qreal kIcicleHeader = 24, kIcicleGap = 10, kThinnestBox = 3.0;
const QColor& colourOf(const Theme& t, ClusterLevel level) {
    return level == ClusterLevel::Root ? t.root : level == ClusterLevel::Inter ? t.inter : t.leaf;
}

} // namespace

IcicleView::IcicleView(QWidget* parent) : ItemsWidget(parent), m_tree(std::make_shared<const ClusterTree>()) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Hierarchy as an icicle; the table beside it holds the same"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void IcicleView::setTree(std::shared_ptr<const ClusterTree> tree, const ClusterUsage& usage) {
    if (tree->leafCount() != m_tree->leafCount()) m_focus.reset(), m_selected.reset();
    m_tree = std::move(tree);
    m_usage = usage;
    arrange();
}

void IcicleView::setFocusKey(std::optional<ClusterKey> focus) {
    while (focus && focus->level == ClusterLevel::Leaf) focus = m_tree->parentOf(*focus);
    if (focus == m_focus) return;
    m_focus = focus;
    arrange();
    Q_EMIT zoomed(m_focus);
}

void IcicleView::setSelected(std::optional<ClusterKey> key) {
    m_selected = key;
    update();
    tellCurrentItem();
}

int IcicleView::itemCount() const { return int(m_boxes.size()); }
QString IcicleView::itemName(int item) const { return tipOf(m_boxes[std::size_t(item)]); }
QRect IcicleView::itemRect(int item) const { return rectOf(m_boxes[std::size_t(item)]).toAlignedRect(); }
int IcicleView::currentItem() const { return m_selected ? boxOf(*m_selected) : -1; }

void IcicleView::chooseItem(int item) {
    m_selected = m_boxes[std::size_t(item)].key;
    update();
    tellCurrentItem();
    Q_EMIT keySelected(*m_selected);
}

void IcicleView::arrange() {
    m_boxes = layOutIcicle(*m_tree, m_focus, kThinnestBox / std::max(60.0, double(height()) - kIcicleHeader));
    tellItems();
    update();
}

void IcicleView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

QRectF IcicleView::rectOf(const IcicleBox& box) const {
    const qreal column = (width() - 2 * kIcicleGap) / 3.0, tall = std::max(1.0, height() - kIcicleHeader - 2);
    const qreal top = kIcicleHeader + box.top * tall, bottom = kIcicleHeader + box.bottom * tall;
    return {int(box.key.level) * (column + kIcicleGap), top, column,
            std::max(1.0, bottom - top - (bottom - top > 4 ? 1 : 0))};
}

int IcicleView::boxAt(const QPointF& position) const {
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (rectOf(m_boxes[i]).adjusted(0, 0, 0, 1).contains(position)) return int(i);
    return -1;
}

int IcicleView::boxOf(const ClusterKey& key) const {
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i].key.level == key.level && key.id >= m_boxes[i].key.id &&
            key.id < m_boxes[i].key.id + m_boxes[i].count)
            return int(i);
    return -1;
}

bool IcicleView::onPath(const IcicleBox& box) const {
    for (auto key = m_selected; key; key = m_tree->parentOf(*key))
        if (key->level == box.key.level) return key->id >= box.key.id && key->id < box.key.id + box.count;
    return false;
}

QString IcicleView::labelOf(const IcicleBox& box) const {
    if (box.count == 1) return m_tree->nameOf(box.key);
    return box.key.level == ClusterLevel::Leaf ? tr("%1 leaves").arg(box.count) : tr("%1 keys").arg(box.count);
}

QString IcicleView::tipOf(const IcicleBox& box) const {
    if (box.count > 1) return tr("%1: too thin to be drawn apart; zoom in").arg(labelOf(box));
    const auto range = m_tree->leavesOf(box.key);
    QString tip = m_tree->nameOf(box.key);
    if (box.key.level != ClusterLevel::Leaf) tip += tr("\n%1 leaves").arg(grouped(range.second - range.first));
    return tip + tr("\nkept %1 times in this chat").arg(grouped(m_usage.of(box.key)));
}

void IcicleView::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QString titles[] = {tr("Root · %1").arg(grouped(m_tree->roots())),
                              tr("Inter · %1").arg(grouped(m_tree->inters())),
                              tr("Leaf · %1").arg(grouped(m_tree->leafCount()))};
    p.setFont(strongFont());
    const qreal column = (width() - 2 * kIcicleGap) / 3.0;
    for (int i = 0; i < 3; ++i) {
        p.setPen(colourOf(t, ClusterLevel(i)));
        p.drawText(QRectF(i * (column + kIcicleGap), 0, column, kIcicleHeader - 4), Qt::AlignLeft | Qt::AlignVCenter,
                   titles[i]);
    }
    p.setFont(captionFont());
    for (const IcicleBox& box : m_boxes) paintBox(p, box);
    if (hasFocus()) paintFocusRing(p, QRectF(rect()).adjusted(1, kIcicleHeader - 1, -1, -1), t.accent, 3);
}

void IcicleView::paintBox(QPainter& p, const IcicleBox& box) const {
    const Theme& t = themeOf(palette());
    const QRectF r = rectOf(box);
    const QColor& colour = colourOf(t, box.key.level);
    // A box that stands for several keys shows the one that was kept most.
    std::uint64_t used = 0;
    for (std::uint32_t i = 0; i < box.count; ++i) used = std::max(used, m_usage.of({box.key.level, box.key.id + i}));
    const double heat = m_usage.records == 0 || used == 0
                            ? 0.0
                            : 0.25 + 0.55 * std::log1p(double(used)) / std::log1p(double(m_usage.records));
    const QColor fill = blend(t.card, colour, 0.10 + heat * 0.75);
    p.setPen(Qt::NoPen);
    p.setBrush(fill);
    p.drawRect(r);
    if (onPath(box)) {
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(t.accent, 2));
        p.drawRect(r.adjusted(1, 1, -1, -1));
    }
    if (r.height() < 13) return;
    p.setPen(readableOn(fill));
    const QFontMetricsF metrics(p.font());
    p.drawText(r.adjusted(6, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter,
               metrics.elidedText(labelOf(box), Qt::ElideRight, r.width() - 12));
}

void IcicleView::mousePressEvent(QMouseEvent* event) {
    const int box = boxAt(event->position());
    if (box >= 0) chooseItem(box);
}

void IcicleView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int box = boxAt(event->position());
    if (box < 0) return;
    const ClusterKey key = m_boxes[std::size_t(box)].key;
    setFocusKey(m_focus == key ? m_tree->parentOf(key) : key);
}

void IcicleView::move(int levelBy, int by) {
    if (m_boxes.empty()) return;
    const int now = m_selected ? boxOf(*m_selected) : -1;
    if (now < 0) {
        m_selected = m_boxes.front().key;
    } else if (levelBy != 0) {
        const ClusterKey key = m_boxes[std::size_t(now)].key;
        if (levelBy < 0) {
            if (const auto parent = m_tree->parentOf(key)) m_selected = parent;
        } else if (key.level != ClusterLevel::Leaf) {
            const ClusterLevel below = key.level == ClusterLevel::Root ? ClusterLevel::Inter : ClusterLevel::Leaf;
            m_selected = ClusterKey{below, below == ClusterLevel::Inter ? m_tree->interBegin[key.id]
                                                                        : m_tree->leavesOf(key).first};
        }
    } else {
        for (int i = now + by; i >= 0 && i < int(m_boxes.size()); i += by)
            if (m_boxes[std::size_t(i)].key.level == m_boxes[std::size_t(now)].key.level) {
                m_selected = m_boxes[std::size_t(i)].key;
                break;
            }
    }
    update();
    tellCurrentItem();
    if (m_selected) Q_EMIT keySelected(*m_selected);
}

void IcicleView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up: return move(0, -1);
    case Qt::Key_Down: return move(0, 1);
    case Qt::Key_Left: return move(-1, 0);
    case Qt::Key_Right: return move(1, 0);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected) setFocusKey(m_selected);
        return;
    case Qt::Key_Backspace:
        if (m_focus) setFocusKey(m_tree->parentOf(*m_focus));
        return;
    default: QWidget::keyPressEvent(event);
    }
}

bool IcicleView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int box = boxAt(help->pos());
        QToolTip::showText(help->globalPos(), box < 0 ? QString() : tipOf(m_boxes[std::size_t(box)]), this);
        return true;
    }
    return ItemsWidget::event(event);
}

} // namespace akv::ui
