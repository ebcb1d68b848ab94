// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bridge/workspace_controller.h"
#include "views/models/job_model.h"

#include <QtWidgets/QDialog>

#include <memory>

class QCheckBox;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace akv {
class Engine;
}

namespace akv::ui {

class CommandBook;

/// All commands with their keys; choosing one, new keys can be given to it.
class ShortcutsView : public QWidget {
    Q_OBJECT
public:
    explicit ShortcutsView(CommandBook& book, QWidget* parent = nullptr);
    QTableWidget* table() const { return m_table; }
    QLineEdit* filterField() const { return m_filter; }
    QKeySequenceEdit* keysField() const { return m_keys; }
    QPushButton* setButton() const { return m_set; }
    QPushButton* resetButton() const { return m_reset; }
    QString noteText() const;

private:
    void fill();
    void filter();
    class QAction* current() const;

    CommandBook& m_book;
    QLineEdit* m_filter;
    QTableWidget* m_table;
    QKeySequenceEdit* m_keys;
    QPushButton *m_set, *m_clear, *m_reset;
    QLabel* m_note;
};

/// The words that the screens use.
class ConceptsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ConceptsDialog(QWidget* parent = nullptr);
};

/// What a report of a problem needs, to be copied; questions only when asked for.
class DiagnosticsDialog : public QDialog {
    Q_OBJECT
public:
    DiagnosticsDialog(const JobModel& jobs, std::shared_ptr<const Engine> engine, const WorkspaceSummary& workspace,
                      QWidget* parent = nullptr);
    QString text() const;
    QCheckBox* namesBox() const { return m_names; }

private:
    void fill();

    const JobModel& m_jobs;
    std::shared_ptr<const Engine> m_engine;
    WorkspaceSummary m_workspace;
    QPlainTextEdit* m_text;
    QCheckBox* m_names;
};

class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace akv::ui
