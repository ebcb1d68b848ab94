// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/hierarchy_controller.h"

#include "core/base/strings.h"
#include "core/hikvp/projection.h"
#include "core/workspace/cluster_names.h"
#include "views/models/text.h"

namespace akv::ui {

namespace {

constexpr std::uint32_t kNamedInters = 1500; ///< more are named only below the root that is looked at
constexpr std::size_t kProjectedKeys = 1500; ///< sample that the axes of the map are fitted on
constexpr std::uint32_t kLeavesRead = 500;

struct Opened {
    std::unique_ptr<Workspace> workspace;
    std::shared_ptr<const LeafStore> store;
};

Result<Opened> openStoreOf(const std::filesystem::path& folder) {
    Opened out;
    AKV_ASSIGN(out.workspace, Workspace::open(folder, Workspace::Access::Read));
    AKV_ASSIGN(out.store, out.workspace->openStore());
    return out;
}

Result<void> nameInter(const Opened& o, std::uint32_t inter, ClusterTree& tree) {
    const Hierarchy& h = o.store->hierarchy();
    AKV_ASSIGN(const auto name,
               nameCluster(*o.workspace, *o.store, h.inter.row(inter), h.leafBegin[inter], h.leafBegin[inter + 1]));
    tree.interNames[inter] = qs(name.medoid);
    tree.interWords[inter] = qs(joinWords(name.words));
    return {};
}

Result<void> nameRoot(const Opened& o, std::uint32_t root, ClusterTree& tree) {
    const Hierarchy& h = o.store->hierarchy();
    AKV_ASSIGN(const auto name, nameCluster(*o.workspace, *o.store, h.root.row(root), h.leafBegin[h.interBegin[root]],
                                            h.leafBegin[h.interBegin[root + 1]]));
    tree.rootNames[root] = qs(name.medoid);
    tree.rootWords[root] = qs(joinWords(name.words));
    return {};
}

Result<ClusterTree> readTree(const std::filesystem::path& folder, const JobContext& context) {
    AKV_ASSIGN(const Opened o, openStoreOf(folder));
    const Hierarchy& h = o.store->hierarchy();
    ClusterTree tree;
    tree.interBegin = h.interBegin;
    tree.leafBegin = h.leafBegin;
    for (std::uint32_t root = 0; root < tree.roots(); ++root) {
        AKV_CHECK(context.checkCancelled());
        context.progress("naming root keys", root, tree.roots());
        if (tree.interBegin[root] < tree.interBegin[root + 1]) AKV_CHECK(nameRoot(o, root, tree));
    }
    const std::uint32_t named = tree.inters() <= kNamedInters ? tree.inters() : 0;
    for (std::uint32_t inter = 0; inter < named; ++inter) {
        AKV_CHECK(context.checkCancelled());
        context.progress("naming inter keys", inter, named);
        if (tree.leafBegin[inter] < tree.leafBegin[inter + 1]) AKV_CHECK(nameInter(o, inter, tree));
    }
    context.progress("projecting the inter keys", 0, 0);
    if (auto fitted = fitProjection(h.inter, kProjectedKeys, context); fitted.ok()) {
        const Matrix flat = fitted->apply(h.inter);
        for (std::size_t i = 0; i < flat.rows; ++i) tree.map.push_back({flat.row(i)[0], flat.row(i)[1]});
        for (std::size_t axis = 0; axis < 2; ++axis) {
            const auto row = fitted->axes.row(axis);
            tree.axes[axis].assign(row.begin(), row.end());
        }
        tree.explained[0] = fitted->explained[0], tree.explained[1] = fitted->explained[1];
    } else if (fitted.error().code == ErrorCode::Cancelled) {
        return std::move(fitted).error();
    }
    return tree;
}

Result<std::map<std::uint32_t, LeafText>> readTexts(const std::filesystem::path& folder, std::uint32_t inter,
                                                    const JobContext& context) {
    AKV_ASSIGN(const Opened o, openStoreOf(folder));
    const Hierarchy& h = o.store->hierarchy();
    std::map<std::uint32_t, LeafText> out;
    const std::uint32_t begin = h.leafBegin[inter], end = std::min(h.leafBegin[inter + 1], begin + kLeavesRead);
    for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
        AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(const QkvRow row, o.workspace->row(o.store->rowOf(LeafId(leaf))));
        AKV_ASSIGN(const auto triple, o.workspace->triples().triple(row.triple));
        LeafText text;
        text.row = row.id.value(), text.triple = row.triple.value();
        text.head = triple ? qs(triple->head) : qs(row.name);
        text.text = triple ? tripleText(triple->head, triple->relation, triple->tail) : qs(row.keyString());
        out[leaf] = std::move(text);
    }
    return out;
}

} // namespace

HierarchyController::HierarchyController(JobModel& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_tree(std::make_shared<const ClusterTree>()) {
    connect(&m_load, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void HierarchyController::setWorkspace(const QString& folder, const QString& storeHash) {
    m_folder = folder;
    m_hash = storeHash;
}

void HierarchyController::merge(const std::function<void(ClusterTree&)>& add) {
    auto next = std::make_shared<ClusterTree>(*m_tree);
    add(*next);
    m_tree = std::move(next);
    Q_EMIT namesArrived();
}

void HierarchyController::load() {
    const QString wanted = m_folder + QLatin1Char('\n') + m_hash;
    if (m_folder.isEmpty() || wanted == m_loadedHash) return;
    m_loadedHash = wanted;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_load.start<ClusterTree>(
        [path = std::filesystem::path(toStd(m_folder))](const JobContext& context) { return readTree(path, context); },
        [this, job](Result<ClusterTree> tree) {
            if (!tree.ok()) {
                m_loadedHash.clear();
                const bool cancelled = tree.error().code == ErrorCode::Cancelled;
                m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                              qs(tree.error().text()));
                Q_EMIT failed(cancelled ? tr("Cancelled.") : qs(tree.error().text()));
                return;
            }
            m_jobs.finish(*job, JobModel::Outcome::Done,
                          tr("%1 root, %2 inter, %3 leaf keys")
                              .arg(grouped(tree->roots()), grouped(tree->inters()), grouped(tree->leafCount())));
            m_tree = std::make_shared<const ClusterTree>(std::move(tree).value());
            Q_EMIT loaded();
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Read the hierarchy"), token);
    Q_EMIT loading();
}

void HierarchyController::readLeaves(std::uint32_t inter) {
    if (inter >= m_tree->inters() || m_tree->leaves.contains(m_tree->leafBegin[inter])) return;
    using Texts = std::map<std::uint32_t, LeafText>;
    m_names.start<Texts>([path = std::filesystem::path(toStd(m_folder)),
                          inter](const JobContext& context) { return readTexts(path, inter, context); },
                         [this](Result<Texts> texts) {
                             if (!texts.ok()) {
                                 if (texts.error().code != ErrorCode::Cancelled)
                                     Q_EMIT failed(qs(texts.error().text()));
                                 return;
                             }
                             merge([&](ClusterTree& tree) { tree.leaves.merge(texts.value()); });
                         });
}

void HierarchyController::readInters(std::uint32_t root) {
    if (root >= m_tree->roots() || m_tree->interBegin[root] >= m_tree->interBegin[root + 1] ||
        m_tree->interNames.contains(m_tree->interBegin[root]))
        return;
    m_names.start<ClusterTree>(
        [path = std::filesystem::path(toStd(m_folder)), root](const JobContext& context) -> Result<ClusterTree> {
            AKV_ASSIGN(const Opened o, openStoreOf(path));
            ClusterTree part;
            const Hierarchy& h = o.store->hierarchy();
            for (std::uint32_t inter = h.interBegin[root]; inter < h.interBegin[root + 1]; ++inter) {
                AKV_CHECK(context.checkCancelled());
                if (h.leafBegin[inter] < h.leafBegin[inter + 1]) AKV_CHECK(nameInter(o, inter, part));
            }
            return part;
        },
        [this](Result<ClusterTree> part) {
            if (!part.ok()) return;
            merge([&](ClusterTree& tree) {
                tree.interNames.merge(part->interNames);
                tree.interWords.merge(part->interWords);
            });
        });
}

void HierarchyController::findTriple(qint64 triple) {
    m_find.start<std::uint32_t>(
        [path = std::filesystem::path(toStd(m_folder)), triple](const JobContext&) -> Result<std::uint32_t> {
            AKV_ASSIGN(const Opened o, openStoreOf(path));
            AKV_ASSIGN(const auto rows, o.workspace->rowsOfTriple(TripleId(triple)));
            if (rows.empty())
                return Error(ErrorCode::InvalidInput,
                             "triple " + std::to_string(triple) + " has no row, so it is nowhere in the hierarchy");
            return o.store->leafOf(rows.front()).value();
        },
        [this](Result<std::uint32_t> leaf) {
            if (leaf.ok())
                Q_EMIT found(leaf.value());
            else
                Q_EMIT failed(qs(leaf.error().text()));
        });
}

} // namespace akv::ui
