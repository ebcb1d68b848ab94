// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"

#include "core/workspace/ready_files.h"
#include "core/workspace/recommend_k.h"

#include <algorithm>
#include <chrono>

namespace akv {

namespace {

/// Largest over mean leaves per inter cluster.
double balanceOf(const Hierarchy& hierarchy) {
    std::uint32_t largest = 0;
    for (std::size_t c = 0; c + 1 < hierarchy.leafBegin.size(); ++c)
        largest = std::max(largest, hierarchy.leafBegin[c + 1] - hierarchy.leafBegin[c]);
    const double mean = static_cast<double>(hierarchy.leafCount()) /
                        static_cast<double>(std::max<std::size_t>(1, hierarchy.inter.rows));
    return mean > 0.0 ? largest / mean : 0.0;
}

Matrix inLeafOrder(const Matrix& keys, const std::vector<std::uint32_t>& order) {
    Matrix sorted(keys.rows, keys.cols);
    for (std::size_t leaf = 0; leaf < order.size(); ++leaf)
        std::copy_n(keys.row(order[leaf]).begin(), keys.cols, sorted.row(leaf).begin());
    return sorted;
}

/// The hierarchy that is given, or a new one.
Result<ReadyHierarchy> hierarchyFor(const Workspace& workspace, const Matrix& keys,
                                    const std::filesystem::path& hierarchy, const JobContext& context) {
    ReadyHierarchy made;
    if (!hierarchy.empty()) {
        context.progress("reading the hierarchy", 0, 0);
        return readReadyHierarchy(workspace, hierarchy, keys, context);
    }
    AKV_ASSIGN(made.clustering, clusterKeys(keys, {.seed = workspace.manifest().seed}, context));
    return made;
}

} // namespace

Result<BuildReport> buildStore(Workspace& workspace, LeafType type, const JobContext& context,
                               const std::filesystem::path& hierarchy) {
    const auto start = std::chrono::steady_clock::now();
    const Manifest before = workspace.manifest();
    Manifest manifest = before;
    AKV_ASSIGN(const auto embeddings, workspace.embeddings());
    const auto& [keys, values] = embeddings;
    AKV_ASSIGN(const ReadyHierarchy made, hierarchyFor(workspace, keys, hierarchy, context));
    const Clustering& clustering = made.clustering;
    AKV_ASSIGN(manifest.hierarchyFiles, importedFiles(made.files));
    RecommendOptions recommend;
    recommend.seed = manifest.seed;
    AKV_ASSIGN(const RecommendedK recommended,
               recommendK(clustering.hierarchy, inLeafOrder(keys, clustering.order), recommend, context));
    AKV_CHECK(context.checkCancelled());
    std::error_code code;
    std::filesystem::create_directories(workspace.storeFolder(), code);
    const std::string rowsHash = manifest.rowsHash;
    manifest.storeHash.clear(); // until the files are in place; a crash in between then asks for this step again
    AKV_CHECK(workspace.saveManifest(manifest));
    auto written = LeafStore::write(workspace.storeFolder(), keys, values, clustering, type, manifest.encoder, context);
    if (!written.ok()) {
        AKV_CHECK(workspace.saveManifest(before)); // the old files are still there; openStore() checks their hash
        return std::move(written).error();
    }
    AKV_ASSIGN(const auto store, LeafStore::open(workspace.storeFolder()));
    manifest.storeHash = store->hash();
    manifest.storeRowsHash = rowsHash;
    manifest.k = recommended.k;
    manifest.recall = recommended.recall;
    AKV_CHECK(workspace.saveManifest(manifest));
    BuildReport report;
    report.rows = store->leafCount();
    report.inter = static_cast<std::uint32_t>(store->hierarchy().inter.rows);
    report.root = static_cast<std::uint32_t>(store->hierarchy().root.rows);
    report.balance = balanceOf(store->hierarchy());
    report.bytes = store->bytesOnDisk();
    report.k = recommended.k;
    report.recall = recommended.recall;
    report.recallQueries = recommended.queries;
    report.files = manifest.hierarchyFiles;
    report.levels = made.levels;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace akv
