// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"

#include "core/workspace/store_embeddings.h"

#include <chrono>
#include <unordered_set>

namespace akv {

namespace {

constexpr std::size_t kBatch = 256;     ///< strings per call of the encoder, and per write of the partial file
constexpr std::uint64_t kPage = 20'000; ///< rows read at a time

struct RowStrings {
    std::vector<Hash128> keys, values; ///< by row
    std::vector<std::string> missing;  ///< distinct strings without a vector, in order of first use
    std::vector<Hash128> missingHashes;
    std::uint64_t distinct = 0;
};

Result<RowStrings> collectStrings(const Workspace& workspace, const EmbeddingCache& cache, const JobContext& context) {
    RowStrings strings;
    std::unordered_set<Hash128> seen;
    const auto take = [&](const std::string& text, std::vector<Hash128>& hashes) {
        const Hash128 hash = hash128(text);
        hashes.push_back(hash);
        if (!seen.insert(hash).second || cache.has(hash)) return;
        strings.missing.push_back(text);
        strings.missingHashes.push_back(hash);
    };
    for (std::uint64_t offset = 0;; offset += kPage) {
        AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(const auto rows, workspace.rows(offset, kPage));
        for (const auto& row : rows) {
            take(row.keyString(), strings.keys);
            take(row.description, strings.values);
        }
        if (rows.size() < kPage) break;
    }
    strings.distinct = seen.size();
    return strings;
}

Result<void> encodeMissing(const RowStrings& strings, SentenceEncoder& encoder, EmbeddingCache& cache,
                           const JobContext& context) {
    const std::size_t total = strings.missing.size();
    for (std::size_t at = 0; at < total; at += kBatch) {
        context.progress("embed", at, total);
        AKV_CHECK(context.checkCancelled());
        const std::size_t count = std::min(kBatch, total - at);
        const std::span<const std::string> texts(strings.missing.data() + at, count);
        AKV_ASSIGN(const Matrix vectors, encoder.encode(texts, context));
        if (vectors.rows != count || vectors.cols != encoder.width())
            return Error(ErrorCode::Internal, "encoder '" + encoder.name() + "' gave " + std::to_string(vectors.rows) +
                                                  " x " + std::to_string(vectors.cols) + " numbers for " +
                                                  std::to_string(count) + " texts of width " +
                                                  std::to_string(encoder.width()));
        AKV_CHECK(cache.add(std::span(strings.missingHashes).subspan(at, count), vectors));
    }
    context.progress("embed", total, total);
    return {};
}

Matrix gather(std::span<const Hash128> hashes, const EmbeddingCache& cache, std::size_t width) {
    Matrix matrix(hashes.size(), width);
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const auto vector = cache.vector(hashes[i]);
        std::copy(vector.begin(), vector.end(), matrix.row(i).begin());
    }
    return matrix;
}

} // namespace

Result<EmbedReport> embedRows(Workspace& workspace, SentenceEncoder& encoder, const JobContext& context,
                              bool keepImported) {
    const auto start = std::chrono::steady_clock::now();
    AKV_CHECK(checkRowsToEmbed(workspace));
    const bool imported = !workspace.manifest().embeddingFiles.empty();
    std::error_code code;
    std::filesystem::create_directories(workspace.embeddingsFolder(), code);
    EmbeddingCache cache(workspace.embeddingsFolder(), encoder.name(), encoder.width());
    if (!imported || keepImported) cache.load();
    AKV_ASSIGN(const RowStrings strings, collectStrings(workspace, cache, context));
    AKV_CHECK(encodeMissing(strings, encoder, cache, context));
    AKV_CHECK(context.checkCancelled());
    RowEmbeddings made{gather(strings.keys, cache, encoder.width()),
                       gather(strings.values, cache, encoder.width()),
                       strings.keys,
                       strings.values,
                       encoder.name(),
                       {}};
    if (keepImported && workspace.manifest().encoder == encoder.name())
        made.files = workspace.manifest().embeddingFiles;
    AKV_CHECK(storeEmbeddings(workspace, cache, made));
    EmbedReport report;
    report.rows = workspace.manifest().rows;
    report.strings = strings.missing.size();
    report.encoder = encoder.name();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace akv
