// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/diff_label.h"

#include "core/base/word_diff.h"
#include "views/models/text.h"
#include "views/widgets/theme.h"

#include <QtCore/QEvent>

namespace akv::ui {

namespace {

QString spanned(const QString& text, const QColor& colour, const char* decoration) {
    return QStringLiteral("<span style=\"color:%1;text-decoration:%2\">%3</span>")
        .arg(colour.name(), QLatin1String(decoration), text.toHtmlEscaped());
}

QString diffHtml(const QString& before, const QString& after, const Theme& t) {
    QString html;
    for (const WordChange& change : wordChanges(toStd(before), toStd(after))) {
        const QString word = qs(change.word);
        if (change.kind == WordChange::Kind::Same)
            html += word.toHtmlEscaped();
        else if (change.kind == WordChange::Kind::Removed)
            html += spanned(QStringLiteral("−") + word, t.error, "line-through");
        else
            html += spanned(QStringLiteral("+") + word, t.leaf, "underline");
        html += QLatin1Char(' ');
    }
    return html;
}

} // namespace

DiffLabel::DiffLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void DiffLabel::setTexts(const QString& lead, const QString& before, const QString& after) {
    m_lead = lead, m_before = before, m_after = after;
    showTexts();
}

void DiffLabel::showTexts() {
    QString html = m_lead.toHtmlEscaped();
    if (m_before != m_after) {
        if (!html.isEmpty()) html += QStringLiteral("<br>");
        html += diffHtml(m_before, m_after, themeOf(palette()));
    }
    if (html != text()) setText(html);
}

void DiffLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showTexts();
}

} // namespace akv::ui
