// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/whatif_page.h"

#include "views/models/effect_model.h"
#include "views/models/text.h"
#include "views/pages/intervention_fields.h"
#include "views/pages/kept_view.h"
#include "views/pages/roc_view.h"
#include "views/widgets/accessible.h"
#include "views/widgets/answer_panel.h"
#include "views/widgets/diff_label.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {
constexpr int kRanked = 8;
} // namespace

WhatIfPage::WhatIfPage(QWidget* parent)
    : QWidget(parent), m_model(new EffectModel(this)), m_stack(new QStackedWidget), m_state(new StateView),
      m_question(makeParagraph({})), m_changeText(makeParagraph({}, TextRole::Dim)), m_verdict(makeParagraph({})),
      m_delta(makeParagraph({}, TextRole::Dim)), m_status(makeCaption({})), m_difference(new DiffLabel),
      m_a(new AnswerPanel(tr("A · as asked"))), m_b(new AnswerPanel(tr("B · under the change"))),
      m_table(new Quiet<QTableView>), m_mode(new QComboBox), m_control(new QComboBox), m_value(new QLineEdit),
      m_valueOf(makeCaption({})), m_interventions(new InterventionFields),
      m_choice(new SegmentedControl(tr("Lower table"))), m_roc(new RocView), m_kept(new KeptView),
      m_run(makePrimaryButton(tr("Run  F5"))), m_reset(makeButton(tr("Reset"))),
      m_rank(makeButton(tr("Rank by cause"))), m_cancel(makeButton(tr("Cancel"))),
      m_apply(makeButton(tr("Apply to graph…"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(makeTitle(tr("What if")));
    header->addWidget(makeCaption(tr("Nothing here changes the stored graph, except Apply to graph.")));
    header->addStretch();
    header->addWidget(m_status);
    header->addWidget(m_cancel);
    layout->addLayout(header);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(buildAnswers());
    auto* lower = new QHBoxLayout;
    lower->setSpacing(12);
    lower->addWidget(buildEvidence(), 7);
    lower->addWidget(buildChange(), 4);
    column->addLayout(lower, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(content);
    layout->addWidget(m_stack, 1);
    m_state->show(tr("Ask something first; then its answer can be asked again under a change."),
                  tr("Write a question"));
    connect(m_state, &StateView::actionTriggered, this, &WhatIfPage::stateActionRequested);
    connect(m_cancel, &QPushButton::clicked, this, &WhatIfPage::cancelRequested);
    m_cancel->hide();
    showControls();
}

QWidget* WhatIfPage::buildAnswers() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* question = new Card;
    question->setTinted(true);
    question->body()->setContentsMargins(14, 9, 14, 9);
    question->body()->addWidget(m_question);
    question->body()->addWidget(m_changeText);
    setTextFont(m_changeText, TextFont::Caption);
    column->addWidget(question);
    auto* both = new QHBoxLayout;
    both->setSpacing(12);
    both->addWidget(m_a, 1);
    both->addWidget(m_b, 1);
    column->addLayout(both);
    auto* difference = new Card;
    for (QLabel* label : std::initializer_list<QLabel*>{m_verdict, m_difference, m_delta})
        difference->body()->addWidget(label);
    column->addWidget(difference);
    connect(m_a, &AnswerPanel::tokenClicked, this, [this](int step) { Q_EMIT inspectRequested(m_first, step); });
    connect(m_b, &AnswerPanel::tokenClicked, this, [this](int step) { Q_EMIT inspectRequested(m_second, step); });
    return box;
}

QWidget* WhatIfPage::buildEvidence() {
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    m_choice->setItems({tr("Evidence"), tr("What would be kept"), tr("λ as a test")},
                       {tr("What both answers read, and what each triple was worth"),
                        tr("What one layer would keep for one word while k moves, without a new answer"),
                        tr("Does λ tell whether the graph holds the answer?")});
    m_choice->setCurrent(0);
    row->addWidget(m_choice);
    row->addStretch();
    auto* views = new QStackedWidget;
    views->addWidget(buildTable());
    views->addWidget(m_kept);
    views->addWidget(m_roc);
    connect(m_kept, &KeptView::kMoved, this, [this](int level, int k) { m_k[level]->setValue(k); });
    connect(m_choice, &SegmentedControl::chosen, this, [this, views](int index) {
        m_choice->setCurrent(index);
        views->setCurrentIndex(index);
        m_rank->setVisible(index == 0);
    });
    m_rank->setToolTip(
        tr("Masks the first %1 triples one at a time and measures how much less likely answer A becomes").arg(kRanked));
    row->addWidget(m_rank);
    card->body()->addLayout(row);
    card->body()->addWidget(views, 1);
    return card;
}

QWidget* WhatIfPage::buildTable() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    styleTable(m_table, tr("Evidence of both answers; tick to mask"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSectionResizeMode(EffectModel::TripleColumn, QHeaderView::Stretch);
    for (int c = 1; c < EffectModel::ColumnCount; ++c)
        m_table->horizontalHeader()->setSectionResizeMode(c, QHeaderView::ResizeToContents);
    column->addWidget(m_table, 1);
    QLabel* hint = makeParagraph(tr("Tick a triple to mask it. Δ log p near zero: the words did not need it, "
                                    "whatever its weight."),
                                 TextRole::Dim);
    setTextFont(hint, TextFont::Caption);
    column->addWidget(hint);
    connect(m_model, &EffectModel::maskedChanged, this, &WhatIfPage::showControls);
    // Qt 6.4 does not tell that the tick of a cell has changed.
    connect(m_model, &EffectModel::maskedChanged, this, [this] {
        if (m_table->hasFocus()) announce(this, tr("Masked triples: %1").arg(m_model->masked().size()));
    });
    connect(m_rank, &QPushButton::clicked, this, [this] {
        m_stale = false;
        m_model->clearEffects();
        Q_EMIT rankRequested(m_first, kRanked);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WhatIfPage::showControls);
    return box;
}

QWidget* WhatIfPage::buildChange() {
    auto* card = new Card;
    QLabel* title = makeLabel(tr("Change"));
    setTextFont(title, TextFont::Strong);
    card->body()->addWidget(title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString& name, QWidget* field) {
        const int row = grid->rowCount();
        auto* label = makeLabel(name, TextRole::Dim);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    };
    m_value->setAccessibleName(tr("Value that the selected triple reads as"));
    m_value->setPlaceholderText(tr("another value, for example Lyon"));
    m_value->setClearButtonEnabled(true);
    add(tr("selected value"), m_value);
    grid->addWidget(m_valueOf, grid->rowCount(), 1);
    m_mode->setAccessibleName(tr("Mode of B"));
    add(tr("mode"), m_mode);
    auto* ks = new QWidget;
    auto* kRow = new QHBoxLayout(ks);
    kRow->setContentsMargins(0, 0, 0, 0);
    const QString names[] = {tr("root keys kept by B"), tr("inter keys kept by B"), tr("leaf keys kept by B")};
    for (int i = 0; i < 3; ++i) {
        m_k[i] = new QSpinBox;
        m_k[i]->setRange(1, 1024);
        m_k[i]->setAccessibleName(names[i]);
        m_k[i]->setToolTip(names[i]);
        kRow->addWidget(m_k[i]);
        connect(m_k[i], &QSpinBox::valueChanged, this, &WhatIfPage::showControls);
    }
    kRow->addStretch();
    add(tr("k root-inter-leaf"), ks);
    m_interventions->alignTo(qobject_cast<QLabel*>(grid->itemAtPosition(grid->rowCount() - 1, 0)->widget()));
    m_control->setAccessibleName(tr("Control"));
    m_control->addItems({tr("none"), tr("every key with another row's value"), tr("random vectors, no graph")});
    m_control->setToolTip(
        tr("If the answer stays under shuffled values or random vectors, it did not come from the graph"));
    add(tr("control"), m_control);
    card->body()->addLayout(grid);
    card->body()->addWidget(m_interventions);
    card->body()->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_reset);
    buttons->addStretch();
    buttons->addWidget(m_apply);
    m_apply->setToolTip(tr("Deletes the masked triples and stores the new value; Ctrl+Z undoes it"));
    connect(m_interventions, &InterventionFields::changed, this, &WhatIfPage::showControls);
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applyRequested(m_first, change()); });
    buttons->addWidget(m_run);
    card->body()->addLayout(buttons);
    connect(m_value, &QLineEdit::textChanged, this, &WhatIfPage::showControls);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &WhatIfPage::showControls);
    connect(m_control, &QComboBox::currentIndexChanged, this, &WhatIfPage::showControls);
    connect(m_value, &QLineEdit::returnPressed, this, &WhatIfPage::run);
    m_run->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_run, &QPushButton::clicked, this, &WhatIfPage::run);
    connect(m_reset, &QPushButton::clicked, this, &WhatIfPage::reset);
    return card;
}

void WhatIfPage::setModes(const std::vector<Mode>& modes) {
    m_modes = modes;
    const QSignalBlocker blocker(m_mode);
    m_mode->clear();
    for (const Mode mode : modes) m_mode->addItem(modeLabel(mode));
    reset();
}

void WhatIfPage::setReady(const QString& reason) {
    m_reason = reason;
    m_roc->setReady(reason);
    showControls();
}

void WhatIfPage::setBase(std::shared_ptr<const Answer> answer) {
    m_stale = m_running;
    if (m_stale) Q_EMIT cancelRequested();
    m_first = m_base = std::move(answer);
    m_result = {};
    m_second = {};
    for (QLabel* label : {m_verdict, m_delta, m_status}) label->clear();
    m_difference->hide();
    m_a->setTitle(tr("A · as asked"));
    m_stack->setCurrentIndex(m_first ? 1 : 0);
    if (!m_first) return;
    m_question->setText(qs(m_first->question));
    m_a->setAnswer(m_first);
    m_b->setMessage(tr("Choose what to change, then Run."));
    m_model->setFirst(m_first->evidence);
    m_interventions->setAnswer(m_first);
    m_kept->setAnswer(m_first);
    if (m_model->rowCount() > 0) m_table->selectRow(0);
    m_verdict->setText(tr("Both answers are asked with the same seed; A's words are also scored under the change."));
    reset();
}

void WhatIfPage::reset() {
    if (!m_first) return;
    for (const TripleId id : m_model->masked()) m_model->setMasked(id.value(), false);
    const RunCard& card = m_first->trace.card;
    const std::uint32_t k[] = {card.kRoot, card.kInter, card.kLeaf};
    for (int i = 0; i < 3; ++i) m_k[i]->setValue(int(std::max(1U, k[i])));
    const auto mode = std::find(m_modes.begin(), m_modes.end(), m_first->mode);
    m_mode->setCurrentIndex(mode == m_modes.end() ? 0 : int(mode - m_modes.begin()));
    m_control->setCurrentIndex(0);
    m_value->clear();
    m_interventions->reset();
    showControls();
}

WhatIfChange WhatIfPage::change() const {
    WhatIfChange change;
    change.masked = m_model->masked();
    const int row = m_table->currentIndex().row();
    const QString value = m_value->text().trimmed();
    if (!value.isEmpty() && row >= 0 && row < int(m_model->rows().size()))
        change.values = {{m_model->rows()[std::size_t(row)].triple, toStd(value)}};
    change.control = WhatIfChange::Control(m_control->currentIndex());
    change.interventions = m_interventions->interventions();
    if (const int mode = m_mode->currentIndex(); mode >= 0) change.mode = m_modes[std::size_t(mode)];
    change.k = PruneK{std::uint32_t(m_k[0]->value()), std::uint32_t(m_k[1]->value()), std::uint32_t(m_k[2]->value())};
    return change;
}

void WhatIfPage::mask(qint64 triple) { m_model->setMasked(triple, true); }

void WhatIfPage::showControls() {
    const WhatIfChange now = change();
    const Mode mode = now.mode.value_or(m_first ? m_first->mode : Mode::Atlas);
    const bool nothing = !m_first || changesNothing(now, *m_first);
    m_changeText->setVisible(m_first && !nothing);
    if (m_first && !nothing) m_changeText->setText(tr("what if: %1").arg(whatIfText(now, *m_first)));
    for (QSpinBox* k : m_k) k->setEnabled(prunes(mode));
    m_kept->setWanted(*now.k, now.interventions.scale, m_first && prunes(m_first->mode));
    const int row = m_table->currentIndex().row();
    const bool selected = row >= 0 && row < int(m_model->rows().size());
    m_value->setEnabled(selected && now.control == WhatIfChange::Control::None && mode != Mode::ZeroShot);
    m_valueOf->setText(selected ? cut(tr("of %1").arg(qs(m_model->rows()[std::size_t(row)].key)), 48) : QString());
    const QString unread = m_interventions->problem();
    m_run->setEnabled(m_reason.isEmpty() && !m_running && !nothing && unread.isEmpty());
    m_run->setToolTip(!m_reason.isEmpty() ? m_reason
                      : !unread.isEmpty() ? unread
                      : nothing           ? tr("Choose a change first.")
                                          : QString());
    if (!unread.isEmpty()) {
        m_changeText->setText(unread);
        m_changeText->show();
    }
    m_interventions->setEnabled(mode != Mode::ZeroShot);
    m_apply->setEnabled(m_reason.isEmpty() && !m_running && m_first && canBeApplied(now, *m_first));
    m_rank->setEnabled(m_reason.isEmpty() && !m_running && m_first && !m_first->evidence.empty() &&
                       !m_first->tokens.empty());
    m_reset->setEnabled(!nothing);
}

void WhatIfPage::run() {
    if (!m_run->isEnabled()) return;
    m_stale = false;
    Q_EMIT runRequested(m_first, change());
}

void WhatIfPage::setRunning(bool running, const QString& what) {
    m_running = running;
    m_cancel->setVisible(running);
    m_status->setText(running ? cut(what, 80) : QString());
    showControls();
}

void WhatIfPage::setResult(const std::shared_ptr<const WhatIfResult>& result) {
    if (m_stale) return;
    m_result = result;
    m_second = {result, &result->after};
    m_a->setTitle(result->askedAgain ? tr("A · asked again, model or graph had changed") : tr("A · as asked"));
    if (result->askedAgain) {
        m_first = {result, &result->before};
        m_model->setFirst(m_first->evidence);
    }
    m_a->setAnswer(m_first);
    m_b->setAnswer(m_second);
    const int row = m_table->currentIndex().row();
    m_model->setSecond(m_second->evidence);
    if (row >= 0) m_table->selectRow(row);
    m_verdict->setText(whatIfVerdict(*result));
    m_difference->setVisible(!result->sameText());
    m_difference->setTexts({}, qs(m_first->text), qs(m_second->text));
    m_delta->setText(
        tr("log-probability of A's words: %1 as asked, %2 under the change, Δ %3 over %4 tokens; λ %5 as "
           "asked, %6 under the change")
            .arg(fixedText(result->logprobBefore), fixedText(result->logprobAfter), fixedText(result->logprobChange()))
            .arg(m_first->tokens.size())
            .arg(scoreText(m_first->lambdaKg), scoreText(m_second->lambdaKg)));
}

void WhatIfPage::setEffect(qint64 triple, double delta, bool sameText, int done, int total) {
    if (m_stale) return;
    m_model->setEffect(triple, delta, sameText);
    m_status->setText(tr("%1 of %2 masked alone").arg(done).arg(total));
}

void WhatIfPage::setError(const QString& message) {
    if (m_stale) return;
    m_b->setMessage(message, true);
    m_verdict->setText(tr("Nothing is compared.")); // what stood here was another change's
    m_delta->clear();
    m_difference->hide();
}

void WhatIfPage::setNote(const QString& note, bool error) {
    m_status->setText(cut(note, 120));
    m_status->setToolTip(note);
    setTextRole(m_status, error ? TextRole::Error : TextRole::Dim);
}

QString WhatIfPage::verdictText() const { return m_verdict->text(); }
QString WhatIfPage::deltaText() const { return m_delta->text(); }

} // namespace akv::ui
