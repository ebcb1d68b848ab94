// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/conversation_model.h"

#include "views/models/text.h"

namespace akv::ui {

ConversationModel::ConversationModel(QObject* parent) : QAbstractListModel(parent) {}

int ConversationModel::addQuestion(Turn turn) {
    turn.id = m_next++;
    turn.state = Turn::State::Waiting;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_turns.push_back(std::move(turn));
    endInsertRows();
    return m_turns.back().id;
}

void ConversationModel::appendText(int id, const QString& text) {
    const int row = rowOf(id);
    if (row < 0 || m_turns[std::size_t(row)].answer) return;
    m_turns[std::size_t(row)].text += text;
    m_turns[std::size_t(row)].state = Turn::State::Streaming;
    touched(row);
}

void ConversationModel::setAnswer(int id, std::shared_ptr<const Answer> answer, ClusterParents parents) {
    const int row = rowOf(id);
    if (row < 0 || !answer) return;
    Turn& turn = m_turns[std::size_t(row)];
    turn.text = qs(answer->text);
    turn.state = answer->stopped ? Turn::State::Stopped : Turn::State::Done;
    turn.answer = std::move(answer);
    turn.parents = std::move(parents);
    touched(row);
}

void ConversationModel::setError(int id, const QString& message) {
    const int row = rowOf(id);
    if (row < 0) return;
    m_turns[std::size_t(row)].state = Turn::State::Failed;
    m_turns[std::size_t(row)].error = message;
    touched(row);
}

void ConversationModel::clear() { setTurns({}); }

void ConversationModel::setTurns(std::vector<Turn> turns) {
    beginResetModel();
    m_turns = std::move(turns);
    endResetModel();
}

const Turn* ConversationModel::turn(int id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_turns[std::size_t(row)];
}

int ConversationModel::firstVariant(int id) const {
    const Turn* at = turn(id);
    while (at) {
        const Turn* base = turn(at->baseTurn);
        if (!base || base->masked != at->masked || base->id >= at->id) return at->id;
        at = base;
    }
    return id;
}

std::vector<int> ConversationModel::variantsOf(int id) const {
    const int first = firstVariant(id);
    std::vector<int> out;
    for (const Turn& t : m_turns)
        if (firstVariant(t.id) == first) out.push_back(t.id);
    return out;
}

int ConversationModel::variantBefore(int id) const {
    int before = 0;
    for (const int variant : variantsOf(id)) {
        if (variant == id) break;
        before = variant;
    }
    return before;
}

int ConversationModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_turns.size()); }

QVariant ConversationModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Turn& turn = m_turns[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return turn.question;
    case TurnIdRole: return turn.id;
    case AnswerTextRole: return turn.text;
    case StateRole: return int(turn.state);
    default: return {};
    }
}

int ConversationModel::rowOf(int id) const {
    for (std::size_t i = 0; i < m_turns.size(); ++i)
        if (m_turns[i].id == id) return int(i);
    return -1;
}

void ConversationModel::touched(int row) { Q_EMIT dataChanged(index(row), index(row)); }

} // namespace akv::ui
