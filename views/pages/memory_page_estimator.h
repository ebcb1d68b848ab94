// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/memory_plan.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QTableView;

namespace akv::ui {

/// What a model with a graph would need before it is loaded: fields for M, k, context and type, and the parts with
/// their formulas beside what is open now.
class MemoryEstimator : public QWidget {
    Q_OBJECT
public:
    explicit MemoryEstimator(QWidget* parent = nullptr);
    /// The model that is asked about; `problem` says why there is none.
    void setModel(const QString& name, const MemoryShape& shape, const QString& problem);
    /// Values of the graph that is open, where the fields begin.
    void setPlan(const MemoryPlan& plan);
    void setMeasured(const MeasuredMemory& measured);
    void setFree(std::uint64_t available, const Guardrail& guardrail);

    const MemoryPlan& plan() const { return m_plan; }
    const MemoryShape& shape() const { return m_shape; }
    MemoryEstimate estimate() const { return estimateMemory(m_shape, m_plan); }
    QSpinBox* rowsBox() const { return m_rows; }
    QSlider* rowsSlider() const { return m_rowsSlider; }
    QSpinBox* contextBox() const { return m_context; }
    QTableView* table() const { return m_tableView; }
    QString verdictText() const;

Q_SIGNALS:
    void planChanged();
    void guardrailRequested();

private:
    QWidget* buildFields();
    void readFields();
    void show();
    void showVerdict();

    MemoryShape m_shape;
    MemoryPlan m_plan;
    MeasuredMemory m_measured;
    Guardrail m_guardrail;
    std::uint64_t m_available = 0;
    QString m_problem;
    bool m_filling = false;
    QLabel *m_model, *m_verdict;
    QSpinBox *m_rows, *m_k[3] = {}, *m_context;
    QSlider *m_rowsSlider, *m_contextSlider;
    QComboBox* m_type;
    QCheckBox* m_flat;
    QPushButton* m_guard;
    QTableView* m_tableView;
    PlainTableModel* m_table;
};

} // namespace akv::ui
