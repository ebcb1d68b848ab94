// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/eval_request.h"

#include <QtWidgets/QWidget>

#include <optional>

class QCheckBox;
class QDoubleSpinBox;
class QLineEdit;

namespace akv::ui {

/// A judging model behind an OpenAI-compatible address: off until it is ticked. Nothing of it is kept: not the address,
/// and the key least of all.
class JudgeFields : public QWidget {
    Q_OBJECT
public:
    explicit JudgeFields(QWidget* parent = nullptr);
    /// Empty while it is off.
    std::optional<JudgeRequest> request() const;
    /// Why it cannot be asked as it is filled in; empty: it can, or it is off.
    QString objection() const;

    QCheckBox* useBox() const { return m_use; }
    QLineEdit* urlField() const { return m_url; }
    QLineEdit* modelField() const { return m_model; }
    QLineEdit* keyField() const { return m_key; }
    QDoubleSpinBox* rateBox() const { return m_rate; }

Q_SIGNALS:
    void changed();

private:
    QCheckBox* m_use;
    QLineEdit *m_url, *m_model, *m_key;
    QDoubleSpinBox* m_rate;
};

} // namespace akv::ui
