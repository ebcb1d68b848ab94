// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/matrix.h"
#include "core/base/result.h"

#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace akv {

/// Vectors of strings by the strings' hashes, filled from the embeddings that a workspace has already and from the
/// partial file of an interrupted run. New vectors are appended to the partial file at once, so that a run that is
/// stopped or killed goes on where it was. Holds all vectors in memory (4 * width bytes per distinct string).
class EmbeddingCache {
public:
    EmbeddingCache(std::filesystem::path folder, std::string encoder, std::size_t width)
        : m_folder(std::move(folder)), m_encoder(std::move(encoder)), m_width(width) {}
    ~EmbeddingCache();
    EmbeddingCache(const EmbeddingCache&) = delete;
    EmbeddingCache& operator=(const EmbeddingCache&) = delete;

    /// Takes over keys.f32 and values.f32 (rows named by strings.idx) and partial.akv where encoder and width fit;
    /// unreadable or foreign files are ignored, they only save time.
    void load();
    bool has(const Hash128& hash) const { return m_index.contains(hash); }
    std::span<const float> vector(const Hash128& hash) const;
    /// Adds the rows of `vectors` under their hashes and appends them to the partial file.
    Result<void> add(std::span<const Hash128> hashes, const Matrix& vectors);
    /// Writes which string each row of keys.f32 and values.f32 belongs to, and drops the partial file.
    Result<void> finish(std::span<const Hash128> keys, std::span<const Hash128> values);

private:
    void insert(const Hash128& hash, std::span<const float> vector);
    Result<void> append(const Hash128& hash);
    void loadFinished();
    void loadPartial();
    std::filesystem::path partialPath() const { return m_folder / "partial.akv"; }

    std::filesystem::path m_folder;
    std::string m_encoder;
    std::size_t m_width;
    std::unordered_map<Hash128, std::size_t> m_index;
    std::vector<float> m_vectors;
    std::FILE* m_partial = nullptr;
};

} // namespace akv
