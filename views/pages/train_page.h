// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/result_series.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace akv::ui {

class LineChart;
class StateView;

/// The curves of a training run as they grow, and the controls of one that runs here.
class TrainPage : public QWidget {
    Q_OBJECT
public:
    explicit TrainPage(QWidget* parent = nullptr);
    void setConfig(const QString& file);
    void setRunning(bool running, const QString& out);
    void setCurves(const QString& file, const std::vector<Curve>& curves);
    void setMessage(const QString& message, bool error);
    QPushButton* startButton() const { return m_start; }
    LineChart* lossChart() const { return m_loss; }
    LineChart* validationChart() const { return m_validation; }
    QString messageText() const;

Q_SIGNALS:
    void chooseConfigRequested();
    void openCurvesRequested();
    void startRequested(bool adapter, const QString& config, const QString& data, const QString& out, bool resume);
    void stopRequested();

private:
    QWidget* buildControls();
    QWidget* buildCurves();
    void updateButtons();

    bool m_running = false;
    QComboBox* m_target;
    QLineEdit *m_config, *m_data, *m_out;
    QCheckBox* m_resume;
    QPushButton *m_start, *m_choose, *m_open;
    QLabel *m_message, *m_file, *m_last;
    QStackedWidget* m_stack;
    StateView* m_state;
    LineChart *m_loss, *m_validation;
};

} // namespace akv::ui
