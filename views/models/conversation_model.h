// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/trace_view.h"

#include <QtCore/QAbstractListModel>

#include <memory>
#include <vector>

namespace akv::ui {

/// One question with what became of it.
struct Turn {
    enum class State { Waiting, Streaming, Done, Stopped, Failed };
    int id = 0;
    QString question, text; ///< text grows while streaming; afterwards the answer's own
    State state = State::Waiting;
    QString error;
    Mode mode = Mode::Atlas;
    std::vector<TripleId> masked; ///< triples that this run was not allowed to read
    QString maskedText;           ///< their text
    int baseTurn = 0;             ///< turn that this one repeats: without more masked triples, or just again; 0: none
    QString source;               ///< file that it was read from; empty: asked here
    std::shared_ptr<const Answer> answer;
    ClusterParents parents;
};

/// The conversation as a list of turns. Value data, GUI thread only.
class ConversationModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { TurnIdRole = Qt::UserRole + 1, AnswerTextRole, StateRole };

    explicit ConversationModel(QObject* parent = nullptr);

    /// Appends a waiting turn and returns its id.
    int addQuestion(Turn turn);
    void appendText(int turn, const QString& text);
    void setAnswer(int turn, std::shared_ptr<const Answer> answer, ClusterParents parents);
    void setError(int turn, const QString& message);
    void clear();
    /// An id for a turn that setTurns() will bring.
    int reserveId() { return m_next++; }
    /// Another conversation; the turns have their ids.
    void setTurns(std::vector<Turn> turns);

    const Turn* turn(int id) const;
    /// The turns that ask the same question with the same triples masked as this one because it was asked again, in
    /// their order; this one among them.
    std::vector<int> variantsOf(int id) const;
    /// The first of them, and the one that came right before `id`; 0: `id` is the first.
    int firstVariant(int id) const;
    int variantBefore(int id) const;
    const Turn* last() const { return m_turns.empty() ? nullptr : &m_turns.back(); }
    const std::vector<Turn>& turns() const { return m_turns; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    int rowOf(int turn) const;
    void touched(int row);

    std::vector<Turn> m_turns;
    int m_next = 1;
};

} // namespace akv::ui
