// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export_arrays.h"

#include "core/base/file.h"
#include "core/base/npy.h"
#include "core/workspace/split_parts.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

namespace fs = std::filesystem;

/// `target` without its extension, with something in front of and behind the file's name.
fs::path named(const fs::path& target, const std::string& prefix, const std::string& suffix) {
    const auto extension = target.extension();
    const auto stem = extension == ".npy" || extension == ".json" ? target.stem() : target.filename();
    return target.parent_path() / (prefix + stem.string() + suffix);
}

std::vector<std::uint32_t> rangeOf(const std::vector<std::uint32_t>& ids, std::uint32_t begin, std::uint32_t end) {
    return {ids.begin() + begin, ids.begin() + end};
}

class ArrayExport {
public:
    ArrayExport(const Workspace& workspace, fs::path target, const JobContext& context)
        : m_workspace(workspace), m_target(std::move(target)), m_context(context) {}

    Result<ExportReport> run() {
        AKV_ASSIGN(const auto embeddings, m_workspace.embeddings());
        std::vector<std::uint32_t> train, test;
        for (std::uint64_t offset = 0; offset < m_workspace.manifest().rows; offset += kPage) {
            AKV_CHECK(m_context.checkCancelled());
            AKV_ASSIGN(const auto rows, m_workspace.rows(offset, kPage));
            for (const auto& row : rows) (row.test ? test : train).push_back(row.id.value());
        }
        if (test.empty()) {
            AKV_ASSIGN(const auto clustering, wholeClustering(embeddings.first));
            AKV_CHECK(write("", embeddings.first, embeddings.second, clustering));
            return std::move(m_report);
        }
        for (const bool tested : {false, true}) {
            const auto& rows = tested ? test : train;
            if (rows.empty()) continue;
            const Matrix keys = gatherRows(embeddings.first, rows), values = gatherRows(embeddings.second, rows);
            AKV_ASSIGN(const auto clustering, clusterKeys(keys, {.seed = m_workspace.manifest().seed}, m_context));
            AKV_CHECK(write(tested ? "test_" : "train_", keys, values, clustering));
        }
        return std::move(m_report);
    }

private:
    static constexpr std::uint64_t kPage = 20'000;

    /// The hierarchy that answers are made with, if there is one; else a new one.
    Result<Clustering> wholeClustering(const Matrix& keys) const {
        const auto store = m_workspace.openStore();
        if (!store.ok()) return clusterKeys(keys, {.seed = m_workspace.manifest().seed}, m_context);
        Clustering out;
        out.hierarchy = (*store)->hierarchy();
        for (std::uint32_t leaf = 0; leaf < (*store)->leafCount(); ++leaf)
            out.order.push_back((*store)->rowOf(LeafId(leaf)).value());
        return out;
    }

    Result<void> write(const std::string& prefix, const Matrix& keys, const Matrix& values,
                       const Clustering& clustering) {
        const auto path = [&](const std::string& suffix) {
            m_report.files.push_back(named(m_target, prefix, "_" + m_workspace.manifest().encoder + "_embd_" + suffix));
            return m_report.files.back();
        };
        AKV_CHECK(m_context.checkCancelled());
        AKV_CHECK(writeNpy(path("key.npy"), keys));
        AKV_CHECK(writeNpy(path("value.npy"), values));
        const Hierarchy& h = clustering.hierarchy;
        AKV_CHECK(writeNpy(path("key_inter1.npy"), h.inter));
        AKV_CHECK(writeNpy(path("key_root.npy"), h.root));
        std::vector<std::uint32_t> inters(h.inter.rows);
        for (std::uint32_t i = 0; i < inters.size(); ++i) inters[i] = i;
        AKV_CHECK(mappings(path("key_inter1_c2id_mapping.json"), path("key_inter1_id2c_mapping.json"), h.leafBegin,
                           clustering.order));
        AKV_CHECK(
            mappings(path("key_root_c2id_mapping.json"), path("key_root_id2c_mapping.json"), h.interBegin, inters));
        m_report.records += keys.rows;
        return {};
    }

    /// {"cluster": [members]} and {"member": cluster}; members of cluster c are members[begin[c]] to begin[c + 1].
    static Result<void> mappings(const fs::path& c2id, const fs::path& id2c, const std::vector<std::uint32_t>& begin,
                                 const std::vector<std::uint32_t>& members) {
        std::vector<std::uint32_t> clusterOf(members.size());
        std::string text = "{";
        for (std::uint32_t c = 0; c + 1 < begin.size(); ++c) {
            text += (c > 0 ? ", \"" : "\"") + std::to_string(c) + "\": [";
            for (std::uint32_t i = begin[c]; i < begin[c + 1]; ++i) {
                text += (i > begin[c] ? ", " : "") + std::to_string(members[i]);
                clusterOf[members[i]] = c;
            }
            text += "]";
        }
        AKV_CHECK(writeFileAtomically(c2id, text + "}\n"));
        text = "{";
        for (std::size_t id = 0; id < clusterOf.size(); ++id)
            text += (id > 0 ? ", \"" : "\"") + std::to_string(id) + "\": " + std::to_string(clusterOf[id]);
        return writeFileAtomically(id2c, text + "}\n");
    }

    const Workspace& m_workspace;
    fs::path m_target;
    const JobContext& m_context;
    ExportReport m_report;
};

} // namespace

Result<ExportReport> exportReferenceArrays(const Workspace& workspace, const fs::path& target,
                                           const JobContext& context) {
    return ArrayExport(workspace, target, context).run();
}

Result<ExportReport> exportHierarchy(const Workspace& workspace, const fs::path& target, const JobContext& context) {
    AKV_ASSIGN(const auto store, workspace.openStore());
    const Hierarchy& h = store->hierarchy();
    std::vector<std::uint32_t> rows(store->leafCount()), inters(h.inter.rows);
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = store->rowOf(LeafId(i)).value();
    for (std::uint32_t i = 0; i < inters.size(); ++i) inters[i] = i;
    AKV_ASSIGN(auto file, AtomicFile::create(target));
    nlohmann::ordered_json head = {{"store", store->hash()},
                                   {"encoder", store->encoderName()},
                                   {"width", store->width()},
                                   {"rows", store->leafCount()},
                                   {"roots", nlohmann::ordered_json::array()}};
    for (std::uint32_t r = 0; r < h.root.rows; ++r)
        head["roots"].push_back({{"id", r}, {"inters", rangeOf(inters, h.interBegin[r], h.interBegin[r + 1])}});
    std::string text = head.dump();
    text.pop_back(); // the list of the inter clusters follows, one a line
    AKV_CHECK(file->write(text + ",\"inters\":[\n"));
    for (std::uint32_t c = 0; c < h.inter.rows; ++c) {
        if (c % 1024 == 0) AKV_CHECK(context.checkCancelled());
        const nlohmann::ordered_json line = {{"id", c},
                                             {"root", h.rootOf(ClusterId(c)).value()},
                                             {"rows", rangeOf(rows, h.leafBegin[c], h.leafBegin[c + 1])}};
        AKV_CHECK(file->write(line.dump() + (c + 1 < h.inter.rows ? ",\n" : "\n")));
    }
    AKV_CHECK(file->write("]}\n"));
    AKV_CHECK(file->commit());
    return ExportReport{{target}, store->leafCount()};
}

Result<ExportReport> exportEmbeddings(const Workspace& workspace, const fs::path& target, const JobContext& context) {
    AKV_ASSIGN(const auto embeddings, workspace.embeddings());
    AKV_CHECK(context.checkCancelled());
    ExportReport out{{named(target, "", "_key.npy"), named(target, "", "_value.npy")}, embeddings.first.rows};
    AKV_CHECK(writeNpy(out.files[0], embeddings.first));
    AKV_CHECK(writeNpy(out.files[1], embeddings.second));
    return out;
}

} // namespace akv
