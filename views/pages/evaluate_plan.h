// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "views/models/eval_request.h"
#include "views/widgets/basics.h"

#include <optional>

class QCheckBox;
class QLineEdit;
class QProgressBar;
class QSpinBox;

namespace akv::ui {

class JudgeFields;
class SweepFields;

/// What to measure: questions, sizes, modes, metrics, the layer rule, draws; what that costs; and how far it is. The
/// rule is chosen here, before any result is known.
class EvaluatePlan : public Card {
    Q_OBJECT
public:
    explicit EvaluatePlan(QWidget* parent = nullptr);
    /// `reason` not empty: why nothing can run. `rows`: of the open graph; `out`: proposed folder of results.
    void setReady(const QString& reason, std::uint64_t rows, const QString& out);
    void setModes(const std::vector<Mode>& modes);
    /// KB layers of the model, and those that its own rule sums over.
    void setLayers(const std::vector<int>& layers, const std::vector<int>& rule);
    /// Why BERTScore cannot be measured; empty: it can.
    void setEncoderProblem(const QString& reason);
    void setQuestionsFile(const QString& file);
    void setRunning(bool running);
    void setProgress(const Progress& progress);
    void setError(const QString& message);
    /// Seconds that the last answer took, for the estimate; 0: nothing was answered yet.
    void setPace(double seconds);

    QLineEdit* sizesField() const { return m_sizes; }
    QSpinBox* seedsBox() const { return m_seeds; }
    QSpinBox* questionsBox() const { return m_count; }
    QPushButton* runButton() const { return m_run; }
    QPushButton* pauseButton() const { return m_pause; }
    JudgeFields* judge() const { return m_judge; }
    SweepFields* sweeps() const { return m_sweeps; }
    /// Null when there is no such metric or layer.
    QCheckBox* metricCheck(const QString& metric) const;
    QCheckBox* layerCheck(int layer) const;
    QString planText() const { return m_plan->text(); }
    QString statusText() const { return m_status->text(); }

Q_SIGNALS:
    void runRequested(const akv::ui::EvalRequest& request);
    void cancelRequested();
    void pauseRequested(bool pause);
    void chooseQuestionsRequested();

private:
    /// Check boxes that wrap, with the value of each.
    struct Choices {
        QWidget* box = nullptr;
        FlowLayout* layout = nullptr;
        QList<std::pair<QCheckBox*, QString>> checks;
        QCheckBox* find(const QString& value) const;
        QStringList chosen() const;
    };
    static Choices makeChoices();
    QWidget* buildFields();
    void buildFoot();
    QCheckBox* add(Choices& to, const QString& label, const QString& value, const QString& name, bool checked);
    std::optional<std::vector<std::uint32_t>> sizes() const;
    std::vector<Mode> modes() const;
    QString objection() const;
    QString cost() const;
    void showPlan();
    void start();

    std::uint64_t m_rows = 0;
    QString m_reason, m_out, m_file;
    bool m_running = false, m_paused = false;
    double m_pace = 0.0;
    std::vector<int> m_rule;
    Choices m_modes, m_metrics, m_layers;
    JudgeFields* m_judge;
    SweepFields* m_sweeps;
    QLineEdit* m_sizes;
    QSpinBox *m_seeds, *m_count;
    QLabel *m_source, *m_plan, *m_status;
    QPushButton *m_run, *m_pause, *m_choose;
    QProgressBar* m_bar;
};

} // namespace akv::ui
