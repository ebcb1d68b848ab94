// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/diff_html.h"

#include "views/models/word_diff.h"
#include "views/widgets/theme.h"

namespace akv::ui {

namespace {

QString spanned(const QString& text, const QColor& colour, const char* decoration) {
    return QStringLiteral("<span style=\"color:%1;text-decoration:%2\">%3</span>")
        .arg(colour.name(), QLatin1String(decoration), text.toHtmlEscaped());
}

} // namespace

QString diffHtml(const QString& before, const QString& after, const Theme& t) {
    QString html;
    for (const DiffWord& word : wordDiff(before, after)) {
        if (word.kind == DiffWord::Kind::Same)
            html += word.word.toHtmlEscaped();
        else if (word.kind == DiffWord::Kind::Removed)
            html += spanned(QStringLiteral("−") + word.word, t.error, "line-through");
        else
            html += spanned(QStringLiteral("+") + word.word, t.leaf, "underline");
        html += QLatin1Char(' ');
    }
    return html;
}

} // namespace akv::ui
