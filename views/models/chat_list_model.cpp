// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/chat_list_model.h"

#include "views/models/text.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>
#include <utility>

namespace akv::ui {

namespace {

QString dateText(std::int64_t seconds) {
    const QDateTime when = QDateTime::fromSecsSinceEpoch(seconds);
    return when.date() == QDate::currentDate() ? when.toString(QStringLiteral("HH:mm"))
                                               : QLocale().toString(when.date(), QLocale::ShortFormat);
}

QString titleOf(const ChatSummary& chat) { return chat.title.empty() ? QObject::tr("Untitled") : qs(chat.title); }

bool sameShown(const ChatSummary& a, const ChatSummary& b) {
    return a.title == b.title && a.updated == b.updated && a.turns == b.turns && a.forkedFrom == b.forkedFrom &&
           a.snippet == b.snippet;
}

} // namespace

ChatListModel::ChatListModel(QObject* parent) : QAbstractListModel(parent) {}

void ChatListModel::setChats(std::vector<ChatSummary> chats) {
    const auto sameChat = [](const ChatSummary& a, const ChatSummary& b) { return a.id == b.id; };
    if (!chats.empty() && std::equal(chats.begin(), chats.end(), m_chats.begin(), m_chats.end(), sameChat)) {
        // A name that is being typed stays as it is: a view reads an open editor anew for every row that is said to
        // have changed.
        m_chats.swap(chats);
        for (int row = 0; row < rowCount(); ++row)
            if (!sameShown(m_chats[std::size_t(row)], chats[std::size_t(row)]))
                Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    beginResetModel();
    m_chats = std::move(chats);
    endResetModel();
}

void ChatListModel::setCurrent(qint64 chat) {
    if (chat == m_current) return;
    const qint64 before = std::exchange(m_current, chat);
    for (const int row : {rowOf(before), rowOf(chat)})
        if (row >= 0) Q_EMIT dataChanged(index(row), index(row), {Qt::FontRole, DetailRole});
}

int ChatListModel::rowOf(qint64 chat) const {
    for (std::size_t i = 0; i < m_chats.size(); ++i)
        if (m_chats[i].id.value() == chat) return int(i);
    return -1;
}

int ChatListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_chats.size()); }

QVariant ChatListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const ChatSummary& chat = m_chats[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole: return titleOf(chat);
    case IdRole: return qlonglong(chat.id.value());
    case DetailRole: {
        QStringList parts{dateText(chat.updated),
                          chat.turns == 1 ? tr("1 question") : tr("%1 questions").arg(chat.turns)};
        if (chat.id.value() == m_current) parts.prepend(tr("open"));
        if (chat.forkedFrom) parts << tr("forked");
        if (!chat.snippet.empty()) parts << qs(chat.snippet);
        return parts.join(QStringLiteral(" · "));
    }
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(titleOf(chat), data(index, DetailRole).toString());
    default: return {};
    }
}

bool ChatListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !index.isValid()) return false;
    const QString title = value.toString().simplified();
    if (title.isEmpty() || title == data(index, Qt::EditRole).toString()) return false;
    Q_EMIT renameWanted(m_chats[std::size_t(index.row())].id.value(), title);
    return true;
}

Qt::ItemFlags ChatListModel::flags(const QModelIndex& index) const {
    return index.isValid() ? QAbstractListModel::flags(index) | Qt::ItemIsEditable : QAbstractListModel::flags(index);
}

} // namespace akv::ui
