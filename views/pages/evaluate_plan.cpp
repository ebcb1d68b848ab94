// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/evaluate_plan.h"

#include "views/models/core_text.h"
#include "views/models/text.h"
#include "views/widgets/judge_fields.h"
#include "views/widgets/sweep_fields.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>

namespace akv::ui {

namespace {

struct MetricChoice {
    const char* name;
    QString label, hint;
    bool usual;
};

QList<MetricChoice> metricChoices() {
    return {
        {"acc", EvaluatePlan::tr("ACC@k"),
         EvaluatePlan::tr("Does the gold row rank first or among five by knowledge attention?"), true},
        {"em", EvaluatePlan::tr("exact match"),
         EvaluatePlan::tr("The value that is said equals a gold value (normalised)."), true},
        {"f1", EvaluatePlan::tr("F1"), EvaluatePlan::tr("Token F1 with the best gold value."), true},
        {"rouge", EvaluatePlan::tr("ROUGE"), EvaluatePlan::tr("ROUGE-1, -2 and -L with the best gold value."), true},
        {"bertscore", EvaluatePlan::tr("BERTScore"),
         EvaluatePlan::tr("Token embeddings of the sentence encoder, greedily matched."), false},
        {"refusal", EvaluatePlan::tr("refusals"),
         EvaluatePlan::tr("Are the questions refused that the drawn rows cannot answer?"), true},
        {"mask", EvaluatePlan::tr("needs the gold"),
         EvaluatePlan::tr(
             "Log-probability of a right answer with its gold row masked; costs two more passes an answer."),
         false}};
}

} // namespace

QCheckBox* EvaluatePlan::Choices::find(const QString& value) const {
    for (const auto& [check, its] : checks)
        if (its == value) return check;
    return nullptr;
}

QStringList EvaluatePlan::Choices::chosen() const {
    QStringList out;
    for (const auto& [check, value] : checks)
        if (check->isEnabled() && check->isChecked()) out << value;
    return out;
}

EvaluatePlan::Choices EvaluatePlan::makeChoices() {
    Choices out;
    out.box = new QWidget;
    out.layout = new FlowLayout(out.box, 8);
    return out;
}

EvaluatePlan::EvaluatePlan(QWidget* parent)
    : Card(parent), m_modes(makeChoices()), m_metrics(makeChoices()), m_layers(makeChoices()), m_judge(new JudgeFields),
      m_sweeps(new SweepFields), m_sizes(new QLineEdit), m_seeds(new QSpinBox), m_count(new QSpinBox),
      m_source(makeParagraph({})), m_plan(makeParagraph({}, TextRole::Dim)), m_status(makeParagraph({}, TextRole::Dim)),
      m_run(makePrimaryButton(tr("Run"))), m_pause(makeButton(tr("Pause"))),
      m_choose(makeButton(tr("Questions file…"))), m_bar(new QProgressBar) {
    QLabel* title = makeLabel(tr("What to measure"));
    setTextFont(title, TextFont::Strong);
    body()->addWidget(title);
    auto* scroll = new QScrollArea;
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    fillScrollArea(scroll, buildFields(), tr("What to measure"));
    body()->addWidget(scroll, 1);
    buildFoot();
    for (const MetricChoice& metric : metricChoices())
        add(m_metrics, metric.label, QLatin1String(metric.name), tr("Measure %1").arg(metric.label), metric.usual)
            ->setToolTip(metric.hint);
    connect(m_sizes, &QLineEdit::textChanged, this, &EvaluatePlan::showPlan);
    connect(m_judge, &JudgeFields::changed, this, &EvaluatePlan::showPlan);
    connect(m_sweeps, &SweepFields::changed, this, &EvaluatePlan::showPlan);
    connect(m_seeds, &QSpinBox::valueChanged, this, &EvaluatePlan::showPlan);
    connect(m_count, &QSpinBox::valueChanged, this, &EvaluatePlan::showPlan);
    connect(m_choose, &QPushButton::clicked, this, &EvaluatePlan::chooseQuestionsRequested);
    connect(m_run, &QPushButton::clicked, this, [this] { m_running ? Q_EMIT cancelRequested() : start(); });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_paused = !m_paused;
        Q_EMIT pauseRequested(m_paused);
        showPlan();
    });
    setQuestionsFile({});
    setReady(tr("Open a graph with a built store and a model first."), 0, {});
}

QWidget* EvaluatePlan::buildFields() {
    auto* fields = new QWidget;
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(6);
    const auto caption = [&](const QString& text, QWidget* field) {
        QLabel* label = makeLabel(text, TextRole::Dim);
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
        return label;
    };
    column->addWidget(m_source);
    column->addWidget(m_choose, 0, Qt::AlignLeft);
    m_sizes->setAccessibleName(tr("Graph sizes, rows, separated by commas"));
    m_sizes->setPlaceholderText(tr("10, 100, 1000"));
    caption(tr("graph sizes (rows)"), m_sizes);
    caption(tr("modes"), m_modes.box);
    caption(tr("metrics"), m_metrics.box);
    caption(tr("layers that ACC sums over"), m_layers.box)
        ->setToolTip(
            tr("The rule is stated in the results; a layer that is chosen after a look at them flatters them"));
    m_seeds->setRange(1, 20);
    m_seeds->setValue(3);
    m_seeds->setAccessibleName(tr("Random draws"));
    m_count->setRange(1, 1000);
    m_count->setValue(20);
    m_count->setAccessibleName(tr("Questions a draw and mode"));
    auto* numbers = new QGridLayout;
    numbers->setHorizontalSpacing(8);
    const std::pair<QString, QSpinBox*> boxes[] = {{tr("random draws a size"), m_seeds},
                                                   {tr("questions a draw and mode"), m_count}};
    for (int i = 0; i < 2; ++i) {
        QLabel* label = makeParagraph(boxes[i].first, TextRole::Dim);
        label->setBuddy(boxes[i].second);
        numbers->addWidget(label, 0, i, Qt::AlignBottom);
        numbers->addWidget(boxes[i].second, 1, i);
        numbers->setColumnStretch(i, 1);
    }
    column->addLayout(numbers);
    column->addWidget(m_sweeps);
    column->addWidget(m_judge);
    column->addStretch();
    return fields;
}

void EvaluatePlan::buildFoot() {
    body()->addWidget(m_plan);
    body()->addWidget(m_bar);
    body()->addWidget(m_status);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_pause);
    body()->addLayout(buttons);
    m_pause->hide();
    m_pause->setToolTip(
        tr("Hold between two questions; also a stopped run goes on when it is started with its folder"));
    m_bar->hide();
    m_bar->setAccessibleName(tr("Progress of the evaluation"));
    m_bar->setTextVisible(false);
}

QCheckBox* EvaluatePlan::add(Choices& to, const QString& label, const QString& value, const QString& name,
                             bool checked) {
    auto* check = new QCheckBox(label);
    check->setAccessibleName(name);
    check->setChecked(checked);
    to.layout->addWidget(check);
    to.checks << std::pair(check, value);
    connect(check, &QCheckBox::toggled, this, &EvaluatePlan::showPlan);
    return check;
}

void EvaluatePlan::setQuestionsFile(const QString& file) {
    m_file = file;
    m_source->setText(file.isEmpty() ? tr("The graph's own rows, asked with the first question form.")
                                     : tr("Questions of %1").arg(QFileInfo(file).fileName()));
}

void EvaluatePlan::setReady(const QString& reason, std::uint64_t rows, const QString& out) {
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

void EvaluatePlan::setModes(const std::vector<Mode>& modes) {
    clearLayout(m_modes.layout);
    m_modes.checks.clear();
    for (const Mode mode : modes)
        add(m_modes, modeLabel(mode), QLatin1String(modeName(mode)), tr("Measure %1").arg(modeLabel(mode)),
            mode == Mode::Atlas || mode == Mode::Kblam)
            ->setToolTip(modeHint(mode));
    m_modes.box->updateGeometry();
    showPlan();
}

void EvaluatePlan::setLayers(const std::vector<int>& layers, const std::vector<int>& rule) {
    clearLayout(m_layers.layout);
    m_layers.checks.clear();
    m_rule = rule;
    for (const int layer : layers) {
        const bool ruled = std::find(rule.begin(), rule.end(), layer) != rule.end();
        add(m_layers, QString::number(layer), QString::number(layer), tr("ACC sums over layer %1").arg(layer), ruled)
            ->setToolTip(ruled ? tr("The model's own rule has it") : tr("The model's own rule leaves it out"));
    }
    m_layers.box->updateGeometry();
    m_sweeps->setLayers(layers);
    showPlan();
}

void EvaluatePlan::setEncoderProblem(const QString& reason) {
    QCheckBox* check = metricCheck(QStringLiteral("bertscore"));
    check->setEnabled(reason.isEmpty());
    if (!reason.isEmpty()) check->setToolTip(reason);
    showPlan();
}

QCheckBox* EvaluatePlan::metricCheck(const QString& metric) const { return m_metrics.find(metric); }
QCheckBox* EvaluatePlan::layerCheck(int layer) const { return m_layers.find(QString::number(layer)); }

std::optional<std::vector<std::uint32_t>> EvaluatePlan::sizes() const {
    std::vector<std::uint32_t> out;
    for (const QString& part : m_sizes->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool number = false;
        const auto size = part.trimmed().toUInt(&number);
        if (!number || size == 0 || size > m_rows) return std::nullopt;
        out.push_back(size);
    }
    return out.empty() ? std::nullopt : std::optional(out);
}

std::vector<Mode> EvaluatePlan::modes() const {
    std::vector<Mode> out;
    for (const QString& name : m_modes.chosen())
        if (const auto mode = parseMode(toStd(name)); mode.ok()) out.push_back(mode.value());
    return out;
}

/// Why the run cannot start as it is planned; empty: it can.
QString EvaluatePlan::objection() const {
    if (!sizes()) return tr("Sizes are numbers from 1 to %1, separated by commas.").arg(grouped(m_rows));
    if (m_modes.chosen().isEmpty()) return tr("Choose at least one mode.");
    if (m_metrics.chosen().isEmpty() && !m_judge->request()) return tr("Choose at least one metric.");
    if (!m_layers.checks.isEmpty() && m_layers.chosen().isEmpty())
        return tr("Choose at least one layer that ACC sums over.");
    const auto sweeps = m_sweeps->request();
    if (!sweeps.ok()) return qs(sweeps.error().text());
    if ((sweeps->scales || sweeps->layers) && std::ranges::none_of(modes(), attendsToKnowledge))
        return tr("A sweep of kb_scale_factor or KB layers needs a mode whose attention reads the graph.");
    return m_judge->objection();
}

QString EvaluatePlan::cost() const {
    const auto chosen = modes();
    const auto sweeping = std::size_t(std::ranges::count_if(chosen, attendsToKnowledge)) * m_sweeps->settings();
    const auto cells = sizes()->size() * std::size_t(m_seeds->value()) * (chosen.size() + sweeping);
    QString text =
        tr("%1 cells of %2 answerable questions and some that the drawn rows cannot answer; results go to %3.")
            .arg(cells)
            .arg(m_count->value())
            .arg(QFileInfo(m_out).dir().dirName() + QLatin1Char('/') + QFileInfo(m_out).fileName());
    if (const auto judge = m_judge->request())
        text += tr(" Questions and answers are sent to %1.").arg(QUrl(judge->url).host());
    if (m_pace <= 0.0) return text;
    // Answerable questions and equally many that the drawn rows cannot answer.
    return text + tr(" About %1 at the pace of the last answer (%2 s).")
                      .arg(durationText(double(cells) * m_count->value() * 2.0 * m_pace))
                      .arg(m_pace, 0, 'f', 2);
}

void EvaluatePlan::showPlan() {
    const QString wrong = m_reason.isEmpty() ? objection() : m_reason;
    m_plan->setText(wrong.isEmpty() ? cost() : wrong);
    m_plan->setToolTip(wrong.isEmpty() ? m_out : QString());
    setTextRole(m_plan, wrong.isEmpty() || !m_reason.isEmpty() ? TextRole::Dim : TextRole::Error);
    m_pause->setVisible(m_running);
    m_pause->setText(m_paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_paused ? tr("Resume the evaluation") : tr("Pause the evaluation"));
    m_run->setEnabled(m_running || wrong.isEmpty());
    m_run->setText(m_running ? tr("Stop") : tr("Run"));
    m_run->setAccessibleName(m_run->text());
}

void EvaluatePlan::start() {
    const auto chosen = sizes();
    if (!chosen) return;
    m_status->clear();
    EvalRequest request{m_file, *chosen, modes(), m_seeds->value(),   m_count->value(),
                        {},     {},      m_out,   m_judge->request(), m_sweeps->request().value()};
    for (const QString& metric : m_metrics.chosen()) request.metrics.insert(toStd(metric));
    if (request.judge) request.metrics.insert("judge");
    for (const QString& layer : m_layers.chosen()) request.layers.push_back(layer.toInt());
    if (request.layers == m_rule) request.layers.clear();
    Q_EMIT runRequested(request);
}

void EvaluatePlan::setRunning(bool running) {
    m_running = running;
    m_paused = false;
    m_bar->setVisible(running);
    m_bar->setRange(0, 0);
    if (running) m_status->setText(tr("Preparing…")), setTextRole(m_status, TextRole::Dim);
    if (!running && m_status->property("role") != QStringLiteral("error")) m_status->clear();
    showPlan();
}

void EvaluatePlan::setProgress(const Progress& progress) {
    if (!m_running) return;
    m_bar->setRange(0, int(progress.total));
    m_bar->setValue(int(progress.done));
    m_status->setText(
        tr("%1 · %2 of %3").arg(coreText(progress.phase), grouped(progress.done), grouped(progress.total)));
}

void EvaluatePlan::setError(const QString& message) {
    m_status->setText(message);
    setTextRole(m_status, TextRole::Error);
}

void EvaluatePlan::setPace(double seconds) {
    m_pace = seconds;
    showPlan();
}

} // namespace akv::ui
