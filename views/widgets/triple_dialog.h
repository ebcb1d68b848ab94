// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

class QLineEdit;
class QPushButton;

namespace akv::ui {

/// Head, relation and tail of one triple. OK is offered when all three have text and something was changed.
class TripleDialog : public QDialog {
    Q_OBJECT
public:
    explicit TripleDialog(const QString& title, QWidget* parent = nullptr);
    void setTriple(const QString& head, const QString& relation, const QString& tail);
    QLineEdit* field(int part) const { return m_fields[part]; }
    QPushButton* okButton() const { return m_ok; }
    QString text(int part) const;

private:
    void update();

    QLineEdit* m_fields[3];
    QString m_before[3];
    QPushButton* m_ok;
};

} // namespace akv::ui
