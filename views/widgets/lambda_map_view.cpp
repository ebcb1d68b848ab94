// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/lambda_map_view.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace akv::ui {

namespace {
constexpr qreal kLeft = 28, kBottom = 20, kLegend = 22, kMinCell = 26, kMaxCell = 46;
}

LambdaMapView::LambdaMapView(QWidget* parent) : ItemsWidget(parent) {
    setAccessibleName(tr("Knowledge share: layers by words"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void LambdaMapView::setMap(LambdaMap map, std::vector<int> steps) {
    m_map = std::move(map);
    m_steps = std::move(steps);
    m_max = 0.0F;
    m_behind = 0;
    QStringList rows;
    for (const auto& value : m_map.values)
        if (value) m_max = std::max(m_max, *value);
    if (m_max <= 0.0F) m_max = 1.0F;
    for (std::size_t l = 0; l < m_map.layers.size(); ++l) {
        QStringList row;
        for (std::size_t t = 0; t < m_map.tokens.size(); ++t)
            row << (m_map.at(l, t) ? scoreText(double(*m_map.at(l, t))) : QStringLiteral("–"));
        rows << tr("layer %1: %2").arg(m_map.layers[l]).arg(row.join(QLatin1Char(' ')));
    }
    setAccessibleDescription(rows.join(QLatin1Char('\n')));
    tellItems();
    update();
}

void LambdaMapView::setCurrent(int step, int layer) {
    m_step = step;
    m_layer = layer;
    update();
    tellCurrentItem();
}

/// The cells, layer by layer.
int LambdaMapView::itemCount() const { return int(m_map.layers.size() * m_map.tokens.size()); }

QString LambdaMapView::itemName(int item) const {
    const std::size_t l = std::size_t(item) / m_map.tokens.size(), i = std::size_t(item) % m_map.tokens.size();
    const auto value = m_map.at(l, i);
    return tr("layer %1, “%2”: λ %3 (mean over heads)")
        .arg(m_map.layers[l])
        .arg(m_map.tokens[i].trimmed(), value ? QString::number(double(*value), 'f', 3) : tr("not recorded"));
}

QRect LambdaMapView::itemRect(int item) const {
    return cellRect(std::size_t(item) / m_map.tokens.size(), std::size_t(item) % m_map.tokens.size()).toAlignedRect();
}

int LambdaMapView::currentItem() const {
    const int token = tokenOfStep(m_step);
    const auto layer = std::find(m_map.layers.begin(), m_map.layers.end(), m_layer);
    return token < 0 || layer == m_map.layers.end()
               ? -1
               : int(layer - m_map.layers.begin()) * int(m_map.tokens.size()) + token;
}

void LambdaMapView::chooseItem(int item) {
    const std::size_t token = std::size_t(item) % m_map.tokens.size();
    Q_EMIT cellClicked(token < m_steps.size() ? m_steps[token] : -1,
                       m_map.layers[std::size_t(item) / m_map.tokens.size()]);
}

int LambdaMapView::tokenOfStep(int step) const {
    const auto found = std::find(m_steps.begin(), m_steps.end(), step);
    return found == m_steps.end() ? -1 : int(found - m_steps.begin());
}

LambdaMapView::Grid LambdaMapView::grid() const {
    Grid g;
    if (m_map.layers.empty() || m_map.tokens.empty()) return g;
    g.left = kLeft;
    g.top = kLegend;
    const qreal width = std::max(1.0, this->width() - kLeft);
    g.shown = std::min(m_map.tokens.size(), std::max<std::size_t>(1, std::size_t(width / kMinCell)));
    g.cellWidth = std::min(kMaxCell, width / qreal(g.shown));
    g.cellHeight = std::min(44.0, (height() - kBottom - kLegend) / qreal(m_map.layers.size()));
    const int current = std::max(0, tokenOfStep(m_step));
    if (m_steps.empty()) {
        g.first = m_map.tokens.size() - g.shown;
        g.first -= std::min(g.first, m_behind);
    } else if (m_map.tokens.size() > g.shown) {
        const std::size_t half = g.shown / 2;
        g.first = std::size_t(current) > half ? std::size_t(current) - half : 0;
        g.first = std::min(g.first, m_map.tokens.size() - g.shown);
    }
    return g;
}

void LambdaMapView::scrollBy(int tokens) {
    if (!m_steps.empty() || m_map.tokens.empty()) return;
    const int most = int(m_map.tokens.size() - grid().shown);
    m_behind = std::size_t(std::clamp(int(m_behind) - tokens, 0, most));
    update();
}

QRectF LambdaMapView::cellRect(std::size_t layer, std::size_t token) const {
    const Grid g = grid();
    if (token < g.first || token >= g.first + g.shown || layer >= m_map.layers.size()) return {};
    // Deeper layers on top, as a stack of layers is read.
    const qreal row = qreal(m_map.layers.size() - 1 - layer);
    return {g.left + qreal(token - g.first) * g.cellWidth + 1, g.top + row * g.cellHeight + 1, g.cellWidth - 2,
            g.cellHeight - 2};
}

void LambdaMapView::paintLegend(QPainter& p) const {
    const Theme& t = themeOf(palette());
    p.setFont(captionFont());
    p.setPen(t.dim);
    const QString most = scoreText(double(m_max));
    const qreal mostWidth = QFontMetricsF(captionFont()).horizontalAdvance(most);
    const qreal right = width();
    p.drawText(QRectF(right - mostWidth, 0, mostWidth, 14), Qt::AlignRight | Qt::AlignVCenter, most);
    const QRectF bar(right - mostWidth - 98, 3, 90, 8);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 10; ++i) gradient.setColorAt(i / 10.0, viridis(i / 10.0));
    p.fillRect(bar, gradient);
    p.drawText(QRectF(bar.left() - 24, 0, 18, 14), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
}

void LambdaMapView::paintLabels(QPainter& p, const Grid& g) const {
    const Theme& t = themeOf(palette());
    for (std::size_t l = 0; l < m_map.layers.size(); ++l) {
        const qreal y = g.top + qreal(m_map.layers.size() - 1 - l) * g.cellHeight;
        p.setPen(m_map.layers[l] == m_layer ? t.text : t.dim);
        p.setFont(monoFont(0.92));
        p.drawText(QRectF(0, y, kLeft - 8, g.cellHeight), Qt::AlignRight | Qt::AlignVCenter,
                   QString::number(m_map.layers[l]));
    }
    const qreal bottom = g.top + qreal(m_map.layers.size()) * g.cellHeight + 2;
    for (std::size_t i = g.first; i < g.first + g.shown; ++i) {
        const bool current = i < m_steps.size() && m_steps[i] == m_step;
        QFont font = captionFont();
        if (current) font.setWeight(QFont::DemiBold);
        p.setFont(font);
        p.setPen(current ? t.text : t.dim);
        const QRectF box(g.left + qreal(i - g.first) * g.cellWidth, bottom, g.cellWidth, kBottom - 4);
        p.drawText(box, Qt::AlignCenter,
                   QFontMetricsF(font).elidedText(m_map.tokens[i].trimmed(), Qt::ElideRight, g.cellWidth - 1));
    }
}

void LambdaMapView::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_map.layers.empty() || m_map.tokens.empty()) {
        p.setPen(t.dim);
        p.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No layer read the graph in this answer."));
        return;
    }
    const Grid g = grid();
    paintLegend(p);
    if (g.shown < m_map.tokens.size())
        p.drawText(QRectF(kLeft, 0, width() / 2.0, 14), Qt::AlignLeft | Qt::AlignVCenter,
                   tr("%1–%2 of %3").arg(g.first + 1).arg(g.first + g.shown).arg(m_map.tokens.size()));
    p.setPen(Qt::NoPen);
    for (std::size_t l = 0; l < m_map.layers.size(); ++l)
        for (std::size_t i = g.first; i < g.first + g.shown; ++i) {
            const auto value = m_map.at(l, i);
            p.setBrush(value ? viridis(double(*value / m_max)) : t.line);
            p.drawRoundedRect(cellRect(l, i), 2, 2);
        }
    paintLabels(p, g);
    const int token = tokenOfStep(m_step);
    if (token >= int(g.first) && token < int(g.first + g.shown)) {
        const QRectF column(g.left + qreal(std::size_t(token) - g.first) * g.cellWidth, g.top, g.cellWidth,
                            qreal(m_map.layers.size()) * g.cellHeight);
        paintFocusRing(p, column.adjusted(-0.5, -0.5, 0.5, 0.5), t.accent, 3);
        const auto layer = std::find(m_map.layers.begin(), m_map.layers.end(), m_layer);
        if (layer != m_map.layers.end())
            paintFocusRing(p, cellRect(std::size_t(layer - m_map.layers.begin()), std::size_t(token)), t.text, 2);
    }
    if (hasFocus()) paintFocusRing(p, QRectF(rect()).adjusted(1, 1, -1, -1), t.accent, 4);
}

bool LambdaMapView::cellAt(const QPointF& position, std::size_t* layer, std::size_t* token) const {
    for (std::size_t l = 0; l < m_map.layers.size(); ++l)
        for (std::size_t i = 0; i < m_map.tokens.size(); ++i)
            if (cellRect(l, i).contains(position)) {
                *layer = l, *token = i;
                return true;
            }
    return false;
}

void LambdaMapView::mousePressEvent(QMouseEvent* event) {
    std::size_t l = 0, i = 0;
    if (!cellAt(event->position(), &l, &i)) return;
    const int step = i < m_steps.size() ? m_steps[i] : -1;
    if (step >= 0 && event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT cellCompared(step, m_map.layers[l]);
    else
        Q_EMIT cellClicked(step, m_map.layers[l]);
}

void LambdaMapView::wheelEvent(QWheelEvent* event) {
    if (!m_steps.empty() || m_map.tokens.size() <= grid().shown) return QWidget::wheelEvent(event);
    const QPoint turned = event->angleDelta();
    scrollBy((turned.x() != 0 ? turned.x() : turned.y()) < 0 ? 1 : -1);
}

void LambdaMapView::keyPressEvent(QKeyEvent* event) {
    if (m_steps.empty() && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return scrollBy(event->key() == Qt::Key_Left ? -1 : 1);
    const int token = tokenOfStep(m_step);
    const auto found = std::find(m_map.layers.begin(), m_map.layers.end(), m_layer);
    if (event->modifiers() != Qt::NoModifier || token < 0 || found == m_map.layers.end())
        return ItemsWidget::keyPressEvent(event);
    int t = token, l = int(found - m_map.layers.begin());
    switch (event->key()) {
    case Qt::Key_Left: --t; break;
    case Qt::Key_Right: ++t; break;
    case Qt::Key_Up: ++l; break;
    case Qt::Key_Down: --l; break;
    default: return ItemsWidget::keyPressEvent(event);
    }
    t = std::clamp(t, 0, int(m_steps.size()) - 1);
    l = std::clamp(l, 0, int(m_map.layers.size()) - 1);
    Q_EMIT cellClicked(m_steps[std::size_t(t)], m_map.layers[std::size_t(l)]);
}

bool LambdaMapView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return ItemsWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    std::size_t l = 0, i = 0;
    if (cellAt(help->pos(), &l, &i))
        QToolTip::showText(help->globalPos(), itemName(int(l * m_map.tokens.size() + i)), this);
    return true;
}

} // namespace akv::ui
