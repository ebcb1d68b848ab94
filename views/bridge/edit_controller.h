// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/edit.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <QtGui/QUndoStack>

namespace akv::ui {

/// Changes triples of the open workspace with undo and redo (50 steps). Every change is one job: the edit, then rows,
/// embeddings of what is new, and store. One at a time; while one runs, further wishes are refused. The history moves
/// only when a change has really been made, so a failed undo can be tried again.
class EditController : public QObject {
    Q_OBJECT
public:
    static constexpr int kSteps = 50;
    explicit EditController(JobModel& jobs, QObject* parent = nullptr);
    /// A history that is being destroyed tells nobody: who would look finds a controller in pieces.
    ~EditController() override { m_history.disconnect(); }

    /// Another folder empties the history.
    void setWorkspace(const QString& folder);
    /// Who embeds changed texts; the local MiniLM unless set.
    void setEncoder(EncoderSource encoder) { m_encoder = std::move(encoder); }

    void addTriple(const QString& head, const QString& relation, const QString& tail);
    void setTriple(qint64 id, const QString& head, const QString& relation, const QString& tail);
    void removeTriple(qint64 id);
    /// Gives the triple another value; head and relation stay as stored.
    void applyEdit(qint64 id, const QString& newTail) { apply({}, {{id, newTail}}); }
    /// Removes triples and gives others another value, as one step. What is removed gets no value.
    void apply(const std::vector<qint64>& removed, const std::vector<std::pair<qint64, QString>>& newTails);
    void undo();
    void redo();
    /// Brings rows, embeddings and store up to date after an edit that was interrupted.
    void bringUpToDate();
    void cancel() { m_run.cancel(); }
    bool running() const { return m_run.running(); }
    const QUndoStack& history() const { return m_history; }
    /// Changed triples that the store does not know yet because a refresh failed or was cancelled.
    int staleTriples() const { return m_stale; }

Q_SIGNALS:
    void started(const QString& what);
    /// The change was made. `stale`: why the store could not follow; empty: it did.
    void finished(const QString& what, const QString& stale);
    /// Nothing was changed.
    void failed(const QString& message);
    void ended();

private:
    struct Step;
    using Edits = std::vector<TripleEdit>;
    using Make = std::function<Result<Edits>(const Workspace&)>;
    void start(const QString& what, Make make, std::function<void(const EditReport&, const Edits&)> done);
    void startNew(const QString& what, Make make);
    void finish(int job, const QString& what, Result<EditOutcome> outcome,
                const std::function<void(const EditReport&)>& done);

    JobModel& m_jobs;
    QString m_folder;
    EncoderSource m_encoder;
    QUndoStack m_history;
    int m_stale = 0;
    int m_generation = 0; ///< of the history: a result for an earlier one is not recorded
    JobSlot m_run;
};

} // namespace akv::ui
