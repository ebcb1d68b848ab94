// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/answerability.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QSpinBox;

namespace akv::ui {

class LineChart;

/// Is lambda_kg a test for "the graph holds the answer"? The curve over the graph's own questions, each asked with its
/// row and without it.
class RocView : public QWidget {
    Q_OBJECT
public:
    explicit RocView(QWidget* parent = nullptr);
    /// Why nothing can be measured; empty: it can.
    void setReady(const QString& reason);
    void setRunning(bool running);
    void setProgress(int done, int total);
    /// `cancelled`: fewer questions were asked than wanted.
    void setCurve(const RocCurve& curve, bool cancelled);
    void setError(const QString& message);
    LineChart* chart() const { return m_chart; }
    QPushButton* runButton() const { return m_run; }
    QPushButton* cancelButton() const { return m_cancel; }
    QSpinBox* rowsBox() const { return m_rows; }
    QString text() const;

Q_SIGNALS:
    void runRequested(int rows);
    void cancelRequested();

private:
    void showControls();

    LineChart* m_chart;
    QLabel* m_text;
    QSpinBox* m_rows;
    QPushButton *m_run, *m_cancel;
    QString m_reason;
    bool m_running = false;
};

} // namespace akv::ui
