// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/compare_pane.h"

#include "views/models/text.h"
#include "views/widgets/answer_panel.h"
#include "views/widgets/token_strip.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

ComparePane::ComparePane(Mode mode, QWidget* parent)
    : Card(parent), m_mode(mode), m_focus(makeLinkButton(tr("Maximise"))), m_message(makeParagraph({}, TextRole::Dim)),
      m_context(makeParagraph({}, TextRole::Dim)), m_settings(new QWidget), m_footer(new QWidget),
      m_triples(new QSpinBox), m_strip(new TokenStrip) {
    auto* header = new QHBoxLayout;
    QLabel* title = makeLabel(modeLabel(mode));
    setTextFont(title, TextFont::Strong);
    title->setToolTip(modeHint(mode));
    header->addWidget(title, 1);
    m_focus->setAccessibleName(tr("Maximise %1").arg(modeLabel(mode)));
    header->addWidget(m_focus);
    body()->addLayout(header);
    auto* own = new QHBoxLayout(m_settings);
    own->setContentsMargins(0, 0, 0, 0);
    own->setSpacing(6);
    if (prunes(mode)) {
        own->addWidget(makeLabel(tr("k"), TextRole::Dim));
        const QStringList names = {tr("Root keys of %1"), tr("Inter keys of %1"), tr("Leaf keys of %1")};
        for (std::size_t i = 0; i < m_k.size(); ++i) {
            m_k[i] = new QSpinBox;
            m_k[i]->setRange(1, 4096);
            m_k[i]->setAccessibleName(names[qsizetype(i)].arg(modeLabel(mode)));
            own->addWidget(m_k[i]);
        }
    }
    m_triples->setRange(0, 9999);
    m_triples->setSpecialValueText(tr("auto"));
    m_triples->setAccessibleName(tr("Triples in the prompt of %1").arg(modeLabel(mode)));
    m_triples->setToolTip(tr("At most so many triples stand as text in the prompt; auto: as many as fit (ICL), %1 "
                             "(RAG, hybrid)")
                              .arg(kDefaultTriples));
    if (promptsWithFacts(mode)) {
        own->addWidget(makeLabel(tr("triples"), TextRole::Dim));
        own->addWidget(m_triples);
    } else {
        m_triples->setParent(this);
        m_triples->hide();
    }
    own->addStretch();
    setTextFont(m_context, TextFont::Caption);
    for (QWidget* w : std::initializer_list<QWidget*>{m_settings, m_strip, m_message, m_context}) body()->addWidget(w);
    body()->addStretch();
    buildFooter();
    connect(m_focus, &QPushButton::clicked, this, &ComparePane::focusRequested);
    connect(m_strip, &TokenStrip::tokenClicked, this, &ComparePane::tokenClicked);
    m_settings->hide();
    setIdle({});
}

void ComparePane::buildFooter() {
    auto* grid = new QGridLayout(m_footer);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    const CompareModel names;
    constexpr int kAcross = 3;
    int at = 0;
    for (const auto column : {CompareModel::FirstToken, CompareModel::Speed, CompareModel::PromptTokens,
                              CompareModel::PeakMemory, CompareModel::GoldRank, CompareModel::Match}) {
        const QString name = names.headerData(column, Qt::Horizontal).toString();
        QLabel *caption = makeCaption(name), *value = makeLabel({});
        setTextFont(value, TextFont::Mono);
        caption->setBuddy(value);
        const QString meaning = names.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        caption->setToolTip(meaning);
        value->setToolTip(meaning);
        grid->addWidget(caption, at / kAcross * 2, at % kAcross);
        grid->addWidget(value, at / kAcross * 2 + 1, at % kAcross);
        m_figures.push_back({column, value});
        ++at;
    }
    for (int c = 0; c < kAcross; ++c) grid->setColumnStretch(c, 1);
    body()->addWidget(m_footer);
}

void ComparePane::setOwnSettings(bool own, const CompareSettings& shared) {
    const bool any = prunes(m_mode) || promptsWithFacts(m_mode);
    if (!own && shared.k && m_k[0]) {
        m_k[0]->setValue(int(shared.k->root));
        m_k[1]->setValue(int(shared.k->inter));
        m_k[2]->setValue(int(shared.k->leaf));
    }
    if (!own) m_triples->setValue(shared.contextTriples);
    m_settings->setVisible(own && any);
}

CompareSettings ComparePane::settings() const {
    CompareSettings out;
    if (m_k[0])
        out.k = PruneK{std::uint32_t(m_k[0]->value()), std::uint32_t(m_k[1]->value()), std::uint32_t(m_k[2]->value())};
    if (promptsWithFacts(m_mode)) out.contextTriples = m_triples->value();
    return out;
}

void ComparePane::setFocused(bool focused) {
    m_focus->setText(focused ? tr("Show all") : tr("Maximise"));
    m_focus->setAccessibleName(focused ? tr("Show all modes") : tr("Maximise %1").arg(modeLabel(m_mode)));
}

void ComparePane::setIdle(const QString& reason) {
    m_strip->hide();
    m_footer->hide();
    m_context->hide();
    m_message->show();
    m_message->setText(reason.isEmpty() ? modeHint(m_mode) : tr("Cannot run: %1.").arg(reason));
    setTextRole(m_message, TextRole::Dim);
}

void ComparePane::showRun(const CompareModel& model, int row, const QString& encoder, int contextLength) {
    const CompareModel::Run& run = model.runs()[std::size_t(row)];
    const bool words = run.answer && !run.answer->tokens.empty();
    m_strip->setVisible(words);
    m_message->setVisible(!words || (run.answer && run.answer->stopped));
    if (words) showWords(*m_strip, *run.answer);
    m_message->setText(words ? tr("stopped by you, the text is partial")
                             : model.index(row, CompareModel::AnswerColumn).data().toString());
    setTextRole(m_message, run.state == CompareModel::State::Failed ? TextRole::Error : TextRole::Dim);
    const QString context = run.answer ? CompareModel::contextText(*run.answer, encoder, contextLength) : QString();
    m_context->setVisible(!context.isEmpty());
    m_context->setText(context);
    m_footer->setVisible(run.answer != nullptr);
    for (const auto& [column, label] : m_figures) label->setText(model.index(row, column).data().toString());
}

QString ComparePane::figure(CompareModel::Column column) const {
    for (const auto& [at, label] : m_figures)
        if (at == column) return label->text();
    return {};
}

} // namespace akv::ui
