// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QPlainTextEdit>

class QCompleter;
class QStringListModel;

namespace akv::ui {

/// Where a question is written. "@" and the beginning of a name offers names of the graph; Enter or Tab takes one.
class Composer : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit Composer(QWidget* parent = nullptr);
    /// Names for what stands after the "@" now; ignored when that has changed since.
    void offer(const QString& prefix, const QStringList& names);
    bool offering() const;
    QStringList offered() const;

Q_SIGNALS:
    void completionWanted(const QString& prefix);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// What stands between the last "@" before the cursor and the cursor; null: there is none.
    QString prefix() const;
    void take(const QString& name);

    QCompleter* m_completer;
    QStringListModel* m_names;
};

} // namespace akv::ui
