// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_store.h"

#include <QtCore/QAbstractListModel>

#include <vector>

namespace akv::ui {

/// The kept conversations, newest first, or those that a search found. Titles can be edited; the edit is only asked for
/// through renameWanted(), the list changes when it is read again.
class ChatListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole + 1, IdRole };

    explicit ChatListModel(QObject* parent = nullptr);
    void setChats(std::vector<ChatSummary> chats);
    void setCurrent(qint64 chat);
    const std::vector<ChatSummary>& chats() const { return m_chats; }
    qint64 current() const { return m_current; } ///< 0: none
    int rowOf(qint64 chat) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void renameWanted(qint64 chat, const QString& title);

private:
    std::vector<ChatSummary> m_chats;
    qint64 m_current = 0;
};

} // namespace akv::ui
