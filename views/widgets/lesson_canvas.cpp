// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/lesson_canvas.h"

#include "views/widgets/accessible.h"
#include "views/widgets/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace akv::ui {

namespace {

QFont lessonFont(double scale) {
    QFont font = baseFont();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * scale);
    else
        font.setPixelSize(int(font.pixelSize() * scale));
    return font;
}

} // namespace

LessonCanvas::LessonCanvas(QWidget* parent) : QWidget(parent) {
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void LessonCanvas::setStep(LessonStep step, bool revealed) {
    m_step = std::move(step);
    m_revealed = revealed || !m_step.guess;
    if (!m_revealed)
        std::sort(m_step.rows.begin(), m_step.rows.end(), [](const LessonRow& a, const LessonRow& b) {
            return QString::localeAwareCompare(a.label, b.label) < 0;
        });
    QStringList said{m_step.text};
    for (const LessonRow& row : m_step.rows)
        said << (m_revealed ? QStringLiteral("%1 %2").arg(row.label, row.number) : row.label);
    setAccessibleName(said.join(QStringLiteral(", ")));
    update();
}

QColor LessonCanvas::colour() const {
    const Theme& t = themeOf(palette());
    switch (m_step.station) {
    case Station::Root: return t.root;
    case Station::Inter: return t.inter;
    case Station::Leaf: return t.leaf;
    case Station::Query:
    case Station::Mix: return t.knowledge;
    default: return t.accent;
    }
}

void LessonCanvas::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_step.station == Station::Tokenise)
        paintTokens(p);
    else
        paintBars(p);
}

void LessonCanvas::paintTokens(QPainter& p) const {
    const Theme& t = themeOf(palette());
    const QFont font = lessonFont(1.7);
    p.setFont(font);
    const QFontMetricsF metrics(font);
    qreal x = 0, y = 4;
    const qreal tall = metrics.height() + 16;
    for (const LessonRow& row : m_step.rows) {
        const qreal wide = std::min(metrics.horizontalAdvance(row.label) + 28, double(width()) - 2);
        if (x + wide > width() && x > 0) x = 0, y += tall + 12;
        const QRectF box(x + 1, y, wide, tall);
        p.setPen(QPen(row.number.isEmpty() ? t.line : t.accent, 1.5));
        p.setBrush(row.number.isEmpty() ? t.ground : t.selected);
        p.drawRoundedRect(box, kControlRadius, kControlRadius);
        p.setPen(t.text);
        p.drawText(box, Qt::AlignCenter, metrics.elidedText(row.label, Qt::ElideRight, wide - 16));
        x += wide + 10;
    }
}

void LessonCanvas::paintBars(QPainter& p) const {
    const Theme& t = themeOf(palette());
    if (m_step.rows.empty()) return;
    const int rows = int(m_step.rows.size());
    // As large as the rows allow, between 1.0 and 1.7 times the base.
    const qreal each = std::min(58.0, double(height()) / rows);
    const double scale = std::clamp(each / 30.0, 1.0, 1.7);
    const QFont font = lessonFont(scale), mono = monoFont(scale);
    const QFontMetricsF metrics(font), numbers(mono);
    const qreal numberWidth = numbers.horizontalAdvance(QStringLiteral("λ 0.00 %%"));
    qreal y = 0;
    bool cut = false;
    for (const LessonRow& row : m_step.rows) {
        if (m_revealed && !row.kept && !cut && m_step.station != Station::NextToken && m_step.station != Station::Mix) {
            cut = true;
            p.setPen(QPen(t.cutOff, 1.6, Qt::DashLine));
            p.drawLine(QPointF(0, y + 1), QPointF(width(), y + 1));
        }
        p.setFont(font);
        p.setPen(row.kept || !m_revealed ? t.text : t.dim);
        p.drawText(QRectF(4, y + 3, width() - numberWidth - 16, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(row.label, Qt::ElideRight, width() - numberWidth - 16));
        if (m_revealed) {
            p.setFont(mono);
            p.drawText(QRectF(width() - numberWidth, y + 3, numberWidth - 4, metrics.height()),
                       Qt::AlignRight | Qt::AlignVCenter, row.number);
            const QRectF track(4, y + metrics.height() + 6, width() - 8, std::max(4.0, each - metrics.height() - 14));
            p.setPen(Qt::NoPen);
            p.setBrush(blend(t.card, t.line, 0.6));
            p.drawRoundedRect(track, 2, 2);
            p.setBrush(row.kept ? colour() : t.sequence);
            p.drawRoundedRect(QRectF(track.left(), track.top(),
                                     std::max(2.0, track.width() * std::clamp(row.share, 0.0, 1.0)), track.height()),
                              2, 2);
        }
        y += each;
    }
}

} // namespace akv::ui
