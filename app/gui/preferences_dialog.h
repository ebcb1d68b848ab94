// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/settings.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QStackedWidget;

namespace akv::ui {

class CommandBook;
class ShortcutsView;

/// Everything that can be chosen, by section; every change acts at once and is kept.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    enum Section { General, Look, Chat, Graph, Inspector, Compute, Paths, Shortcuts, Privacy, SectionCount };

    PreferencesDialog(CommandBook& book, const Settings& settings, QWidget* parent = nullptr);
    void showSection(int section);
    const Settings& settings() const { return m_settings; }

    QListWidget* sections() const { return m_sections; }
    QComboBox* themeBox() const { return m_theme; }
    QComboBox* languageBox() const { return m_language; }
    QSpinBox* textBox() const { return m_text; }
    QSpinBox* answerBox() const { return m_maxTokens; }
    QSpinBox* capBox() const { return m_cap; }
    QComboBox* guardrailBox() const { return m_guard; }
    QSpinBox* limitBox() const { return m_limit; }
    ShortcutsView* shortcuts() const { return m_shortcuts; }

Q_SIGNALS:
    void settingsChanged(const akv::ui::Settings& settings);

private:
    QFormLayout* addSection(const QString& title, const QString& note = {});
    void buildGeneral();
    void buildLook();
    void buildChat();
    void buildGraph();
    void buildInspector();
    void buildCompute();
    void buildPaths();
    void buildPrivacy();
    void change();
    void applyLook();

    Settings m_settings;
    QListWidget* m_sections;
    QStackedWidget* m_pages;
    QComboBox *m_theme, *m_language, *m_guard;
    QSpinBox *m_text, *m_draft, *m_maxTokens, *m_seed, *m_cap, *m_depth, *m_traceSize, *m_threads, *m_limit;
    QDoubleSpinBox* m_temperature;
    QCheckBox *m_reopen, *m_keepTraces;
    QLineEdit* m_folder;
    ShortcutsView* m_shortcuts;
};

} // namespace akv::ui
