// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/workspace_controller.h"

#include "core/kg2kv/nouns.h"
#include "views/bridge/graph_reading.h"
#include "views/models/text.h"

#include <algorithm>
#include <filesystem>

namespace akv::ui {

namespace {

namespace fs = std::filesystem;

fs::path toPath(const QString& text) { return fs::path(text.toStdString()); }

/// Questions over rows spread through the graph, and one about a name that the graph is known not to hold.
Result<void> addSuggestions(const Workspace& workspace, WorkspaceSummary& summary) {
    constexpr std::uint64_t kWanted = 3;
    const std::uint64_t rows = workspace.manifest().rows;
    std::string type;
    for (std::uint64_t i = 0; i < kWanted && i < rows; ++i) {
        AKV_ASSIGN(const auto some, workspace.rows(rows * (2 * i + 1) / (2 * kWanted), 1));
        if (some.empty()) continue;
        type = some.front().descriptionType;
        summary.suggestions << qs(fillTemplate(0, type, some.front().name));
    }
    for (const char* name : {"Atlantis", "Mount Doom", "the Emerald City"}) {
        AKV_ASSIGN(const auto entity, workspace.triples().entityByName(name));
        if (entity || type.empty()) continue;
        summary.unknown = qs(fillTemplate(0, type, name));
        break;
    }
    return {};
}

Result<WorkspaceSummary> summarise(const Workspace& workspace) {
    WorkspaceSummary s;
    s.folder = qs(workspace.folder().string());
    s.name = qs(workspace.folder().stem().string());
    s.manifest = workspace.manifest();
    s.counts = workspace.triples().counts();
    s.bytes = workspace.bytesOnDisk();
    if (auto store = workspace.openStore(); store.ok())
        s.leafType = store.value()->type();
    else
        s.storeProblem = qs(store.error().text());
    AKV_CHECK(addSuggestions(workspace, s));
    AKV_ASSIGN(const auto top, workspace.triples().topEntities(1));
    if (!top.empty()) s.firstEntity = qs(top.front().name);
    constexpr std::size_t kFacets = 300;
    AKV_ASSIGN(s.types, countTypes(workspace.triples()));
    AKV_ASSIGN(s.relations, workspace.triples().relations());
    if (s.relations.size() > kFacets) s.relations.resize(kFacets);
    return s;
}

Result<WorkspaceSummary> openAndSummarise(const fs::path& folder) {
    AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
    return summarise(*workspace);
}

Result<void> copyFolder(const fs::path& source, const fs::path& target, const JobContext& context) {
    std::error_code failed;
    const fs::path aside = fs::path(target).concat(".copying");
    fs::remove_all(aside, failed);
    fs::create_directories(aside, failed);
    std::uint64_t done = 0;
    for (fs::recursive_directory_iterator it(source, failed), end; !failed && it != end; it.increment(failed)) {
        AKV_CHECK(context.checkCancelled());
        const fs::path to = aside / fs::relative(it->path(), source, failed);
        if (it->is_directory())
            fs::create_directories(to, failed);
        else if (it->is_regular_file() && it->path().filename() != "lock") {
            fs::copy_file(it->path(), to, fs::copy_options::overwrite_existing, failed);
            // The bundled copy may be read-only; the user's own is not.
            fs::permissions(to, fs::perms::owner_write, fs::perm_options::add, failed);
        }
        context.progress("copying", ++done, 0);
        if (failed) break;
    }
    if (!failed) fs::rename(aside, target, failed);
    if (failed)
        return Error(ErrorCode::InvalidInput, "cannot copy " + source.string() + " to " + target.string() + ": " +
                                                  failed.message() + "; check free space and permissions");
    return {};
}

} // namespace

WorkspaceController::WorkspaceController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    connect(&m_open, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void WorkspaceController::startOpen(const QString& title,
                                    std::function<Result<WorkspaceSummary>(const JobContext&)> work) {
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_open.start<WorkspaceSummary>(
        std::move(work),
        [this, job](Result<WorkspaceSummary> result) {
            if (!result.ok()) {
                const bool cancelled = result.error().code == ErrorCode::Cancelled;
                m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                              qs(result.error().text()));
                Q_EMIT openFailed(qs(result.error().text()));
                return;
            }
            m_summary = std::move(result).value();
            m_jobs.finish(*job, JobModel::Outcome::Done, triplesText(m_summary.counts.triples));
            Q_EMIT opened(m_summary);
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(title, token);
}

void WorkspaceController::open(const QString& folder) {
    startOpen(tr("Open %1").arg(folder), [path = toPath(folder)](const JobContext&) { return openAndSummarise(path); });
}

void WorkspaceController::openCopy(const QString& source, const QString& target) {
    startOpen(tr("Open the sample"),
              [from = toPath(source), to = toPath(target)](const JobContext& context) -> Result<WorkspaceSummary> {
                  if (!fs::exists(to)) AKV_CHECK(copyFolder(from, to, context));
                  return openAndSummarise(to);
              });
}

void WorkspaceController::create(const QString& folder) {
    startOpen(tr("Make %1").arg(folder), [path = toPath(folder)](const JobContext&) -> Result<WorkspaceSummary> {
        AKV_ASSIGN(const auto workspace, Workspace::openOrCreate(path));
        return summarise(*workspace);
    });
}

void WorkspaceController::readPage(const QString& text, quint64 offset, quint64 limit) {
    using Page = std::pair<std::vector<Triple>, std::uint64_t>;
    m_page.start<Page>(
        [path = toPath(m_summary.folder), what = toStd(text), offset, limit](const JobContext&) -> Result<Page> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return workspace->triples().filter(what, offset, limit);
        },
        [this, text, offset](Result<Page> page) {
            if (page.ok())
                Q_EMIT pageRead(text, offset, page.value().first, page.value().second);
            else
                Q_EMIT pageFailed(qs(page.error().text()));
        });
}

void WorkspaceController::search(const QString& text) {
    if (!isOpen() || text.trimmed().isEmpty()) return;
    m_search.start<std::vector<SearchHit>>(
        [path = toPath(m_summary.folder),
         what = toStd(text.trimmed())](const JobContext&) -> Result<std::vector<SearchHit>> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return workspace->triples().search(what, 40);
        },
        [this, text](Result<std::vector<SearchHit>> hits) {
            if (hits.ok())
                Q_EMIT hitsRead(text, hits.value());
            else
                Q_EMIT pageFailed(qs(hits.error().text()));
        });
}

void WorkspaceController::startNeighbours(ReadGraph read) {
    m_neighbours.start<LocalGraph>(
        [path = toPath(m_summary.folder), read = std::move(read)](const JobContext& context) -> Result<LocalGraph> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return read(*workspace, context);
        },
        [this](Result<LocalGraph> graph) {
            if (graph.ok())
                Q_EMIT neighboursRead(graph.value());
            else
                Q_EMIT neighboursFailed(qs(graph.error().text()));
        });
}

void WorkspaceController::readNeighbours(const QString& entity) {
    if (!isOpen() || entity.isEmpty()) return;
    startNeighbours([name = toStd(entity), view = m_view](const Workspace& workspace,
                                                          const JobContext& context) -> Result<LocalGraph> {
        return neighboursOf(workspace, name, view, context);
    });
}

void WorkspaceController::readNeighboursOfTriple(qint64 triple) {
    if (!isOpen()) return;
    startNeighbours([triple, view = m_view](const Workspace& workspace,
                                            const JobContext& context) -> Result<LocalGraph> {
        AKV_ASSIGN(const auto found, workspace.triples().triple(TripleId(triple)));
        if (!found)
            return Error(ErrorCode::InvalidInput, "triple " + std::to_string(triple) + " is no longer in this graph");
        return neighboursOf(workspace, found->head, view, context);
    });
}

void WorkspaceController::readPath(const QString& from, const QString& to) {
    if (!isOpen()) return;
    startNeighbours([a = toStd(from), b = toStd(to), view = m_view](const Workspace& workspace,
                                                                    const JobContext& context) -> Result<LocalGraph> {
        return pathBetween(workspace, a, b, view, context);
    });
}

void WorkspaceController::readCard(qint64 triple) {
    if (!isOpen()) return;
    m_card.start<TripleCard>(
        [path = toPath(m_summary.folder), triple](const JobContext&) -> Result<TripleCard> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return cardOf(*workspace, TripleId(triple));
        },
        [this](Result<TripleCard> card) {
            if (card.ok())
                Q_EMIT cardRead(card.value());
            else
                Q_EMIT neighboursFailed(qs(card.error().text()));
        });
}

void WorkspaceController::readEntityCard(const QString& entity) {
    if (!isOpen() || entity.isEmpty()) return;
    m_card.start<EntityCard>(
        [path = toPath(m_summary.folder), name = toStd(entity)](const JobContext&) -> Result<EntityCard> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return entityCardOf(*workspace, name);
        },
        [this](Result<EntityCard> card) {
            if (card.ok())
                Q_EMIT entityCardRead(card.value());
            else
                Q_EMIT neighboursFailed(qs(card.error().text()));
        });
}

void WorkspaceController::savePins(const QString& centre, const Pins& pins) {
    if (!isOpen()) return;
    m_pins.start<void>([path = toPath(m_summary.folder), name = toStd(centre),
                        pins](const JobContext&) { return writePins(path, name, pins); },
                       [this](Result<void> done) {
                           if (!done.ok()) Q_EMIT neighboursFailed(qs(done.error().text()));
                       });
}

void WorkspaceController::matchDraft(const QString& question) {
    if (!isOpen()) return;
    m_match.start<QuestionMatch>(
        [path = toPath(m_summary.folder), text = toStd(question)](const JobContext&) -> Result<QuestionMatch> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            return matchQuestion(*workspace, text);
        },
        [this, question](Result<QuestionMatch> match) {
            if (match.ok()) Q_EMIT matched(question, match.value()); // a hint only: asking says what is wrong
        });
}

void WorkspaceController::complete(const QString& prefix) {
    constexpr std::uint64_t kLooked = 60;
    constexpr qsizetype kOffered = 12;
    if (!isOpen() || prefix.trimmed().isEmpty()) return;
    m_complete.start<QStringList>(
        [path = toPath(m_summary.folder), text = prefix](const JobContext&) -> Result<QStringList> {
            AKV_ASSIGN(const auto workspace, Workspace::open(path, Workspace::Access::Read));
            AKV_ASSIGN(const auto hits, workspace->triples().search(toStd(text), kLooked));
            QStringList first, within;
            for (const SearchHit& hit : hits) {
                if (hit.kind != SearchHit::Kind::Entity) continue;
                const QString name = qs(hit.title);
                (name.startsWith(text, Qt::CaseInsensitive) ? first : within) << name;
            }
            return QStringList((first + within).mid(0, kOffered));
        },
        [this, prefix](Result<QStringList> names) {
            if (names.ok()) Q_EMIT completed(prefix, names.value());
        });
}

} // namespace akv::ui
