// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/memory_page_curve.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/chart/size_chart.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

const std::vector<std::uint64_t> kSizes = {1'000, 3'000, 10'000, 30'000, 100'000, 300'000, 1'000'000};

} // namespace

MemoryCurveView::MemoryCurveView(QWidget* parent)
    : QWidget(parent), m_chart(new SizeChart), m_tableView(new Quiet<QTableView>), m_table(new PlainTableModel(this)),
      m_sizes(new QComboBox), m_run(makePrimaryButton(tr("Measure"))), m_state(makeParagraph({}, TextRole::Dim)),
      m_card(makeParagraph({})), m_formula(makeParagraph({}, TextRole::Dim)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* left = new Card;
    left->body()->addWidget(m_chart, 1);
    m_formula->setText(tr(
        "Dashed: projected by the formulas of “Before loading” for the model, k and context chosen there; resident = "
        "weights + KV cache + (⌈M^⅓⌉ + ⌈M^⅔⌉)(4 d + 4) + 4 M + staged leaves + activations. Grey: the paper's bound "
        "for "
        "GPU memory (below 20 GB with 10⁹ triples, arXiv 2510.17934); another memory, another model: context, "
        "not a comparison."));
    setTextFont(m_formula, TextFont::Caption);
    left->body()->addWidget(m_formula);
    layout->addWidget(left, 3);
    auto* right = new Card;
    right->setMinimumWidth(380);
    auto* row = new QHBoxLayout;
    for (std::size_t i = 0; i < kSizes.size(); ++i) m_sizes->addItem(tr("up to %1 rows").arg(grouped(kSizes[i])));
    m_sizes->setCurrentIndex(4);
    m_sizes->setAccessibleName(tr("Sizes to measure"));
    m_sizes->setToolTip(tr("One million rows take some minutes and 1.6 GB of memory while the store is written"));
    row->addWidget(m_sizes, 1);
    row->addWidget(m_run);
    right->body()->addLayout(row);
    right->body()->addWidget(m_state);
    styleTable(m_tableView, tr("Measured sizes"));
    m_tableView->setModel(m_table);
    right->body()->addWidget(m_tableView, 1);
    right->body()->addWidget(m_card);
    layout->addWidget(right, 2);
    m_chart->setBound(tr("the paper's bound (GPU)"), kPaperRows, kPaperBytes);
    connect(m_chart, &SizeChart::pointChosen, this, &MemoryCurveView::choose);
    connect(m_tableView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_running) return Q_EMIT cancelRequested();
        m_error.clear();
        Q_EMIT measureRequested({kSizes.begin(), kSizes.begin() + m_sizes->currentIndex() + 1});
    });
    setMeasurements({});
    setReady(tr("No model is loaded."));
}

void MemoryCurveView::setReady(const QString& reason) {
    m_reason = reason;
    showState();
}

void MemoryCurveView::setRunning(bool running, const QString& what) {
    m_running = running;
    m_what = what;
    showState();
}

void MemoryCurveView::setError(const QString& message) {
    m_error = message;
    showState();
}

void MemoryCurveView::showState() {
    m_run->setText(m_running ? tr("Stop") : m_points.empty() ? tr("Measure") : tr("Measure again"));
    m_run->setAccessibleName(m_run->text());
    m_run->setEnabled(m_running || m_reason.isEmpty());
    m_sizes->setEnabled(!m_running);
    const QString text = m_running             ? m_what
                         : !m_error.isEmpty()  ? m_error
                         : !m_reason.isEmpty() ? m_reason
                         : m_points.empty()
                             ? tr("Nothing was measured with this model yet. Measuring writes real stores of several "
                                  "sizes, loads the model with each, asks it once and reads the memory of the process.")
                             : tr("Measured on this machine; choose a mark or a row for its run card.");
    m_state->setText(text);
    setTextRole(m_state, !m_running && !m_error.isEmpty() ? TextRole::Error : TextRole::Dim);
}

void MemoryCurveView::setMeasurements(std::vector<MemoryMeasurement> points) {
    m_points = std::move(points);
    m_table->setTable(measurementTable(m_points));
    m_tableView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    Curve resident{tr("resident"), {}}, disk{tr("store on disk"), {}};
    for (const MemoryMeasurement& p : m_points) {
        resident.points.push_back({double(p.rows), double(p.resident), 0.0});
        disk.points.push_back({double(p.rows), double(p.disk), 0.0});
    }
    m_chart->setMeasured({resident, disk});
    m_card->clear();
    showState();
}

void MemoryCurveView::setProjection(const MemoryShape& shape, const MemoryPlan& plan) {
    m_chart->setProjected(shape.width > 0 ? projectedCurves(shape, plan) : std::vector<Curve>{});
}

void MemoryCurveView::choose(int point) {
    if (point < 0 || point >= int(m_points.size())) return;
    m_chart->setCurrent(point);
    if (m_tableView->currentIndex().row() != point) m_tableView->selectRow(point);
    m_card->setText(measurementCard(m_points[std::size_t(point)]));
}

QString MemoryCurveView::cardText() const { return m_card->text(); }

} // namespace akv::ui
