// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/memory_curve.h"

#include "core/device/memory_sampler.h"
#include "core/engine/engine.h"
#include "core/hikvp/balanced_kmeans.h"
#include "core/model/config.h"

#include <chrono>
#include <cmath>
#include <numeric>

namespace akv {

namespace {

namespace fs = std::filesystem;

class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Removes the folder with whatever was written.
struct Scratch {
    explicit Scratch(fs::path folder) : path(std::move(folder)) {}
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    fs::path path;
};

Result<Matrix> randomUnitRows(std::uint64_t rows, std::size_t width, std::uint64_t seed, const JobContext& context) {
    Matrix out(rows, width);
    std::uint64_t state = seed * 2 + 0x9E3779B97F4A7C15ULL;
    for (std::size_t i = 0; i < out.rows; ++i) {
        if (i % 10'000 == 0) {
            AKV_CHECK(context.checkCancelled());
            context.progress("making rows", i, rows);
        }
        double norm = 0.0;
        for (float& v : out.row(i)) {
            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            v = float(std::int64_t(state >> 11) - (std::int64_t(1) << 52)) * 0x1p-52F;
            norm += double(v) * double(v);
        }
        for (float& v : out.row(i)) v = float(v / std::sqrt(norm));
    }
    return out;
}

/// First member of each of `groups` equal ranges over `members`.
std::vector<std::uint32_t> equalRanges(std::uint64_t members, std::uint32_t groups) {
    std::vector<std::uint32_t> begin;
    for (std::uint64_t g = 0; g <= groups; ++g) begin.push_back(std::uint32_t(members * g / groups));
    return begin;
}

Matrix meansOf(const Matrix& rows, const std::vector<std::uint32_t>& begin) {
    Matrix out(begin.size() - 1, rows.cols);
    for (std::size_t g = 0; g + 1 < begin.size(); ++g)
        for (std::uint32_t i = begin[g]; i < begin[g + 1]; ++i)
            for (std::size_t j = 0; j < rows.cols; ++j)
                out.row(g)[j] += rows.row(i)[j] / float(begin[g + 1] - begin[g]);
    return out;
}

Clustering inOrder(const Matrix& keys) {
    Clustering out;
    out.order.resize(keys.rows);
    std::iota(out.order.begin(), out.order.end(), 0U);
    Hierarchy& tree = out.hierarchy;
    tree.leafBegin = equalRanges(keys.rows, cubeRootSquaredUp(keys.rows));
    tree.inter = meansOf(keys, tree.leafBegin);
    tree.interBegin = equalRanges(tree.inter.rows, cubeRootUp(keys.rows));
    tree.root = meansOf(tree.inter, tree.interBegin);
    return out;
}

Result<void> writeStore(const fs::path& folder, std::uint64_t rows, const KnowledgeConfig& kb,
                        const MemoryCurveOptions& options, const JobContext& context) {
    AKV_ASSIGN(const auto keys, randomUnitRows(rows, std::size_t(kb.encoderWidth), options.seed, context));
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return Error(ErrorCode::InvalidInput, "cannot make '" + folder.string() + "': " + error.message());
    return LeafStore::write(folder, keys, keys, inOrder(keys), options.type, kb.encoder, context);
}

/// Prefill and some words, so that the session holds what an answer needs.
Result<double> askOnce(const Engine& engine, Session& session, const PruneK& k) {
    const Stopwatch clock;
    GenerateOptions generate;
    generate.k = k;
    AKV_CHECK(session.prefill(engine.prompt("What is the capital of the country?"), generate));
    double first = 0.0;
    for (int i = 0; i < 4; ++i) {
        AKV_ASSIGN(const auto step, session.decodeOne());
        if (i == 0) first = clock.seconds();
        if (step.end) break;
    }
    return first;
}

} // namespace

Result<MemoryMeasurement> measureMemory(const fs::path& modelFolder, std::uint64_t rows, const fs::path& scratch,
                                        const MemoryCurveOptions& options, const JobContext& context) {
    if (rows < 1 || rows > 100'000'000)
        return Error(ErrorCode::InvalidInput, std::to_string(rows) + " rows cannot be measured; from 1 to 100,000,000");
    AKV_ASSIGN(const auto kb, loadKnowledgeConfig(modelFolder));
    if (!kb)
        return Error(ErrorCode::InvalidInput,
                     "'" + modelFolder.string() + "' has no adapter, so a graph cannot be attached to it");
    const Scratch store(scratch);
    MemoryMeasurement out;
    out.rows = rows, out.k = options.k;
    const Stopwatch writing;
    AKV_CHECK(writeStore(store.path, rows, *kb, options, context));
    out.writeSeconds = writing.seconds();
    AKV_CHECK(context.checkCancelled());

    const MemorySampler sampler;
    returnFreedMemory();
    const MemorySample before = sampler.sample();
    context.progress("loading the model with the store", 0, 0);
    const Stopwatch loading;
    AKV_ASSIGN(const auto leaves, LeafStore::open(store.path, false));
    AKV_ASSIGN(const auto engine, Engine::load(modelFolder, leaves, {options.threads}));
    out.loadSeconds = loading.seconds();
    const auto session = engine->createSession();
    AKV_ASSIGN(out.firstTokenSeconds, askOnce(*engine, *session, options.k));
    returnFreedMemory();
    const MemorySample after = sampler.sample();

    const auto grown = [](std::uint64_t from, std::uint64_t to) { return to > from ? to - from : 0; };
    out.resident = grown(before.rss - before.rssFile, after.rss - after.rssFile);
    out.filePages = grown(before.rssFile, after.rssFile);
    out.disk = leaves->bytesOnDisk();
    out.keys = leaves->residentKeyBytes();
    out.roots = leaves->hierarchy().root.rows, out.inters = leaves->hierarchy().inter.rows;
    out.stagedLeaves = session->memory().stagedLeafBytes, out.kvCache = session->memory().kvCacheBytes;
    out.weights = engine->info().weightsBytes;
    out.model = engine->info().name, out.modelHash = engine->info().hash, out.storeHash = leaves->hash();
    return out;
}

} // namespace akv
