// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/sweep_fields.h"

#include "views/models/text.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

SweepFields::SweepFields(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    const struct {
        QString label, name, hint, values, placeholder;
    } texts[] = {{tr("sweep of k"), tr("Measure a sweep of k"),
                  tr("ACC, mass recall and leaves scanned for a grid of k at every size; prefill only"),
                  tr("Values of the sweep of k"), tr("by the graph, or 2,4:12,24:8")},
                 {tr("sweep of kb_scale_factor"), tr("Measure a sweep of kb_scale_factor"),
                  tr("All metrics with other scale factors, for every mode whose attention reads the graph"),
                  tr("Values of the sweep of kb_scale_factor"), tr("none,1,3,10,30,100")},
                 {tr("sweep of KB layers"), tr("Measure a sweep of KB layers"),
                  tr("All metrics while only some KB layers read the graph: each alone, all without one, all"),
                  tr("Values of the sweep of KB layers"), tr("each alone, each left out")}};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto& [check, values] = m_rows[i];
        check = new QCheckBox(texts[i].label);
        check->setAccessibleName(texts[i].name);
        check->setToolTip(texts[i].hint);
        values = new QLineEdit;
        values->setAccessibleName(texts[i].values);
        values->setPlaceholderText(texts[i].placeholder);
        values->hide();
        column->addWidget(check);
        column->addWidget(values);
        connect(check, &QCheckBox::toggled, values, &QWidget::setVisible);
        connect(check, &QCheckBox::toggled, this, &SweepFields::changed);
        connect(values, &QLineEdit::textChanged, this, &SweepFields::changed);
    }
}

void SweepFields::setLayers(const std::vector<int>& layers) {
    m_layers = layers;
    Q_EMIT changed();
}

Result<SweepOptions> SweepFields::request() const {
    SweepOptions out;
    const auto text = [this](Kind kind) { return toStd(m_rows[kind].values->text().trimmed()); };
    if (m_rows[K].check->isChecked()) {
        out.k.emplace();
        if (!text(K).empty()) { AKV_ASSIGN(out.k, parseKGrid(text(K))); }
    }
    if (m_rows[Scale].check->isChecked()) {
        out.scales.emplace();
        if (!text(Scale).empty()) { AKV_ASSIGN(out.scales, parseScaleGrid(text(Scale))); }
    }
    if (m_rows[Layers].check->isChecked()) {
        out.layers.emplace();
        if (!text(Layers).empty()) { AKV_ASSIGN(out.layers, parseLayerGrid(text(Layers))); }
    }
    AKV_CHECK(settingPoints(out, m_layers));
    return out;
}

std::size_t SweepFields::settings() const {
    const auto wanted = request();
    const auto points = wanted.ok() ? settingPoints(*wanted, m_layers) : wanted.error();
    return points.ok() ? points->size() : 0;
}

} // namespace akv::ui
