// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtWidgets/QWidget>

#include <memory>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace akv::ui {

/// What a what-if does to the attention of B beside masking triples: a cluster that A kept is masked, a KB layer or one
/// of its heads reads nothing, triples are always kept, knowledge weighs more or less.
class InterventionFields : public QWidget {
    Q_OBJECT
public:
    explicit InterventionFields(QWidget* parent = nullptr);
    /// Offers the clusters that the answer kept and its KB layers and heads; everything is set to "none".
    void setAnswer(const std::shared_ptr<const Answer>& answer);
    void reset();
    /// The names of the fields become as wide as this one, which stands above them.
    void alignTo(const QWidget* name) { m_above = name; }
    /// What is chosen; without what cannot be read (see problem()).
    Interventions interventions() const;
    /// Why a field of text cannot be read; empty: all can.
    QString problem() const;
    QComboBox* clusterBox() const { return m_cluster; }
    QComboBox* layerBox() const { return m_layer; }
    QComboBox* headBox() const { return m_head; }
    QLineEdit* pinField() const { return m_pin; }
    QLineEdit* scaleField() const { return m_scale; }

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addRow(QGridLayout* grid, const QString& name, QWidget* field);

    std::vector<ClusterRef> m_clusters; ///< of the items after "none"
    std::vector<int> m_layers;
    QComboBox *m_cluster, *m_layer, *m_head;
    QLineEdit *m_pin, *m_scale;
    QGridLayout* m_grid;
    const QWidget* m_above = nullptr;
};

} // namespace akv::ui
