// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/sweep.h"

#include <QtWidgets/QWidget>

#include <array>
#include <cstddef>

class QCheckBox;
class QLineEdit;

namespace akv::ui {

/// Sweeps beside an evaluation: of k, of kb_scale_factor and of KB layers, each with values of one's own or those that
/// are chosen when none are named.
class SweepFields : public QWidget {
    Q_OBJECT
public:
    enum Kind { K, Scale, Layers };

    explicit SweepFields(QWidget* parent = nullptr);
    /// KB layers of the model: what the values of the layer sweep can name.
    void setLayers(const std::vector<int>& layers);
    /// What is ticked. Error when values that were typed are none.
    Result<SweepOptions> request() const;
    /// How many settings of scale and layers each mode is asked with; 0 when what was typed is none.
    std::size_t settings() const;

    QCheckBox* check(Kind kind) const { return m_rows[kind].check; }
    QLineEdit* valuesField(Kind kind) const { return m_rows[kind].values; }

Q_SIGNALS:
    void changed();

private:
    struct Row {
        QCheckBox* check = nullptr;
        QLineEdit* values = nullptr;
    };
    std::array<Row, 3> m_rows;
    std::vector<int> m_layers;
};

} // namespace akv::ui
