// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/number_file.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QScrollArea;
class QTableView;

namespace akv::ui {

/// Numbers that were exported, drawn again: one table of the file at a time as the picture that it came from, the
/// numbers below it. The picture can be saved as the page could.
class NumbersDialog : public QDialog {
    Q_OBJECT
public:
    NumbersDialog(const NumberFile& numbers, const QString& file, QWidget* parent = nullptr);
    QComboBox* tableBox() const { return m_box; }
    /// The picture that is shown; null where it could not be drawn (the reason stands in its place).
    QWidget* picture() const { return m_picture; }
    QString error() const { return m_error; }
    QPushButton* saveButton() const { return m_save; }

private:
    void showTable(int table);
    void save();

    NumberFile m_numbers;
    QString m_file, m_error;
    QComboBox* m_box;
    QScrollArea* m_area;
    QTableView* m_table;
    QPushButton* m_save;
    QWidget* m_picture = nullptr;
};

} // namespace akv::ui
