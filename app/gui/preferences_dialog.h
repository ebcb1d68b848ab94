// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

class QComboBox;
class QSpinBox;

namespace akv::ui {

/// Theme and size of the text; every change is seen at once.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    explicit PreferencesDialog(QWidget* parent = nullptr);
    QComboBox* themeBox() const { return m_theme; }
    QSpinBox* textBox() const { return m_text; }

private:
    void apply();
    QComboBox* m_theme;
    QSpinBox* m_text;
};

} // namespace akv::ui
