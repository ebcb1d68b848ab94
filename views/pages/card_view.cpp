// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/card_view.h"

#include "core/kg2kv/nouns.h"
#include "core/kg2kv/row_table.h"
#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QUrl>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
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
const QString kEnd = QStringLiteral("</p>");

QString linkTo(const QString& kind, const QString& target, const QString& name, const Theme& theme) {
    return QStringLiteral("<a style=\"color:%1;text-decoration:none\" href=\"%2:%3\">%4</a>")
        .arg(theme.accent.name(), kind, QString::fromLatin1(QUrl::toPercentEncoding(target)),
             isolated(name).toHtmlEscaped());
}

QString clusterPath(std::optional<std::uint32_t> root, std::optional<std::uint32_t> inter) {
    if (!root || !inter) return {};
    return heading(CardView::tr("Clusters")) + CardView::tr("root %1 → inter %2").arg(*root).arg(*inter) + kEnd;
}

QString changeText(const TripleChange& change) {
    const QString before = tripleText(change.head, change.relation, change.tail).toHtmlEscaped();
    const QString what = change.kind == TripleChange::Kind::Added     ? CardView::tr("added as %1")
                         : change.kind == TripleChange::Kind::Changed ? CardView::tr("changed; before it was %1")
                                                                      : CardView::tr("deleted; it was %1");
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(change.time), QLocale::ShortFormat) + QLatin1Char(' ') +
           what.arg(before);
}

/// The passage with the names marked where it holds them.
QString source(const std::string& text, std::initializer_list<const std::string*> names, const QString& none,
               const Theme& theme) {
    if (text.empty()) return none;
    const QString passage = qs(text);
    std::vector<std::pair<qsizetype, qsizetype>> spans;
    for (const std::string* name : names)
        if (const auto span = spanOf(passage, qs(*name))) spans.push_back(*span);
    return markedPassage(passage, spans, theme);
}

} // namespace

CardView::CardView(QWidget* parent)
    : QWidget(parent), m_text(new QTextBrowser), m_ask(makeButton(tr("Ask about it"))),
      m_mask(makeButton(tr("Mask in what-if"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    m_text->setAccessibleName(tr("Card of the chosen triple or entity"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    layout->addWidget(m_text, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_ask);
    row->addWidget(m_mask);
    row->addStretch();
    layout->addLayout(row);
    connect(m_text, &QTextBrowser::anchorClicked, this, &CardView::follow);
    connect(m_ask, &QPushButton::clicked, this, [this] { Q_EMIT askRequested(question()); });
    connect(m_mask, &QPushButton::clicked, this, [this] {
        const Triple& t = m_card.triple;
        Q_EMIT maskRequested(t.id.value(), tripleText(t.head, t.relation, t.tail));
    });
    clear();
}

void CardView::clear() {
    m_card = {};
    m_entity = {};
    showText();
}

void CardView::setCard(const TripleCard& card) {
    m_card = card;
    m_entity = {};
    showText();
}

void CardView::setEntity(const EntityCard& card) {
    m_card = {};
    m_entity = card;
    showText();
}

void CardView::setUsage(int answers, double share) {
    m_answers = answers;
    m_share = share;
    if (!m_card.triple.head.empty()) showText();
}

void CardView::setShares(const EntityShares& turn, const EntityShares& chat) {
    m_turnShares = turn;
    m_chatShares = chat;
    if (!m_entity.facts.entity.name.empty()) showText();
}

void CardView::showText() {
    m_ask->setEnabled(!question().isEmpty());
    m_mask->setEnabled(!m_card.rows.empty());
    if (!m_entity.facts.entity.name.empty())
        m_text->setHtml(entityHtml());
    else if (!m_card.triple.head.empty())
        m_text->setHtml(tripleHtml());
    else
        m_text->setPlainText(tr("Choose a triple in the table, or an entity or a line of the picture."));
}

/// Links and marks are written in colours of the theme.
void CardView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    const int place = m_text->verticalScrollBar()->value();
    showText();
    m_text->verticalScrollBar()->setValue(place);
}

void CardView::follow(const QUrl& link) {
    const QString target = QUrl::fromPercentEncoding(link.path(QUrl::FullyEncoded).toLatin1());
    if (link.scheme() == QLatin1String("triple")) Q_EMIT tripleChosen(target.toLongLong());
    if (link.scheme() == QLatin1String("entity")) Q_EMIT entityChosen(target);
    if (link.scheme() == QLatin1String("table")) Q_EMIT tableRequested(target);
}

/// What the card's triple answers, or the first one that its entity heads; empty: nothing.
QString CardView::question() const {
    if (!m_card.rows.empty()) return qs(fillTemplate(0, m_card.rows.front().descriptionType, m_card.rows.front().name));
    const EntityFacts& facts = m_entity.facts;
    if (facts.asHead == 0 || facts.triples.empty()) return {};
    return qs(fillTemplate(0, relationNoun(facts.triples.front().relation, MaskedSide::Tail).noun, facts.entity.name));
}

QString CardView::entityHtml() const {
    const EntityFacts& facts = m_entity.facts;
    const Theme& theme = themeOf(palette());
    const QString name = qs(facts.entity.name);
    QString out = heading(tr("Entity")) + name.toHtmlEscaped();
    if (facts.entity.type != EntityType::Unknown) out += tr(" (%1)").arg(entityTypeName(facts.entity.type));
    out += kEnd;
    out +=
        heading(tr("Triples")) + tr("%1: head of %2, tail of %3")
                                     .arg(grouped(facts.entity.degree), grouped(facts.asHead), grouped(facts.asTail));
    for (const Triple& t : facts.triples) {
        const bool heads = t.head == facts.entity.name;
        out += QStringLiteral("<br>%1 %2 · %3")
                   .arg(heads ? QStringLiteral("→") : QStringLiteral("←"),
                        linkTo(QStringLiteral("triple"), QString::number(t.id.value()), qs(t.relation), theme),
                        linkTo(QStringLiteral("entity"), qs(heads ? t.tail : t.head),
                               cut(qs(heads ? t.tail : t.head), 80), theme));
    }
    if (facts.entity.degree > facts.triples.size())
        out += QStringLiteral("<br>") +
               linkTo(QStringLiteral("table"), name,
                      tr("%1 more, in the table").arg(grouped(facts.entity.degree - facts.triples.size())), theme);
    out += kEnd;
    if (!facts.concepts.empty()) {
        QStringList concepts;
        for (const std::string& each : facts.concepts) concepts << qs(each).toHtmlEscaped();
        if (facts.conceptCount > facts.concepts.size()) concepts << QStringLiteral("…");
        out +=
            heading(tr("Concepts (%1)").arg(grouped(facts.conceptCount))) + concepts.join(QStringLiteral(", ")) + kEnd;
    }
    out += clusterPath(m_entity.root, m_entity.inter);
    const auto share = [&name](const EntityShares& shares) {
        const auto found = shares.find(name);
        return scoreText(found == shares.end() ? 0.0 : found->second);
    };
    out += heading(tr("In this chat")) +
           tr("evidence share in the last answer %1, summed over the chat %2")
               .arg(share(m_turnShares), share(m_chatShares)) +
           kEnd;
    out += heading(tr("Source")) +
           (facts.passageCount > 1
                ? tr("%1 passages; the first:").arg(grouped(facts.passageCount)) + QStringLiteral("<br>")
                : QString());
    return out + source(facts.passage, {&facts.entity.name}, tr("No passage is known for this entity."), theme) + kEnd;
}

QString CardView::tripleHtml() const {
    const Triple& t = m_card.triple;
    const Theme& theme = themeOf(palette());
    QString out = heading(tr("Triple %1").arg(t.id.value())) +
                  linkTo(QStringLiteral("entity"), qs(t.head), qs(t.head), theme) + QStringLiteral(" · ") +
                  qs(t.relation).toHtmlEscaped() + QStringLiteral(" · ") +
                  linkTo(QStringLiteral("entity"), qs(t.tail), qs(t.tail), theme) + kEnd;
    out += heading(tr("Rows"));
    if (m_card.rows.empty()) out += tr("None: refused by KG2KV, or the rows are not up to date.");
    for (const QkvRow& row : m_card.rows)
        out += tr("Q %1<br>K %2<br>V %3<br>noun by %4; rows with this key: %5")
                   .arg(qs(fillTemplate(0, row.descriptionType, row.name)).toHtmlEscaped(),
                        qs(row.keyString()).toHtmlEscaped(), qs(row.description).toHtmlEscaped(),
                        QString::fromLatin1(nounSourceName(row.nounSource)))
                   .arg(row.groupSize) +
               (&row == &m_card.rows.back() ? QString() : QStringLiteral("<br><br>"));
    out += kEnd + clusterPath(m_card.root, m_card.inter);
    out += heading(tr("In this chat")) +
           (m_answers > 0 ? tr("answers that read it: %1, share up to %2").arg(m_answers).arg(scoreText(m_share))
                          : tr("no answer read it")) +
           kEnd;
    if (!m_card.changes.empty()) {
        QStringList changes;
        for (const TripleChange& change : m_card.changes) changes << changeText(change);
        out += heading(tr("Changes")) + changes.join(QStringLiteral("<br>")) + kEnd;
    }
    return out + heading(tr("Source")) +
           source(m_card.passage, {&t.head, &t.tail}, tr("No passage is known for this triple."), theme) + kEnd;
}

} // namespace akv::ui
