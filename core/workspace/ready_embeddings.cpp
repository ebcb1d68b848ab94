// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/npy_reader.h"
#include "core/base/strings.h"
#include "core/workspace/pipeline.h"
#include "core/workspace/ready_files.h"
#include "core/workspace/split_parts.h"
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

/// Error: another number of rows than the part has.
Result<void> checkShape(const Workspace& workspace, const RowPart& part, const Matrix& m) {
    if (m.rows == part.rows.size() && m.cols > 0) return {};
    const std::string all = grouped(workspace.manifest().rows) + " rows";
    const bool split = workspace.manifest().testShare > 0;
    if (!part.prefix.empty())
        return Error(ErrorCode::InvalidInput,
                     "'" + part.file.string() + "' is " + shapeText(m) + ", but of the graph's " + all + " " +
                         grouped(part.rows.size()) + " are on the " + part.prefix.substr(0, part.prefix.size() - 1) +
                         " side of the split: row i of the file must be the i-th of them, as 'atlaskv export npy' and "
                         "'atlaskv export qkv' write them");
    return Error(ErrorCode::InvalidInput,
                 "'" + part.file.string() + "' is " + shapeText(m) + ", but the graph has " + all +
                     ": row i of the file must be row i of 'atlaskv export qkv'" +
                     (split ? "; with a test split, files named train_… and test_… hold a part each" : ""));
}

Result<void> checkValues(const std::filesystem::path& path, const Matrix& m) {
    constexpr float kLargest = 60'000.0F; // of the half-precision store
    const auto bad = std::find_if(m.data.begin(), m.data.end(), [&](float x) { return !(std::abs(x) <= kLargest); });
    if (bad == m.data.end()) return {};
    const auto at = static_cast<std::size_t>(bad - m.data.begin());
    return Error(ErrorCode::InvalidInput, "'" + path.string() + "' holds " + std::to_string(*bad) + " in row " +
                                              std::to_string(at / m.cols) + ", column " + std::to_string(at % m.cols) +
                                              "; only finite values up to 60000 can be stored");
}

/// Vectors of all rows of the workspace, from one file or from both sides of the split.
struct ReadVectors {
    Matrix matrix;
    std::vector<std::filesystem::path> files;
    std::string type;
};
Result<ReadVectors> readVectors(const Workspace& workspace, const std::filesystem::path& path,
                                const JobContext& context) {
    ReadVectors out;
    AKV_ASSIGN(const auto parts, rowParts(workspace, path, context));
    for (const RowPart& part : parts) {
        AKV_CHECK(context.checkCancelled());
        context.progress("reading " + part.file.filename().string(), 0, 0);
        AKV_ASSIGN(NpyMatrix file, readNpyMatrix(part.file));
        Matrix& m = file.matrix;
        AKV_CHECK(checkShape(workspace, part, m));
        AKV_CHECK(checkValues(part.file, m));
        out.files.push_back(part.file);
        out.type = file.type;
        if (part.prefix.empty()) {
            out.matrix = std::move(m);
            return out;
        }
        if (out.matrix.rows == 0) out.matrix = Matrix(workspace.manifest().rows, m.cols);
        if (out.matrix.cols != m.cols)
            return Error(ErrorCode::InvalidInput, "'" + part.file.string() + "' has vectors of width " +
                                                      std::to_string(m.cols) + ", '" + out.files.front().string() +
                                                      "' of " + std::to_string(out.matrix.cols) +
                                                      "; both sides of the split must have the same");
        for (std::size_t i = 0; i < m.rows; ++i) std::ranges::copy(m.row(i), out.matrix.row(part.rows[i]).begin());
    }
    return out;
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
    AKV_ASSIGN(ReadVectors keys, readVectors(workspace, files.keys, context));
    AKV_ASSIGN(ReadVectors values, readVectors(workspace, files.values, context));
    read.keys = std::move(keys.matrix);
    read.values = std::move(values.matrix);
    report.type = keys.type;
    AKV_CHECK(checkWidths(files, read));
    AKV_CHECK(collectHashes(workspace, read, context));
    read.encoder = files.encoder;
    for (std::size_t i = 0; i < keys.files.size(); ++i) {
        AKV_ASSIGN(auto pair, importedFiles({keys.files[i], values.files[i]}));
        read.files.insert(read.files.end(), pair.begin(), pair.end());
    }
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
