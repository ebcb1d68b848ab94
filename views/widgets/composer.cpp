// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/composer.h"

#include <QtCore/QStringListModel>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QScrollBar>

namespace akv::ui {

namespace {

/// Keys that belong to the list of names while it is open.
bool ofTheList(int key) {
    return key == Qt::Key_Enter || key == Qt::Key_Return || key == Qt::Key_Escape || key == Qt::Key_Tab ||
           key == Qt::Key_Backtab;
}

} // namespace

Composer::Composer(QWidget* parent)
    : QPlainTextEdit(parent), m_completer(new QCompleter(this)), m_names(new QStringListModel(this)) {
    m_completer->setModel(m_names);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("Names in the graph"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &Composer::take);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        const QString now = prefix();
        if (now.isEmpty())
            m_completer->popup()->hide();
        else
            Q_EMIT completionWanted(now);
    });
}

QString Composer::prefix() const {
    constexpr qsizetype kLongest = 60;
    const QString before = toPlainText().left(textCursor().position());
    const qsizetype at = before.lastIndexOf(QLatin1Char('@'));
    if (at < 0 || before.size() - at > kLongest) return {};
    const QString out = before.mid(at + 1);
    return out.contains(QLatin1Char('\n')) || out.startsWith(QLatin1Char(' ')) ? QString() : out;
}

void Composer::offer(const QString& wanted, const QStringList& names) {
    if (wanted != prefix() || !hasFocus()) return;
    m_names->setStringList(names);
    if (names.isEmpty()) return m_completer->popup()->hide();
    QRect place = cursorRect();
    place.setWidth(std::min(width(), m_completer->popup()->sizeHintForColumn(0) + 40));
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

bool Composer::offering() const { return m_completer->popup()->isVisible(); }
QStringList Composer::offered() const { return m_names->stringList(); }

void Composer::take(const QString& name) {
    const QString begun = prefix();
    if (begun.isEmpty()) return;
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(begun.size()) + 1);
    cursor.insertText(name);
    setTextCursor(cursor);
}

/// While names are offered, the list's keys are no shortcuts of the window (Esc would stop the answer).
bool Composer::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && offering() && ofTheList(static_cast<QKeyEvent*>(event)->key())) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void Composer::keyPressEvent(QKeyEvent* event) {
    if (offering() && ofTheList(event->key()))
        event->ignore();
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace akv::ui
