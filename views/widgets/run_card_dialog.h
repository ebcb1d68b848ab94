// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtWidgets/QDialog>

#include <memory>

class QPushButton;

namespace akv::ui {

/// How an answer was made, to read, copy and repeat.
class RunCardDialog : public QDialog {
    Q_OBJECT
public:
    /// `reason`: why it cannot be run again now; empty: it can.
    RunCardDialog(std::shared_ptr<const Answer> answer, const QString& reason, QWidget* parent = nullptr);
    QPushButton* rerunButton() const { return m_rerun; }
    QString text() const;

Q_SIGNALS:
    void rerunRequested();

private:
    std::shared_ptr<const Answer> m_answer;
    QPushButton* m_rerun;
};

} // namespace akv::ui
