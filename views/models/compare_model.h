// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <vector>

namespace akv::ui {

/// How one pane is asked.
struct CompareSettings {
    std::optional<PruneK> k;
    int contextTriples = 0; ///< lines in the prompt, at most; 0: as the mode does by itself
};

/// A mode that is offered; `reason` not empty: why it cannot run with what is loaded.
struct ModeOffer {
    Mode mode = Mode::Atlas;
    QString reason;
};

/// One question in several modes: what each said, how long it took and what it read.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        ModeColumn,
        AnswerColumn,
        FirstToken,
        Speed,
        PromptTokens,
        PeakMemory,
        KvCache,
        TopEvidence,
        GoldRank,
        Grounding,
        Match,
        ColumnCount
    };
    enum class State { Waiting, Running, Done, Failed };
    struct Run {
        Mode mode = Mode::Atlas;
        CompareSettings settings = {};
        State state = State::Waiting;
        QString error = {};
        std::shared_ptr<const Answer> answer = {};
        std::optional<std::uint64_t> peakBytes = {}; ///< resident memory during the run above its beginning
    };
    /// The rows that the question asks for, by name and noun; nullopt: not looked up yet.
    using Gold = std::optional<std::vector<RowId>>;

    explicit CompareModel(QObject* parent = nullptr);
    void start(const QString& question, std::vector<Run> runs);
    void setRunning(std::size_t row);
    void setAnswer(std::size_t row, std::shared_ptr<const Answer> answer, std::optional<std::uint64_t> peakBytes);
    void setFailed(std::size_t row, const QString& error);
    void setGold(std::vector<RowId> rows);
    const std::vector<Run>& runs() const { return m_runs; }
    const QString& question() const { return m_question; }
    /// "2nd in the queue" as a number: how many runs come before this one that has not begun; 0: it has.
    int queuePlace(std::size_t row) const;
    /// All modes in the order they are asked, with what has become of each.
    QString queueText() const;
    /// What stood in the prompt and how it was chosen; empty for modes without lines.
    static QString contextText(const Answer& answer, const QString& encoder, int contextLength);
    QString goldText(const Run& run) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(std::size_t row, int column) const;
    void touched(std::size_t row);

    QString m_question;
    std::vector<Run> m_runs;
    Gold m_gold;
};

} // namespace akv::ui
