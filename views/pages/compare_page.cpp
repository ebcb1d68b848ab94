// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/compare_page.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/compare_pane.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {
constexpr int kMostColumns = 3, kStackBelow = 1100, kPaneHeight = 210;
} // namespace

ComparePage::ComparePage(CompareModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_stack(new QStackedWidget), m_state(new StateView), m_field(new QLineEdit),
      m_run(makePrimaryButton(tr("Compare"))), m_sync(new QCheckBox(tr("Same settings in all panes"))),
      m_checkBox(new QWidget), m_tableCard(nullptr), m_checkLayout(new FlowLayout(m_checkBox, 16)),
      m_grid(new QGridLayout), m_table(new Quiet<QTableView>), m_note(makeParagraph({}, TextRole::Dim)),
      m_queue(makeParagraph({}, TextRole::Dim)), m_reasons(makeParagraph({}, TextRole::Dim)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(makeTitle(tr("Compare modes")));
    layout->addWidget(buildAsk());
    m_stack->addWidget(m_state);
    m_stack->addWidget(buildContent());
    layout->addWidget(m_stack, 1);
    m_state->show(tr("Write one question and compare what every mode makes of it."), {});
    connect(m_state, &StateView::actionTriggered, this, &ComparePage::stateActionRequested);
    connect(m_run, &QPushButton::clicked, this, [this] { m_running ? Q_EMIT cancelRequested() : start(); });
    connect(m_field, &QLineEdit::returnPressed, this, &ComparePage::start);
    connect(m_field, &QLineEdit::textChanged, this, &ComparePage::updateButtons);
    connect(m_sync, &QCheckBox::toggled, this, &ComparePage::updatePanes);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ComparePage::showRuns);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& at) { updateRun(at.row()); });
    updateButtons();
}

QWidget* ComparePage::buildAsk() {
    auto* ask = new Card;
    auto* row = new QHBoxLayout;
    m_field->setPlaceholderText(tr("One question for all modes"));
    m_field->setAccessibleName(tr("Question"));
    row->addWidget(m_field, 1);
    row->addWidget(m_run);
    ask->body()->addLayout(row);
    ask->body()->addWidget(m_checkBox);
    m_sync->setChecked(true);
    m_sync->setToolTip(
        tr("On: the k chosen above and the modes' own number of triples in the prompt. Off: every pane has "
           "its own."));
    ask->body()->addWidget(m_sync, 0, Qt::AlignLeft);
    for (QLabel* label : {m_reasons, m_queue}) {
        setTextFont(label, TextFont::Caption);
        ask->body()->addWidget(label);
        label->hide();
    }
    return ask;
}

QWidget* ComparePage::buildContent() {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(12);
    m_grid->setSpacing(12);
    column->addLayout(m_grid, 1);
    auto* card = new Card;
    styleTable(m_table, tr("Cost and evidence of every mode"));
    m_table->setModel(&m_model);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CompareModel::AnswerColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(CompareModel::TopEvidence, QHeaderView::Stretch);
    m_table->setMinimumHeight(240);
    card->body()->addWidget(m_table, 1);
    m_note->setText(tr("Asked one after the other on this machine, greedy. Click a word to inspect what was read for "
                       "it. The KV cache grows with the prompt; knowledge attention keeps the graph out of it."));
    setTextFont(m_note, TextFont::Caption);
    card->body()->addWidget(m_note);
    m_tableCard = card;
    column->addWidget(card);
    auto* scroll = new QScrollArea;
    fillScrollArea(scroll, content, tr("Answers of the modes"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

void ComparePage::setOffers(const std::vector<ModeOffer>& offers) {
    clearLayout(m_checkLayout);
    qDeleteAll(m_panes);
    m_checks.clear();
    m_panes.clear();
    m_focus.reset();
    m_offers = offers;
    QStringList reasons;
    for (const ModeOffer& offer : offers) {
        const QString label = modeLabel(offer.mode);
        auto* check = new QCheckBox(label);
        check->setChecked(offer.reason.isEmpty());
        check->setEnabled(offer.reason.isEmpty());
        check->setToolTip(offer.reason.isEmpty() ? modeHint(offer.mode) : tr("Cannot run: %1.").arg(offer.reason));
        check->setAccessibleName(tr("Compare %1").arg(label));
        m_checkLayout->addWidget(check);
        m_checks << check;
        connect(check, &QCheckBox::toggled, this, &ComparePage::updateButtons);
        auto* pane = new ComparePane(offer.mode, this);
        pane->hide();
        m_panes << pane;
        if (!offer.reason.isEmpty()) reasons << tr("%1: %2").arg(label, offer.reason);
        connect(pane, &ComparePane::focusRequested, this, [this, mode = offer.mode] {
            m_focus = m_focus == mode ? std::nullopt : std::optional(mode);
            layOut();
        });
        connect(pane, &ComparePane::tokenClicked, this, [this, mode = offer.mode](int step) {
            const int row = rowOf(mode);
            if (row < 0) return;
            if (const auto& answer = m_model.runs()[std::size_t(row)].answer) Q_EMIT inspectRequested(answer, step);
        });
    }
    m_reasons->setVisible(!reasons.isEmpty());
    m_reasons->setText(tr("Cannot run now. %1.").arg(reasons.join(QStringLiteral("; "))));
    m_checkBox->updateGeometry();
    showRuns();
    updatePanes();
    updateButtons();
}

void ComparePage::setShared(const CompareSettings& settings, const QString& encoder, int contextLength) {
    m_shared = settings;
    m_encoder = encoder;
    m_contextLength = contextLength;
    updatePanes();
}

void ComparePage::updatePanes() {
    for (ComparePane* pane : m_panes) pane->setOwnSettings(!m_sync->isChecked(), m_shared);
    // Settings are chosen in the panes, so these are shown before anything has run.
    if (!m_sync->isChecked() && m_reason.isEmpty()) m_stack->setCurrentIndex(1);
    layOut();
}

void ComparePage::setReady(const QString& reason) {
    m_reason = reason;
    if (m_model.rowCount() == 0)
        m_state->show(reason.isEmpty() ? tr("Write one question and compare what every mode makes of it.") : reason,
                      reason.isEmpty() ? QString() : tr("Open the sample"));
    if (!reason.isEmpty() && m_model.rowCount() == 0) m_stack->setCurrentIndex(0);
    updateButtons();
}

void ComparePage::setQuestion(const QString& question) { m_field->setText(question); }

void ComparePage::setRunning(bool running) {
    m_running = running;
    updateButtons();
}

void ComparePage::updateButtons() {
    bool any = false;
    for (QCheckBox* check : m_checks) any |= check->isChecked();
    m_run->setText(m_running ? tr("Stop") : tr("Compare"));
    m_run->setAccessibleName(m_run->text());
    m_run->setEnabled(m_running || (m_reason.isEmpty() && any && !m_field->text().trimmed().isEmpty()));
    m_run->setToolTip(m_reason);
    layOut();
}

void ComparePage::start() {
    if (m_running || !m_run->isEnabled()) return;
    std::vector<CompareModel::Run> runs;
    for (int i = 0; i < m_checks.size(); ++i) {
        if (!m_checks[i]->isChecked()) continue;
        CompareModel::Run run;
        run.mode = m_offers[std::size_t(i)].mode;
        run.settings = m_sync->isChecked() ? m_shared : m_panes[i]->settings();
        runs.push_back(std::move(run));
    }
    Q_EMIT runRequested(m_field->text().simplified(), runs);
}

int ComparePage::rowOf(Mode mode) const {
    for (std::size_t i = 0; i < m_model.runs().size(); ++i)
        if (m_model.runs()[i].mode == mode) return int(i);
    return -1;
}

ComparePane* ComparePage::pane(Mode mode) const {
    for (ComparePane* pane : m_panes)
        if (pane->mode() == mode) return pane;
    return nullptr;
}

QCheckBox* ComparePage::checkOf(Mode mode) const {
    for (int i = 0; i < m_checks.size(); ++i)
        if (m_offers[std::size_t(i)].mode == mode) return m_checks[i];
    return nullptr;
}

/// The panes of the modes that are chosen, or that have run; or the one that is maximised.
void ComparePage::layOut() {
    QList<ComparePane*> shown;
    for (int i = 0; i < m_panes.size(); ++i)
        if (m_checks[i]->isChecked() || rowOf(m_panes[i]->mode()) >= 0) shown << m_panes[i];
    const bool alone = m_focus && shown.contains(pane(*m_focus));
    m_columns = alone || width() < kStackBelow ? 1 : std::min<int>(kMostColumns, std::max<int>(1, int(shown.size())));
    for (ComparePane* p : m_panes) {
        m_grid->removeWidget(p);
        p->setVisible(shown.contains(p) && (!alone || p->mode() == *m_focus));
        p->setFocused(alone && p->mode() == *m_focus);
        p->setMinimumHeight(kPaneHeight);
    }
    int at = 0;
    for (ComparePane* p : shown)
        if (!alone || p->mode() == *m_focus) m_grid->addWidget(p, at / m_columns, at % m_columns), ++at;
    for (int c = 0; c < kMostColumns; ++c) m_grid->setColumnStretch(c, c < m_columns ? 1 : 0);
    m_tableCard->setVisible(!alone && m_model.rowCount() > 0);
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool stacked = width() < kStackBelow;
    if (stacked != (m_columns == 1)) layOut();
}

void ComparePage::showRuns() {
    for (int i = 0; i < m_panes.size(); ++i) m_panes[i]->setIdle(m_offers[std::size_t(i)].reason);
    for (int row = 0; row < m_model.rowCount(); ++row) updateRun(row);
    m_queue->setVisible(m_model.rowCount() > 0);
    if (m_model.rowCount() > 0) m_stack->setCurrentIndex(1);
    layOut();
}

void ComparePage::updateRun(int row) {
    if (row < 0 || row >= m_model.rowCount()) return;
    if (ComparePane* shown = pane(m_model.runs()[std::size_t(row)].mode))
        shown->showRun(m_model, row, m_encoder, m_contextLength);
    m_queue->setText(tr("Queue: %1").arg(m_model.queueText()));
}

QString ComparePage::queueText() const { return m_queue->text(); }
QString ComparePage::reasonsText() const { return m_reasons->text(); }

} // namespace akv::ui
