// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/triple_card_view.h"

#include "core/kg2kv/nouns.h"
#include "core/kg2kv/row_table.h"
#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

namespace {

/// A passage with every span in the list underlined and set in the selection colour.
QString markedPassage(const QString& text, std::vector<std::pair<qsizetype, qsizetype>> spans, const Theme& theme) {
    std::sort(spans.begin(), spans.end());
    QString out;
    qsizetype at = 0;
    for (const auto& [begin, length] : spans) {
        if (begin < at) continue;
        out += text.mid(at, begin - at).toHtmlEscaped();
        out += QStringLiteral("<u style=\"background:%1\">%2</u>")
                   .arg(theme.selected.name(), text.mid(begin, length).toHtmlEscaped());
        at = begin + length;
    }
    return out + text.mid(at).toHtmlEscaped();
}

QString heading(const QString& text) { return QStringLiteral("<p><b>%1</b><br>").arg(text); }

} // namespace

TripleCardView::TripleCardView(QWidget* parent)
    : QWidget(parent), m_text(new QTextBrowser), m_ask(makeButton(tr("Ask about it"))),
      m_mask(makeButton(tr("Mask in what-if"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    m_text->setAccessibleName(tr("Card of the chosen triple"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    layout->addWidget(m_text, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_ask);
    row->addWidget(m_mask);
    row->addStretch();
    layout->addLayout(row);
    connect(m_ask, &QPushButton::clicked, this, [this] {
        if (!m_card.rows.empty())
            Q_EMIT askRequested(qs(fillTemplate(0, m_card.rows.front().descriptionType, m_card.rows.front().name)));
    });
    connect(m_mask, &QPushButton::clicked, this, [this] {
        const Triple& t = m_card.triple;
        Q_EMIT maskRequested(t.id.value(), tripleText(t.head, t.relation, t.tail));
    });
    clear();
}

void TripleCardView::clear() {
    m_card = {};
    m_text->setPlainText(tr("Choose a triple in the table, or a line of the picture."));
    m_ask->setEnabled(false);
    m_mask->setEnabled(false);
}

void TripleCardView::setCard(const TripleCard& card) {
    m_card = card;
    m_ask->setEnabled(!card.rows.empty());
    m_mask->setEnabled(!card.rows.empty());
    m_text->setHtml(html());
}

void TripleCardView::setUsage(int answers, double share) {
    m_answers = answers;
    m_share = share;
    if (!m_card.triple.head.empty()) m_text->setHtml(html());
}

QString TripleCardView::html() const {
    const Triple& t = m_card.triple;
    QString out = heading(tr("Triple %1").arg(t.id.value())) + tripleText(t.head, t.relation, t.tail).toHtmlEscaped() +
                  QStringLiteral("</p>");
    out += heading(tr("Rows"));
    if (m_card.rows.empty()) out += tr("None: refused by KG2KV, or the rows are not up to date.");
    for (const QkvRow& row : m_card.rows)
        out += tr("Q %1<br>K %2<br>V %3<br>noun by %4; rows with this key: %5")
                   .arg(qs(fillTemplate(0, row.descriptionType, row.name)).toHtmlEscaped(),
                        qs(row.keyString()).toHtmlEscaped(), qs(row.description).toHtmlEscaped(),
                        QString::fromLatin1(nounSourceName(row.nounSource)))
                   .arg(row.groupSize) +
               (&row == &m_card.rows.back() ? QString() : QStringLiteral("<br><br>"));
    out += QStringLiteral("</p>");
    if (m_card.inter)
        out += heading(tr("Clusters")) + tr("root %1 → inter %2").arg(*m_card.root).arg(*m_card.inter) +
               QStringLiteral("</p>");
    out += heading(tr("In this chat")) +
           (m_answers > 0 ? tr("answers that read it: %1, share up to %2").arg(m_answers).arg(scoreText(m_share))
                          : tr("no answer read it")) +
           QStringLiteral("</p>");
    out += heading(tr("Source"));
    if (m_card.passage.empty()) return out + tr("No passage is known for this triple.") + QStringLiteral("</p>");
    const QString passage = qs(m_card.passage);
    std::vector<std::pair<qsizetype, qsizetype>> spans;
    for (const std::string* name : {&t.head, &t.tail})
        if (const auto span = spanOf(passage, qs(*name))) spans.push_back(*span);
    return out + markedPassage(passage, spans, themeOf(palette())) + QStringLiteral("</p>");
}

} // namespace akv::ui
