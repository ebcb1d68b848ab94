// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/memory_page_estimator.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

/// Sliders of quantities that span many powers of ten move along the logarithm.
constexpr double kSteps = 100.0;
int toSlider(double value) { return int(std::lround(std::log10(std::max(1.0, value)) * kSteps)); }
int fromSlider(int position) { return int(std::lround(std::pow(10.0, position / kSteps))); }

} // namespace

MemoryEstimator::MemoryEstimator(QWidget* parent)
    : QWidget(parent), m_model(makeParagraph({}, TextRole::Dim)), m_verdict(makeParagraph({})), m_rows(new QSpinBox),
      m_context(new QSpinBox), m_rowsSlider(new QSlider(Qt::Horizontal)), m_contextSlider(new QSlider(Qt::Horizontal)),
      m_type(new QComboBox), m_flat(new QCheckBox(tr("Flat attention (KBLaM): every leaf is read"))),
      m_guard(makeLinkButton({})), m_tableView(new Quiet<QTableView>), m_table(new PlainTableModel(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(buildFields(), 2);
    auto* card = new Card;
    styleTable(m_tableView, tr("Estimate by part, and what is open now"));
    m_tableView->setModel(m_table);
    m_tableView->setMinimumWidth(420);
    card->body()->addWidget(m_tableView, 1);
    card->body()->addWidget(m_verdict);
    auto* row = new QHBoxLayout;
    row->addWidget(m_guard);
    row->addStretch();
    card->body()->addLayout(row);
    layout->addWidget(card, 3);
    connect(m_guard, &QPushButton::clicked, this, &MemoryEstimator::guardrailRequested);
    m_plan.rows = 1'000, m_plan.k = {3, 12, 8}, m_plan.contextTokens = 256;
    setPlan(m_plan);
}

QWidget* MemoryEstimator::buildFields() {
    auto* card = new Card;
    card->setMinimumWidth(340);
    card->body()->addWidget(m_model);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addPair = [&](const QString& name, QSpinBox* box, QSlider* slider, int most) {
        box->setRange(0, most);
        box->setGroupSeparatorShown(true);
        box->setAccessibleName(name);
        slider->setRange(0, toSlider(most));
        slider->setAccessibleName(tr("%1, logarithmic").arg(name));
        form->addRow(name, box);
        form->addRow(slider);
        connect(box, &QSpinBox::valueChanged, this, [slider](int value) {
            const QSignalBlocker block(slider);
            slider->setValue(toSlider(value));
        });
        connect(box, &QSpinBox::valueChanged, this, &MemoryEstimator::readFields);
        connect(slider, &QSlider::valueChanged, box, [box](int position) { box->setValue(fromSlider(position)); });
    };
    addPair(tr("rows of the graph, M"), m_rows, m_rowsSlider, 1'000'000'000);
    const QString names[3] = {tr("root keys kept, k_R"), tr("inter keys kept, k_I"), tr("leaves kept, k_L")};
    for (int i = 0; i < 3; ++i) {
        m_k[i] = new QSpinBox;
        m_k[i]->setRange(1, 100000);
        m_k[i]->setAccessibleName(names[i]);
        form->addRow(names[i], m_k[i]);
        connect(m_k[i], &QSpinBox::valueChanged, this, &MemoryEstimator::readFields);
    }
    addPair(tr("context, tokens"), m_context, m_contextSlider, 131'072);
    m_type->addItem(QStringLiteral("int8"), int(LeafType::Int8));
    m_type->addItem(QStringLiteral("fp16"), int(LeafType::Fp16));
    m_type->addItem(QStringLiteral("fp32"), int(LeafType::Fp32));
    m_type->setAccessibleName(tr("type of the leaves"));
    form->addRow(tr("type of the leaves"), m_type);
    form->addRow(m_flat);
    card->body()->addLayout(form);
    card->body()->addStretch();
    connect(m_type, &QComboBox::currentIndexChanged, this, &MemoryEstimator::readFields);
    connect(m_flat, &QCheckBox::toggled, this, &MemoryEstimator::readFields);
    return card;
}

void MemoryEstimator::setModel(const QString& name, const MemoryShape& shape, const QString& problem) {
    m_shape = shape;
    m_problem = problem;
    m_model->setText(!problem.isEmpty() ? problem
                     : shape.width == 0
                         ? tr("%1: no adapter, a graph cannot be attached; only the model counts.").arg(name)
                         : tr("%1: %2 parameters and %3 of the adapter, %4 layers, %5 of them read the graph, "
                              "embeddings %6 wide.")
                               .arg(name, grouped(shape.parameters), grouped(shape.adapterParameters))
                               .arg(shape.layers)
                               .arg(shape.kbLayers)
                               .arg(shape.width));
    setTextRole(m_model, problem.isEmpty() ? TextRole::Dim : TextRole::Error);
    show();
}

void MemoryEstimator::setPlan(const MemoryPlan& plan) {
    m_filling = true;
    m_rows->setValue(int(std::min<std::uint64_t>(plan.rows, 1'000'000'000)));
    const std::uint32_t values[3] = {plan.k.root, plan.k.inter, plan.k.leaf};
    for (int i = 0; i < 3; ++i) m_k[i]->setValue(int(values[i]));
    m_context->setValue(int(plan.contextTokens));
    m_type->setCurrentIndex(m_type->findData(int(plan.type)));
    m_flat->setChecked(plan.flat);
    m_filling = false;
    readFields();
}

void MemoryEstimator::readFields() {
    if (m_filling) return;
    m_plan.rows = std::uint64_t(m_rows->value());
    m_plan.k = {std::uint32_t(m_k[0]->value()), std::uint32_t(m_k[1]->value()), std::uint32_t(m_k[2]->value())};
    m_plan.contextTokens = std::uint64_t(m_context->value());
    m_plan.type = LeafType(m_type->currentData().toInt());
    m_plan.flat = m_flat->isChecked();
    for (QSpinBox* box : m_k) box->setEnabled(!m_plan.flat);
    show();
    Q_EMIT planChanged();
}

void MemoryEstimator::setMeasured(const MeasuredMemory& measured) {
    m_measured = measured;
    show();
}

void MemoryEstimator::setFree(std::uint64_t available, const Guardrail& guardrail) {
    m_available = available;
    m_guardrail = guardrail;
    showVerdict();
}

void MemoryEstimator::show() {
    m_table->setTable(m_problem.isEmpty() ? estimateTable(estimate(), m_measured) : PlainTable{});
    auto* header = m_tableView->horizontalHeader();
    if (m_table->columnCount() == 4) {
        header->setSectionResizeMode(QHeaderView::ResizeToContents);
        header->setSectionResizeMode(1, QHeaderView::Stretch);
    }
    showVerdict();
}

void MemoryEstimator::showVerdict() {
    m_guard->setText(tr("Guardrail: %1…").arg(guardrailName(m_guardrail.level)));
    m_guard->setAccessibleName(m_guard->text());
    if (!m_problem.isEmpty() || m_available == 0) return m_verdict->clear();
    const MemoryEstimate needed = estimate();
    const bool fits = needed.resident() <= m_available;
    m_verdict->setText((fits ? tr("Fits: %1 must stay in memory, %2 are free; the process itself comes on top.")
                             : tr("Does not fit: %1 must stay in memory, %2 are free."))
                           .arg(bytesText(needed.resident()), bytesText(m_available)) +
                       QLatin1Char(' ') +
                       (guardrailObjection(needed, m_guardrail, m_available).isEmpty()
                            ? tr("It would be loaded without a question.")
                            : tr("The guardrail would ask first.")));
    setTextRole(m_verdict, fits ? TextRole::Normal : TextRole::Error);
}

QString MemoryEstimator::verdictText() const { return m_verdict->text(); }

} // namespace akv::ui
