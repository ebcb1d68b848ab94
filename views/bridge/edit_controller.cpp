// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/edit_controller.h"

#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

/// One step of the history. The work is done before it is pushed or moved over, so undo() and redo() have none.
struct EditController::Step : QUndoCommand {
    mutable Edits back, again;
};

namespace {

using Kind = TripleEdit::Kind;

Result<std::unique_ptr<SentenceEncoder>> localEncoder() {
    AKV_ASSIGN(const auto folder, findMiniLm());
    return openMiniLm(folder);
}

} // namespace

EditController::EditController(JobModel& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_encoder(localEncoder) {
    connect(&m_run, &JobSlot::dropped, &m_jobs, &JobModel::drop);
    m_history.setUndoLimit(kSteps);
}

void EditController::setWorkspace(const QString& folder) {
    if (folder == m_folder) return;
    m_run.cancel();
    m_folder = folder;
    m_history.clear();
    ++m_generation;
    m_stale = 0;
}

void EditController::start(const QString& what, Make make, std::function<void(const EditReport&, const Edits&)> done) {
    if (m_run.running()) {
        Q_EMIT failed(tr("Another change is still being made; wait for it or cancel it in Jobs."));
        return;
    }
    if (m_folder.isEmpty()) {
        Q_EMIT failed(tr("No graph is open."));
        return;
    }
    auto job = std::make_shared<int>(0);
    auto made = std::make_shared<Edits>();
    const quint64 earlier = quint64(m_stale);
    const CancelToken token = m_run.start<EditOutcome>(
        [folder = std::filesystem::path(toStd(m_folder)), make = std::move(make), made, encoder = m_encoder,
         earlier](const JobContext& context) -> Result<EditOutcome> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Write));
            AKV_ASSIGN(*made, make(*workspace));
            EditOutcome outcome;
            AKV_ASSIGN(outcome.edit, editTriples(*workspace, *made));
            if (auto fresh = refreshAfter(*workspace, made->size() + earlier, encoder, context); !fresh.ok())
                outcome.stale = std::move(fresh).error();
            return outcome;
        },
        [this, job, what, history = m_generation, made, done = std::move(done)](Result<EditOutcome> outcome) {
            finish(*job, what, std::move(outcome), [&](const EditReport& report) {
                if (history == m_generation) done(report, *made);
            });
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(what, token);
    Q_EMIT started(what);
}

void EditController::finish(int job, const QString& what, Result<EditOutcome> outcome,
                            const std::function<void(const EditReport&)>& done) {
    if (!outcome.ok()) {
        const bool cancelled = outcome.error().code == ErrorCode::Cancelled;
        m_jobs.finish(job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                      qs(outcome.error().text()));
        Q_EMIT failed(cancelled ? tr("Cancelled before anything was changed.") : qs(outcome.error().text()));
        Q_EMIT ended();
        return;
    }
    const EditReport& report = outcome.value().edit;
    const auto& stale = outcome.value().stale;
    const int changed = int(report.added.size() + report.changed.size() + report.removed.size());
    m_stale = stale ? m_stale + changed : 0;
    done(report);
    QString why;
    if (stale) why = stale->code == ErrorCode::Cancelled ? tr("cancelled") : qs(stale->text());
    m_jobs.finish(job,
                  !stale                                ? JobModel::Outcome::Done
                  : stale->code == ErrorCode::Cancelled ? JobModel::Outcome::Cancelled
                                                        : JobModel::Outcome::Failed,
                  stale ? tr("The edit is kept; rows, embeddings and store are not up to date: %1").arg(why)
                        : QString());
    Q_EMIT finished(what, why);
    Q_EMIT ended();
}

void EditController::startNew(const QString& what, Make make) {
    start(what, std::move(make), [this, what](const EditReport& report, const Edits& made) {
        auto* step = new Step;
        step->setText(what);
        step->again = made;
        step->back = report.inverse;
        m_history.push(step);
    });
}

void EditController::addTriple(const QString& head, const QString& relation, const QString& tail) {
    startNew(tr("Add “%1”").arg(cut(head + QStringLiteral(" · ") + relation, 40)),
             [edit = TripleEdit{Kind::Add, {}, toStd(head), toStd(relation), toStd(tail)}](
                 const Workspace&) -> Result<Edits> { return Edits{edit}; });
}

void EditController::setTriple(qint64 id, const QString& head, const QString& relation, const QString& tail) {
    startNew(tr("Change triple %1").arg(id),
             [edit = TripleEdit{Kind::Set, TripleId(id), toStd(head), toStd(relation), toStd(tail)}](
                 const Workspace&) -> Result<Edits> { return Edits{edit}; });
}

void EditController::removeTriple(qint64 id) {
    startNew(tr("Delete triple %1").arg(id), [id](const Workspace&) -> Result<Edits> {
        return Edits{{Kind::Remove, TripleId(id), {}, {}, {}}};
    });
}

void EditController::apply(const std::vector<qint64>& removed,
                           const std::vector<std::pair<qint64, QString>>& newTails) {
    QStringList what;
    if (removed.size() == 1) what << tr("Delete triple %1").arg(removed.front());
    if (removed.size() > 1) what << tr("Delete %1").arg(triplesText(removed.size()));
    for (const auto& [id, tail] : newTails) what << tr("Change triple %1").arg(id);
    startNew(what.join(QStringLiteral(", ")), [removed, newTails](const Workspace& workspace) -> Result<Edits> {
        Edits edits;
        for (const qint64 id : removed) edits.push_back({Kind::Remove, TripleId(id), {}, {}, {}});
        for (const auto& [id, tail] : newTails) {
            if (std::find(removed.begin(), removed.end(), id) != removed.end()) continue;
            AKV_ASSIGN(const auto old, workspace.triples().triple(TripleId(id)));
            if (!old)
                return Error(ErrorCode::InvalidInput,
                             "triple " + std::to_string(id) + " is no longer in this graph; nothing was changed");
            edits.push_back({Kind::Set, TripleId(id), old->head, old->relation, toStd(tail)});
        }
        return edits;
    });
}

void EditController::undo() {
    if (!m_history.canUndo()) return;
    const auto* step = static_cast<const Step*>(m_history.command(m_history.index() - 1));
    start(
        tr("Undo: %1").arg(step->text()), [edits = step->back](const Workspace&) -> Result<Edits> { return edits; },
        [this, step](const EditReport& report, const Edits&) {
            step->again = report.inverse;
            m_history.undo();
        });
}

void EditController::redo() {
    if (!m_history.canRedo()) return;
    const auto* step = static_cast<const Step*>(m_history.command(m_history.index()));
    start(
        tr("Redo: %1").arg(step->text()), [edits = step->again](const Workspace&) -> Result<Edits> { return edits; },
        [this, step](const EditReport& report, const Edits&) {
            step->back = report.inverse;
            m_history.redo();
        });
}

void EditController::bringUpToDate() {
    start(
        tr("Bring rows, embeddings and store up to date"), [](const Workspace&) { return Result<Edits>(Edits()); },
        [](const EditReport&, const Edits&) {});
}

} // namespace akv::ui
