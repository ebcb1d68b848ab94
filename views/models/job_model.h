// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/pause_gate.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QElapsedTimer>

#include <optional>
#include <vector>

namespace akv::ui {

/// The long tasks since the program started: name, phase, n of N, rate, time left, outcome. Filled on the GUI thread by
/// the controllers; errors stay until they are dismissed.
class JobModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Phase, Count, Rate, Left, State, ColumnCount };
    enum class Outcome { Running, Done, Cancelled, Failed };
    enum Role { FractionRole = Qt::UserRole + 1, OutcomeRole, JobIdRole };

    explicit JobModel(QObject* parent = nullptr);

    /// With a gate the job can be paused.
    int begin(const QString& name, const CancelToken& cancel, std::optional<PauseGate> gate = std::nullopt);
    /// ended() is not sent for this one: what came of it is told otherwise.
    void setToldElsewhere(int job);
    void update(int job, const Progress& progress);
    /// `message`: the error, or what the job produced in one line.
    void finish(int job, Outcome outcome, const QString& message);
    void cancel(int row);
    /// Ends the job with this token: a newer one took its place, so nobody will tell of its result.
    void drop(const CancelToken& token);
    bool canPause(int row) const;
    bool paused(int row) const;
    void setPaused(int row, bool paused);
    int rowOf(int job) const;
    /// What ran and how it ended, a line each. Without `prompts` whatever stands in quotation marks or after a colon in
    /// a name is left out: questions, triples, paths.
    QString report(bool prompts) const;
    void clearFinished();

    int running() const;
    /// One line for the status bar: "Embedding 812 / 1,204", empty when nothing runs.
    QString summary() const;
    /// Progress of the newest running job, 0 to 1; nullopt when unknown or nothing runs.
    std::optional<double> fraction() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void changed();
    /// How it ended, in one line, for those who do not see the list.
    void ended(int job, const QString& text);

private:
    struct Job {
        int id = 0;
        QString name, message;
        CancelToken cancel;
        std::optional<PauseGate> gate;
        Progress progress;
        Outcome outcome = Outcome::Running;
        bool toldElsewhere = false;
        QElapsedTimer clock, phaseClock;
        std::uint64_t phaseStart = 0;
        double seconds = 0.0;
    };
    double rate(const Job& job) const;
    QString text(const Job& job, int column) const;
    void touched(int row);

    std::vector<Job> m_jobs; ///< newest first
    int m_next = 1;
};

} // namespace akv::ui
