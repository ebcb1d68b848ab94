// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/compare_page.h"

#include "views/models/text.h"
#include "views/widgets/answer_panel.h"

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
constexpr int kColumns = 3;
} // namespace

ComparePage::ComparePage(CompareModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_stack(new QStackedWidget), m_state(new StateView), m_field(new QLineEdit),
      m_run(makePrimaryButton(tr("Compare"))), m_checkBox(new QWidget), m_checkLayout(new FlowLayout(m_checkBox, 16)),
      m_grid(new QGridLayout), m_table(new QTableView), m_note(makeParagraph({}, TextRole::Dim)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(makeTitle(tr("Compare modes")));
    auto* ask = new Card;
    auto* row = new QHBoxLayout;
    m_field->setPlaceholderText(tr("One question for all modes"));
    m_field->setAccessibleName(tr("Question"));
    row->addWidget(m_field, 1);
    row->addWidget(m_run);
    ask->body()->addLayout(row);
    ask->body()->addWidget(m_checkBox);
    layout->addWidget(ask);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_grid->setSpacing(12);
    column->addLayout(m_grid);
    auto* card = new Card;
    styleTable(m_table, tr("Cost and evidence of every mode"));
    m_table->setModel(&m_model);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CompareModel::AnswerColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(CompareModel::TopEvidence, QHeaderView::Stretch);
    m_table->setMinimumHeight(240);
    card->body()->addWidget(m_table, 1);
    m_note->setText(
        tr("Asked one after the other on this machine, greedy, with the k chosen above. Click a word to inspect "
           "what was read for it. The KV cache grows with the prompt; knowledge attention keeps the graph "
           "out of it."));
    setTextFont(m_note, TextFont::Caption);
    card->body()->addWidget(m_note);
    column->addWidget(card, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(content);
    layout->addWidget(m_stack, 1);
    m_state->show(tr("Write one question and compare what every mode makes of it."), {});
    connect(m_state, &StateView::actionTriggered, this, &ComparePage::stateActionRequested);
    connect(m_run, &QPushButton::clicked, this, [this] { m_running ? Q_EMIT cancelRequested() : start(); });
    connect(m_field, &QLineEdit::returnPressed, this, &ComparePage::start);
    connect(m_field, &QLineEdit::textChanged, this, &ComparePage::updateButtons);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ComparePage::showRuns);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& at) { updateRun(at.row()); });
    updateButtons();
}

void ComparePage::setModes(const std::vector<Mode>& modes) {
    clearLayout(m_checkLayout);
    m_checks.clear();
    m_modes = modes;
    for (const Mode mode : modes) {
        auto* check = new QCheckBox(modeLabel(mode));
        check->setChecked(true);
        check->setToolTip(modeHint(mode));
        check->setAccessibleName(tr("Compare %1").arg(modeLabel(mode)));
        m_checkLayout->addWidget(check);
        m_checks << check;
        connect(check, &QCheckBox::toggled, this, &ComparePage::updateButtons);
    }
    m_checkBox->updateGeometry();
    updateButtons();
}

void ComparePage::setReady(const QString& reason) {
    m_reason = reason;
    if (m_model.rowCount() == 0)
        m_state->show(reason.isEmpty() ? tr("Write one question and compare what every mode makes of it.") : reason,
                      reason.isEmpty() ? QString() : tr("Open the sample"));
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
}

void ComparePage::start() {
    if (m_running || !m_run->isEnabled()) return;
    std::vector<Mode> chosen;
    for (int i = 0; i < m_checks.size(); ++i)
        if (m_checks[i]->isChecked()) chosen.push_back(m_modes[std::size_t(i)]);
    Q_EMIT runRequested(m_field->text().simplified(), chosen);
}

void ComparePage::showRuns() {
    clearLayout(m_grid);
    m_panels.clear();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        auto* panel = new AnswerPanel(modeLabel(m_model.runs()[std::size_t(row)].mode));
        m_grid->addWidget(panel, row / kColumns, row % kColumns);
        m_panels << panel;
        connect(panel, &AnswerPanel::tokenClicked, this, [this, row](int step) {
            if (const auto& answer = m_model.runs()[std::size_t(row)].answer) Q_EMIT inspectRequested(answer, step);
        });
        updateRun(row);
    }
    for (int c = 0; c < kColumns; ++c) m_grid->setColumnStretch(c, c < m_model.rowCount() ? 1 : 0);
    m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
}

void ComparePage::updateRun(int row) {
    if (row < 0 || row >= m_panels.size()) return;
    const CompareModel::Run& run = m_model.runs()[std::size_t(row)];
    if (run.answer)
        m_panels[row]->setAnswer(run.answer);
    else
        m_panels[row]->setMessage(m_model.index(row, CompareModel::AnswerColumn).data().toString(),
                                  run.state == CompareModel::State::Failed);
}

} // namespace akv::ui
