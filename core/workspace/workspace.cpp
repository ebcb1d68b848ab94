// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include "core/base/file.h"
#include "core/kg2kv/row_table.h"
#include "core/workspace/embedding_file.h"
#include "core/workspace/lock_file.h"
#include "core/workspace/manifest.h"

namespace akv {

namespace fs = std::filesystem;

namespace {

/// Nothing in it but what an interrupted creation may have left.
bool isUnused(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name != "lock" && name.find(".part-") == std::string::npos) return false;
    }
    return true;
}

} // namespace

Result<std::unique_ptr<Workspace>> Workspace::openOrCreate(const fs::path& folder) {
    std::error_code code;
    if (fs::exists(folder / "manifest.json", code)) return open(folder, Access::Write);
    if (fs::exists(folder, code) && !fs::is_directory(folder, code))
        return Error(ErrorCode::InvalidInput, "'" + folder.string() + "' is a file; a workspace is a folder NAME.akv");
    if (fs::exists(folder, code) && !isUnused(folder))
        return Error(ErrorCode::InvalidInput,
                     "folder '" + folder.string() + "' holds other files and is no workspace; choose another name");
    fs::create_directories(folder, code);
    if (code) return Error(ErrorCode::InvalidInput, "cannot make folder '" + folder.string() + "': " + code.message());
    AKV_CHECK(writeFileAtomically(folder / "manifest.json", manifestToJson(Manifest())));
    return open(folder, Access::Write);
}

Result<std::unique_ptr<Workspace>> Workspace::open(const fs::path& folder, Access access) {
    std::error_code code;
    if (!fs::exists(folder, code))
        return Error(ErrorCode::InvalidInput, "workspace '" + folder.string() +
                                                  "' does not exist; make it with "
                                                  "'atlaskv import FILE -w " +
                                                  folder.string() + "'");
    if (!fs::exists(folder / "manifest.json", code))
        return Error(ErrorCode::InvalidInput, "'" + folder.string() + "' is no workspace: it has no manifest.json");
    return openFolder(folder, access);
}

Result<std::unique_ptr<Workspace>> Workspace::openFolder(const fs::path& folder, Access access) {
    std::unique_ptr<Workspace> workspace(new Workspace);
    workspace->m_folder = folder;
    if (access == Access::Write) { AKV_ASSIGN(workspace->m_lock, takeLock(folder)); }
    const auto file = folder / "manifest.json";
    AKV_ASSIGN(const std::string text, readFile(file, std::uint64_t(64) << 20));
    AKV_ASSIGN(workspace->m_manifest, manifestFromJson(text, file.string()));
    AKV_ASSIGN(workspace->m_triples, TripleStore::open(folder / "kg.sqlite", access == Access::Read));
    return workspace;
}

Workspace::~Workspace() {
    m_triples.reset();
    releaseLock(m_lock);
}

Result<void> Workspace::saveManifest(Manifest manifest) {
    if (m_lock < 0)
        return Error(ErrorCode::InvalidInput, "workspace '" + m_folder.string() + "' was opened for reading only");
    manifest.formatVersion = kWorkspaceVersion;
    AKV_CHECK(writeFileAtomically(m_folder / "manifest.json", manifestToJson(manifest)));
    m_manifest = std::move(manifest);
    return {};
}

Result<QkvRow> Workspace::row(RowId id) const {
    AKV_ASSIGN(auto row, RowTable(m_triples->handle()).row(id));
    if (!row)
        return Error(ErrorCode::InvalidInput, "row " + std::to_string(id.value()) +
                                                  " does not exist; the workspace has " +
                                                  std::to_string(m_manifest.rows) + " rows");
    return std::move(*row);
}

Result<std::vector<QkvRow>> Workspace::rows(std::uint64_t offset, std::uint64_t limit) const {
    return RowTable(m_triples->handle()).rows(offset, limit);
}

Result<std::vector<RowId>> Workspace::rowsOfTriple(TripleId triple) const {
    return RowTable(m_triples->handle()).ofTriple(triple);
}

Result<std::vector<QkvRow>> Workspace::rowsOfGroup(std::uint32_t group) const {
    return RowTable(m_triples->handle()).ofGroup(group);
}

bool Workspace::embeddingsLeftOut() const {
    return stateOf(m_manifest).embeddings == StepState::Ready && !fs::exists(embeddingsFolder() / "keys.f32");
}

Result<std::pair<Matrix, Matrix>> Workspace::embeddings() const {
    if (stateOf(m_manifest).embeddings != StepState::Ready)
        return Error(ErrorCode::InvalidInput,
                     std::string(m_manifest.embeddingsHash.empty() ? "there are no embeddings yet"
                                                                   : "the embeddings are older than the rows") +
                         "; run 'atlaskv kg2kv' and 'atlaskv embed -w " + m_folder.string() + "'");
    if (embeddingsLeftOut())
        return Error(ErrorCode::InvalidInput, "'" + m_folder.string() +
                                                  "' was made smaller by leaving its base embeddings out; make them "
                                                  "again with 'atlaskv embed -w' or the Build page");
    AKV_ASSIGN(auto keys, readEmbeddings(embeddingsFolder() / "keys.f32"));
    AKV_ASSIGN(auto values, readEmbeddings(embeddingsFolder() / "values.f32"));
    if (keys.matrix.rows != m_manifest.rows || values.matrix.rows != m_manifest.rows)
        return Error(ErrorCode::FileFormat, "embeddings hold " + std::to_string(keys.matrix.rows) + " keys and " +
                                                std::to_string(values.matrix.rows) + " values, the workspace has " +
                                                std::to_string(m_manifest.rows) + " rows; run 'atlaskv embed' again");
    return std::pair(std::move(keys.matrix), std::move(values.matrix));
}

std::uint64_t Workspace::bytesOnDisk() const {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder, ignored))
        if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
    return bytes;
}

} // namespace akv
