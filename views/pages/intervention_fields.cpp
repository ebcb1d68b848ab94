// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/intervention_fields.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

#include <set>

namespace akv::ui {

namespace {

QString nameIn(const std::map<std::uint32_t, std::string>& names, std::uint32_t id) {
    const auto found = names.find(id);
    return found == names.end() ? QString() : qs(found->second);
}

QStringList words(const QString& text) {
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;]+"));
    return text.split(kBetween, Qt::SkipEmptyParts);
}

} // namespace

InterventionFields::InterventionFields(QWidget* parent)
    : QWidget(parent), m_cluster(new QComboBox), m_layer(new QComboBox), m_head(new QComboBox), m_pin(new QLineEdit),
      m_scale(new QLineEdit) {
    auto* grid = m_grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    m_cluster->setAccessibleName(tr("Cluster that B may not read"));
    m_cluster->setToolTip(tr("Its key takes no place among the kept ones, its triples are not there"));
    for (QComboBox* box : {m_cluster, m_layer, m_head}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::currentIndexChanged, this, &InterventionFields::changed);
    }
    addRow(grid, tr("mask cluster"), m_cluster);
    auto* heads = new QWidget;
    auto* row = new QHBoxLayout(heads);
    row->setContentsMargins(0, 0, 0, 0);
    m_layer->setAccessibleName(tr("KB layer of B that reads nothing"));
    m_head->setAccessibleName(tr("Knowledge head of B that reads nothing"));
    const QString hint = tr("What is chosen reads nothing of the graph; its attention goes to the sequence alone");
    for (QComboBox* box : {m_layer, m_head}) {
        box->setToolTip(hint);
        row->addWidget(box, 1);
    }
    addRow(grid, tr("ablate"), heads);
    m_pin->setAccessibleName(tr("Numbers of the triples that every layer of B keeps"));
    m_pin->setPlaceholderText(tr("triple ids, for example 339"));
    m_pin->setToolTip(tr("Kept by every layer in every step, in the place of the weakest leaf"));
    m_pin->setClearButtonEnabled(true);
    addRow(grid, tr("always keep"), m_pin);
    m_scale->setAccessibleName(tr("kb_scale_factor of B"));
    m_scale->setPlaceholderText(tr("the model's own; a number or none"));
    m_scale->setToolTip(tr("Shifts every logit of knowledge by log(factor) − log(kept leaves): the larger, the more of "
                           "the attention reads the graph; “none” leaves the logits as they are"));
    m_scale->setClearButtonEnabled(true);
    addRow(grid, tr("kb_scale_factor"), m_scale);
    for (QLineEdit* field : {m_pin, m_scale})
        connect(field, &QLineEdit::textChanged, this, &InterventionFields::changed);
    connect(m_layer, &QComboBox::currentIndexChanged, this, [this](int index) { m_head->setEnabled(index > 0); });
    setAnswer({});
}

void InterventionFields::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_above) m_grid->setColumnMinimumWidth(0, m_above->sizeHint().width());
}

void InterventionFields::addRow(QGridLayout* grid, const QString& name, QWidget* field) {
    const int row = grid->rowCount();
    auto* label = makeLabel(name, TextRole::Dim);
    label->setBuddy(field);
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1);
}

void InterventionFields::setAnswer(const std::shared_ptr<const Answer>& answer) {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_cluster), QSignalBlocker(m_layer), QSignalBlocker(m_head)};
    m_clusters.clear();
    m_layers = answer ? answer->trace.kbLayers() : std::vector<int>();
    for (QComboBox* box : {m_cluster, m_layer}) {
        box->clear();
        box->addItem(tr("none"));
    }
    m_head->clear();
    m_head->addItem(tr("all heads"));
    std::set<ClusterRef> kept;
    int heads = 0;
    if (answer)
        for (const LayerRecord& record : answer->trace.layers) {
            heads = std::max(heads, record.heads);
            for (const auto id : record.root.kept) kept.insert({ClusterRef::Level::Root, ClusterId(id)});
            for (const auto id : record.inter.kept) kept.insert({ClusterRef::Level::Inter, ClusterId(id)});
        }
    for (const ClusterRef& cluster : kept) {
        const bool root = cluster.level == ClusterRef::Level::Root;
        const QString name = nameIn(root ? answer->trace.rootNames : answer->trace.interNames, cluster.id.value());
        m_clusters.push_back(cluster);
        m_cluster->addItem(cut((root ? tr("root %1: %2") : tr("inter %1: %2")).arg(cluster.id.value()).arg(name), 60));
    }
    for (const int layer : m_layers) m_layer->addItem(tr("layer %1").arg(layer));
    for (int head = 0; head < heads; ++head) m_head->addItem(tr("head %1").arg(head));
    m_head->setEnabled(false);
    for (QWidget* field : std::initializer_list<QWidget*>{m_cluster, m_layer, m_pin, m_scale})
        field->setEnabled(!m_layers.empty());
    m_pin->clear();
    m_scale->clear();
}

void InterventionFields::reset() {
    for (QComboBox* box : {m_cluster, m_layer, m_head}) box->setCurrentIndex(0);
    m_pin->clear();
    m_scale->clear();
}

Interventions InterventionFields::interventions() const {
    Interventions out;
    if (const int i = m_cluster->currentIndex(); i > 0) out.maskedClusters = {m_clusters[std::size_t(i) - 1]};
    if (const int i = m_layer->currentIndex(); i > 0) {
        HeadRef head{m_layers[std::size_t(i) - 1], std::nullopt};
        if (m_head->currentIndex() > 0) head.head = m_head->currentIndex() - 1;
        out.ablated = {head};
    }
    for (const QString& word : words(m_pin->text())) {
        bool number = false;
        const qint64 id = word.toLongLong(&number);
        if (number && id > 0) out.pinned.emplace_back(id);
    }
    if (const QString text = m_scale->text().trimmed(); !text.isEmpty())
        if (const auto scale = parseScale(toStd(text)); scale.ok()) out.scale = scale.value();
    return out;
}

QString InterventionFields::problem() const {
    if (const QString text = m_scale->text().trimmed(); !text.isEmpty() && !parseScale(toStd(text)).ok())
        return tr("“%1” is no kb_scale_factor: a positive number, or none.").arg(cut(text, 30));
    for (const QString& word : words(m_pin->text())) {
        bool number = false;
        if (const qint64 id = word.toLongLong(&number); !number || id < 1)
            return tr("“%1” is no triple id: numbers from 1, as the graph's table shows them.").arg(cut(word, 30));
    }
    return {};
}

} // namespace akv::ui
