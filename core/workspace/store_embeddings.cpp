// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/store_embeddings.h"

#include "core/workspace/embedding_file.h"

namespace akv {

Result<void> checkRowsToEmbed(const Workspace& workspace) {
    const Manifest& manifest = workspace.manifest();
    if (stateOf(manifest).rows == StepState::Ready && manifest.rows > 0) return {};
    return Error(ErrorCode::InvalidInput, std::string(manifest.rowsHash.empty() ? "there are no rows yet"
                                                      : manifest.rows == 0      ? "kg2kv accepted no row"
                                                                           : "the rows are older than the triples") +
                                              "; run 'atlaskv kg2kv -w " + workspace.folder().string() + "' first");
}

Result<void> storeEmbeddings(Workspace& workspace, EmbeddingCache& cache, const RowEmbeddings& embeddings) {
    Manifest manifest = workspace.manifest();
    const std::string rowsHash = manifest.rowsHash;
    const auto folder = workspace.embeddingsFolder();
    manifest.embeddingsHash.clear(); // until both files are in place
    AKV_CHECK(workspace.saveManifest(manifest));
    AKV_CHECK(writeEmbeddings(folder / "keys.f32", embeddings.keys, embeddings.encoder));
    AKV_CHECK(writeEmbeddings(folder / "values.f32", embeddings.values, embeddings.encoder));
    AKV_CHECK(cache.finish(embeddings.keyStrings, embeddings.valueStrings));
    // A store of other embeddings would be mixed with these keys: it is stale even when the rows are the same.
    if (manifest.encoder != embeddings.encoder || manifest.embeddingFiles != embeddings.files)
        manifest.storeRowsHash.clear();
    manifest.encoder = embeddings.encoder;
    manifest.embeddingFiles = embeddings.files;
    manifest.embeddingsHash = rowsHash;
    return workspace.saveManifest(manifest);
}

} // namespace akv
