// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

class QLineEdit;
class QListView;
class QTimer;

namespace akv::ui {

class SearchModel;

/// The search that Ctrl+K opens over the window: commands, entities, triples and passages. It asks through
/// searchWanted() and shows what the model holds; arrows choose, Enter opens, Esc closes.
class Omnibox : public QFrame {
    Q_OBJECT
public:
    Omnibox(SearchModel& model, QWidget* parent);
    void open();
    QLineEdit* field() const { return m_field; }
    QListView* list() const { return m_list; }

Q_SIGNALS:
    void searchWanted(const QString& text);
    void commandChosen(const QString& command);
    void entityChosen(const QString& name);
    void relationChosen(const QString& name);
    void tripleChosen(qint64 triple, const QString& title);
    void passageChosen(const QString& title);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void close();
    void move(int by);
    void sayCurrent() const;

    SearchModel& m_model;
    QLineEdit* m_field;
    QListView* m_list;
    QTimer *m_pause, *m_say;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace akv::ui
