// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <vector>

namespace akv::ui {

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
        KvCache,
        TopEvidence,
        Grounding,
        Match,
        ColumnCount
    };
    enum class State { Waiting, Running, Done, Failed };
    struct Run {
        Mode mode = Mode::Atlas;
        State state = State::Waiting;
        QString error;
        std::shared_ptr<const Answer> answer;
    };

    explicit CompareModel(QObject* parent = nullptr);
    void start(const QString& question, const std::vector<Mode>& modes);
    void setState(Mode mode, State state, std::shared_ptr<const Answer> answer = {}, const QString& error = {});
    const std::vector<Run>& runs() const { return m_runs; }
    const QString& question() const { return m_question; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Run& run, int column) const;

    QString m_question;
    std::vector<Run> m_runs;
};

} // namespace akv::ui
