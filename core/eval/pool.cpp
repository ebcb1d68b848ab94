// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/pool.h"

#include "core/base/hash.h"
#include "core/workspace/pipeline.h"

#include <algorithm>
#include <unordered_map>

namespace akv {

namespace {

constexpr std::uint64_t kPage = 10'000;

Result<void> checkEmbedded(const Workspace& workspace, std::size_t rows, std::size_t embeddings) {
    if (rows == embeddings) return {};
    return Error(ErrorCode::InvalidInput, "'" + workspace.folder().string() + "' has " + std::to_string(rows) +
                                              " rows but " + std::to_string(embeddings) +
                                              " embeddings; embed again (Build page, Embed; `atlaskv embed`)");
}

void append(Matrix& to, std::span<const float> row) {
    to.data.insert(to.data.end(), row.begin(), row.end());
    ++to.rows;
}

/// Names the files by path, size and time, so that changed files are prepared anew.
Result<std::string> sourceKey(const std::vector<std::filesystem::path>& sources) {
    HashStream hash;
    for (const auto& source : sources) {
        std::error_code failed;
        const auto whole = std::filesystem::weakly_canonical(source, failed);
        hash.add(whole.string());
        const auto time = std::filesystem::last_write_time(source, failed);
        if (failed)
            return Error(ErrorCode::InvalidInput, "distractors '" + source.string() +
                                                      "' cannot be read: " + failed.message() + "; check the path");
        hash.add(std::to_string(time.time_since_epoch().count()));
        if (std::filesystem::is_regular_file(source, failed))
            hash.add(std::to_string(std::filesystem::file_size(source, failed)));
    }
    return hash.hex();
}

} // namespace

Result<EvalPool> loadPool(const Workspace& workspace) {
    EvalPool pool;
    AKV_ASSIGN(auto embeddings, workspace.embeddings());
    pool.keys = std::move(embeddings.first);
    pool.values = std::move(embeddings.second);
    pool.encoder = workspace.manifest().encoder;
    for (std::uint64_t offset = 0;; offset += kPage) {
        AKV_ASSIGN(auto rows, workspace.rows(offset, kPage));
        if (rows.empty()) break;
        for (auto& row : rows)
            pool.rows.push_back(
                {std::move(row.name), std::move(row.descriptionType), std::move(row.description), row.group});
    }
    AKV_CHECK(checkEmbedded(workspace, pool.rows.size(), pool.keys.rows));
    pool.workspaceRows = std::uint32_t(pool.rows.size());
    return pool;
}

Result<void> addDistractors(EvalPool& pool, const Workspace& workspace) {
    if (workspace.manifest().encoder != pool.encoder)
        return Error(ErrorCode::InvalidInput, "the distractors '" + workspace.folder().string() +
                                                  "' were embedded with '" + workspace.manifest().encoder +
                                                  "', the graph in question with '" + pool.encoder +
                                                  "'; run `atlaskv embed` on one of them");
    AKV_ASSIGN(const auto embeddings, workspace.embeddings());
    std::unordered_map<std::string, std::uint32_t> own; // key string -> group
    for (const auto& row : pool.rows) own.emplace(row.keyString(), row.group);
    std::uint32_t firstGroup = 0;
    for (const auto& row : pool.rows) firstGroup = std::max(firstGroup, row.group + 1);
    std::size_t at = 0;
    for (std::uint64_t offset = 0;; offset += kPage) {
        AKV_ASSIGN(const auto rows, workspace.rows(offset, kPage));
        if (rows.empty()) break;
        for (const auto& row : rows) {
            const std::size_t i = at++;
            if (i >= embeddings.first.rows) continue; // reported below
            if (own.contains(row.keyString())) {
                ++pool.sharedKeys;
                continue;
            }
            pool.rows.push_back({row.name, row.descriptionType, row.description, firstGroup + row.group});
            append(pool.keys, embeddings.first.row(i));
            append(pool.values, embeddings.second.row(i));
        }
    }
    return checkEmbedded(workspace, at, embeddings.first.rows);
}

Result<std::unique_ptr<Workspace>> openDistractors(const std::vector<std::filesystem::path>& sources,
                                                   const std::filesystem::path& cache, SentenceEncoder* encoder,
                                                   const JobContext& context) {
    if (sources.size() == 1 && std::filesystem::exists(sources.front() / "manifest.json"))
        return Workspace::open(sources.front(), Workspace::Access::Read);
    AKV_ASSIGN(const auto key, sourceKey(sources));
    const auto folder = cache / ("distractors-" + key + ".akv");
    AKV_ASSIGN(auto workspace, Workspace::openOrCreate(folder));
    const auto state = stateOf(workspace->manifest());
    if (state.embeddings == StepState::Ready) return workspace;
    if (!encoder)
        return Error(ErrorCode::InvalidInput, "the sentence encoder is needed to embed the distractors; run "
                                              "scripts/setup, or give a workspace (NAME.akv) that is embedded");
    if (workspace->manifest().triplesHash.empty()) AKV_CHECK(importSources(*workspace, sources, {}, context));
    if (state.rows != StepState::Ready) AKV_CHECK(buildRows(*workspace, {}, context));
    AKV_CHECK(embedRows(*workspace, *encoder, context));
    return workspace;
}

} // namespace akv
