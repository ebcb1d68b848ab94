// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/question_match.h"
#include "core/workspace/workspace.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/local_graph.h"

#include <QtCore/QStringList>

#include <array>

namespace akv::ui {

/// What is known of an open workspace; read once in a worker.
struct WorkspaceSummary {
    QString folder, name;
    Manifest manifest;
    TripleCounts counts;
    std::uint64_t bytes = 0;
    QString storeProblem; ///< empty: the leaf store opened
    LeafType leafType = LeafType::Int8;
    QStringList suggestions;              ///< questions made from rows of this graph
    QString unknown;                      ///< a question about a name that is not in it; empty: none
    QString firstEntity;                  ///< entity of the highest degree
    std::array<std::uint64_t, 4> types{}; ///< entities by EntityType
    std::vector<RelationCount> relations; ///< the most frequent ones
};

/// Opens workspaces and reads from them. Every read opens its own Workspace in a worker thread; what was read arrives
/// through signals on the GUI thread.
class WorkspaceController : public QObject {
    Q_OBJECT
public:
    explicit WorkspaceController(JobModel& jobs, QObject* parent = nullptr);

    void open(const QString& folder);
    /// Copies a read-only workspace to `target` unless it is there already, then opens the copy.
    void openCopy(const QString& source, const QString& target);
    void create(const QString& folder);
    void refresh() { open(m_summary.folder); }
    const WorkspaceSummary& summary() const { return m_summary; }
    bool isOpen() const { return !m_summary.folder.isEmpty(); }

    void readPage(const QString& text, quint64 offset, quint64 limit);
    void search(const QString& text);
    /// How much is read around an entity, for what is read next.
    void setView(GraphView view) { m_view = std::move(view); }
    void readNeighbours(const QString& entity);
    /// A shortest path, as a graph whose centre is `from`.
    void readPath(const QString& from, const QString& to);
    void readCard(qint64 triple);
    void readEntityCard(const QString& entity);
    /// Keeps the places that were given to nodes around `centre`.
    void savePins(const QString& centre, const Pins& pins);
    void readNeighboursOfTriple(qint64 triple);
    /// What the graph has to do with a question that is being written; matched() follows.
    void matchDraft(const QString& question);
    /// Names that begin with `prefix`, for completion; completed() follows.
    void complete(const QString& prefix);

Q_SIGNALS:
    void matched(const QString& question, const akv::QuestionMatch& match);
    void completed(const QString& prefix, const QStringList& names);
    void opened(const akv::ui::WorkspaceSummary& summary);
    void openFailed(const QString& message);
    void pageRead(const QString& text, quint64 offset, const std::vector<akv::Triple>& triples, quint64 total);
    void pageFailed(const QString& message);
    void hitsRead(const QString& text, const std::vector<akv::SearchHit>& hits);
    void neighboursRead(const akv::ui::LocalGraph& graph);
    void neighboursFailed(const QString& message);
    void cardRead(const akv::ui::TripleCard& card);
    void entityCardRead(const akv::ui::EntityCard& card);

private:
    void startOpen(const QString& title, std::function<Result<WorkspaceSummary>(const JobContext&)> work);
    using ReadGraph = std::function<Result<LocalGraph>(const Workspace&, const JobContext&)>;
    void startNeighbours(ReadGraph read);

    JobModel& m_jobs;
    WorkspaceSummary m_summary;
    GraphView m_view;
    JobSlot m_open, m_page, m_search, m_neighbours, m_card, m_pins, m_match, m_complete;
};

} // namespace akv::ui
