// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/indicator_card.h"

#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"

#include <QtGui/QPainter>

namespace akv::ui {

IndicatorCard::IndicatorCard(const QString& name, const QString& definition, QWidget* parent)
    : QWidget(parent), m_name(name) {
    setToolTip(definition);
    setAccessibleName(name);
    setAccessibleRole(this, QAccessible::StaticText);
    setAccessibleDescription(definition);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void IndicatorCard::setValue(const QString& value, Tone tone) {
    m_value = value;
    m_tone = tone;
    setAccessibleName(QStringLiteral("%1: %2").arg(m_name, value));
    update();
}

void IndicatorCard::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    p.setPen(QPen(t.line, 1));
    p.setBrush(blend(t.card, t.ground, 0.6));
    p.drawRoundedRect(box, kControlRadius + 1, kControlRadius + 1);
    const QRectF inner = box.adjusted(11, 6, -8, -6);
    p.setFont(captionFont());
    p.setPen(t.dim);
    p.drawText(inner, Qt::AlignLeft | Qt::AlignTop,
               QFontMetrics(captionFont()).elidedText(m_name, Qt::ElideRight, int(inner.width())));
    p.setFont(strongFont());
    p.setPen(m_tone == Tone::Good ? t.leaf : m_tone == Tone::Knowledge ? t.knowledge : t.text);
    p.drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
               QFontMetrics(strongFont()).elidedText(m_value, Qt::ElideRight, int(inner.width())));
    if (hasFocus()) paintFocusRing(p, box, t.accent, kControlRadius + 1);
}

LambdaLegend::LambdaLegend(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Tint: knowledge share per word, from 0 to 1"));
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LambdaLegend::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setFont(captionFont());
    p.setPen(t.dim);
    const QFontMetrics metrics(captionFont());
    const QString label = tr("knowledge share λ per word");
    int x = 0;
    const auto text = [&](const QString& s) {
        p.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, s);
        x += metrics.horizontalAdvance(s) + 8;
    };
    text(label);
    text(QStringLiteral("0"));
    QLinearGradient gradient(x, 0, x + 110, 0);
    gradient.setColorAt(0, t.card);
    gradient.setColorAt(1, blend(t.card, t.knowledge, kTintAtOne));
    p.fillRect(QRect(x, height() / 2 - 4, 110, 8), gradient);
    x += 118;
    text(QStringLiteral("1"));
}

} // namespace akv::ui
