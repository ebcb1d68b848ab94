// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/self_check.h"

#include <QtWidgets/QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace akv::ui {

/// The invariants of the program with their measured numbers.
class CheckPage : public QWidget {
    Q_OBJECT
public:
    explicit CheckPage(QWidget* parent = nullptr);
    /// `reason` not empty: the check cannot run now, and why.
    void setReady(const QString& reason);
    void setRunning(bool running);
    void setResults(const std::vector<CheckResult>& results);
    void setError(const QString& message);
    QPushButton* runButton() const { return m_run; }

Q_SIGNALS:
    void runRequested();

private:
    QPushButton* m_run;
    QLabel* m_status;
    QGridLayout* m_grid;
};

} // namespace akv::ui
