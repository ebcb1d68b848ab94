// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/npy_reader.h"
#include "core/base/strings.h"
#include "core/workspace/pipeline.h"
#include "core/workspace/ready_files.h"
#include "core/workspace/store_embeddings.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace akv {

namespace {

/// Widths of the encoders whose names are known.
constexpr std::pair<const char*, std::size_t> kWidths[] = {{"all-MiniLM-L6-v2", 384}, {"OAI", 1536}, {"BigOAI", 3072}};

std::string shapeText(const Matrix& matrix) {
    return "[" + grouped(matrix.rows) + ", " + std::to_string(matrix.cols) + "]";
}

Result<Matrix> readRows(const Workspace& workspace, const std::filesystem::path& path, std::string& type) {
    AKV_ASSIGN(NpyMatrix file, readNpyMatrix(path));
    type = file.type;
    const Matrix& m = file.matrix;
    if (m.rows != workspace.manifest().rows || m.cols == 0)
        return Error(ErrorCode::InvalidInput, "'" + path.string() + "' is " + shapeText(m) + ", but the graph has " +
                                                  grouped(workspace.manifest().rows) +
                                                  " rows: row i of the file must be row i of 'atlaskv export qkv'" +
                                                  (workspace.manifest().testShare > 0
                                                       ? "; with a test split the train_ and test_ files hold a part "
                                                         "each, 'atlaskv export embeddings' holds all rows"
                                                       : ""));
    constexpr float kLargest = 60'000.0F; // of the half-precision store
    const auto bad = std::find_if(m.data.begin(), m.data.end(), [&](float x) { return !(std::abs(x) <= kLargest); });
    if (bad != m.data.end()) {
        const auto at = static_cast<std::size_t>(bad - m.data.begin());
        return Error(ErrorCode::InvalidInput, "'" + path.string() + "' holds " + std::to_string(*bad) + " in row " +
                                                  std::to_string(at / m.cols) + ", column " +
                                                  std::to_string(at % m.cols) +
                                                  "; only finite values up to 60000 can be stored");
    }
    return std::move(file.matrix);
}

Result<void> checkWidths(const ReadyEmbeddings& files, const RowEmbeddings& read) {
    if (read.keys.cols != read.values.cols)
        return Error(ErrorCode::InvalidInput, "the keys in '" + files.keys.string() + "' are " + shapeText(read.keys) +
                                                  ", the values in '" + files.values.string() + "' are " +
                                                  shapeText(read.values) + "; they must have the same shape");
    for (const auto& [name, width] : kWidths)
        if (files.encoder == name && read.keys.cols != width)
            return Error(ErrorCode::InvalidInput, "'" + files.keys.string() + "' has vectors of width " +
                                                      std::to_string(read.keys.cols) + ", but " + name + " makes " +
                                                      std::to_string(width) + "; was it another encoder?");
    return {};
}

/// Hashes of the strings that the rows are embedded by, so that later changes of the graph embed only what is new.
Result<void> collectHashes(const Workspace& workspace, RowEmbeddings& out, const JobContext& context) {
    constexpr std::uint64_t kPage = 20'000;
    for (std::uint64_t offset = 0; offset < workspace.manifest().rows; offset += kPage) {
        context.progress("reading rows", offset, workspace.manifest().rows);
        AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(const auto rows, workspace.rows(offset, kPage));
        for (const auto& row : rows) {
            out.keyStrings.push_back(hash128(row.keyString()));
            out.valueStrings.push_back(hash128(row.description));
        }
    }
    return {};
}

} // namespace

Result<EmbedReport> takeEmbeddings(Workspace& workspace, const std::filesystem::path& file, const std::string& encoder,
                                   const JobContext& context) {
    const auto start = std::chrono::steady_clock::now();
    AKV_CHECK(checkRowsToEmbed(workspace));
    AKV_ASSIGN(const ReadyEmbeddings files, findReadyEmbeddings(file, encoder));
    RowEmbeddings read;
    EmbedReport report;
    context.progress("reading " + files.keys.filename().string(), 0, 0);
    AKV_ASSIGN(read.keys, readRows(workspace, files.keys, report.type));
    AKV_CHECK(context.checkCancelled());
    AKV_ASSIGN(read.values, readRows(workspace, files.values, report.type));
    AKV_CHECK(checkWidths(files, read));
    AKV_CHECK(collectHashes(workspace, read, context));
    read.encoder = files.encoder;
    AKV_ASSIGN(read.files, importedFiles({files.keys, files.values}));
    AKV_CHECK(context.checkCancelled());
    std::error_code code;
    std::filesystem::create_directories(workspace.embeddingsFolder(), code);
    EmbeddingCache cache(workspace.embeddingsFolder(), read.encoder, read.keys.cols);
    AKV_CHECK(storeEmbeddings(workspace, cache, read));
    report.rows = read.keys.rows;
    report.encoder = read.encoder;
    report.files = read.files;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace akv
