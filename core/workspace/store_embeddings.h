// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/embedding_cache.h"
#include "core/workspace/workspace.h"

namespace akv {

/// Base embeddings of all rows, and what they are the embeddings of.
struct RowEmbeddings {
    Matrix keys, values;
    std::vector<Hash128> keyStrings, valueStrings; ///< by row
    std::string encoder;
    std::vector<ImportedFile> files; ///< that they came from; empty: made here
};

/// Error when the rows are missing, none, or older than the triples.
Result<void> checkRowsToEmbed(const Workspace& workspace);

/// Writes the embeddings and says so in the manifest; a store of other keys becomes stale.
Result<void> storeEmbeddings(Workspace& workspace, EmbeddingCache& cache, const RowEmbeddings& embeddings);

} // namespace akv
