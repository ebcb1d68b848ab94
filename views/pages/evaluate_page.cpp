// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/evaluate_page.h"

#include "views/models/text.h"
#include "views/pages/sweep_view.h"
#include "views/widgets/accessible.h"
#include "views/widgets/chart/line_chart.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <set>

namespace akv::ui {

EvaluatePage::EvaluatePage(QWidget* parent)
    : QWidget(parent), m_plan(new EvaluatePlan), m_model(new EvalModel(this)), m_failModel(new FailureModel(this)),
      m_folder(makeCaption({})), m_rule(makeCaption({})), m_wrongTitle(makeLabel({})),
      m_open(makeButton(tr("Open a run…"))), m_ask(makeLinkButton(tr("Ask this one and inspect it"))),
      m_all(makeLinkButton(tr("Of all cells"))), m_stack(new QStackedWidget), m_state(new StateView),
      m_table(new Quiet<QTableView>), m_failTable(new Quiet<QTableView>), m_metric(new QComboBox),
      m_layer(new QComboBox), m_chart(new LineChart(tr("rows in the graph"), tr("%"))), m_sweep(new SweepView),
      m_choice(new SegmentedControl(tr("Results"))), m_results(new QStackedWidget) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(makeTitle(tr("Evaluate")));
    header->addWidget(m_folder);
    header->addStretch();
    m_choice->setItems({tr("By size"), tr("Sweeps")},
                       {tr("Modes over sizes of the graph"), tr("Sweeps of k, kb_scale_factor and KB layers")});
    m_choice->setCurrent(0);
    m_choice->hide();
    connect(m_choice, &SegmentedControl::chosen, this, [this](int index) {
        m_choice->setCurrent(index);
        m_results->setCurrentIndex(index);
    });
    header->addWidget(m_choice);
    header->addWidget(m_open);
    layout->addLayout(header);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_plan, 3);
    m_stack->addWidget(m_state);
    m_results->addWidget(buildResults());
    m_results->addWidget(m_sweep);
    m_stack->addWidget(m_results);
    row->addWidget(m_stack, 8);
    layout->addLayout(row, 1);
    m_state->show(tr("No results yet. A run can also be made with `atlaskv eval` and opened here."), tr("Open a run…"));
    connect(m_state, &StateView::actionTriggered, this, &EvaluatePage::openRunRequested);
    connect(m_open, &QPushButton::clicked, this, &EvaluatePage::openRunRequested);
}

QWidget* EvaluatePage::buildResults() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(buildCurve(), 5);
    auto* results = new Card;
    styleTable(m_table, tr("Results"));
    m_table->setModel(m_model);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setToolTip(tr("Choose a line to see what went wrong in it"));
    results->body()->addWidget(m_table);
    column->addWidget(results, 3);
    column->addWidget(buildFailures(), 4);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EvaluatePage::showCell);
    return box;
}

Card* EvaluatePage::buildCurve() {
    auto* curve = new Card;
    auto* bar = new QHBoxLayout;
    QLabel* title = makeLabel(tr("By size of the graph"));
    setTextFont(title, TextFont::Strong);
    bar->addWidget(title);
    bar->addWidget(makeCaption(tr("bars: 95 % interval over the draws")));
    bar->addStretch();
    bar->addWidget(m_rule);
    m_layer->setAccessibleName(tr("Layers that ACC is shown for"));
    m_layer->setToolTip(tr("The rule was fixed before the run. A single layer that is picked because it is best here "
                           "would flatter the result."));
    bar->addWidget(m_layer);
    m_metric->setAccessibleName(tr("Metric of the curve"));
    bar->addWidget(m_metric);
    curve->body()->addLayout(bar);
    m_chart->setLogX(true);
    curve->body()->addWidget(m_chart, 1);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &EvaluatePage::showCurve);
    connect(m_layer, &QComboBox::currentIndexChanged, this, &EvaluatePage::showLayer);
    return curve;
}

Card* EvaluatePage::buildFailures() {
    auto* wrong = new Card;
    auto* bar = new QHBoxLayout;
    setTextFont(m_wrongTitle, TextFont::Strong);
    bar->addWidget(m_wrongTitle);
    bar->addStretch();
    bar->addWidget(m_all);
    m_ask->setToolTip(tr("Asked again over the whole open graph, not over the rows that were drawn"));
    bar->addWidget(m_ask);
    wrong->body()->addLayout(bar);
    styleTable(m_failTable, tr("Questions that went wrong"));
    m_failTable->setModel(m_failModel);
    m_failTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_failTable->horizontalHeader()->setSectionResizeMode(FailureModel::Rank, QHeaderView::ResizeToContents);
    wrong->body()->addWidget(m_failTable);
    connect(m_all, &QPushButton::clicked, m_table, [this] {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    });
    const auto ask = [this] {
        const int row = m_failTable->currentIndex().row();
        if (row >= 0) Q_EMIT askRequested(m_failModel->failures()[std::size_t(row)].question);
    };
    connect(m_ask, &QPushButton::clicked, this, ask);
    connect(m_failTable, &QTableView::activated, this, ask);
    return wrong;
}

void EvaluatePage::setResults(const QString& folder, std::vector<EvalLine> lines, const std::vector<EvalItem>& items) {
    m_folder->setText(cut(QFileInfo(folder).fileName(), 60));
    m_folder->setToolTip(folder);
    const int at = m_table->currentIndex().row();
    const EvalLine chosen =
        at >= 0 && at < int(m_model->lines().size()) ? m_model->lines()[std::size_t(at)] : EvalLine();
    m_model->setLines(std::move(lines));
    for (int row = 0; !chosen.mode.isEmpty() && row < m_model->rowCount(); ++row) {
        const EvalLine& line = m_model->lines()[std::size_t(row)];
        if (line.mode == chosen.mode && line.size == chosen.size) m_table->selectRow(row);
    }
    offerMetrics();
    offerLayers();
    m_failModel->setItems(items);
    showCell();
    m_stack->setCurrentIndex(1);
    showLayer();
}

void EvaluatePage::setSweep(std::vector<SweepLine> lines) {
    m_sweep->setLines(std::move(lines));
    m_choice->setVisible(!m_sweep->empty());
    if (!m_sweep->empty()) return;
    m_choice->setCurrent(0);
    m_results->setCurrentIndex(0);
}

void EvaluatePage::offerMetrics() {
    QStringList known;
    for (int i = 0; i < m_metric->count(); ++i) known << m_metric->itemData(i).toString();
    const QStringList metrics = metricsOf(m_model->lines());
    if (metrics == known) return;
    const QSignalBlocker blocker(m_metric);
    m_metric->clear();
    for (const QString& metric : metrics) {
        m_metric->addItem(metricLabel(metric), metric);
        m_metric->setItemData(m_metric->count() - 1, metricDefinition(metric), Qt::ToolTipRole);
    }
}

/// The rule that the run was made with, and every layer that was measured alone.
void EvaluatePage::offerLayers() {
    std::set<int> layers;
    QString rule;
    for (const EvalLine& line : m_model->lines()) {
        if (rule.isEmpty()) rule = line.rule;
        for (const auto& [layer, figures] : line.byLayer) layers.insert(layer);
    }
    m_rule->setText(rule.isEmpty() ? QString() : tr("ACC: %1").arg(rule));
    QList<QVariant> wanted{QVariant()}, known;
    for (const int layer : layers) wanted << layer;
    for (int i = 0; i < m_layer->count(); ++i) known << m_layer->itemData(i);
    if (wanted == known) return;
    const QSignalBlocker blocker(m_layer);
    m_layer->clear();
    m_layer->addItem(tr("by the rule"));
    for (const int layer : layers) m_layer->addItem(tr("layer %1 alone").arg(layer), layer);
}

std::optional<int> EvaluatePage::layer() const {
    const QVariant layer = m_layer->currentData();
    return layer.isValid() ? std::optional(layer.toInt()) : std::nullopt;
}

void EvaluatePage::showLayer() {
    m_model->setLayer(layer());
    showCurve();
}

/// The failures of the line that is chosen in the results, or of all.
void EvaluatePage::showCell() {
    const int row = m_table->currentIndex().row();
    const bool one = row >= 0 && row < int(m_model->lines().size());
    const EvalLine line = one ? m_model->lines()[std::size_t(row)] : EvalLine();
    m_failModel->setCell(line.mode, line.size);
    m_wrongTitle->setText(one ? tr("What went wrong: %1, %2 rows (%3)")
                                    .arg(modeLabel(line.mode), grouped(line.size))
                                    .arg(m_failModel->rowCount())
                              : tr("What went wrong (%1)").arg(m_failModel->rowCount()));
    m_all->setVisible(one);
    m_ask->setEnabled(m_failModel->rowCount() > 0);
    if (m_failModel->rowCount() > 0) m_failTable->selectRow(0);
}

QString EvaluatePage::failuresTitle() const { return m_wrongTitle->text(); }

void EvaluatePage::showCurve() {
    const QString metric = m_metric->currentData().toString();
    const bool alone = layer() && isLayered(metric);
    m_chart->setYLabel(alone ? tr("%1, layer %2, %").arg(metricLabel(metric)).arg(*layer())
                             : tr("%1, %").arg(metricLabel(metric)));
    m_chart->setCurves(curvesOf(m_model->lines(), metric, layer()), 0.0, 105.0);
    m_metric->setToolTip(metricDefinition(metric));
}

} // namespace akv::ui
