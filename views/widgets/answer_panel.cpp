// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/answer_panel.h"

#include "views/models/text.h"
#include "views/widgets/token_strip.h"

#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

AnswerPanel::AnswerPanel(const QString& title, QWidget* parent)
    : Card(parent), m_title(makeLabel({})), m_message(makeParagraph({}, TextRole::Dim)),
      m_facts(makeParagraph({}, TextRole::Dim)), m_strip(new TokenStrip) {
    setTextFont(m_title, TextFont::Strong);
    setTextFont(m_facts, TextFont::Caption);
    for (QWidget* w : std::initializer_list<QWidget*>{m_title, m_strip, m_message, m_facts}) body()->addWidget(w);
    body()->addStretch();
    connect(m_strip, &TokenStrip::tokenClicked, this, &AnswerPanel::tokenClicked);
    setTitle(title);
    setMessage({});
}

void AnswerPanel::setTitle(const QString& title) { m_title->setText(title); }

void AnswerPanel::setAnswer(std::shared_ptr<const Answer> answer) {
    if (!answer) return setMessage({});
    m_strip->setVisible(!answer->tokens.empty());
    m_message->setVisible(answer->tokens.empty());
    m_message->setText(answer->text.empty() ? tr("The model said nothing.") : qs(answer->text));
    setTextRole(m_message, TextRole::Normal);
    showWords(*m_strip, *answer);
    QStringList facts{modeLabel(answer->mode)};
    const RunCard& card = answer->trace.card;
    if (prunes(answer->mode)) facts << QStringLiteral("k %1-%2-%3").arg(card.kRoot).arg(card.kInter).arg(card.kLeaf);
    if (answer->refused) facts << tr("refuses");
    if (!answer->evidence.empty()) facts << tr("λ %1").arg(scoreText(answer->lambdaKg));
    if (answer->timeToFirstToken > 0) facts << tr("first token %1 s").arg(answer->timeToFirstToken, 0, 'f', 2);
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->show();
}

void AnswerPanel::setMessage(const QString& message, bool error) {
    m_strip->hide();
    m_strip->setTokens({});
    m_facts->hide();
    m_message->show();
    m_message->setText(message);
    setTextRole(m_message, error ? TextRole::Error : TextRole::Dim);
}

void showWords(TokenStrip& strip, const Answer& answer) {
    std::vector<StripToken> tokens;
    const bool knows = answer.mode != Mode::ZeroShot && !answer.trace.layers.empty();
    for (const AnswerToken& token : answer.tokens) {
        StripToken s;
        s.step = token.step;
        s.text = qs(token.text);
        if (knows) s.lambda = token.lambdaKg;
        s.detail = QObject::tr("“%1” · step %2 · ").arg(s.text.trimmed()).arg(token.step);
        if (knows) s.detail += QObject::tr("λ knowledge %1 · ").arg(scoreText(double(token.lambdaKg)));
        s.detail += QObject::tr("log-probability %1").arg(fixedText(double(token.logprob)));
        tokens.push_back(std::move(s));
    }
    strip.setTokens(std::move(tokens));
}

} // namespace akv::ui
