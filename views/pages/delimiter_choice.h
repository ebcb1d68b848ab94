// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;

namespace akv::ui {

/// What separates the columns of a table: as detected, one of the usual characters or any other one. Hidden for the
/// formats that have no delimiter.
class DelimiterChoice : public QWidget {
    Q_OBJECT
public:
    explicit DelimiterChoice(QWidget* parent = nullptr);
    /// `detected` empty: no table. `choice` empty: none was made, the detected one counts.
    void setRead(const QString& detected, const QString& choice);
    QComboBox* box() const { return m_box; }
    QLineEdit* otherField() const { return m_other; }

Q_SIGNALS:
    /// As for delimiterOf(); empty: as detected.
    void chosen(const QString& delimiter);

private:
    void onActivated();
    QString nameOf(const QString& delimiter) const;

    QComboBox* m_box;
    QLineEdit* m_other;
};

} // namespace akv::ui
