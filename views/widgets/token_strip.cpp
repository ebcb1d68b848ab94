// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/token_strip.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

namespace akv::ui {

namespace {
constexpr int kPad = 2, kLineHeight = 32, kBoxHeight = 26;
}

TokenStrip::TokenStrip(QWidget* parent) : ItemsWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Answer, word by word"));
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TokenStrip::setTokens(std::vector<StripToken> tokens) {
    m_tokens = std::move(tokens);
    m_current = m_hover = -1;
    layoutTokens(width(), &m_boxes);
    QString whole;
    for (const StripToken& token : m_tokens) whole += token.text;
    setAccessibleDescription(whole.trimmed());
    tellItems();
    updateGeometry();
    update();
}

void TokenStrip::setCurrentStep(int step) {
    m_current = -1;
    for (std::size_t i = 0; i < m_tokens.size(); ++i)
        if (m_tokens[i].step == step) m_current = int(i);
    update();
    tellCurrentItem();
}

int TokenStrip::itemCount() const { return int(m_tokens.size()); }

QString TokenStrip::itemName(int item) const {
    const StripToken& token = m_tokens[std::size_t(item)];
    const QString word = token.text.trimmed().isEmpty() ? tr("blank") : token.text.trimmed();
    return token.lambda ? tr("%1, λ %2").arg(word, scoreText(double(*token.lambda))) : word;
}

QRect TokenStrip::itemRect(int item) const { return tokenRect(item); }
int TokenStrip::currentItem() const { return m_current; }
void TokenStrip::chooseItem(int item) { select(item); }

int TokenStrip::currentStep() const { return m_current < 0 ? -1 : m_tokens[std::size_t(m_current)].step; }

QRect TokenStrip::tokenRect(int index) const {
    return index >= 0 && index < int(m_boxes.size()) ? m_boxes[std::size_t(index)].rect.toAlignedRect() : QRect();
}

/// Lines break between words: a token without a space before it stays with what it continues, as far as a line is wide
/// enough.
int TokenStrip::layoutTokens(int width, std::vector<Box>* boxes) const {
    const QFontMetricsF metrics(answerFont());
    const qreal space = metrics.horizontalAdvance(QLatin1Char(' ')) + 3;
    std::vector<Box> placed;
    for (const StripToken& token : m_tokens) {
        QString text = token.text.trimmed();
        qreal advance = std::max(metrics.horizontalAdvance(text), text.isEmpty() ? 6.0 : 3.0) + 2 * kPad;
        if (advance > width && width > 0) {
            text = metrics.elidedText(text, Qt::ElideRight, width - 2 * kPad);
            advance = width;
        }
        placed.push_back(
            {QRectF(0, 0, advance, kBoxHeight), text, !token.text.isEmpty() && token.text.front().isSpace()});
    }
    qreal x = 0, y = 0;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        Box& box = placed[i];
        qreal word = box.rect.width();
        for (std::size_t j = i + 1; box.leadingSpace && j < placed.size() && !placed[j].leadingSpace; ++j)
            word += placed[j].rect.width();
        if (box.leadingSpace && x > 0) x += space;
        if ((x + (word <= width ? word : box.rect.width()) > width || m_tokens[i].text.contains(QLatin1Char('\n'))) &&
            x > 0)
            x = 0, y += kLineHeight;
        box.rect.moveTo(x, y + 2);
        x += box.rect.width();
    }
    if (boxes) *boxes = std::move(placed);
    return int(y) + kLineHeight;
}

int TokenStrip::heightForWidth(int width) const { return layoutTokens(width, nullptr); }
QSize TokenStrip::sizeHint() const { return {300, heightForWidth(std::max(width(), 200))}; }
QSize TokenStrip::minimumSizeHint() const { return {80, kLineHeight}; }

void TokenStrip::resizeEvent(QResizeEvent* event) {
    layoutTokens(width(), &m_boxes);
    if (event->size().width() != event->oldSize().width()) updateGeometry();
}

void TokenStrip::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(answerFont());
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const Box& box = m_boxes[i];
        QColor fill = t.card;
        if (m_tokens[i].lambda) fill = blend(t.card, t.knowledge, kTintAtOne * double(*m_tokens[i].lambda));
        p.setPen(Qt::NoPen);
        p.setBrush(fill);
        p.drawRoundedRect(box.rect, 4, 4);
        if (int(i) == m_hover || int(i) == m_current) {
            p.setBrush(int(i) == m_current ? blend(fill, t.accent, 0.12) : fill);
            p.setPen(QPen(int(i) == m_current ? t.accent : t.dim, int(i) == m_current ? 1.6 : 1));
            p.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        }
        p.setPen(t.text);
        p.drawText(box.rect, Qt::AlignCenter, box.text);
    }
    if (hasFocus() && m_current < 0) paintFocusRing(p, QRectF(rect()).adjusted(1, 1, -1, -1), t.accent, 4);
}

int TokenStrip::tokenAt(const QPointF& position) const {
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i].rect.contains(position)) return int(i);
    return -1;
}

void TokenStrip::select(int index) {
    if (index < 0 || index >= int(m_tokens.size())) return;
    m_current = index;
    update();
    tellCurrentItem();
    Q_EMIT tokenClicked(m_tokens[std::size_t(index)].step);
}

void TokenStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) select(tokenAt(event->position()));
}

void TokenStrip::mouseMoveEvent(QMouseEvent* event) {
    const int hover = tokenAt(event->position());
    if (hover == m_hover) return;
    m_hover = hover;
    setCursor(hover >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void TokenStrip::leaveEvent(QEvent*) {
    m_hover = -1;
    update();
}

void TokenStrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left && event->modifiers() == Qt::NoModifier) return select(std::max(0, m_current - 1));
    if (event->key() == Qt::Key_Right && event->modifiers() == Qt::NoModifier)
        return select(std::min(int(m_tokens.size()) - 1, m_current + 1));
    if (event->key() == Qt::Key_Home) return select(0);
    if (event->key() == Qt::Key_End) return select(int(m_tokens.size()) - 1);
    QWidget::keyPressEvent(event);
}

bool TokenStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int index = tokenAt(help->pos());
        if (index >= 0)
            QToolTip::showText(help->globalPos(), m_tokens[std::size_t(index)].detail, this);
        else
            QToolTip::hideText();
        return true;
    }
    return ItemsWidget::event(event);
}

} // namespace akv::ui
