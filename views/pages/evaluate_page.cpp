// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/evaluate_page.h"

#include "views/widgets/basics.h"
#include "views/widgets/chart/line_chart.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

EvaluatePage::EvaluatePage(QWidget* parent)
    : QWidget(parent), m_model(new EvalModel(this)), m_failModel(new FailureModel(this)), m_checkBox(new QWidget),
      m_checkLayout(new FlowLayout(m_checkBox, 14)), m_sizes(new QLineEdit), m_seeds(new QSpinBox),
      m_count(new QSpinBox), m_plan(makeParagraph({}, TextRole::Dim)), m_source(makeParagraph({})),
      m_status(makeParagraph({}, TextRole::Dim)), m_folder(makeCaption({})), m_wrongTitle(makeLabel({})),
      m_run(makePrimaryButton(tr("Run"))), m_pause(makeButton(tr("Pause"))),
      m_choose(makeButton(tr("Questions file…"))), m_open(makeButton(tr("Open a run…"))),
      m_ask(makeLinkButton(tr("Ask this one and inspect it"))), m_all(makeLinkButton(tr("Of all cells"))),
      m_bar(new QProgressBar), m_stack(new QStackedWidget), m_state(new StateView), m_table(new QTableView),
      m_failTable(new QTableView), m_metric(new QComboBox), m_chart(new LineChart(tr("rows in the graph"), tr("%"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(makeTitle(tr("Evaluate")));
    header->addWidget(m_folder);
    header->addStretch();
    header->addWidget(m_open);
    layout->addLayout(header);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(buildPlan(), 3);
    m_stack->addWidget(m_state);
    m_stack->addWidget(buildResults());
    row->addWidget(m_stack, 8);
    layout->addLayout(row, 1);
    m_state->show(tr("No results yet. A run can also be made with `atlaskv eval` and opened here."), tr("Open a run…"));
    connect(m_state, &StateView::actionTriggered, this, &EvaluatePage::openRunRequested);
    connect(m_open, &QPushButton::clicked, this, &EvaluatePage::openRunRequested);
    setQuestionsFile({});
    setReady(tr("Open a graph with a built store and a model first."), 0, {});
}

QWidget* EvaluatePage::buildPlan() {
    auto* card = new Card;
    const auto caption = [&](const QString& text, QWidget* field) {
        QLabel* label = makeLabel(text, TextRole::Dim);
        label->setBuddy(field);
        card->body()->addWidget(label);
        card->body()->addWidget(field);
    };
    QLabel* title = makeLabel(tr("What to measure"));
    setTextFont(title, TextFont::Strong);
    card->body()->addWidget(title);
    card->body()->addWidget(m_source);
    card->body()->addWidget(m_choose, 0, Qt::AlignLeft);
    m_sizes->setAccessibleName(tr("Graph sizes, rows, separated by commas"));
    m_sizes->setPlaceholderText(tr("10, 100, 1000"));
    caption(tr("graph sizes (rows)"), m_sizes);
    caption(tr("modes"), m_checkBox);
    m_seeds->setRange(1, 20);
    m_seeds->setValue(3);
    m_seeds->setAccessibleName(tr("Random draws"));
    caption(tr("random draws a size"), m_seeds);
    m_count->setRange(1, 1000);
    m_count->setValue(20);
    m_count->setAccessibleName(tr("Questions a draw and mode"));
    caption(tr("questions a draw and mode"), m_count);
    card->body()->addWidget(m_plan);
    card->body()->addStretch();
    card->body()->addWidget(m_bar);
    card->body()->addWidget(m_status);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_pause);
    card->body()->addLayout(buttons);
    m_pause->hide();
    m_pause->setToolTip(
        tr("Hold between two questions; also a stopped run goes on when it is started with its folder"));
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_paused = !m_paused;
        Q_EMIT pauseRequested(m_paused);
        showPlan();
    });
    m_bar->hide();
    m_bar->setAccessibleName(tr("Progress of the evaluation"));
    m_bar->setTextVisible(false);
    connect(m_sizes, &QLineEdit::textChanged, this, &EvaluatePage::showPlan);
    connect(m_seeds, &QSpinBox::valueChanged, this, &EvaluatePage::showPlan);
    connect(m_count, &QSpinBox::valueChanged, this, &EvaluatePage::showPlan);
    connect(m_choose, &QPushButton::clicked, this, &EvaluatePage::chooseQuestionsRequested);
    connect(m_run, &QPushButton::clicked, this, [this] { m_running ? Q_EMIT cancelRequested() : start(); });
    return card;
}

QWidget* EvaluatePage::buildResults() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* curve = new Card;
    auto* bar = new QHBoxLayout;
    QLabel* title = makeLabel(tr("By size of the graph"));
    setTextFont(title, TextFont::Strong);
    bar->addWidget(title);
    bar->addWidget(makeCaption(tr("bars: 95 % interval over the draws")));
    bar->addStretch();
    m_metric->setAccessibleName(tr("Metric of the curve"));
    bar->addWidget(m_metric);
    curve->body()->addLayout(bar);
    m_chart->setLogX(true);
    curve->body()->addWidget(m_chart, 1);
    column->addWidget(curve, 5);
    auto* results = new Card;
    styleTable(m_table, tr("Results"));
    m_table->setModel(m_model);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    results->body()->addWidget(m_table);
    column->addWidget(results, 3);
    auto* wrong = new Card;
    auto* wrongBar = new QHBoxLayout;
    setTextFont(m_wrongTitle, TextFont::Strong);
    wrongBar->addWidget(m_wrongTitle);
    wrongBar->addStretch();
    wrongBar->addWidget(m_all);
    m_table->setToolTip(tr("Choose a line to see what went wrong in it"));
    connect(m_all, &QPushButton::clicked, m_table, [this] {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EvaluatePage::showCell);
    m_ask->setToolTip(tr("Asked again over the whole open graph, not over the rows that were drawn"));
    wrongBar->addWidget(m_ask);
    wrong->body()->addLayout(wrongBar);
    styleTable(m_failTable, tr("Questions that went wrong"));
    m_failTable->setModel(m_failModel);
    m_failTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_failTable->horizontalHeader()->setSectionResizeMode(FailureModel::Rank, QHeaderView::ResizeToContents);
    wrong->body()->addWidget(m_failTable);
    column->addWidget(wrong, 4);
    const auto ask = [this] {
        const int row = m_failTable->currentIndex().row();
        if (row >= 0) Q_EMIT askRequested(m_failModel->failures()[std::size_t(row)].question);
    };
    connect(m_ask, &QPushButton::clicked, this, ask);
    connect(m_failTable, &QTableView::activated, this, ask);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &EvaluatePage::showCurve);
    return box;
}

void EvaluatePage::setQuestionsFile(const QString& file) {
    m_file = file;
    m_source->setText(file.isEmpty() ? tr("The graph's own rows, asked with the first question form.")
                                     : tr("Questions of %1").arg(QFileInfo(file).fileName()));
}

void EvaluatePage::setReady(const QString& reason, std::uint64_t rows, const QString& out) {
    m_reason = reason;
    m_out = out;
    if (rows != m_rows) {
        m_rows = rows;
        QStringList sizes;
        for (std::uint64_t size = 100; size < rows; size *= 10) sizes << QString::number(size);
        if (rows > 0) sizes << QString::number(rows);
        m_sizes->setText(sizes.join(QStringLiteral(", ")));
    }
    showPlan();
}

void EvaluatePage::setModes(const std::vector<Mode>& modes) {
    clearLayout(m_checkLayout);
    m_checks.clear();
    m_modes = modes;
    for (const Mode mode : modes) {
        auto* check = new QCheckBox(modeLabel(mode));
        check->setAccessibleName(tr("Measure %1").arg(modeLabel(mode)));
        check->setToolTip(modeHint(mode));
        check->setChecked(mode == Mode::Atlas || mode == Mode::Kblam);
        m_checkLayout->addWidget(check);
        m_checks << check;
        connect(check, &QCheckBox::toggled, this, &EvaluatePage::showPlan);
    }
    m_checkBox->updateGeometry();
    showPlan();
}

std::optional<std::vector<std::uint32_t>> EvaluatePage::sizes() const {
    std::vector<std::uint32_t> out;
    for (const QString& part : m_sizes->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool number = false;
        const auto size = part.trimmed().toUInt(&number);
        if (!number || size == 0 || size > m_rows) return std::nullopt;
        out.push_back(size);
    }
    return out.empty() ? std::nullopt : std::optional(out);
}

std::vector<Mode> EvaluatePage::modes() const {
    std::vector<Mode> out;
    for (int i = 0; i < m_checks.size(); ++i)
        if (m_checks[i]->isChecked()) out.push_back(m_modes[std::size_t(i)]);
    return out;
}

void EvaluatePage::showPlan() {
    const auto chosen = sizes();
    const auto which = modes();
    const bool good = m_reason.isEmpty() && chosen && !which.empty();
    QString plan = m_reason;
    if (plan.isEmpty() && !chosen)
        plan = tr("Sizes are numbers from 1 to %1, separated by commas.").arg(grouped(m_rows));
    else if (plan.isEmpty() && which.empty())
        plan = tr("Choose at least one mode.");
    else if (plan.isEmpty())
        plan = tr("%1 cells of %2 answerable questions and some that the drawn rows cannot answer; results go to %3.")
                   .arg(chosen->size() * which.size() * std::size_t(m_seeds->value()))
                   .arg(m_count->value())
                   .arg(m_out);
    if (good && m_pace > 0.0) {
        // Answerable questions and equally many that the drawn rows cannot answer.
        const double questions = double(chosen->size() * which.size()) * m_seeds->value() * m_count->value() * 2.0;
        plan += tr(" About %1 at the pace of the last answer (%2 s).")
                    .arg(durationText(questions * m_pace))
                    .arg(m_pace, 0, 'f', 2);
    }
    m_plan->setText(plan);
    m_pause->setVisible(m_running);
    m_pause->setText(m_paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_paused ? tr("Resume the evaluation") : tr("Pause the evaluation"));
    setTextRole(m_plan, !m_reason.isEmpty() || good ? TextRole::Dim : TextRole::Error);
    m_run->setEnabled(m_running || good);
    m_run->setText(m_running ? tr("Stop") : tr("Run"));
    m_run->setAccessibleName(m_run->text());
}

void EvaluatePage::start() {
    const auto chosen = sizes();
    if (!chosen) return;
    m_status->clear();
    Q_EMIT runRequested(m_file, *chosen, modes(), m_seeds->value(), m_count->value(), m_out);
}

void EvaluatePage::setRunning(bool running) {
    m_running = running;
    m_paused = false;
    m_bar->setVisible(running);
    m_bar->setRange(0, 0);
    if (running) m_status->setText(tr("Preparing…")), setTextRole(m_status, TextRole::Dim);
    if (!running && m_status->property("role") != QStringLiteral("error")) m_status->clear();
    showPlan();
}

void EvaluatePage::setProgress(const Progress& progress) {
    if (!m_running) return;
    m_bar->setRange(0, int(progress.total));
    m_bar->setValue(int(progress.done));
    m_status->setText(tr("%1 · %2 of %3").arg(qs(progress.phase), grouped(progress.done), grouped(progress.total)));
}

void EvaluatePage::setResults(const QString& folder, std::vector<EvalLine> lines, const std::vector<EvalItem>& items) {
    m_folder->setText(cut(folder, 80));
    m_folder->setToolTip(folder);
    const QStringList metrics = metricsOf(lines);
    QStringList known;
    for (int i = 0; i < m_metric->count(); ++i) known << m_metric->itemData(i).toString();
    const int at = m_table->currentIndex().row();
    const EvalLine chosen =
        at >= 0 && at < int(m_model->lines().size()) ? m_model->lines()[std::size_t(at)] : EvalLine();
    m_model->setLines(std::move(lines));
    for (int row = 0; !chosen.mode.isEmpty() && row < m_model->rowCount(); ++row) {
        const EvalLine& line = m_model->lines()[std::size_t(row)];
        if (line.mode == chosen.mode && line.size == chosen.size) m_table->selectRow(row);
    }
    if (metrics != known) {
        const QSignalBlocker blocker(m_metric);
        m_metric->clear();
        for (const QString& metric : metrics) {
            m_metric->addItem(metricLabel(metric), metric);
            m_metric->setItemData(m_metric->count() - 1, metricDefinition(metric), Qt::ToolTipRole);
        }
    }
    m_failModel->setItems(items);
    showCell();
    m_stack->setCurrentIndex(1);
    showCurve();
}

/// The failures of the line that is chosen in the results, or of all.
void EvaluatePage::showCell() {
    const int row = m_table->currentIndex().row();
    const bool one = row >= 0 && row < int(m_model->lines().size());
    const EvalLine line = one ? m_model->lines()[std::size_t(row)] : EvalLine();
    m_failModel->setCell(line.mode, line.size);
    m_wrongTitle->setText(
        one ? tr("What went wrong: %1, %2 rows (%3)").arg(line.mode, grouped(line.size)).arg(m_failModel->rowCount())
            : tr("What went wrong (%1)").arg(m_failModel->rowCount()));
    m_all->setVisible(one);
    m_ask->setEnabled(m_failModel->rowCount() > 0);
    if (m_failModel->rowCount() > 0) m_failTable->selectRow(0);
}

QString EvaluatePage::failuresTitle() const { return m_wrongTitle->text(); }

void EvaluatePage::setPace(double seconds) {
    m_pace = seconds;
    showPlan();
}

void EvaluatePage::showCurve() {
    const QString metric = m_metric->currentData().toString();
    m_chart->setYLabel(tr("%1, %").arg(metricLabel(metric)));
    m_chart->setCurves(curvesOf(m_model->lines(), metric), 0.0, 105.0);
    m_metric->setToolTip(metricDefinition(metric));
}

void EvaluatePage::setError(const QString& message) {
    m_status->setText(message);
    setTextRole(m_status, TextRole::Error);
}

QString EvaluatePage::planText() const { return m_plan->text(); }
QString EvaluatePage::errorText() const { return m_status->text(); }

} // namespace akv::ui
