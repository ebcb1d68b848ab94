// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/funnel_view.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace akv::ui {

namespace {
constexpr qreal kGap = 52, kHeader = 34, kRow = 35, kBox = 29, kCutGap = 24, kBelowRow = 29, kFooter = 18;
} // namespace

FunnelView::FunnelView(QWidget* parent) : ItemsWidget(parent) {
    setAccessibleName(tr("Funnel of root, inter and leaf keys"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void FunnelView::setFunnel(std::optional<Funnel> funnel, const QString& reason) {
    m_funnel = std::move(funnel);
    m_reason = reason;
    arrange();
    QStringList counters;
    for (int c = 0; m_funnel && c < 3; ++c)
        counters << column(c).title + QStringLiteral(": ") + counterText(column(c), m_funnel->flat);
    setAccessibleDescription(m_funnel ? counters.join(QLatin1Char('\n')) : reason);
    update();
}

void FunnelView::setCurrentTriple(std::int64_t triple) {
    m_current = triple;
    update();
    tellCurrentItem();
}

int FunnelView::itemCount() const { return int(m_drawn.size()); }

QString FunnelView::itemName(int item) const {
    const Drawn& d = m_drawn[std::size_t(item)];
    return QStringLiteral("%1 %2 %3%4")
        .arg(column(d.column).title, d.label, d.score, d.kept ? QString() : tr(" (below the cut-off)"));
}

QRect FunnelView::itemRect(int item) const { return m_drawn[std::size_t(item)].rect.toAlignedRect(); }

int FunnelView::currentItem() const {
    for (std::size_t i = 0; m_current != 0 && i < m_drawn.size(); ++i)
        if (m_drawn[i].column == 2 && m_drawn[i].kept && m_drawn[i].triple == m_current) return int(i);
    return -1;
}

void FunnelView::chooseItem(int item) {
    const Drawn& d = m_drawn[std::size_t(item)];
    if (d.column != 2 || d.triple == 0) return;
    setCurrentTriple(d.triple);
    Q_EMIT leafClicked(d.triple);
}

QString FunnelView::counterText(const FunnelColumn& column, bool flat) {
    if (flat && column.available == 0) return tr("not used: flat attention");
    const QString kept = grouped(column.kept), available = grouped(column.available);
    if (column.steps > 0) return tr("%1 kept in any of %2 steps").arg(kept).arg(column.steps);
    return column.pruned() ? tr("%1 of %2 kept").arg(kept, available)
                           : tr("%1 of %2 · no pruning here").arg(kept, available);
}

const FunnelColumn& FunnelView::column(int index) const {
    return index == 0 ? m_funnel->root : index == 1 ? m_funnel->inter : m_funnel->leaf;
}

QColor FunnelView::colourOf(int column) const {
    const Theme& t = themeOf(palette());
    return column == 0 ? t.root : column == 1 ? t.inter : t.leaf;
}

/// Room for kept rows first, then for as many runners-up as fit (at least one); what does not fit is counted.
void FunnelView::arrange() {
    m_drawn.clear();
    if (!m_funnel) return;
    const qreal width = (this->width() - 2 * kGap) / 3.0;
    for (int c = 0; c < 3; ++c) {
        const FunnelColumn& data = column(c);
        ColumnGeometry g;
        const qreal x = c * (width + kGap);
        g.header = QRectF(x, 0, width, kHeader);
        const qreal space = height() - kHeader - 8;
        const std::size_t runners =
            data.pruned() ? std::min<std::size_t>(data.runnersUp.size(), data.items.size() > 4 ? 1 : 3) : 0;
        qreal keptSpace = space - (data.pruned() ? kCutGap + qreal(runners) * kBelowRow : 0.0);
        std::size_t kept = std::min(data.items.size(), std::size_t(std::max(1.0, keptSpace / kRow)));
        if (kept < data.items.size())
            kept = std::min(data.items.size(), std::size_t(std::max(1.0, (keptSpace - kFooter) / kRow)));
        g.hiddenKept = data.items.size() - kept;
        qreal y = kHeader + 6;
        for (std::size_t i = 0; i < kept; ++i, y += kRow) {
            g.kept.push_back(QRectF(x, y, width, kBox));
            m_drawn.push_back({c, data.items[i].id, true, data.items[i].label, scoreText(double(data.items[i].score)),
                               g.kept.back(), data.items[i].triple});
        }
        if (g.hiddenKept > 0) {
            g.footer = QRectF(x, y - 4, width, kFooter);
            y += kFooter;
        }
        if (data.pruned()) {
            g.cutY = y + 2;
            y += kCutGap;
            for (std::size_t i = 0; i < data.runnersUp.size() && y + kBelowRow <= height() + 2; ++i, y += kBelowRow) {
                g.below.push_back(QRectF(x, y, width, kBelowRow - 6));
                m_drawn.push_back({c, data.runnersUp[i].id, false, data.runnersUp[i].label,
                                   scoreText(double(data.runnersUp[i].score)), g.below.back(),
                                   data.runnersUp[i].triple});
            }
        }
        m_geometry[std::size_t(c)] = std::move(g);
    }
    tellItems();
}

void FunnelView::resizeEvent(QResizeEvent*) { arrange(); }

void FunnelView::paintRow(QPainter& p, const FunnelItem& item, const QRectF& rect, const QColor& colour, float most,
                          bool kept) const {
    const Theme& t = themeOf(palette());
    const bool current = kept && item.triple != 0 && item.triple == m_current;
    if (kept) {
        p.setPen(current ? QPen(t.accent, 1.4) : QPen(Qt::NoPen));
        p.setBrush(current ? t.selected : t.dark ? t.ground : blend(t.card, t.ground, 0.9));
        p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const QRectF text = rect.adjusted(9, 0, -9, -4);
    const QFont font = item.rank == 1 ? strongFont() : baseFont();
    const QFont mono = monoFont();
    const QString score = scoreText(double(item.score));
    const qreal scoreWidth = QFontMetricsF(mono).horizontalAdvance(score);
    p.setPen(kept ? t.text : t.dim);
    p.setFont(font);
    p.drawText(text.adjusted(0, 0, -scoreWidth - 8, 0), Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetricsF(font).elidedText(item.label, Qt::ElideRight, text.width() - scoreWidth - 8));
    p.setFont(mono);
    p.setPen(t.dim);
    p.drawText(text, Qt::AlignRight | Qt::AlignVCenter, score);
    const double share = most > 0 ? std::clamp(double(item.score) / double(most), 0.0, 1.0) : 0.0;
    const QRectF bar(rect.left(), rect.bottom() - 4, std::max(3.0, rect.width() * share), 4);
    p.setPen(Qt::NoPen);
    p.setBrush(kept ? colour : t.sequence);
    p.drawRoundedRect(bar, 2, 2);
}

void FunnelView::paintColumn(QPainter& p, int index, const FunnelColumn& data, const QColor& colour) const {
    const Theme& t = themeOf(palette());
    const ColumnGeometry& g = m_geometry[std::size_t(index)];
    p.setFont(titleFont());
    p.setPen(colour);
    p.drawText(g.header.adjusted(0, 0, 0, -12), Qt::AlignLeft | Qt::AlignVCenter, data.title);
    const qreal titleWidth = QFontMetricsF(titleFont()).horizontalAdvance(data.title) + 10;
    p.setFont(baseFont());
    p.setPen(t.dim);
    const QString counter =
        QFontMetricsF(baseFont())
            .elidedText(counterText(data, m_funnel->flat), Qt::ElideRight, g.header.width() - titleWidth);
    p.drawText(g.header.adjusted(0, 0, 0, -12), Qt::AlignRight | Qt::AlignVCenter, counter);
    const QRectF track(g.header.left(), g.header.bottom() - 8, g.header.width(), 5);
    p.setPen(Qt::NoPen);
    p.setBrush(t.line);
    p.drawRoundedRect(track, 2.5, 2.5);
    if (data.available > 0) {
        p.setBrush(colour);
        const qreal share = std::min(1.0, double(data.kept) / double(data.available));
        p.drawRoundedRect(QRectF(track.left(), track.top(), std::max(3.0, track.width() * share), 5), 2.5, 2.5);
    }
    const float most = data.items.empty() ? 0.0F : data.items.front().score;
    for (std::size_t i = 0; i < g.kept.size(); ++i) paintRow(p, data.items[i], g.kept[i], colour, most, true);
    p.setFont(captionFont());
    if (g.hiddenKept > 0) {
        p.setPen(t.dim);
        p.drawText(g.footer, Qt::AlignLeft | Qt::AlignVCenter, tr("+ %1 kept").arg(grouped(g.hiddenKept)));
    }
    if (g.cutY >= 0) {
        p.setPen(QPen(t.cutOff, 1.4, Qt::DashLine));
        p.drawLine(QPointF(g.header.left(), g.cutY), QPointF(g.header.right(), g.cutY));
        const QString label = data.cutOff ? tr("cut-off %1").arg(scoreText(double(*data.cutOff))) : tr("cut-off");
        p.drawText(QRectF(g.header.left(), g.cutY + 1, g.header.width(), 16), Qt::AlignRight | Qt::AlignVCenter, label);
    }
    for (std::size_t i = 0; i < g.below.size(); ++i) paintRow(p, data.runnersUp[i], g.below[i], colour, most, false);
}

void FunnelView::paintCurves(QPainter& p, int from, int to, const FunnelColumn& children, const QColor& colour) const {
    const ColumnGeometry& a = m_geometry[std::size_t(from)];
    const ColumnGeometry& b = m_geometry[std::size_t(to)];
    p.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < b.kept.size(); ++i) {
        const int parent = children.items[i].parent;
        if (parent < 0 || parent >= int(a.kept.size())) continue;
        const QPointF start(a.kept[std::size_t(parent)].right() + 3, a.kept[std::size_t(parent)].center().y());
        const QPointF end(b.kept[i].left() - 3, b.kept[i].center().y());
        const qreal bend = (end.x() - start.x()) * 0.5;
        QPainterPath path(start);
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end);
        p.setPen(QPen(blend(themeOf(palette()).card, colour, 0.65), i == 0 ? 2.0 : 1.4));
        p.drawPath(path);
    }
}

void FunnelView::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (!m_funnel) {
        p.setFont(baseFont());
        p.setPen(t.dim);
        p.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_reason);
        return;
    }
    paintCurves(p, 0, 1, m_funnel->inter, t.inter);
    paintCurves(p, 1, 2, m_funnel->leaf, t.leaf);
    for (int c = 0; c < 3; ++c) paintColumn(p, c, column(c), colourOf(c));
    if (hasFocus()) paintFocusRing(p, QRectF(rect()).adjusted(-0.5, -0.5, 0.5, 0.5), t.accent, 4);
}

const FunnelItem* FunnelView::itemAt(const QPointF& position, int* columnIndex) const {
    if (!m_funnel) return nullptr;
    for (int c = 0; c < 3; ++c) {
        const ColumnGeometry& g = m_geometry[std::size_t(c)];
        *columnIndex = c;
        for (std::size_t i = 0; i < g.kept.size(); ++i)
            if (g.kept[i].contains(position)) return &column(c).items[i];
        for (std::size_t i = 0; i < g.below.size(); ++i)
            if (g.below[i].contains(position)) return &column(c).runnersUp[i];
    }
    return nullptr;
}

void FunnelView::mousePressEvent(QMouseEvent* event) {
    int c = 0;
    const FunnelItem* item = itemAt(event->position(), &c);
    if (item && c == 2 && item->triple != 0) {
        setCurrentTriple(item->triple);
        Q_EMIT leafClicked(item->triple);
    }
}

void FunnelView::mouseMoveEvent(QMouseEvent* event) {
    int c = 0;
    const FunnelItem* item = itemAt(event->position(), &c);
    setCursor(item && c == 2 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FunnelView::stepLeaf(int by) {
    if (!m_funnel || m_funnel->leaf.items.empty()) return;
    const auto& items = m_funnel->leaf.items;
    const auto found =
        std::find_if(items.begin(), items.end(), [this](const FunnelItem& i) { return i.triple == m_current; });
    const int at = found == items.end() ? (by > 0 ? 0 : int(items.size()) - 1)
                                        : std::clamp(int(found - items.begin()) + by, 0, int(items.size()) - 1);
    setCurrentTriple(items[std::size_t(at)].triple);
    Q_EMIT leafClicked(m_current);
}

void FunnelView::keyPressEvent(QKeyEvent* event) {
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_Down) return stepLeaf(1);
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_Up) return stepLeaf(-1);
    QWidget::keyPressEvent(event);
}

bool FunnelView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return ItemsWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    int c = 0;
    if (const FunnelItem* item = itemAt(help->pos(), &c))
        QToolTip::showText(help->globalPos(),
                           tr("%1\nrank %2 · score %3 (softmax per head, summed over %4 heads and %5 positions)")
                               .arg(item->detail)
                               .arg(item->rank)
                               .arg(double(item->score), 0, 'g', 4)
                               .arg(m_funnel->heads)
                               .arg(m_funnel->positions),
                           this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace akv::ui
