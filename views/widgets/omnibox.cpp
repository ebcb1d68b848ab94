// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/omnibox.h"

#include "views/models/search_model.h"
#include "views/widgets/accessible.h"
#include "views/widgets/theme.h"

#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

Omnibox::Omnibox(SearchModel& model, QWidget* parent)
    : QFrame(parent), m_model(model), m_field(new QLineEdit), m_list(new Quiet<QListView>), m_pause(new QTimer(this)),
      m_say(new QTimer(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_field->setPlaceholderText(tr("Search entities, relations, triples, commands"));
    m_field->setAccessibleName(tr("Search"));
    m_field->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Results"));
    setAccessibleRole(this, QAccessible::Grouping);
    m_list->setModel(&model);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_pause->setSingleShot(true);
    m_pause->setInterval(80);
    hide();
    m_field->installEventFilter(this);
    connect(m_pause, &QTimer::timeout, this, [this] { Q_EMIT searchWanted(m_field->text()); });
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model.setText(text);
        m_list->setCurrentIndex(m_model.index(0));
        if (text.trimmed().isEmpty())
            m_pause->stop();
        else
            m_pause->start();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        if (!m_list->currentIndex().isValid()) m_list->setCurrentIndex(m_model.index(0));
        m_say->start();
    });
    m_say->setSingleShot(true);
    m_say->setInterval(600); // a pause in typing
    connect(m_say, &QTimer::timeout, this, &Omnibox::sayCurrent);
    connect(m_list, &QListView::clicked, this, &Omnibox::choose);
}

void Omnibox::open() {
    const int width = std::min(640, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, 56, width, std::min(420, parentWidget()->height() - 90));
    m_field->clear();
    m_model.setText({});
    m_list->setCurrentIndex(m_model.index(0));
    if (!isVisible()) m_before = window()->focusWidget();
    show();
    raise();
    m_field->setFocus();
}

/// Back to where one was.
void Omnibox::close() {
    m_field->removeEventFilter(this); // which hides when the focus goes, before it has come anywhere
    if (m_before) m_before->setFocus();
    m_field->installEventFilter(this);
    hide();
}

bool Omnibox::eventFilter(QObject* watched, QEvent* event) {
    // Esc closes this instead of being the window's key for "stop".
    if (watched == m_field && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down: move(1); return true;
        case Qt::Key_Up: move(-1); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(m_list->currentIndex()); return true;
        case Qt::Key_Escape: close(); return true;
        default: break;
        }
    }
    if (watched == m_field && event->type() == QEvent::FocusOut && isVisible()) hide();
    return QFrame::eventFilter(watched, event);
}

void Omnibox::move(int by) {
    const int rows = m_model.rowCount();
    if (rows == 0) return;
    m_list->setCurrentIndex(m_model.index(std::clamp(m_list->currentIndex().row() + by, 0, rows - 1)));
    sayCurrent();
}

/// The field keeps the focus, so the list speaks for itself.
void Omnibox::sayCurrent() const {
    const int rows = m_model.rowCount();
    if (!isVisible()) return;
    if (rows == 0) return announce(parentWidget(), tr("No results"));
    const QModelIndex at = m_list->currentIndex();
    announce(parentWidget(), tr("%1, %2 of %3").arg(at.data().toString()).arg(at.row() + 1).arg(rows));
}

void Omnibox::choose(const QModelIndex& index) {
    if (!index.isValid()) return;
    const QString title = index.data(SearchModel::TitleRole).toString();
    const int kind = index.data(SearchModel::KindRole).toInt();
    const qint64 id = index.data(SearchModel::IdRole).toLongLong();
    close();
    switch (kind) {
    case SearchModel::Command: Q_EMIT commandChosen(title); break;
    case SearchModel::EntityHit: Q_EMIT entityChosen(title); break;
    case SearchModel::RelationHit: Q_EMIT relationChosen(title); break;
    case SearchModel::TripleHit: Q_EMIT tripleChosen(id, title); break;
    default: Q_EMIT passageChosen(title); break;
    }
}

void Omnibox::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(t.dim, 1));
    p.setBrush(t.card);
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kCardRadius, kCardRadius);
}

} // namespace akv::ui
