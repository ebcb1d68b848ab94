// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/turn_view.h"

#include "views/models/evidence_model.h"
#include "views/models/indicators.h"
#include "views/models/run_card.h"
#include "views/models/text.h"
#include "views/widgets/answer_panel.h"
#include "views/widgets/diff_label.h"
#include "views/widgets/indicator_card.h"
#include "views/widgets/theme.h"
#include "views/widgets/token_strip.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

constexpr int kFirstChips = 3, kChipText = 56;
constexpr double kMostlyBase = 0.1; ///< λ knowledge below which a note says so

/// A triple with its share. Where the page is narrower than its words, the words end in an ellipsis and the share
/// stays.
class EvidenceChip : public QPushButton {
public:
    EvidenceChip(const QString& triple, const QString& whole) : m_triple(triple), m_share(whole.mid(triple.size())) {
        setText(whole.size() > kChipText ? cut(triple, kChipText - 8) + m_share : whole);
        setProperty("evidence", true);
        m_wide = text();
    }
    QSize sizeHint() const override {
        const QSize now = QPushButton::sizeHint();
        return {now.width() + fontMetrics().horizontalAdvance(m_wide) - fontMetrics().horizontalAdvance(text()),
                now.height()};
    }
    QSize minimumSizeHint() const override { return QPushButton::sizeHint(); } // of the words that are shown

protected:
    void resizeEvent(QResizeEvent* event) override {
        QPushButton::resizeEvent(event);
        const int around = sizeHint().width() - fontMetrics().horizontalAdvance(m_wide);
        const int room = width() - around - fontMetrics().horizontalAdvance(m_share);
        const bool fits = width() >= sizeHint().width();
        const QString now = fits ? m_wide : fontMetrics().elidedText(m_triple, Qt::ElideRight, room) + m_share;
        if (now != text()) setText(now);
    }

private:
    QString m_triple, m_share, m_wide;
};

} // namespace

TurnView::TurnView(QWidget* parent)
    : QWidget(parent), m_bubble(new Card), m_card(new Card), m_edit(makeLinkButton(tr("Edit"))),
      m_whatIf(makeLinkButton(tr("What if…"))), m_runCard(makeLinkButton(tr("Run card"))),
      m_fork(makeLinkButton(tr("Fork"))), m_previousVariant(makeLinkButton(QStringLiteral("‹"))),
      m_nextVariant(makeLinkButton(QStringLiteral("›"))), m_question(makeParagraph({})),
      m_maskNote(makeParagraph({}, TextRole::Dim)), m_streaming(makeParagraph({})),
      m_note(makeParagraph({}, TextRole::Dim)), m_variant(makeCaption({})), m_difference(new DiffLabel),
      m_strip(new TokenStrip), m_legend(new LambdaLegend), m_indicators(new QWidget), m_chipBox(new QWidget),
      m_links(new QWidget), m_variants(new QWidget),
      m_grounding(new IndicatorCard(tr("Grounded"), groundingDefinition())),
      m_match(new IndicatorCard(tr("Faithful"), matchDefinition())),
      m_lambda(new IndicatorCard(tr("λ knowledge"), lambdaDefinition())), m_chipLayout(new FlowLayout(m_chipBox, 6)),
      m_evidence(new EvidenceModel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_bubble->setTinted(true);
    m_bubble->body()->setContentsMargins(14, 9, 14, 9);
    m_bubble->body()->addWidget(m_question);
    m_bubble->body()->addWidget(m_maskNote);
    setTextFont(m_maskNote, TextFont::Caption);
    auto* right = new QHBoxLayout;
    right->addSpacing(48);
    right->addWidget(m_bubble, 1);
    layout->addLayout(right);
    layout->addWidget(m_card);

    setTextFont(m_streaming, TextFont::Answer);
    setTextFont(m_note, TextFont::Caption);
    auto* figures = new QHBoxLayout(m_indicators);
    figures->setContentsMargins(0, 0, 0, 0);
    figures->setSpacing(8);
    for (IndicatorCard* card : {m_grounding, m_match, m_lambda}) figures->addWidget(card);
    buildLinks();
    buildVariants();
    for (QWidget* w : std::initializer_list<QWidget*>{m_variants, m_streaming, m_strip, m_legend, m_indicators,
                                                      m_chipBox, m_difference, m_note, m_links})
        m_card->body()->addWidget(w);
    connect(m_strip, &TokenStrip::tokenClicked, this, [this](int step) { Q_EMIT tokenSelected(m_turn, step); });
}

void TurnView::buildLinks() {
    auto* links = new FlowLayout(m_links, 2);
    QPushButton* again = makeLinkButton(tr("Ask again"));
    m_edit->setToolTip(tr("Change this question; the answer goes into a new chat with the turns before it"));
    m_whatIf->setToolTip(tr("Ask again with triples masked, a value changed or another k, side by side"));
    m_runCard->setToolTip(tr("How this answer was made; run it again and compare token by token"));
    m_fork->setToolTip(tr("A new chat with the turns before this one"));
    QPushButton* copy = makeLinkButton(tr("Copy"));
    QPushButton* save = makeLinkButton(tr("Save…"));
    save->setProperty("menuLink", true);
    auto* saveMenu = new QMenu(save);
    saveMenu->addAction(tr("Trace of this answer…"), this, [this] { Q_EMIT saveTraceRequested(m_turn); });
    m_saveEvidence = saveMenu->addAction(tr("Evidence as a graph (GraphML, GEXF, N-Triples)…"), this,
                                         [this] { Q_EMIT evidenceExportRequested(m_turn); });
    save->setMenu(saveMenu);
    for (QPushButton* b : {again, m_edit, m_fork, m_whatIf, m_runCard, copy, save}) links->addWidget(b);
    connect(again, &QPushButton::clicked, this, [this] { Q_EMIT regenerateRequested(m_turn); });
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(m_turn); });
    connect(m_fork, &QPushButton::clicked, this, [this] { Q_EMIT forkRequested(m_turn); });
    connect(m_whatIf, &QPushButton::clicked, this, [this] { Q_EMIT whatIfRequested(m_turn); });
    connect(m_runCard, &QPushButton::clicked, this, [this] { Q_EMIT runCardRequested(m_turn); });
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_streaming->text()); });
}

void TurnView::buildVariants() {
    auto* row = new QHBoxLayout(m_variants);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_previousVariant->setAccessibleName(tr("The run before"));
    m_nextVariant->setAccessibleName(tr("The next run"));
    row->addWidget(m_previousVariant);
    row->addWidget(m_variant);
    row->addWidget(m_nextVariant);
    row->addStretch();
    m_variants->hide();
    connect(m_previousVariant, &QPushButton::clicked, this, [this] { Q_EMIT variantRequested(m_turn, -1); });
    connect(m_nextVariant, &QPushButton::clicked, this, [this] { Q_EMIT variantRequested(m_turn, 1); });
}

void TurnView::setVariant(int number, int count) {
    m_variants->setVisible(count > 1);
    m_variant->setText(tr("run %1 of %2").arg(number).arg(count));
    m_previousVariant->setEnabled(number > 1);
    m_nextVariant->setEnabled(number < count);
}

void TurnView::setTurn(const Turn& turn, const Turn* base) {
    m_turn = turn.id;
    m_question->setText(turn.question);
    m_maskNote->setVisible(!turn.maskedText.isEmpty());
    m_maskNote->setText(tr("asked again without: %1").arg(turn.maskedText));
    const bool complete = turn.answer != nullptr;
    const bool traced = complete && !turn.answer->tokens.empty();
    const bool read = complete && !turn.answer->evidence.empty();
    m_streaming->setVisible(!traced && turn.state != Turn::State::Failed);
    m_streaming->setText(turn.text.isEmpty() && !complete ? tr("Reading the question…") : turn.text.trimmed());
    m_strip->setVisible(traced);
    m_legend->setVisible(read);
    m_indicators->setVisible(read);
    m_chipBox->setVisible(read);
    m_links->setVisible(complete);
    m_edit->setVisible(turn.source.isEmpty());
    m_fork->setVisible(turn.source.isEmpty());
    m_whatIf->setVisible(read && turn.source.isEmpty());
    m_saveEvidence->setEnabled(complete && !turn.answer->trace.leaves.empty());
    if (complete) showAnswer(turn);
    showDifference(turn, base);
    showNote(turn);
}

void TurnView::showAnswer(const Turn& turn) {
    showWords(*m_strip, *turn.answer);
    showIndicators(*turn.answer);
    m_evidence->setEvidence(turn.answer->evidence);
    showChips();
}

void TurnView::showIndicators(const Answer& answer) {
    const Indicators figures = indicatorsOf(answer);
    const auto good = IndicatorCard::Tone::Good, neutral = IndicatorCard::Tone::Neutral;
    if (answer.refused)
        m_grounding->setValue(tr("refused"), neutral);
    else if (figures.groundingRank)
        m_grounding->setValue(tr("#%1 of %2").arg(*figures.groundingRank).arg(grouped(figures.leavesRead)),
                              *figures.groundingRank == 1 ? good : neutral);
    else
        m_grounding->setValue(tr("not in %1 read").arg(grouped(figures.leavesRead)), neutral);
    m_match->setValue(figures.match ? tr("%1 match").arg(scoreText(*figures.match)) : tr("n/a"),
                      figures.match && *figures.match > 0.999 ? good : neutral);
    m_lambda->setValue(figures.lambdaKg ? scoreText(*figures.lambdaKg) : tr("n/a"), IndicatorCard::Tone::Knowledge);
}

void TurnView::showChips() {
    clearLayout(m_chipLayout);
    m_chips.clear();
    const int all = m_evidence->rowCount();
    const int shown = m_allChips ? std::min(all, 24) : std::min(all, kFirstChips);
    for (int row = 0; row < shown; ++row) addChip(row);
    if (shown < all && !m_allChips) {
        QPushButton* more = makePill(QStringLiteral("+%1").arg(all - shown));
        more->setAccessibleName(tr("Show %1 more triples that were read").arg(all - shown));
        more->setToolTip(evidenceDefinition());
        m_chipLayout->addWidget(more);
        connect(more, &QPushButton::clicked, this, [this] {
            m_allChips = true;
            showChips();
        });
    }
    m_chipBox->updateGeometry();
}

void TurnView::addChip(int row) {
    const QModelIndex index = m_evidence->index(row);
    const QString text = index.data(EvidenceModel::TripleTextRole).toString();
    const QString full = index.data().toString();
    const QString head = index.data(EvidenceModel::HeadRole).toString();
    const qint64 triple = index.data(EvidenceModel::TripleIdRole).toLongLong();
    auto* chip = new EvidenceChip(text, full);
    chip->setProperty("top", row == 0);
    chip->setAccessibleName(tr("Evidence: %1").arg(full));
    chip->setToolTip(index.data(Qt::ToolTipRole).toString() + QLatin1Char('\n') + evidenceDefinition());
    auto* menu = new QMenu(chip);
    menu->addAction(tr("Show in the Inspector"), this, [this, triple] { Q_EMIT tripleSelected(m_turn, triple); });
    menu->addAction(tr("Mask this triple and ask again"), this,
                    [this, triple, text] { Q_EMIT maskRequested(m_turn, triple, text); });
    menu->addAction(tr("Open in the graph"), this, [this, head] { Q_EMIT openInGraph(head); });
    menu->addAction(tr("Copy"), this, [text] { QGuiApplication::clipboard()->setText(text); });
    chip->setMenu(menu);
    m_chipLayout->addWidget(chip);
    m_chips << chip;
}

QString TurnView::maskVerdict(const Turn& turn, const Turn& base) {
    if (!turn.answer || !base.answer) return {};
    if (turn.answer->text == base.answer->text)
        return tr("No change: without this triple the answer is word for word the same. The words did not depend on it "
                  "alone, whatever its weight was.");
    return tr("The answer changed when this triple could not be read:");
}

void TurnView::showDifference(const Turn& turn, const Turn* base) {
    const bool both = base && base->answer && turn.answer && turn.state != Turn::State::Stopped;
    m_difference->setVisible(both);
    if (!both) return;
    const bool again = turn.masked == base->masked && turn.maskedText == base->maskedText;
    m_difference->setTexts(again ? compareRuns(*base->answer, *turn.answer).text : maskVerdict(turn, *base),
                           qs(base->answer->text), qs(turn.answer->text));
}

void TurnView::showNote(const Turn& turn) {
    QString note;
    TextRole role = TextRole::Dim;
    if (turn.state == Turn::State::Failed) {
        note = turn.error;
        role = TextRole::Error;
    } else if (turn.answer) {
        const Answer& a = *turn.answer;
        QStringList parts{modeLabel(turn.mode)};
        if (!turn.source.isEmpty()) parts << tr("from %1").arg(cut(turn.source, 60));
        if (turn.state == Turn::State::Stopped) parts << tr("stopped by you, the text is partial");
        if (a.refused) parts << tr("the model says that it cannot find this in the graph");
        if (attendsToKnowledge(a.mode) && !a.evidence.empty() && a.lambdaKg < kMostlyBase)
            parts << tr("the answer comes mostly from the model itself: λ knowledge below %1").arg(kMostlyBase);
        if (turn.mode == Mode::ZeroShot) parts << tr("no graph was read");
        if (a.context && a.context->dropped > 0)
            parts << tr("context full: %1 chosen triples did not fit the prompt").arg(a.context->dropped);
        if (a.timeToFirstToken > 0.0) // a trace file does not hold the cost
            parts << tr("first token %1 s").arg(a.timeToFirstToken, 0, 'f', 2)
                  << tr("%1 tokens/s").arg(a.tokensPerSecond, 0, 'f', 1);
        parts << tr("%1 prompt tokens").arg(a.promptTokens);
        if (a.trace.tokens.empty()) parts << tr("kept without its trace: ask again to inspect it");
        if (a.trace.truncated)
            parts << tr("trace cut at its size limit: %1 records dropped").arg(a.trace.droppedRecords);
        note = parts.join(QStringLiteral(" · "));
    }
    m_note->setVisible(!note.isEmpty());
    m_note->setText(note);
    setTextRole(m_note, role);
}

} // namespace akv::ui
