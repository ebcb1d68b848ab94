// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/storyboard.h"

#include "views/models/text.h"
#include "views/widgets/lesson_canvas.h"
#include "views/widgets/theme.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

namespace akv::ui {

namespace {

constexpr int kMargin = 48, kDots = 96; // dots per inch: those of the widgets

/// Text within `box`; gives the space below it.
QRect paintText(QPainter& p, const QRect& box, const QString& text, qreal points, bool strong, const QColor& colour) {
    QFont font = p.font();
    font.setPointSizeF(points);
    font.setBold(strong);
    p.save();
    p.setFont(font);
    p.setPen(colour);
    QRect used;
    p.drawText(box, Qt::TextWordWrap, text, &used);
    p.restore();
    return box.adjusted(0, used.height() + 8, 0, 0);
}

void paintPage(QPainter& p, const QRect& page, const QString& head, const LessonStep& step, const QWidget& look) {
    const Theme& t = themeOf(look.palette());
    p.fillRect(page, t.card);
    QRect box = page.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    box = paintText(p, box, head, 10.0, false, t.dim);
    box = paintText(p, box, step.title, 22.0, true, t.text);
    box = paintText(p, box, step.text, 13.0, false, t.text);
    const QRect foot(box.left(), box.bottom() - 40, box.width(), 40);
    LessonCanvas canvas;
    canvas.setPalette(look.palette());
    canvas.resize(box.width(), foot.top() - box.top() - 8);
    canvas.setStep(step, true);
    canvas.render(&p, box.topLeft(), {}, QWidget::DrawChildren);
    paintText(p, foot, step.foot, 10.0, false, t.dim);
}

} // namespace

QByteArray storyboardPdf(const QString& question, const QString& answer, const std::vector<LessonStep>& steps,
                         const QWidget& look) {
    QByteArray out;
    if (steps.empty()) return out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(cut(question, 120));
    pdf.setResolution(kDots);
    pdf.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, {}));
    QPainter painter(&pdf);
    painter.setFont(look.font());
    const QRect page(0, 0, pdf.width(), pdf.height());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i > 0) pdf.newPage();
        const QString head =
            QObject::tr("%1  →  %2     %3 of %4").arg(cut(question, 90), cut(answer, 90)).arg(i + 1).arg(steps.size());
        paintPage(painter, page, head, steps[i], look);
    }
    painter.end();
    return out;
}

} // namespace akv::ui
